//! The objects that history adds: every new commit, and every tree and blob of it that is in no
//! commit looked at before, each once.
//!
//! What was looked at is remembered by its id; must not read blobs.

use std::collections::HashSet;

use git2::{Error, ObjectType, Oid, Repository, Sort};

use super::blob;
use super::sift::Sift;
use super::tag::Tips;

/// Blobs gathered before they are read: the more, the more of them lie side by side in the pack.
const BATCH: usize = 50_000;
/// Longest path kept whole.
const LONGEST: usize = 4096;

/// A blob that is new, with one path and one commit in which it is.
#[derive(Debug)]
pub(super) struct Added {
    pub id: Oid,
    pub path: Box<str>,
    pub commit: Option<Oid>,
}

/// Walks what can be reached from the tips and not from what is hidden, oldest first.
pub(super) fn walk(
    repository: &Repository,
    tips: &Tips,
    hidden: &[Oid],
    sift: &mut Sift<'_>,
) -> Result<(), Error> {
    let mut walk = Walk { repository, sift, trees: HashSet::new(), blobs: HashSet::new(), batch: Vec::new() };
    for (id, (kind, name)) in &tips.loose {
        if *kind == ObjectType::Tree {
            walk.tree(*id, &[], None)?;
        } else {
            walk.blob(*id, name.clone(), None)?;
        }
    }
    let commits = new_commits(repository, tips, hidden)?;
    let new: HashSet<Oid> = commits.iter().copied().collect();
    for id in &commits {
        let commit = repository.find_commit(*id)?;
        let (author, committer) = (commit.author(), commit.committer());
        walk.sift.text("commit message", commit.message_raw_bytes(), Some(*id), None);
        for person in [&author, &committer] {
            walk.sift.person(person.email_bytes(), Some(*id), None);
        }
        // The trees of a parent that was looked at before say what is not new.
        let known: Vec<Oid> = commit
            .parent_ids()
            .filter(|parent| !new.contains(parent))
            .filter_map(|parent| Some(repository.find_commit(parent).ok()?.tree_id()))
            .collect();
        walk.tree(commit.tree_id(), &known, Some(*id))?;
    }
    walk.read()
}

fn new_commits(repository: &Repository, tips: &Tips, hidden: &[Oid]) -> Result<Vec<Oid>, Error> {
    let mut walk = repository.revwalk()?;
    walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
    for id in &tips.commits {
        walk.push(*id)?;
    }
    for id in hidden {
        walk.hide(*id)?;
    }
    walk.collect()
}

struct Walk<'a, 'b> {
    repository: &'a Repository,
    sift: &'a mut Sift<'b>,
    trees: HashSet<Oid>,
    blobs: HashSet<Oid>,
    batch: Vec<Added>,
}

impl Walk<'_, '_> {
    /// Walks a tree but for what is also, under the same name, in one of the known trees. With a
    /// list of its own instead of recursion: folders may be nested without end.
    fn tree(&mut self, root: Oid, known: &[Oid], commit: Option<Oid>) -> Result<(), Error> {
        let mut folders = vec![(String::new(), root, known.to_vec())];
        while let Some((folder, id, known)) = folders.pop() {
            if known.contains(&id) || !self.trees.insert(id) {
                continue;
            }
            let tree = self.repository.find_tree(id)?;
            let known: Vec<_> = known.iter().filter_map(|id| self.repository.find_tree(*id).ok()).collect();
            for entry in &tree {
                let same = |known: &git2::Tree<'_>| {
                    known.get_name_bytes(entry.name_bytes()).map(|former| former.id())
                };
                let kind = entry.filemode() & 0o170_000;
                let is_new = match kind {
                    0o040_000 => !self.trees.contains(&entry.id()),
                    // A submodule's commit is elsewhere.
                    0o160_000 => false,
                    _ => !self.blobs.contains(&entry.id()),
                };
                if !is_new || known.iter().any(|known| same(known) == Some(entry.id())) {
                    continue;
                }
                let path = joined(&folder, entry.name_bytes());
                if kind == 0o040_000 {
                    let former = known.iter().filter_map(same).collect();
                    folders.push((path, entry.id(), former));
                } else {
                    self.blob(entry.id(), path, commit)?;
                }
            }
        }
        Ok(())
    }

    fn blob(&mut self, id: Oid, path: String, commit: Option<Oid>) -> Result<(), Error> {
        if self.blobs.insert(id) {
            self.batch.push(Added { id, path: path.into_boxed_str(), commit });
        }
        if self.batch.len() < BATCH { Ok(()) } else { self.read() }
    }

    fn read(&mut self) -> Result<(), Error> {
        blob::read(self.repository, std::mem::take(&mut self.batch), self.sift)
    }
}

fn joined(folder: &str, name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    if folder.is_empty() {
        return name.into_owned();
    }
    if folder.len() + name.len() > LONGEST { format!("…/{name}") } else { format!("{folder}/{name}") }
}
