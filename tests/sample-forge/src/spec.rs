//! What a sample repository is: plain data from which real bare repositories are made.
//!
//! Must not know how the server answers.

/// Who may see a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Anyone.
    Public,
    /// Anyone with an account.
    Internal,
    /// Members.
    Private,
}

/// One commit: files written and removed relative to its parent.
#[derive(Debug, Clone)]
pub struct Commit {
    /// Author name.
    pub author: String,
    /// Author address, in a reserved domain (`example.org`).
    pub email: String,
    /// Seconds since 1970, UTC.
    pub time: i64,
    /// Message.
    pub message: String,
    /// Files written: path and bytes.
    pub write: Vec<(String, Vec<u8>)>,
    /// Files removed.
    pub remove: Vec<String>,
}

/// A branch: commits on top of another branch's tip, or from nothing.
#[derive(Debug, Clone)]
pub struct Branch {
    /// Short name.
    pub name: String,
    /// The branch it starts from; it must stand earlier in the list.
    pub from: Option<String>,
    /// Its commits, oldest first; may be empty when `from` is set.
    pub commits: Vec<Commit>,
}

/// A repository with what the forge says of it.
#[derive(Debug, Clone)]
pub struct Repository {
    /// Numeric id at the forge.
    pub id: u64,
    /// Full path, `group/sub/name`.
    pub path: String,
    /// Display name.
    pub name: String,
    /// Description.
    pub description: String,
    /// Who may see it.
    pub visibility: Visibility,
    /// Read-only.
    pub archived: bool,
    /// Topics.
    pub topics: Vec<String>,
    /// Short name of the default branch.
    pub default_branch: String,
    /// Id of the repository it was forked from.
    pub fork_of: Option<u64>,
    /// Branches, in an order in which each starts from an earlier one; none for an empty repository.
    pub branches: Vec<Branch>,
    /// Tags: short name, branch whose tip it marks, message of an annotated tag.
    pub tags: Vec<(String, String, Option<String>)>,
}
