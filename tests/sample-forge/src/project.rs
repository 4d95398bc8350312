//! A repository as the forge keeps it: the data of its specification plus what happened since.
//!
//! Must not know the dialects' shapes.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::extras::Extras;
use crate::git;
use crate::spec::{Repository, Visibility};

/// The morning an empty repository is said to be from: 2 September 2024, 08:00 UTC.
const BEGINNING: i64 = 1_725_264_000;

/// Which dialect lists a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    GitLab,
    GitHub,
    Forgejo,
}

/// A repository of the forge.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    pub(crate) id: u64,
    pub(crate) dialect: Dialect,
    /// Full path without `.git`.
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) description: Option<String>,
    pub(crate) homepage: Option<String>,
    pub(crate) visibility: Visibility,
    pub(crate) archived: bool,
    pub(crate) topics: Vec<String>,
    pub(crate) default_branch: String,
    pub(crate) fork_of: Option<u64>,
    /// Switches of GitHub: issues, wiki, projects.
    pub(crate) has: [bool; 3],
    /// Features of GitLab (access levels, switches) and Forgejo (`has_…`) that were switched off.
    pub(crate) off: BTreeSet<String>,
    /// Branches that GitLab protects; nothing before it protected the first.
    pub(crate) protected: Option<BTreeSet<String>>,
    /// Whether it was made through the API.
    pub(crate) made_here: bool,
    /// It is pulled from elsewhere by the forge itself.
    pub(crate) mirror: bool,
    /// Day of a deletion that waits, `YYYY-MM-DD`.
    pub(crate) dies: Option<String>,
    /// Releases as the API gives them, newest first.
    pub(crate) releases: Vec<serde_json::Value>,
    /// GitLab's access level of the repository: `enabled`, `private` or `disabled`.
    pub(crate) repository_access: String,
    /// GitLab's import status.
    pub(crate) import_status: String,
    /// Seconds since 1970.
    pub(crate) created: i64,
    /// Seconds since 1970.
    pub(crate) active: i64,
    /// Whether the default branch has a `README.md`.
    pub(crate) has_readme: bool,
    pub(crate) extras: Extras,
    pub(crate) directory: PathBuf,
}

impl Project {
    /// A project of a specification, dated by its own commits.
    pub(crate) fn of(repository: &Repository, dialect: Dialect, directory: PathBuf) -> Self {
        let times =
            || repository.branches.iter().flat_map(|branch| &branch.commits).map(|commit| commit.time);
        Self {
            id: repository.id,
            dialect,
            path: repository.path.clone(),
            name: repository.name.clone(),
            description: Some(repository.description.clone()),
            homepage: None,
            visibility: repository.visibility,
            archived: repository.archived,
            topics: repository.topics.clone(),
            default_branch: repository.default_branch.clone(),
            fork_of: repository.fork_of,
            has: [true; 3],
            off: BTreeSet::new(),
            protected: None,
            made_here: false,
            mirror: false,
            dies: None,
            releases: Vec::new(),
            repository_access: "enabled".to_owned(),
            import_status: "none".to_owned(),
            created: times().min().unwrap_or(BEGINNING),
            active: times().max().unwrap_or(BEGINNING),
            has_readme: has_readme(&directory, &repository.default_branch),
            extras: Extras::default(),
            directory,
        }
    }

    /// A repository as the API makes it, before the request says more of it.
    pub(crate) fn blank(id: u64, dialect: Dialect, path: String, directory: PathBuf, now: i64) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        Self {
            id,
            dialect,
            path,
            name,
            description: None,
            homepage: None,
            visibility: Visibility::Public,
            archived: false,
            topics: Vec::new(),
            default_branch: "main".to_owned(),
            fork_of: None,
            has: [true; 3],
            off: BTreeSet::new(),
            protected: None,
            made_here: true,
            mirror: false,
            dies: None,
            releases: Vec::new(),
            repository_access: "enabled".to_owned(),
            import_status: "none".to_owned(),
            created: now,
            active: now,
            has_readme: false,
            extras: Extras::default(),
            directory,
        }
    }

    /// Last part of the path.
    pub(crate) fn slug(&self) -> &str {
        self.path.rsplit_once('/').map_or(&self.path, |(_, slug)| slug)
    }

    /// Path without its last part.
    pub(crate) fn namespace(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(namespace, _)| namespace)
    }

    /// Whether it has no branch.
    pub(crate) fn is_empty(&self) -> bool {
        git::is_empty(&self.directory)
    }

    /// `public`, `internal` or `private`.
    pub(crate) fn visibility_word(&self) -> &'static str {
        match self.visibility {
            Visibility::Public => "public",
            Visibility::Internal => "internal",
            Visibility::Private => "private",
        }
    }

    /// Its wiki as a repository, where anyone may read it and it has a page.
    pub(crate) fn wiki(&self) -> Option<Self> {
        let directory = self.wiki_directory();
        let open = self.extras.wiki_access.as_deref().is_none_or(|level| level == "enabled");
        let path = format!("{}.wiki", self.path);
        (open && directory.join("HEAD").exists()).then(|| Self { path, directory, ..self.clone() })
    }

    /// Where its wiki lies.
    pub(crate) fn wiki_directory(&self) -> PathBuf {
        self.directory.with_extension("wiki.git")
    }
}

/// Whether a branch has a `README.md` at its root.
pub(crate) fn has_readme(directory: &Path, branch: &str) -> bool {
    git::run(directory, &["cat-file", "-e", &format!("refs/heads/{branch}:README.md")], b"").is_ok()
}

/// Reads a visibility as both dialects write it.
pub(crate) fn visibility_of(word: &str) -> Option<Visibility> {
    match word {
        "public" => Some(Visibility::Public),
        "internal" => Some(Visibility::Internal),
        "private" => Some(Visibility::Private),
        _ => None,
    }
}
