//! Where a licence claim stands, from the most trusted place to the least.
//!
//! Decides by path and key alone.

use crate::model::{Claim, SourceKind};
use crate::read::Format;

/// Key of claims made by an SPDX tag.
pub(crate) const TAG_KEY: &str = "SPDX-License-Identifier";

/// A place that may speak for the whole repository, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Text,
    Tag,
    Publiccode,
    Codemeta,
    Citation,
    Manifest,
    Readme,
    Forge,
}

impl Place {
    /// The place of a claim; none when it speaks of a part only.
    pub(super) fn of(claim: &Claim) -> Option<Self> {
        if claim.source.kind == SourceKind::Forge {
            return Some(Self::Forge);
        }
        let path = claim.source.path.as_deref()?;
        if path.to_ascii_lowercase().starts_with("licenses/") {
            return Some(Self::Tag);
        }
        let format = Format::of(path);
        // An SPDX tag speaks for its own file; one in a LICENSE speaks for the whole.
        if claim.source.key.as_deref() == Some(TAG_KEY) && format != Some(Format::LicenceText) {
            return Some(Self::Tag);
        }
        if path.contains('/') {
            return None;
        }
        match format? {
            Format::LicenceText => Some(Self::Text),
            Format::Publiccode => Some(Self::Publiccode),
            Format::Codemeta => Some(Self::Codemeta),
            Format::Citation => Some(Self::Citation),
            format if format.is_manifest() => Some(Self::Manifest),
            Format::Readme => Some(Self::Readme),
            _ => None,
        }
    }
}
