//! May code under one licence go into a project under another?
//!
//! After the matrix of the FSF, the appendix of the EUPL, and what the licences say of each other.
//! Must not know content licences but where code meets them.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::super::super::table::rows;
use super::{Answer, Compatibility};
use crate::licence::parsed;

const TABLE: &str = include_str!("../../../../data/licences/software_compat.csv");

/// Licences that ask the same as one that has a row.
const ALIKE: &[(&str, &str)] = &[
    ("ISC", "MIT"),
    ("BSD-2-Clause", "MIT"),
    ("Zlib", "MIT"),
    ("BSL-1.0", "MIT"),
    ("PostgreSQL", "MIT"),
    ("0BSD", "CC0-1.0"),
    ("MIT-0", "CC0-1.0"),
    ("Unlicense", "CC0-1.0"),
];

/// The same version of the GPL and its kin, chosen alone: as a project they take what the row takes.
const ALONE: &[(&str, &str)] = &[
    ("GPL-3.0-only", "GPL-3.0-or-later"),
    ("AGPL-3.0-only", "AGPL-3.0-or-later"),
    ("LGPL-3.0-only", "LGPL-3.0-or-later"),
    ("LGPL-2.1-only", "LGPL-2.1-or-later"),
];

static PAIRS: LazyLock<HashMap<(String, String), (Answer, String)>> = LazyLock::new(|| {
    rows(TABLE)
        .map(|row| ((row[0].to_owned(), row[1].to_owned()), (Answer::parse(&row[2]), row[3].to_owned())))
        .collect()
});

/// Whether code under an expression may go into a project under a licence, and why.
///
/// Of a choice (`OR`) one branch is enough; of several that hold together each must allow it.
#[must_use]
pub fn code_into(component: &str, project: &str) -> Compatibility {
    let (Some(parts), Some(whole)) = (parsed(component), parsed(project)) else {
        return Compatibility::unknown(component, project);
    };
    let mut targets = whole.requirements();
    let (Some(target), None) = (targets.next(), targets.next()) else {
        return Compatibility::new(Answer::Depends, "several", component, project);
    };
    let into = target.req.license.to_string();
    let answered = |id: &str, exception: bool| match pair(id, &into) {
        // An exception only ever gives more.
        found if exception && found.answer != Answer::Yes => Compatibility::unknown(id, &into),
        found => found,
    };
    let of = |req: &spdx::LicenseReq| answered(&req.license.to_string(), req.addition.is_some());
    let answer = if parts.evaluate(|req| of(req).answer == Answer::Yes) {
        Answer::Yes
    } else if parts.evaluate(|req| of(req).answer != Answer::No) {
        Answer::Depends
    } else {
        Answer::No
    };
    let told = parts.requirements().map(|each| of(&each.req)).find(|each| each.answer == answer);
    told.unwrap_or_else(|| Compatibility::unknown(component, project))
}

/// One licence into another.
fn pair(id: &str, into: &str) -> Compatibility {
    if id == into {
        return Compatibility::new(Answer::Yes, "same", id, into);
    }
    let row = |id: &str, table: &[(&str, &'static str)]| {
        table.iter().find(|(alike, _)| *alike == id).map(|(_, row)| *row)
    };
    let (from, alone) = (row(id, ALIKE).or_else(|| row(id, ALONE)), row(id, ALONE).is_some());
    let from = from.unwrap_or(id);
    let target = row(into, ALIKE).or_else(|| row(into, ALONE)).unwrap_or(into);
    let Some((answer, reason)) = PAIRS.get(&(from.to_owned(), target.to_owned())) else {
        return Compatibility::unknown(id, into);
    };
    match (answer, alone) {
        // What allows one version only takes the choice of a later one from the whole.
        (Answer::Yes, true) if id.starts_with("LGPL-2.1") && into.starts_with("LGPL") => {
            Compatibility::new(Answer::Depends, "link_only", id, into)
        }
        (Answer::Yes, true) if into.ends_with("-or-later") && !id.starts_with("LGPL-2.1") => {
            Compatibility::new(Answer::Depends, "version_3", id, into)
        }
        _ => Compatibility::new(*answer, reason, id, into),
    }
}

/// Every pair of the table, for the tests.
#[cfg(test)]
pub(super) fn table() -> impl Iterator<Item = csv::StringRecord> {
    rows(TABLE)
}
