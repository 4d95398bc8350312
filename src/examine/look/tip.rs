//! What the default branch holds today: which sightings are in it, and what the repository says of
//! its own publication.
//!
//! Reads one tree and at most one small file.

use std::collections::HashSet;

use git2::{Error, Oid, Repository, Tree};
use glane_catalog::model::Publication;
use glane_catalog::read;

use super::sift::Sift;

/// The file by which a repository speaks of its own publication.
const FILE: &str = ".publication.toml";
/// Largest one that is read.
const LARGEST: usize = 64 << 10;

/// Looks at the tip of the default branch.
pub(super) fn facts(
    repository: &Repository,
    tip: Option<&str>,
    sift: &mut Sift<'_>,
) -> Result<Publication, Error> {
    let Some(tip) = tip else { return Ok(Publication::default()) };
    let tree = repository.find_object(Oid::from_str(tip)?, None)?.peel_to_tree()?;
    mark(repository, tree.id(), sift)?;
    publication(repository, &tree)
}

/// Says of each sighting whether its object is in this tree.
fn mark(repository: &Repository, root: Oid, sift: &mut Sift<'_>) -> Result<(), Error> {
    let wanted: HashSet<Oid> =
        sift.places().filter_map(|seen| Oid::from_str(seen.object.as_deref()?).ok()).collect();
    let mut present = HashSet::new();
    let (mut seen, mut folders) = (HashSet::new(), vec![root]);
    while let Some(id) = folders.pop() {
        if present.len() == wanted.len() {
            break;
        }
        if !seen.insert(id) {
            continue;
        }
        for entry in &repository.find_tree(id)? {
            if entry.filemode() == 0o040_000 {
                folders.push(entry.id());
            } else if wanted.contains(&entry.id()) {
                present.insert(entry.id().to_string());
            }
        }
    }
    for seen in sift.places() {
        seen.at_tip = seen.object.as_ref().is_some_and(|object| present.contains(object));
    }
    Ok(())
}

fn publication(repository: &Repository, tree: &Tree<'_>) -> Result<Publication, Error> {
    let Some(entry) = tree.get_name(FILE) else { return Ok(Publication::default()) };
    let (size, _) = repository.odb()?.read_header(entry.id())?;
    if entry.filemode() & 0o170_000 != 0o100_000 || size > LARGEST {
        let problem = format!("{FILE} is no file of at most {} KiB: nothing is published", LARGEST >> 10);
        return Ok(Publication { opt_out: true, problems: vec![problem], ..Publication::default() });
    }
    Ok(read::publication(repository.find_blob(entry.id())?.content()))
}
