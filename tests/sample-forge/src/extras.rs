//! What a repository has besides git: switches, releases, issues.
//!
//! Must not know the dialects' shapes.

/// What a repository has besides git.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extras {
    /// GitHub's discussions.
    pub(crate) discussions: bool,
    /// GitHub's Actions were turned off.
    pub(crate) actions_off: bool,
    /// GitHub serves a web site from it.
    pub(crate) pages: bool,
    /// GitLab's access level of the wiki; `enabled` where nothing is set.
    pub(crate) wiki_access: Option<String>,
    /// GitHub's releases with their files.
    pub(crate) releases: Vec<Release>,
    pub(crate) issues: Vec<Issue>,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Release {
    /// Its tag.
    pub tag: String,
    /// Its title.
    pub name: String,
    /// Its notes.
    pub notes: String,
    /// Not shown to strangers.
    pub draft: bool,
    /// Its files: name and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// An issue, or on GitHub and Forgejo a pull request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Issue {
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
    /// Only members see it.
    pub confidential: bool,
    /// No longer open.
    pub closed: bool,
    /// The number of who opened it.
    pub author: u64,
    /// When, in seconds since 1970.
    pub opened: i64,
    /// It asks for changes to be taken in.
    pub pull_request: bool,
    /// What was written to it, oldest first.
    pub notes: Vec<Note>,
}

/// A note of an issue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// The number of who wrote it.
    pub author: u64,
    /// When, in seconds since 1970.
    pub at: i64,
    /// The forge itself wrote it.
    pub system: bool,
    /// Only members see it.
    pub internal: bool,
    /// A program wrote it.
    pub bot: bool,
}
