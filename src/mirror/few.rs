//! A few new commits go from the intake to the public copy in this process: for a push of the day the
//! git programs of a fetch take as long as the fetch itself.
//!
//! What is already public is known by the tips of the public copy and nothing else; as soon as there is
//! more to carry than a few small objects, this way is closed. Must not touch references.

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use git2::{Error, ObjectType, Oid, Repository};

use super::references::References;
use super::whole;

/// Most objects carried.
const MOST: usize = 200;
/// Most of their bytes.
const BYTES: usize = 4 << 20;
/// Most tags on the way from a reference to its commit.
const DEEPEST: usize = 10;

/// Copies the objects that the wanted references need and the public copy lacks. Returns whether it
/// holds them all now; where it does not, nothing was written.
///
/// # Errors
/// When an object cannot be read or written.
pub(super) fn carry(
    intake: &Path,
    public: &Path,
    present: &References,
    wanted: &References,
) -> Result<bool, Error> {
    let (from, to) = (Repository::open_bare(intake)?, Repository::open_bare(public)?);
    let known = |id: &str| Oid::from_str(id);
    let here: HashSet<Oid> = present.ids.values().map(|id| known(id)).collect::<Result<_, _>>()?;
    let mut load = Load { from: &from, here, found: HashSet::new(), order: Vec::new() };
    for id in wanted.ids.values() {
        if !load.tip(known(id)?)? {
            return Ok(false);
        }
    }
    if present.ids.is_empty() && whole::hand_over(intake, public, load.order.len()) {
        return Ok(true);
    }
    load.put(&to)
}

/// What is to be carried.
struct Load<'a> {
    from: &'a Repository,
    /// Tips of the public copy: all that can be reached from them is there.
    here: HashSet<Oid>,
    found: HashSet<Oid>,
    order: Vec<Oid>,
}

impl Load<'_> {
    /// Takes an object in; false when there are too many.
    fn take(&mut self, id: Oid) -> bool {
        if self.found.insert(id) {
            self.order.push(id);
        }
        self.order.len() <= MOST
    }

    /// Finds what a reference needs; false when that is too much to find out here.
    fn tip(&mut self, id: Oid) -> Result<bool, Error> {
        let mut id = id;
        for _ in 0..DEEPEST {
            if self.here.contains(&id) || self.found.contains(&id) {
                return Ok(true);
            }
            let object = self.from.find_object(id, None)?;
            match object.kind() {
                Some(ObjectType::Commit) => return self.history(id),
                Some(ObjectType::Tag) if self.take(id) => id = self.from.find_tag(id)?.target_id(),
                _ => return Ok(false),
            }
        }
        Ok(false)
    }

    /// Finds the commits down to those that are tips of the public copy, each with what it adds to
    /// its parents.
    fn history(&mut self, tip: Oid) -> Result<bool, Error> {
        let mut waiting = vec![tip];
        while let Some(id) = waiting.pop() {
            if self.here.contains(&id) || self.found.contains(&id) {
                continue;
            }
            let commit = self.from.find_commit(id)?;
            let mut former = Vec::new();
            for parent in commit.parents() {
                former.push(parent.tree_id());
                waiting.push(parent.id());
            }
            if !self.take(id) || !self.tree(commit.tree_id(), former)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Finds what a tree has that none of the former ones has under the same name.
    fn tree(&mut self, root: Oid, former: Vec<Oid>) -> Result<bool, Error> {
        let mut folders = vec![(root, former)];
        while let Some((id, former)) = folders.pop() {
            if former.contains(&id) || self.found.contains(&id) {
                continue;
            }
            if !self.take(id) {
                return Ok(false);
            }
            let tree = self.from.find_tree(id)?;
            let former =
                former.into_iter().map(|id| self.from.find_tree(id)).collect::<Result<Vec<_>, _>>()?;
            for entry in &tree {
                let same: Vec<git2::TreeEntry<'_>> = former
                    .iter()
                    .filter_map(|tree| tree.get_name_bytes(entry.name_bytes()).map(|e| e.to_owned()))
                    .collect();
                match entry.kind() {
                    _ if same.iter().any(|former| former.id() == entry.id()) => {}
                    Some(ObjectType::Tree) => {
                        let former = same.iter().filter(|e| e.kind() == Some(ObjectType::Tree));
                        folders.push((entry.id(), former.map(git2::TreeEntry::id).collect()));
                    }
                    Some(ObjectType::Blob) if !self.take(entry.id()) => return Ok(false),
                    // A submodule's commit is elsewhere.
                    _ => {}
                }
            }
        }
        Ok(true)
    }

    /// Puts what was found there, deepest first, so that nothing is there without what it needs. An object
    /// that is a file of its own is linked: git never changes such a file.
    fn put(&self, to: &Repository) -> Result<bool, Error> {
        let (here, there) = (self.from.odb()?, to.odb()?);
        let mut bytes = 0;
        let mut packed = Vec::new();
        for id in &self.order {
            match loose(self.from, *id).metadata() {
                Ok(file) => bytes += usize::try_from(file.len()).unwrap_or(BYTES),
                Err(_) => {
                    packed.push(*id);
                    bytes += here.read_header(*id)?.0;
                }
            }
        }
        if bytes > BYTES {
            return Ok(false);
        }
        let packed: HashSet<Oid> = packed.into_iter().collect();
        for id in self.order.iter().rev() {
            if !packed.contains(id) && link(&loose(self.from, *id), &loose(to, *id)).is_ok() {
                continue;
            }
            let object = here.read(*id)?;
            if there.write(object.kind(), object.data())? != *id {
                return Err(Error::from_str("an object is not what its name says"));
            }
        }
        Ok(true)
    }
}

/// The file of an object that is in no pack (gitrepository-layout(5), `objects/[0-9a-f][0-9a-f]`).
fn loose(repository: &Repository, id: Oid) -> PathBuf {
    let name = id.to_string();
    repository.path().join("objects").join(&name[..2]).join(&name[2..])
}

fn link(file: &Path, place: &Path) -> std::io::Result<()> {
    match std::fs::hard_link(file, place) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if let Some(folder) = place.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::hard_link(file, place)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    }
}

#[cfg(test)]
mod tests {
    use git2::{Signature, Time};

    use super::*;

    /// A commit of a branch whose root and one folder hold these files.
    fn commit(repository: &Repository, branch: &str, parent: Option<Oid>, files: &[&str]) -> Oid {
        let mut folder = repository.treebuilder(None).unwrap();
        for name in files {
            let id = repository.blob(name.as_bytes()).unwrap();
            folder.insert(name, id, 0o100_644).unwrap();
        }
        let mut root = repository.treebuilder(None).unwrap();
        root.insert("cours", folder.write().unwrap(), 0o040_000).unwrap();
        let tree = repository.find_tree(root.write().unwrap()).unwrap();
        let author = Signature::new("A", "a@example.org", &Time::new(1_700_000_000, 0)).unwrap();
        let parents: Vec<_> = parent.iter().map(|id| repository.find_commit(*id).unwrap()).collect();
        let parents: Vec<_> = parents.iter().collect();
        let name = format!("refs/heads/{branch}");
        let id = repository.commit(None, &author, &author, "x", &tree, &parents).unwrap();
        repository.reference(&name, id, true, "x").unwrap();
        id
    }

    fn tips(pairs: &[(&str, Oid)]) -> References {
        let ids = pairs.iter().map(|(name, id)| ((*name).to_owned(), id.to_string())).collect();
        References { ids, ..References::default() }
    }

    fn objects(repository: &Repository) -> HashSet<Oid> {
        let mut all = HashSet::new();
        repository.odb().unwrap().foreach(|id| all.insert(*id)).unwrap();
        all
    }

    #[test]
    fn what_a_push_added_is_carried_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let (from, to) = (place.path().join("intake.git"), place.path().join("public.git"));
        let intake = Repository::init_bare(&from).unwrap();
        let first = commit(&intake, "main", None, &["a", "b"]);
        let public = git2::build::RepoBuilder::new().bare(true).clone(from.to_str().unwrap(), &to).unwrap();
        let before = objects(&public);
        commit(&intake, "embargo", Some(first), &["a", "b", "faille"]);
        let second = commit(&intake, "main", Some(first), &["a", "b", "c"]);
        let object = intake.find_object(second, None).unwrap();
        let tagger = object.as_commit().unwrap().author().to_owned();
        let tag = intake.tag("v1", &object, &tagger, "un", false).unwrap();
        let wanted = tips(&[("refs/heads/main", second), ("refs/tags/v1", tag)]);
        assert!(carry(&from, &to, &tips(&[("refs/heads/main", first)]), &wanted).unwrap());
        let blob = Oid::hash_object(ObjectType::Blob, b"c").unwrap();
        let tree = object.as_commit().unwrap().tree_id();
        let folder = intake.find_tree(tree).unwrap().get_name("cours").unwrap().id();
        let added: HashSet<Oid> = objects(&public).difference(&before).copied().collect();
        assert_eq!(added, [second, tag, tree, folder, blob].into());
    }

    #[test]
    fn a_small_repository_is_carried_whole() {
        let place = tempfile::tempdir().unwrap();
        let (from, to) = (place.path().join("intake.git"), place.path().join("public.git"));
        let intake = Repository::init_bare(&from).unwrap();
        let first = commit(&intake, "main", None, &["a"]);
        let second = commit(&intake, "main", Some(first), &["a", "b"]);
        let public = Repository::init_bare(&to).unwrap();
        let all = objects(&intake);
        commit(&intake, "embargo", Some(first), &["a", "faille"]);
        assert!(carry(&from, &to, &References::default(), &tips(&[("refs/heads/main", second)])).unwrap());
        assert_eq!(objects(&public), all);
    }

    #[test]
    fn too_much_is_left_to_git() {
        let place = tempfile::tempdir().unwrap();
        let (from, to) = (place.path().join("intake.git"), place.path().join("public.git"));
        let intake = Repository::init_bare(&from).unwrap();
        let first = commit(&intake, "main", None, &["a"]);
        let public = git2::build::RepoBuilder::new().bare(true).clone(from.to_str().unwrap(), &to).unwrap();
        let before = objects(&public);
        let many: Vec<String> = (0..MOST).map(|number| format!("f{number}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let large = commit(&intake, "main", Some(first), &many);
        let here = tips(&[("refs/heads/main", first)]);
        assert!(!carry(&from, &to, &here, &tips(&[("refs/heads/main", large)])).unwrap());
        assert_eq!(objects(&public), before);
    }
}
