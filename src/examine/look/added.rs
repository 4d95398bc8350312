//! The objects that history adds: every new commit, and every tree and blob of it that is in no
//! commit looked at before, each once.
//!
//! What was looked at is remembered by its id; must not read blobs.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use git2::{Error, ObjectType, Oid, Repository, Sort};

use glane_catalog::model::{SightingKind, Weight};

use super::blob;
use super::sift::{Own, Sift};
use super::tag::Tips;

/// Blobs gathered before they are read: the more, the more of them lie side by side in the pack.
const BATCH: usize = 50_000;
/// Most entries of folders that are walked again because they are in a second place: folders in
/// folders can be in more places than anyone can count.
const AGAIN: usize = 2_000_000;
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
    let mut walk = Walk {
        repository,
        sift,
        state: RandomState::new(),
        places: HashSet::new(),
        objects: HashSet::new(),
        again: 0,
        batch: Vec::new(),
    };
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
    state: RandomState,
    /// Objects with the place in which they were met, as digests.
    places: HashSet<u64>,
    /// Objects with the manner in which they were looked at, as digests.
    objects: HashSet<u64>,
    /// Entries walked again.
    again: usize,
    batch: Vec<Added>,
}

impl Walk<'_, '_> {
    /// Walks a tree but for what is also, under the same name, in one of the known trees. With a
    /// list of its own instead of recursion: folders may be nested without end.
    fn tree(&mut self, root: Oid, known: &[Oid], commit: Option<Oid>) -> Result<(), Error> {
        let mut folders = vec![(String::new(), root, known.to_vec())];
        while let Some((folder, id, known)) = folders.pop() {
            if known.contains(&id) || !self.places.insert(self.state.hash_one((&folder, id.as_bytes()))) {
                continue;
            }
            let tree = self.repository.find_tree(id)?;
            if !self.objects.insert(self.state.hash_one(id.as_bytes()))
                && !self.may_walk_again(tree.len(), commit)
            {
                continue;
            }
            let place = self.state.hash_one(&folder);
            let known: Vec<_> = known.iter().filter_map(|id| self.repository.find_tree(*id).ok()).collect();
            for entry in &tree {
                let same = |known: &git2::Tree<'_>| {
                    known.get_name_bytes(entry.name_bytes()).map(|former| former.id())
                };
                let kind = entry.filemode() & 0o170_000;
                let is_new = match kind {
                    0o040_000 => true,
                    // A submodule's commit is elsewhere.
                    0o160_000 => false,
                    _ => {
                        let met = (place, entry.name_bytes(), entry.id().as_bytes().to_owned());
                        self.places.insert(self.state.hash_one(met))
                    }
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

    /// Whether a folder that is in a second place is walked there too; past a measure a person must
    /// know that it was not.
    fn may_walk_again(&mut self, entries: usize, commit: Option<Oid>) -> bool {
        self.again = self.again.saturating_add(entries);
        let may = self.again <= AGAIN;
        if !may {
            let own = Own {
                kind: SightingKind::Size,
                rule: "places-not-read",
                weight: Weight::Hold,
                subject: "",
                line: None,
            };
            self.sift.own(&own, "names of files", commit, None);
        }
        may
    }

    /// A blob in a place that is new: its name is judged, and its content unless it was looked at in
    /// the same manner in another place.
    fn blob(&mut self, id: Oid, path: String, commit: Option<Oid>) -> Result<(), Error> {
        let manner = (self.sift.manner(&path), path.ends_with(".gitmodules"));
        if self.objects.insert(self.state.hash_one((id.as_bytes(), manner))) {
            self.batch.push(Added { id, path: path.into_boxed_str(), commit });
        } else {
            self.sift.name(&path, commit, id);
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
