//! The sample ministry: eighteen repositories of three fictional bodies, with lessons and tools
//! in good French, written for it. The demo mirrors and shows it; the tests count on it.
//!
//! Knows [`crate::spec`] only: neither how the repositories are built nor how they are served.

mod communs;
mod facts;
mod story;
#[cfg(test)]
mod tests;
mod trois_rivieres;
mod valombre;

pub use facts::{
    ACTIVE_AT_2026_11_01, BROKEN_PUBLICCODE, ELIGIBLE, ELIGIBLE_BY_GROUP, ELIGIBLE_LICENCES, Fact,
    INTERNAL_WORD, LATIN1_README, MANY_BRANCHES, Outcome, PRIVATE_WORD, PUBLISHED, REPOSITORIES,
    VALID_PUBLICCODE, facts,
};

use crate::spec::Repository;

/// The three bodies: path of their top-level group, full name.
pub const GROUPS: [(&str, &str); 3] = [
    ("ac-valombre", "Académie de Valombre"),
    ("communs-numeriques", "Direction des communs numériques"),
    ("ra-trois-rivieres", "Région académique des Trois-Rivières"),
];

/// A repository that changes its path and keeps its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rename {
    /// Numeric id at the forge.
    pub id: u64,
    /// Full path in the first pass.
    pub old_path: &'static str,
    /// Full path in the second pass.
    pub new_path: &'static str,
}

const RENAME: Rename = Rename {
    id: 304,
    old_path: "ra-trois-rivieres/vie-de-classe/tirage-groupes",
    new_path: "communs-numeriques/outils/tirage-groupes",
};

/// The ministry's repositories at the first pass.
#[must_use]
pub fn ministry() -> Vec<Repository> {
    [valombre::repositories(), communs::repositories(), trois_rivieres::repositories()].concat()
}

/// What changes before the second pass: a tool made in a région académique is taken over by the
/// ministry, so its path moves from one body to the other. Its content stays the same.
#[must_use]
pub const fn second_pass() -> Rename {
    RENAME
}
