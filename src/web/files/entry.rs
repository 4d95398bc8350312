//! One entry of a commit: from the root of its tree, name by name, to a file or a folder.
//!
//! Symbolic links and submodules are none: they lead elsewhere. What a person withdrew is none, at any commit
//! and under any name. Must not know what is done with what is found.

use std::path::PathBuf;

use git2::{Commit, ObjectType, Oid, Repository, Tree, TreeEntry};
use glane_catalog::model::WithdrawnPath;

use super::commit::Known;
use super::refusal::Refusal;

/// The mode of a symbolic link, and of a file that is a program.
const LINK: i32 = 0o120_000;
const PROGRAM: i32 = 0o100_755;

/// Where something is looked for.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The public copy.
    pub(super) repository: PathBuf,
    /// The folder of its large files.
    pub(super) large: PathBuf,
    /// The commit.
    pub(super) commit: Oid,
    /// What must not be handed out of it.
    pub(super) withdrawn: Vec<WithdrawnPath>,
}

/// A commit's whole id; the addresses know no other name.
pub(super) fn id(text: &str) -> Option<Oid> {
    let whole = text.len() == 40 && text.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    whole.then(|| Oid::from_str(text).ok()).flatten()
}

impl Place {
    /// Opens the public copy.
    ///
    /// # Errors
    /// A fault when it cannot be read.
    pub(super) fn open(&self) -> Result<Repository, Refusal> {
        Repository::open_bare(&self.repository).map_err(|error| Refusal::fault(&error))
    }

    /// The commit, if it was published.
    ///
    /// # Errors
    /// When it was not, or the copy cannot be read.
    pub(super) fn commit<'a>(
        &self,
        repository: &'a Repository,
        known: &Known,
    ) -> Result<Commit<'a>, Refusal> {
        match known.is_published(repository, &self.repository, self.commit) {
            Ok(true) => repository.find_commit(self.commit).map_err(|error| Refusal::fault(&error)),
            Ok(false) => Err(Refusal::Absent),
            Err(error) => Err(Refusal::fault(&error)),
        }
    }

    /// Whether a person withdrew what stands at a path, or the path itself.
    pub(super) fn is_withdrawn(&self, path: &str, object: Oid) -> bool {
        self.withdrawn.iter().any(|gone| {
            let inner = path.strip_prefix(gone.path.trim_end_matches('/'));
            inner.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                || gone.objects.iter().any(|id| *id == object.to_string())
        })
    }

    /// The id of the file at a path of a tree.
    ///
    /// # Errors
    /// When there is none, or it was withdrawn.
    pub(super) fn file(&self, repository: &Repository, tree: Tree<'_>, path: &str) -> Result<Oid, Refusal> {
        let (folder, name) =
            path.rsplit_once('/').map_or((None, path), |(folder, name)| (Some(folder), name));
        let folder = folder.map_or(Ok(tree.clone()), |folder| self.folder(repository, tree, folder))?;
        let entry = folder.get_name(name).filter(is_file).ok_or(Refusal::Absent)?;
        if self.is_withdrawn(path, entry.id()) { Err(Refusal::Withdrawn) } else { Ok(entry.id()) }
    }

    /// The folder at a path of a tree.
    ///
    /// # Errors
    /// When there is none, or it was withdrawn.
    pub(super) fn folder<'a>(
        &self,
        repository: &'a Repository,
        tree: Tree<'a>,
        path: &str,
    ) -> Result<Tree<'a>, Refusal> {
        let (mut tree, mut at) = (tree, 0);
        for name in path.split('/') {
            at += name.len();
            let entry = tree.get_name(name).filter(|entry| entry.kind() == Some(ObjectType::Tree));
            let id = entry.ok_or(Refusal::Absent)?.id();
            if self.is_withdrawn(&path[..at], id) {
                return Err(Refusal::Withdrawn);
            }
            tree = repository.find_tree(id).map_err(|error| Refusal::fault(&error))?;
            at += 1;
        }
        Ok(tree)
    }
}

/// Whether an entry is a file with bytes of its own.
pub(super) fn is_file(entry: &TreeEntry<'_>) -> bool {
    entry.kind() == Some(ObjectType::Blob) && entry.filemode_raw() & 0o170_000 != LINK
}

/// Whether a file is a program.
pub(super) fn is_program(entry: &TreeEntry<'_>) -> bool {
    entry.filemode_raw() == PROGRAM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_withdrawn_is_known_by_its_path_by_what_is_under_it_and_by_what_it_held() {
        let gone = WithdrawnPath { path: "eleves".into(), objects: vec!["1a".repeat(20)] };
        let place = Place {
            repository: PathBuf::new(),
            large: PathBuf::new(),
            commit: Oid::ZERO_SHA1,
            withdrawn: vec![gone],
        };
        let other = Oid::ZERO_SHA1;
        assert!(place.is_withdrawn("eleves", other) && place.is_withdrawn("eleves/a.csv", other));
        assert!(!place.is_withdrawn("eleves.csv", other) && !place.is_withdrawn("a/eleves", other));
        assert!(place.is_withdrawn("autre.csv", id(&"1a".repeat(20)).unwrap()));
    }

    #[test]
    fn a_commit_is_named_by_its_whole_id() {
        assert!(id(&"0a".repeat(20)).is_some());
        for other in ["0a", "main", "HEAD~1", &"0A".repeat(20), &"zz".repeat(20), &"0a".repeat(32)] {
            assert!(id(other).is_none(), "{other}");
        }
    }
}
