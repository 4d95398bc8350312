//! What is true of the sample ministry, counted by hand, so that totals computed elsewhere can be
//! checked against it. Must not be computed from the data: a test compares the two.
//!
//! The hand count, first pass (an identifier stands for its repository):
//!
//! | | repositories | how many |
//! | --- | --- | ---: |
//! | all | 101–106, 201–205, 301–307 | 18 |
//! | private, internal | 106, 205 | 1 + 1 |
//! | public | the rest | 16 |
//! | public: empty, fork, archived | 307, 306, 204 | 1 + 1 + 1 |
//! | eligible (public, none of these three) | 101–105, 201–203, 301–305 | 13 |
//! | eligible with a licence | without 105 (none at all) and 305 (all rights reserved) | 11 |
//! | through the gate | those 11, the fork 306, the archived 204 | 13 |
//!
//! In the second pass 304 belongs to `communs-numeriques`: eligible by group 5, 4, 4.

use crate::spec::Visibility;

/// A word of the private repository's path, name, description, topics, branch, tag, files and history.
pub const PRIVATE_WORD: &str = "quartzomancie";
/// The same of the internal repository.
pub const INTERNAL_WORD: &str = "brumazure";

/// Repositories of any visibility.
pub const REPOSITORIES: usize = 18;
/// Public, not empty, no fork, not archived.
pub const ELIGIBLE: usize = 13;
/// Expected to pass the gate, the fork and the archived one among them.
pub const PUBLISHED: usize = 13;
/// Eligible repositories of each top-level group at the first pass.
pub const ELIGIBLE_BY_GROUP: [(&str, usize); 3] =
    [("ac-valombre", 5), ("communs-numeriques", 3), ("ra-trois-rivieres", 5)];
/// Eligible repositories with a commit by a person on the default branch from 2025-11-01 to
/// 2026-10-31: all but 104 (only a program since 2023), 105 (June 2025) and 302 (2022).
pub const ACTIVE_AT_2026_11_01: usize = 10;
/// Licences of the eligible repositories that have one; the counts add up to 11.
pub const ELIGIBLE_LICENCES: [(&str, usize); 8] = [
    ("Apache-2.0", 1),
    ("CC-BY-4.0", 2),
    ("CC-BY-SA-4.0", 2),
    ("CECILL-2.1", 1),
    ("EUPL-1.2", 2),
    ("GPL-3.0-or-later", 1),
    ("MIT", 1),
    ("etalab-2.0", 1),
];
/// Has three hundred branches.
pub const MANY_BRANCHES: u64 = 203;
/// Its README is in ISO 8859-1.
pub const LATIN1_README: u64 = 302;
/// Its publiccode.yml is no YAML: an unquoted colon on line 14, column 46.
pub const BROKEN_PUBLICCODE: u64 = 104;
/// Have a valid publiccode.yml: a tool, its fork, the archived tool and the shell scripts.
pub const VALID_PUBLICCODE: [u64; 4] = [201, 204, 303, 306];

/// What the gate should make of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Passes.
    Published,
    /// Held: no licence anywhere.
    HeldWithoutLicence,
    /// Held: declared `UNLICENSED`, all rights reserved.
    HeldNotOpen,
    /// Skipped: no commit.
    Empty,
    /// Private or internal: never seen outside, nor its name.
    Hidden,
}

/// One repository, as told by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// Numeric id at the forge.
    pub id: u64,
    /// Full path at the first pass.
    pub path: &'static str,
    /// Who may see it.
    pub visibility: Visibility,
    /// What the gate should make of it.
    pub outcome: Outcome,
    /// The SPDX identifier a reader finds; none when held, empty or hidden.
    pub licence: Option<&'static str>,
    /// Archived at the forge.
    pub archived: bool,
    /// A fork of another.
    pub fork: bool,
    /// Commits reachable from the default branch.
    pub commits: usize,
    /// Number of branches.
    pub branches: usize,
    /// Number of tags.
    pub tags: usize,
    /// Day of the last commit by a person on the default branch, `YYYY-MM-DD`; empty without commits.
    pub last_human: &'static str,
}

const fn fact(id: u64, path: &'static str, outcome: Outcome, counts: [usize; 3], last: &'static str) -> Fact {
    Fact {
        id,
        path,
        visibility: Visibility::Public,
        outcome,
        licence: None,
        archived: false,
        fork: false,
        commits: counts[0],
        branches: counts[1],
        tags: counts[2],
        last_human: last,
    }
}

const fn under(licence: &'static str, fact: Fact) -> Fact {
    Fact { licence: Some(licence), ..fact }
}

/// Every repository of the first pass; counts are commits of the default branch, branches, tags.
#[must_use]
#[rustfmt::skip]
pub fn facts() -> [Fact; REPOSITORIES] {
    use Outcome::{Empty, HeldNotOpen, HeldWithoutLicence, Hidden, Published};
    [
        under("CC-BY-SA-4.0", fact(101, "ac-valombre/maths/fractions-6e", Published, [7, 2, 2], "2026-10-12")),
        under("CC-BY-4.0", fact(102, "ac-valombre/maths/automatismes-college", Published, [3, 1, 1], "2026-09-21")),
        under("CC-BY-SA-4.0", fact(103, "ac-valombre/sciences/volcans-svt", Published, [3, 1, 1], "2026-03-20")),
        under("CECILL-2.1", fact(104, "ac-valombre/dsi/bareme", Published, [4, 1, 1], "2023-11-06")),
        fact(105, "ac-valombre/dsi/inventaire-parc", HeldWithoutLicence, [2, 1, 0], "2025-06-16"),
        Fact { visibility: Visibility::Private,
            ..fact(106, "ac-valombre/dsi/quartzomancie-paie", Hidden, [1, 2, 1], "2026-04-13") },
        under("EUPL-1.2", fact(201, "communs-numeriques/outils/typofr", Published, [7, 3, 3], "2026-09-14")),
        under("MIT", fact(202, "communs-numeriques/outils/number-line", Published, [4, 1, 1], "2026-02-11")),
        under("GPL-3.0-or-later",
            fact(203, "communs-numeriques/plateformes/moodle-filter_fraction", Published, [4, 300, 1], "2026-06-08")),
        Fact { archived: true, ..under("AGPL-3.0-or-later",
            fact(204, "communs-numeriques/outils/emploi-du-temps-ics", Published, [3, 1, 1], "2023-06-30")) },
        Fact { visibility: Visibility::Internal,
            ..fact(205, "communs-numeriques/interne/brumazure-annuaire", Hidden, [1, 1, 1], "2026-01-12") },
        under("CC-BY-4.0", fact(301, "ra-trois-rivieres/nsi/arbres-binaires", Published, [3, 1, 1], "2026-10-05")),
        under("etalab-2.0", fact(302, "ra-trois-rivieres/histoire/revolution-1789", Published, [3, 1, 0], "2022-06-13")),
        under("EUPL-1.2", fact(303, "ra-trois-rivieres/exploitation/sauvegarde-postes", Published, [3, 1, 1], "2026-05-11")),
        under("Apache-2.0", fact(304, "ra-trois-rivieres/vie-de-classe/tirage-groupes", Published, [3, 1, 1], "2026-10-26")),
        fact(305, "ra-trois-rivieres/vie-de-classe/plan-de-classe", HeldNotOpen, [1, 1, 0], "2026-01-19"),
        Fact { fork: true, ..under("EUPL-1.2",
            fact(306, "ra-trois-rivieres/nsi/typofr", Published, [7, 4, 0], "2026-09-14")) },
        fact(307, "ra-trois-rivieres/lycees/atelier-robotique", Empty, [0, 0, 0], ""),
    ]
}
