//! The objects of a repository, reachable or not, with their bytes.
//!
//! What no reference names was published all the same: hosts serve it to whoever knows its id.

use std::collections::BTreeMap;
use std::path::Path;

use super::world::LICENCE;

/// Objects by id, with their size.
pub type Objects = BTreeMap<git2::Oid, u64>;

/// All objects but those that every project has.
pub fn of(repository: &Path) -> Objects {
    let repository = git2::Repository::open_bare(repository).unwrap();
    let store = repository.odb().unwrap();
    let mut ids = Vec::new();
    store
        .foreach(|id| {
            ids.push(*id);
            true
        })
        .unwrap();
    let shared = git2::Oid::hash_object(git2::ObjectType::Blob, LICENCE).unwrap();
    let unshared = ids.into_iter().filter(|id| *id != shared);
    unshared.map(|id| (id, store.read_header(id).unwrap().0 as u64)).collect()
}

/// Bytes of those of some objects that are among others.
pub fn bytes_among(some: &Objects, others: &Objects) -> u64 {
    some.iter().filter(|(id, _)| others.contains_key(*id)).map(|(_, size)| size).sum()
}
