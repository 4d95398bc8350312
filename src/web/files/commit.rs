//! Whether a commit was published: a reference of the public copy leads to it.
//!
//! A copy may still hold objects to which no branch or tag leads any more; they are not handed out. Must not
//! know what is looked for in the commit.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use git2::{Oid, Repository, Revwalk};

/// Most answers kept in mind.
const KEPT: usize = 4096;
/// Most commits that are looked through for one answer.
const FURTHEST: usize = 5_000_000;

/// Answers that were found, each for the references as they stood.
#[derive(Default)]
pub(super) struct Known {
    answers: Mutex<HashMap<(PathBuf, Oid), (u64, bool)>>,
}

impl Known {
    /// Whether a branch or tag of a repository leads to a commit.
    ///
    /// # Errors
    /// When the repository cannot be read.
    pub(super) fn is_published(
        &self,
        repository: &Repository,
        place: &Path,
        commit: Oid,
    ) -> Result<bool, git2::Error> {
        if repository.find_commit(commit).is_err() {
            return Ok(false);
        }
        let tips = tips(repository)?;
        if tips.contains(&commit) {
            return Ok(true);
        }
        let (state, question) = (digest(&tips), (place.to_owned(), commit));
        let known = self.lock().get(&question).filter(|(then, _)| *then == state).map(|(_, answer)| *answer);
        if let Some(answer) = known {
            return Ok(answer);
        }
        let answer = leads(repository.revwalk()?, &tips, commit)?;
        let mut answers = self.lock();
        if answers.len() >= KEPT {
            answers.clear();
        }
        answers.insert(question, (state, answer));
        Ok(answer)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(PathBuf, Oid), (u64, bool)>> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The commits at which branches and tags stand.
fn tips(repository: &Repository) -> Result<HashSet<Oid>, git2::Error> {
    let mut tips = HashSet::new();
    for pattern in ["refs/heads/*", "refs/tags/*"] {
        for reference in repository.references_glob(pattern)? {
            // A tag of a single file, or a reference that is broken, leads to no commit.
            if let Ok(commit) = reference.and_then(|reference| reference.peel_to_commit()) {
                tips.insert(commit.id());
            }
        }
    }
    Ok(tips)
}

fn leads(mut walk: Revwalk<'_>, tips: &HashSet<Oid>, commit: Oid) -> Result<bool, git2::Error> {
    for tip in tips {
        walk.push(*tip)?;
    }
    for seen in walk.take(FURTHEST) {
        if seen? == commit {
            return Ok(true);
        }
    }
    Ok(false)
}

/// One number for the state of all references.
fn digest(tips: &HashSet<Oid>) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut sorted: Vec<_> = tips.iter().collect();
    sorted.sort();
    let mut hasher = DefaultHasher::new();
    sorted.hash(&mut hasher);
    hasher.finish()
}
