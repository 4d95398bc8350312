//! Examination: walks one repository at one commit with git2, hands bytes to the catalogue's
//! readers, and collects claims and findings.
//!
//! Runs in a child process under limits of memory, processor and time; must not use the network,
//! the store or the clock.

mod child;
mod collect;
mod further;
mod heads;
mod history;
mod identify;
mod kind;
mod look;
mod memo;
mod package;
mod parts;
pub mod pointer;
mod teach;
mod tree;

use std::path::{Path, PathBuf};

use glane_catalog::model::{Examination, SourceProject};
use serde::{Deserialize, Serialize};

use self::memo::Memo;
pub use child::{Answer, LookAnswer, serve, serve_look, serve_teach};
pub use look::{LOOK, Look, LookOptions, LookRequest, look};
pub use memo::LARGEST as LARGEST_MEMO;
pub use teach::{LONGEST_LINE, LONGEST_PART, MOST_TEXT, TeachLine, TeachRequest};

/// Version of what an examination finds: raise it when readers find something else in the same bytes.
pub const READERS: u32 = 6;

/// What to examine.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    /// A repository on disk: bare, or a work tree whose objects are read.
    pub repository: PathBuf,
    /// The commit, as anything git can resolve; none for an empty repository.
    pub revision: Option<String>,
    /// Short name of the default branch.
    pub default_branch: Option<String>,
    /// Prefix under which the source's references stand (`refs/source/` in `intake.git`, `refs/` elsewhere).
    pub references: String,
    /// What the forge says, when there is a forge.
    pub source: Option<SourceProject>,
    /// Where the memo of the former examination lies, if one is kept.
    pub memo: Option<PathBuf>,
    /// Whether documents are opened for their titles: nothing else of a project depends on them.
    #[serde(default = "yes")]
    pub titles: bool,
}

fn yes() -> bool {
    true
}

/// Why a repository could not be examined at all.
#[derive(Debug, thiserror::Error)]
pub enum ExamineError {
    /// It could not be opened.
    #[error("{path}: not a git repository that can be read: {message}")]
    Open {
        /// The folder.
        path: String,
        /// What git2 says.
        message: String,
    },
    /// The revision does not exist.
    #[error("{path}: no revision {revision}: {message}")]
    Revision {
        /// The folder.
        path: String,
        /// What was asked.
        revision: String,
        /// What git2 says.
        message: String,
    },
    /// A further rule of the gate cannot be read.
    #[error("gate.rules: {message}")]
    Rules {
        /// Which one, and what is wrong.
        message: String,
    },
    /// An object that is needed is missing or damaged.
    #[error("{path}: objects are missing or damaged: {message}")]
    Damaged {
        /// The folder.
        path: String,
        /// What git2 says.
        message: String,
    },
}

/// Examines one repository in this process.
///
/// # Errors
/// [`ExamineError`] when the commit or its root tree cannot be read; a file that cannot be read is
/// a finding.
fn examine(request: &Request, memo: &mut Memo) -> Result<Examination, ExamineError> {
    let path = &request.repository;
    let repository = open(path)?;
    let damaged =
        |error: git2::Error| ExamineError::Damaged { path: shown(path), message: error.message().to_owned() };
    let mut examination =
        Examination { default_branch: request.default_branch.clone(), ..Examination::default() };
    if let Some(source) = &request.source {
        collect::forge_claims(source, &mut examination);
    }
    history::count_references(&repository, &request.references, &mut examination.history).map_err(damaged)?;
    let Some(revision) = &request.revision else {
        return Ok(examination);
    };
    let commit =
        repository.revparse_single(revision).and_then(|object| object.peel_to_commit()).map_err(|error| {
            ExamineError::Revision {
                path: shown(path),
                revision: revision.clone(),
                message: error.message().to_owned(),
            }
        })?;
    examination.commit = Some(commit.id().to_string());
    let tree = tree::walk(&repository, &commit.tree().map_err(damaged)?, memo, &mut examination.findings);
    history::walk(&repository, commit.id(), memo, &mut examination).map_err(damaged)?;
    identify::add(&repository, &commit, &request.references, &mut examination);
    let mut kinds = kind::of_all(&repository, &tree, memo);
    further::add(&repository, (&tree, &kinds), memo, &mut examination);
    collect::files(&repository, (&tree, &mut kinds), memo, request.titles, &mut examination);
    Ok(examination)
}

/// Opens a repository: the folder itself, or its `.git`.
fn open(path: &Path) -> Result<git2::Repository, ExamineError> {
    let flags = git2::RepositoryOpenFlags::NO_SEARCH;
    let none = std::iter::empty::<&Path>;
    git2::Repository::open_ext(path, flags | git2::RepositoryOpenFlags::NO_DOTGIT, none())
        .or_else(|_| git2::Repository::open_ext(path, flags, none()))
        .map_err(|error| ExamineError::Open { path: shown(path), message: error.message().to_owned() })
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
