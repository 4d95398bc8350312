//! What people write instead of a licence when they grant none.
//!
//! Not a licence of the SPDX list: it is claimed under a name of our own, so that a policy can refuse
//! it by that name.

use crate::vocabulary::fold::fold;

/// What a declaration that all rights are reserved is claimed as.
pub const ALL_RIGHTS_RESERVED: &str = "LicenseRef-proprietary";

/// Whole declarations, folded.
const DECLARED: &[&str] = &[
    "unlicensed",
    "proprietary",
    "proprietary license",
    "proprietary licence",
    "other/proprietary license",
    "proprietaire",
    "licence proprietaire",
    "closed source",
];

/// Sentences, folded, that say so wherever they stand.
const SAID: &[&str] = &["all rights reserved", "tous droits reserves"];

/// Whether a declared value means that all rights are reserved.
pub(crate) fn declares_all_rights_reserved(text: &str) -> bool {
    let folded = fold(text);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    DECLARED.contains(&bare) || SAID.contains(&bare)
}

/// Whether a line of prose says that all rights are reserved.
pub(crate) fn says_all_rights_reserved(line: &str) -> bool {
    let folded = fold(line);
    SAID.iter().any(|said| folded.contains(said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_those_who_grant_nothing() {
        for text in ["UNLICENSED", "proprietary", "All rights reserved", "Tous droits réservés."] {
            assert!(declares_all_rights_reserved(text), "{text}");
        }
        for text in ["MIT", "Unlicense", "SEE LICENSE IN LICENCE.md", ""] {
            assert!(!declares_all_rights_reserved(text), "{text}");
        }
        assert!(says_all_rights_reserved("© 2024 Rectorat. Tous droits réservés"));
    }
}
