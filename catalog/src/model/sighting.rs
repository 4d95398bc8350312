//! What the gate saw in a repository that should not become public: a rule, a place, never the thing.
//!
//! Kept apart from what pages and index show: its details are a map to secrets, for the owner alone.

use serde::{Deserialize, Serialize};

/// What kind of thing was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SightingKind {
    /// A key, token or password.
    Secret,
    /// Data of pupils or staff.
    PersonalData,
    /// An address of an author that should not travel: of a pupil, or a private one.
    Identity,
    /// A work whose rights somebody else holds.
    ThirdParty,
    /// An address that outsiders cannot reach: an internal machine, a private submodule.
    InternalAddress,
    /// An object larger than hosts take, or a large file stored elsewhere that is missing.
    Size,
    /// A file by which the host would run something.
    Workflow,
}

impl SightingKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Secret,
        Self::PersonalData,
        Self::Identity,
        Self::ThirdParty,
        Self::InternalAddress,
        Self::Size,
        Self::Workflow,
    ];

    /// As written in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::PersonalData => "personal_data",
            Self::Identity => "identity",
            Self::ThirdParty => "third_party",
            Self::InternalAddress => "internal_address",
            Self::Size => "size",
            Self::Workflow => "workflow",
        }
    }
}

/// How much a sighting weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// The owner is told; nothing waits for it.
    Note,
    /// Nothing becomes public until it is mended, waived or released.
    Hold,
}

/// One thing seen, without what was seen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sighting {
    /// What a decision names: 16 hexadecimal digits of a keyed digest of rule, match and path. It
    /// survives a rebase and says nothing of what was matched.
    pub id: String,
    /// What kind of thing.
    pub kind: SightingKind,
    /// Stable name of the rule, `kebab-case`.
    pub rule: String,
    /// How much it weighs.
    pub weight: Weight,
    /// Path in the repository; for a message or a name, the reference or `commit message`.
    pub path: String,
    /// The line, from 1, where the thing has lines.
    pub line: Option<u32>,
    /// A commit in which it is, 40 hexadecimal digits.
    pub commit: Option<String>,
    /// The object in which it is, 40 hexadecimal digits.
    pub object: Option<String>,
    /// Whether it is in the files of the default branch today, and not in the history only.
    pub at_tip: bool,
}

/// What the owner of a repository says, in the repository itself, may become public, until a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The sighting it is about; none means every one of the rule.
    #[serde(default)]
    pub finding: Option<String>,
    /// The rule it is about; none means whatever the finding is.
    #[serde(default)]
    pub rule: Option<String>,
    /// Glob on the path; none means everywhere.
    #[serde(default)]
    pub path: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub until: jiff::civil::Date,
}

/// What a repository says of its own publication, in `.publication.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// Its owner asks that it be left out.
    pub opt_out: bool,
    /// What its owner lets pass.
    pub waivers: Vec<Waiver>,
    /// What of the file cannot be read, each with its remedy.
    pub problems: Vec<String>,
}

/// What the gate saw in the objects of one repository.
///
/// It tells of everything that can be reached from `tips`, and of nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateReport {
    /// Version of the rules it was made with: other rules look at everything again.
    pub ruleset: String,
    /// Digest of the references that were looked at.
    pub digest: String,
    /// When.
    pub at: Option<jiff::Timestamp>,
    /// What was seen, in the order of path and line.
    pub sightings: Vec<Sighting>,
    /// Objects that were read for it.
    pub objects: u64,
    /// Their bytes, inflated.
    pub bytes: u64,
    /// Whether there were more sightings than are kept.
    pub truncated: bool,
    /// The objects the references led to: what can be reached from them was looked at.
    #[serde(default)]
    pub tips: Vec<String>,
    /// What the repository says of its own publication.
    #[serde(default)]
    pub publication: Publication,
    /// Pointers to large files that are stored beside the repository.
    #[serde(default)]
    pub large_files: u64,
    /// What was seen in the files of releases: the release waits for it, and nothing else does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<Sighting>,
}
