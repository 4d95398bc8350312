//! What was learnt from one repository at one commit.
//!
//! Produced by the examination, stored as it is; must not know git or the clock.

use serde::{Deserialize, Serialize};

use super::{Claim, Dependency, Fields, Finding, Identifiers};

/// The licence of a whole repository, with everything that speaks of one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LicenceReading {
    /// SPDX expression for the whole; none when nothing was found.
    pub expression: Option<String>,
    /// All claims, each an SPDX expression with its source.
    pub claims: Vec<Claim>,
    /// Parts whose licence is another than that of the whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<LicencePart>,
}

/// A part of a repository that has a licence of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicencePart {
    /// A folder, or a pattern of paths.
    pub path: String,
    /// SPDX expression.
    pub expression: String,
    /// What it is.
    pub role: PartRole,
}

/// What a part of a repository is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartRole {
    /// What runs.
    Code,
    /// What is read, seen or heard.
    Content,
    /// Settings and the like.
    Settings,
}

/// Bytes of source in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageShare {
    /// Name as GitHub Linguist spells it.
    pub name: String,
    /// Bytes of its files at the examined commit.
    pub bytes: u64,
}

/// Facts of the history of the default branch and of the references.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// Committer date of the oldest commit reachable from the default branch.
    pub first_commit: Option<jiff::Timestamp>,
    /// Committer date of the newest one.
    pub last_commit: Option<jiff::Timestamp>,
    /// Committer date of the newest one whose author is not a program.
    pub last_human_commit: Option<jiff::Timestamp>,
    /// Commits reachable from the default branch.
    pub commits: u64,
    /// Distinct author addresses among them (a count only; addresses are not kept).
    pub authors: u64,
    /// Branches.
    pub branches: u64,
    /// Tags.
    pub tags: u64,
    /// Committer dates of the newest commits reachable from the default branch, newest first, at most
    /// [`History::NEWEST`]: from them the last months can be counted on any later day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub newest: Vec<jiff::Timestamp>,
    /// The fewest people who made more than half of the commits of the half year that ends with the
    /// newest one of a person (a count only).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bus_factor: Option<u32>,
}

impl History {
    /// How many of the newest commits are known by their date.
    pub const NEWEST: usize = 20;
}

/// A file of the repository that teaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceFile {
    /// Path in the repository.
    pub path: String,
    /// Format, as a short slug (`notebook`, `latex`, `markdown`, `h5p`).
    pub format: String,
    /// Title, when the file says one.
    pub title: Option<String>,
    /// Size in bytes.
    pub bytes: u64,
    /// Why it is taken for a teaching resource.
    pub reason: String,
}

/// Everything learnt from one repository at one commit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Examination {
    /// The commit examined, 40 hexadecimal digits; none when the repository is empty.
    pub commit: Option<String>,
    /// Short name of the default branch.
    pub default_branch: Option<String>,
    /// What it is known by wherever it lies.
    #[serde(default, skip_serializing_if = "Identifiers::is_empty")]
    pub identifiers: Identifiers,
    /// The licence.
    pub licence: LicenceReading,
    /// Everything else that was claimed.
    pub fields: Fields,
    /// Source languages, largest first.
    pub languages: Vec<LanguageShare>,
    /// The history.
    pub history: History,
    /// Files that teach.
    pub resources: Vec<ResourceFile>,
    /// Packages that its lock files and manifests name, at most 500.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dependencies: Vec<Dependency>,
    /// Number of files at the commit.
    pub files: u64,
    /// Sum of their sizes in bytes.
    pub bytes: u64,
    /// Plain text of the README without its title, at most 16 KiB, for search, snippets and its page:
    /// an empty line between blocks, `• ` before items, four spaces before code.
    pub text: Option<String>,
    /// What should be mended.
    pub findings: Vec<Finding>,
}
