//! What somebody wrote as a licence: an SPDX expression, or why there is none.
//!
//! Nothing is guessed: a list that does not say "and" or "or" has no expression, but the licences it
//! names are known.

use super::expression::{Normalised, parse_expression};
use super::reserved::declares_all_rights_reserved;
use crate::vocabulary::fold::fold;

/// What a text means.
#[derive(Debug, Clone, PartialEq)]
pub enum Understood {
    /// This expression.
    As(Normalised),
    /// No expression that could be determined.
    Undetermined {
        /// The licences that are named all the same, in order.
        named: Vec<String>,
        /// Why there is no expression.
        why: Why,
    },
}

/// Why a text has no expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing is said.
    NothingSaid,
    /// All rights are reserved: no licence is granted.
    Reserved,
    /// Several licences, without a word on whether all hold or any may be chosen.
    RelationUnsaid,
    /// A name that no licence known here has, or that several have.
    NameUnknown,
}

impl Why {
    /// The reason in one French sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::NothingSaid => "Aucune licence n’est indiquée.",
            Self::Reserved => "Tous les droits sont réservés\u{202f}: aucune licence n’est accordée.",
            Self::RelationUnsaid => {
                "Plusieurs licences sont citées sans dire si elles s’appliquent toutes (AND) ou au choix (OR)."
            }
            Self::NameUnknown => "Ce nom ne désigne aucune licence connue, ou en désigne plusieurs.",
        }
    }
}

/// Ways of saying nothing.
const NOTHING: &[&str] =
    &["", "n/a", "na", "none", "aucune", "todo", "tbd", "a definir", "inconnue", "unknown", "?"];

/// Understands what somebody wrote as a licence.
#[must_use]
pub fn understand(text: &str) -> Understood {
    if let Some(known) = parse_expression(text) {
        return Understood::As(known);
    }
    let undetermined = |named, why| Understood::Undetermined { named, why };
    let folded = fold(text.trim());
    if NOTHING.contains(&folded.as_str()) {
        return undetermined(Vec::new(), Why::NothingSaid);
    }
    if declares_all_rights_reserved(text) {
        return undetermined(Vec::new(), Why::Reserved);
    }
    let parts: Vec<&str> =
        text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let named: Vec<String> =
        parts.iter().filter_map(|part| parse_expression(part)).map(|known| known.expression).collect();
    let all = parts.len() > 1 && named.len() == parts.len();
    undetermined(named, if all { Why::RelationUnsaid } else { Why::NameUnknown })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_determined_is_said_with_its_reason() {
        for (text, names, why) in [
            ("N/A", &[][..], Why::NothingSaid),
            ("UNLICENSED", &[], Why::Reserved),
            ("GPL-2.0, MIT", &["GPL-2.0-only", "MIT"], Why::RelationUnsaid),
            ("MIT, libre de droits", &["MIT"], Why::NameUnknown),
            ("GPL", &[], Why::NameUnknown),
        ] {
            let Understood::Undetermined { named, why: found } = understand(text) else { panic!("{text}") };
            assert_eq!(
                (named.as_slice(), found),
                (names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>().as_slice(), why)
            );
        }
    }
}
