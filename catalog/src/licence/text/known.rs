//! The texts that are known: those of the SPDX list, and the fingerprints of those it lacks.
//!
//! Must not know how texts are compared.

use super::fingerprint::{self, Fingerprint};
use super::store::Kind;
use crate::vocabulary::table::rows;

/// Which text each fingerprint is of, in their order, with its official address and digest.
const TEXTS: &str = include_str!("../../../data/licences/texts.csv");
/// The fingerprints, made by `cargo run -p glane-catalog --example fingerprints`.
const FINGERPRINTS: &[u8] = include_bytes!("../../../data/licences/fingerprints.bin");

/// A text that is known.
pub(super) struct Known {
    pub(super) id: &'static str,
    pub(super) kind: Kind,
    pub(super) deprecated: bool,
    pub(super) print: Fingerprint,
}

/// All of them; an identifier may have several texts.
pub(super) fn all() -> Vec<Known> {
    let licences = spdx::identifiers::LICENSES.iter().filter_map(|licence| {
        let id = spdx::license_id(licence.name)?;
        Some((base(licence.name), Kind::Licence, id.is_deprecated(), id.text()))
    });
    let exceptions = spdx::identifiers::EXCEPTIONS.iter().filter_map(|exception| {
        let id = spdx::exception_id(exception.name)?;
        Some((exception.name, Kind::Exception, id.is_deprecated(), id.text()))
    });
    let mut found: Vec<Known> = licences
        .chain(exceptions)
        .map(|(id, kind, deprecated, text)| Known { id, kind, deprecated, print: Fingerprint::of(text) })
        .collect();
    let lacking = rows(TEXTS).zip(fingerprint::read(FINGERPRINTS));
    found.extend(lacking.map(|(row, print)| Known {
        id: identifier(&row[1]),
        kind: Kind::Licence,
        deprecated: false,
        print,
    }));
    found
}

/// A GNU text is the same under each of its identifiers; it stands here under `-only`.
fn base(name: &'static str) -> &'static str {
    if !["GPL-", "LGPL-", "AGPL-", "GFDL-"].iter().any(|family| name.starts_with(family)) {
        return name;
    }
    let bare = ["+", "-or-later", "-only", "-no-invariants", "-invariants"]
        .iter()
        .fold(name, |bare, end| bare.strip_suffix(end).unwrap_or(bare));
    spdx::license_id(&format!("{bare}-only")).map_or(name, |known| known.name)
}

/// The identifier of a row, in the list or our own.
fn identifier(text: &str) -> &'static str {
    match text {
        "LicenseRef-etalab-1.0" => "LicenseRef-etalab-1.0",
        other => spdx::license_id(other).map_or("", |known| known.name),
    }
}
