//! The files of a folder, under names that any machine may unpack.
//!
//! Trees are what strangers made: their number, their depth and their names are bounded. Must not read a file.

use git2::{ObjectType, Oid, Repository, Tree};

use super::Item;
use crate::web::files::entry::{self, Place};
use crate::web::files::named;
use crate::web::files::refusal::Refusal;

/// Most files.
const FILES: usize = 10_000;
/// Most entries that are looked at, folders and what is left out among them.
const ENTRIES: usize = 50_000;
/// Longest path, in bytes.
const PATH: usize = 4096;

/// What was found.
#[derive(Default)]
pub(super) struct Listing {
    pub(super) items: Vec<Item>,
    /// How many entries a person withdrew.
    pub(super) withdrawn: usize,
    seen: usize,
}

/// A folder to be looked into: its path in the project, in the archive, and its tree.
type Folder = (String, String, Oid);

impl Listing {
    /// Lists a folder, whose path in the project and tree are given.
    ///
    /// # Errors
    /// When it is above the limits, or cannot be read.
    pub(super) fn of(repository: &Repository, place: &Place, path: &str, tree: Oid) -> Result<Self, Refusal> {
        let mut listing = Self::default();
        let start = if path.is_empty() { String::new() } else { format!("{path}/") };
        let mut folders = vec![(start, String::new(), tree)];
        while let Some(folder) = folders.pop() {
            let tree = repository.find_tree(folder.2).map_err(|error| Refusal::fault(&error))?;
            listing.take(place, &folder, &tree, &mut folders)?;
        }
        Ok(listing)
    }

    fn take(
        &mut self,
        place: &Place,
        (path, name, _): &Folder,
        tree: &Tree<'_>,
        folders: &mut Vec<Folder>,
    ) -> Result<(), Refusal> {
        for entry in tree {
            self.seen += 1;
            let written = String::from_utf8_lossy(entry.name_bytes()).into_owned();
            let Some(safe) = unpacked(&written) else { continue };
            let (path, name) = (format!("{path}{written}"), format!("{name}{safe}"));
            if self.seen > ENTRIES || path.len() > PATH {
                return Err(Refusal::LargeFolder);
            }
            if place.is_withdrawn(&path, entry.id()) {
                self.withdrawn += 1;
            } else if entry.kind() == Some(ObjectType::Tree) {
                folders.push((format!("{path}/"), format!("{name}/"), entry.id()));
            } else if entry::is_file(&entry) {
                let is_program = entry::is_program(&entry);
                self.items.push(Item { name, id: entry.id(), is_program, length: 0, large: None });
            }
        }
        if self.items.len() > FILES { Err(Refusal::LargeFolder) } else { Ok(()) }
    }
}

/// A name as it may be unpacked anywhere; none for one that leads out of its folder, or into what git on the
/// visitor's machine would take for a repository and its hooks.
fn unpacked(name: &str) -> Option<String> {
    let plain = name.trim_end_matches(['.', ' ']).to_ascii_lowercase();
    let is_repository = plain == ".git" || plain == "git~1";
    (!plain.is_empty() && !is_repository).then(|| named::cleaned(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_unpacked_outside_its_folder() {
        assert_eq!(unpacked("é à.tex").as_deref(), Some("é à.tex"));
        assert_eq!(unpacked("..\\..\\a").as_deref(), Some(".._.._a"));
        assert_eq!(unpacked("C:a").as_deref(), Some("C_a"));
        assert_eq!(unpacked("a\nb").as_deref(), Some("a_b"));
        assert_eq!(unpacked(".gitignore").as_deref(), Some(".gitignore"));
        for none in ["", ".", "..", "... ", ".git", ".GIT", ".git.", "GIT~1"] {
            assert_eq!(unpacked(none), None, "{none}");
        }
    }
}
