//! The states of each part, from the history of the default branch: which commits changed it.
//!
//! Walks first parents, as a reader of the branch saw it change. Must not read files.

use std::collections::HashMap;

use git2::{Commit, DiffOptions, Oid, Repository};
use glane_catalog::model::{Grain, ResourceRecord, ResourceVersion};
use glane_catalog::resource::Part;
use jiff::Timestamp;

/// Most commits that are compared with their parents.
const COMMITS: usize = 500;

/// The states of each part, in the order of the parts, newest first.
pub(super) fn of(
    repository: &Repository,
    tip: Oid,
    parts: &[Part],
) -> Result<Vec<Vec<ResourceVersion>>, git2::Error> {
    let tags = tags(repository);
    let places = Places::of(parts);
    let mut all = vec![Vec::new(); parts.len()];
    let mut next = Some(repository.find_commit(tip)?);
    for _ in 0..COMMITS {
        let Some(commit) = next.take() else { break };
        // Beyond the border of a shallow clone there is nothing to compare with.
        let parent = commit.parent(0).ok();
        let version = Timestamp::from_second(commit.time().seconds()).ok().map(|at| ResourceVersion {
            commit: commit.id().to_string(),
            at,
            tag: tags.get(&commit.id()).cloned(),
        });
        if let Some(version) = version {
            for part in touched(repository, &commit, parent.as_ref(), &places)? {
                if all[part].len() < ResourceRecord::VERSIONS {
                    all[part].push(version.clone());
                }
            }
        }
        next = parent;
    }
    Ok(all)
}

/// Where parts lie, so that a changed path leads to those it belongs to.
struct Places<'a> {
    files: HashMap<&'a str, Vec<usize>>,
    folders: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Places<'a> {
    fn of(parts: &'a [Part]) -> Self {
        let mut places = Self { files: HashMap::new(), folders: HashMap::new() };
        for (number, part) in parts.iter().enumerate() {
            match part.grain {
                Grain::Whole | Grain::Folder => places.folders.entry(&part.path).or_default().push(number),
                Grain::File | Grain::Record => {
                    for path in std::iter::once(&part.path).chain(&part.copies) {
                        places.files.entry(path).or_default().push(number);
                    }
                }
            }
        }
        places
    }

    /// The parts that a path belongs to: itself, and the folders above it.
    fn holding(&self, path: &str) -> impl Iterator<Item = usize> {
        let ends = path.match_indices('/').map(|(at, _)| &path[..at]);
        let above = std::iter::once("").chain(ends).filter_map(|folder| self.folders.get(folder));
        self.files.get(path).into_iter().chain(above).flatten().copied()
    }
}

/// The parts that a commit changed.
fn touched(
    repository: &Repository,
    commit: &Commit<'_>,
    parent: Option<&Commit<'_>>,
    places: &Places<'_>,
) -> Result<Vec<usize>, git2::Error> {
    let former = parent.map(Commit::tree).transpose()?;
    let mut options = DiffOptions::new();
    options.ignore_submodules(true).skip_binary_check(true);
    let changes = repository.diff_tree_to_tree(former.as_ref(), Some(&commit.tree()?), Some(&mut options))?;
    let mut found: Vec<usize> = changes
        .deltas()
        .filter_map(|delta| delta.new_file().path_bytes().map(String::from_utf8_lossy))
        .flat_map(|path| places.holding(&path).collect::<Vec<_>>())
        .collect();
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The commits that tags name; of several, the last by its name.
fn tags(repository: &Repository) -> HashMap<Oid, String> {
    let Ok(found) = repository.references_glob("refs/tags/*") else { return HashMap::new() };
    let named = found.flatten().filter_map(|tag| {
        let name = std::str::from_utf8(tag.name_bytes()).ok()?.strip_prefix("refs/tags/")?.to_owned();
        Some((tag.peel_to_commit().ok()?.id(), name))
    });
    let mut all: Vec<(Oid, String)> = named.collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use glane_catalog::resource::Why;

    use super::*;

    fn part(path: &str, grain: Grain) -> Part {
        let why = Why::Format("markdown".to_owned());
        Part { path: path.to_owned(), grain, main: None, copies: Vec::new(), why, confidence: 1.0 }
    }

    #[test]
    fn a_change_belongs_to_its_file_and_to_the_folders_above() {
        let parts = [
            part("cours/6e/a.md", Grain::File),
            part("cours", Grain::Folder),
            part("", Grain::Whole),
            part("cour", Grain::Folder),
        ];
        let places = Places::of(&parts);
        let of = |path: &str| {
            let mut found: Vec<usize> = places.holding(path).collect();
            found.sort_unstable();
            found
        };
        assert_eq!(of("cours/6e/a.md"), [0, 1, 2]);
        assert_eq!(of("cours/6e/b.md"), [1, 2]);
        assert_eq!(of("a.md"), [2]);
    }
}
