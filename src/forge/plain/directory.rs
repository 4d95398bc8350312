//! A directory of repositories, four levels deep: bare ones and work trees.
//!
//! Symbolic links below it are not followed, so nothing outside it is ever listed.

use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use glane_catalog::model::{ForgeId, ProjectKey, Reason, ReasonCode, SourceProject};

use super::super::fault::{Fault, Side};
use super::super::text;
use super::super::wanted::Wanted;
use super::super::{ForgeError, Listing};
use super::key;
use super::repository::{self, Found};

/// Levels below the directory that are looked into.
const DEPTH: usize = 4;

/// The id of the directory itself, when it is a repository.
const ITSELF: &str = ".";

/// A directory of repositories.
#[derive(Clone)]
pub(super) struct Directory {
    forge: ForgeId,
    path: PathBuf,
    wanted: Arc<Wanted>,
}

impl Directory {
    pub(super) fn new(forge: ForgeId, path: PathBuf, wanted: Wanted) -> Self {
        Self { forge, path, wanted: Arc::new(wanted) }
    }

    /// All repositories, in the order of their names.
    ///
    /// # Errors
    /// A directory that cannot be read voids the listing: what is below it would look gone.
    pub(super) fn list(&self) -> Result<Listing, ForgeError> {
        let root = self.root()?;
        let mut listing = Listing::default();
        match repository::look(&root) {
            Found::Repository(git) => listing.projects.extend(self.describe(&root, Path::new(ITSELF), &git)),
            _ => self.walk(&root, Path::new(""), DEPTH, &mut listing)?,
        }
        listing.projects.retain(|project| self.wanted.has(&project.path));
        Ok(listing)
    }

    /// One repository as it is now; none when it is gone or no repository any more. What the
    /// configuration leaves out is there all the same.
    pub(super) fn project(&self, id: &str) -> Result<Option<SourceProject>, ForgeError> {
        let root = self.root()?;
        let Some(relative) = key::read(id) else { return Ok(None) };
        let mut place = root.clone();
        for part in relative.components().filter(|part| matches!(part, Component::Normal(_))) {
            place.push(part);
            if fs::symlink_metadata(&place).map_or(true, |found| !found.is_dir()) {
                return Ok(None);
            }
        }
        let Found::Repository(git) = repository::look(&place) else { return Ok(None) };
        Ok(self.describe(&place, &relative, &git))
    }

    pub(super) fn check(&self) -> Result<String, ForgeError> {
        let listing = self.list()?;
        let mut told = format!("{} repositories in {}", listing.projects.len(), self.path.display());
        if !listing.unreadable.is_empty() {
            told.push_str(&format!(", {} that are none although named so", listing.unreadable.len()));
        }
        Ok(told)
    }

    fn root(&self) -> Result<PathBuf, ForgeError> {
        self.path.canonicalize().map_err(|error| self.unreadable(&self.path, &error))
    }

    fn unreadable(&self, path: &Path, error: &std::io::Error) -> ForgeError {
        let text = format!(
            "the directory {} of forge \"{}\" cannot be read: {error}: check path and rights, or exclude it",
            key::written(path),
            self.forge
        );
        Side::Source.error(Fault::Unreachable, text)
    }

    fn walk(&self, root: &Path, below: &Path, depth: usize, into: &mut Listing) -> Result<(), ForgeError> {
        let here = root.join(below);
        let entries: Result<Vec<_>, _> = fs::read_dir(&here).and_then(Iterator::collect);
        let mut entries = entries.map_err(|error| self.unreadable(&here, &error))?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let kind = entry.file_type().map_err(|error| self.unreadable(&entry.path(), &error))?;
            let relative = below.join(entry.file_name());
            if kind.is_symlink() {
                continue;
            }
            if kind.is_dir() {
                self.meet(root, &relative, depth, into)?;
            } else if relative.as_os_str().as_bytes().ends_with(b".git") {
                into.unreadable.push(pretender(&relative, "it is a file"));
            }
        }
        Ok(())
    }

    fn meet(&self, root: &Path, relative: &Path, depth: usize, into: &mut Listing) -> Result<(), ForgeError> {
        let path = root.join(relative);
        match repository::look(&path) {
            Found::Repository(git) => into.projects.extend(self.describe(&path, relative, &git)),
            Found::Pretender(why) => into.unreadable.push(pretender(relative, why)),
            Found::Other if self.wanted.excludes(&key::written(relative)) => {}
            Found::Other if depth > 1 => self.walk(root, relative, depth - 1, into)?,
            Found::Other => {}
        }
        Ok(())
    }

    fn describe(&self, place: &Path, relative: &Path, git: &Path) -> Option<SourceProject> {
        let id = key::written(relative);
        let named = if id == ITSELF { key::written(Path::new(place.file_name()?)) } else { id.clone() };
        let path = named.strip_suffix(".git").filter(|rest| text::is_path(rest) && !has_namesake(place));
        let path = path.unwrap_or(&named);
        Some(SourceProject {
            clone_url: key::address(git)?,
            description: repository::description(git),
            default_branch: repository::default_branch(git),
            empty: repository::is_empty(git),
            ..SourceProject::public(ProjectKey { forge: self.forge.clone(), id }, path)
        })
    }
}

/// Whether `x` stands beside `x.git`: the two must not become one path, so the latter keeps its ending.
fn has_namesake(place: &Path) -> bool {
    matches!(repository::look(&place.with_extension("")), Found::Repository(_))
}

fn pretender(relative: &Path, why: &str) -> Reason {
    let name = key::written(relative);
    let text = format!("\"{name}\" is not a git repository: {why}: mend it, or move it out of the directory");
    Reason::new(ReasonCode::NotARepository, text)
}

#[cfg(test)]
mod tests;
