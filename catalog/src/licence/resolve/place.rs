//! Where a licence claim stands, from the most trusted place to the least.
//!
//! Decides by path and key alone.

use crate::model::{Claim, SourceKind};
use crate::read::Format;

use super::role::is_foreign;
use crate::licence::head::NOTICE_KEY;
use crate::licence::reuse;

/// How the key ends of a claim made by the manifest of a workspace's member.
pub(super) const MEMBER_END: &str = " (member)";

/// Key of claims made by an SPDX tag.
pub(crate) const TAG_KEY: &str = "SPDX-License-Identifier";

/// A place that may speak for the whole repository, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Text,
    Rule,
    Tag,
    Publiccode,
    Codemeta,
    Citation,
    Manifest,
    /// Manifests of the members of a workspace, which speak for the whole where all say the same.
    Member,
    /// The texts of `LICENSES/`, which say what is used somewhere.
    Inventory,
    Readme,
    Notice,
    Forge,
    /// A licence text or a page below the root, which speaks for its folder.
    Folder,
    /// A manifest below the root, which speaks for its folder.
    Package,
}

impl Place {
    /// The place of a claim; none when it speaks of somebody else's files.
    pub(super) fn of(claim: &Claim) -> Option<Self> {
        if claim.source.kind == SourceKind::Forge {
            return Some(Self::Forge);
        }
        let path = claim.source.path.as_deref()?;
        let is_rules = reuse::is_rules(path);
        if is_rules && matches!(path, "REUSE.toml" | ".reuse/dep5") {
            return Some(Self::Rule);
        }
        if is_foreign(path) {
            return None;
        }
        if is_rules {
            // What stands in a folder speaks for that folder.
            return Some(Self::Folder);
        }
        if path.to_ascii_lowercase().starts_with("licenses/") {
            return Some(Self::Inventory);
        }
        let format = Format::of(path);
        // An SPDX tag speaks for its own file; one in a LICENSE speaks for the whole.
        match claim.source.key.as_deref() {
            Some(TAG_KEY) if format != Some(Format::LicenceText) => return Some(Self::Tag),
            Some(NOTICE_KEY) => return Some(Self::Notice),
            _ => {}
        }
        if path.contains('/') {
            let member = claim.source.key.as_deref().is_some_and(|key| key.ends_with(MEMBER_END));
            return match format? {
                Format::LicenceText | Format::Markdown | Format::Latex | Format::Notebook => {
                    Some(Self::Folder)
                }
                format if format.is_manifest() => Some(if member { Self::Member } else { Self::Package }),
                _ => None,
            };
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

    /// Whether a claim made here is about a folder, and never about the whole.
    pub(super) fn is_below(self) -> bool {
        matches!(self, Self::Folder | Self::Package)
    }

    /// Whether a claim made here is meant for the whole, so that it can contradict.
    pub(super) fn declares(self) -> bool {
        matches!(self, Self::Publiccode | Self::Codemeta | Self::Citation | Self::Manifest | Self::Readme)
    }
}
