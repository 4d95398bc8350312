//! Bare repositories in a directory, each with our mark in its configuration.
//!
//! A new one appears whole, mark included, or not at all: a kill at any moment leaves nothing half made.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use git2::{Repository, RepositoryInitOptions};
use glane_catalog::model::{Reason, ReasonCode};

use super::super::fault::{Fault, Side};
use super::super::{Dress, ForgeError, Target, text};

/// The key in a repository's configuration that says whose copy it is.
pub(super) const MARK: &str = "glane.mark";

/// The file in a copy that says that its source is read-only.
const ARCHIVED: &str = "glane-archived";

/// A directory that holds copies.
#[derive(Clone)]
pub(super) struct Directory {
    pub(super) path: PathBuf,
}

impl Directory {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path }
    }

    pub(super) fn ensure(&self, name: &str, dress: &Dress) -> Result<Target, ForgeError> {
        fs::create_dir_all(&self.path).map_err(|error| unwritable(&self.path, &error))?;
        let place = self.place(name)?;
        let created = match fs::symlink_metadata(&place) {
            Ok(_) => false,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.create(name, &place, dress)?;
                true
            }
            Err(error) => return Err(unwritable(&place, &error)),
        };
        if !created && mark(&place).as_deref() != Some(dress.mark.as_str()) {
            return Err(taken(&place, &dress.mark));
        }
        let push = place.canonicalize().map_err(|error| unwritable(&place, &error))?;
        let push = push.to_str().map(str::to_owned).ok_or_else(|| {
            let text = format!("{} is no UTF-8 path: name the directory otherwise", push.display());
            Side::Host.error(Fault::Invalid, text)
        })?;
        Ok(Target { name: name.to_owned(), push, public_url: None, token: None, created, is_public: false })
    }

    pub(super) fn dress(&self, name: &str, dress: &Dress) -> Result<(), ForgeError> {
        let place = self.place(name)?;
        if mark(&place).as_deref() != Some(dress.mark.as_str()) {
            return Err(taken(&place, &dress.mark));
        }
        let description = text::line(&dress.description, 2000).unwrap_or_default();
        write_whole(&place.join("description"), &format!("{description}\n"))
            .map_err(|error| unwritable(&place, &error))?;
        archive(&place, dress.archived).map_err(|error| unwritable(&place, &error))?;
        let Some(branch) = dress.default_branch.as_deref() else { return Ok(()) };
        let repository = open(&place)?;
        let name = format!("refs/heads/{branch}");
        if repository.find_reference(&name).is_ok() {
            repository.set_head(&name).map_err(|error| broken(&place, &error))?;
        }
        Ok(())
    }

    /// Gives a copy another name.
    pub(super) fn rename(&self, from: &str, to: &str, mark: &str) -> Result<(), ForgeError> {
        let (old, new) = (self.place(from)?, self.place(to)?);
        if is_there(&new)? && !same(&old, &new) {
            // After a kill the copy may bear its new name already.
            let done = self::mark(&new).as_deref() == Some(mark) && !is_there(&old)?;
            return if done { Ok(()) } else { Err(taken(&new, mark)) };
        }
        if self::mark(&old).as_deref() != Some(mark) {
            return Err(taken(&old, mark));
        }
        fs::rename(&old, &new)
            .and_then(|()| File::open(&self.path)?.sync_all())
            .map_err(|error| unwritable(&new, &error))
    }

    pub(super) fn check(&self) -> Result<String, ForgeError> {
        fs::create_dir_all(&self.path).map_err(|error| unwritable(&self.path, &error))?;
        let trial = self.path.join(".glane-check");
        fs::write(&trial, "")
            .and_then(|()| fs::remove_file(&trial))
            .map_err(|error| unwritable(&trial, &error))?;
        Ok(format!("{} can be written", self.path.display()))
    }

    /// Where the copy of a name lies.
    pub(super) fn place(&self, name: &str) -> Result<PathBuf, ForgeError> {
        let legal = !name.is_empty()
            && !name.starts_with('.')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
        if legal {
            return Ok(self.path.join(format!("{name}.git")));
        }
        let text = format!("\"{}\" is no name for a copy", name.escape_default());
        Err(Side::Host.error(Fault::Invalid, text))
    }

    fn create(&self, name: &str, place: &Path, dress: &Dress) -> Result<(), ForgeError> {
        let draft = self.path.join(format!(".glane-new-{name}"));
        if draft.exists() {
            // Left by a run that was killed; it never had the final name, so nobody knows it.
            fs::remove_dir_all(&draft).map_err(|error| unwritable(&draft, &error))?;
        }
        let mut options = RepositoryInitOptions::new();
        options.bare(true).no_reinit(true).external_template(false).mkpath(true);
        if let Some(branch) = dress.default_branch.as_deref().filter(|branch| text::is_branch(branch)) {
            options.initial_head(branch);
        }
        Repository::init_opts(&draft, &options)
            .and_then(|repository| repository.config()?.set_str(MARK, &dress.mark))
            .map_err(|error| broken(&draft, &error))?;
        fs::rename(&draft, place)
            .and_then(|()| File::open(&self.path)?.sync_all())
            .map_err(|error| unwritable(place, &error))
    }
}

pub(super) fn open(place: &Path) -> Result<Repository, ForgeError> {
    Repository::open_bare(place).map_err(|error| broken(place, &error))
}

/// Our mark in an existing repository, if it is one and has one of its own.
pub(super) fn mark(place: &Path) -> Option<String> {
    git2::Config::open(&place.join("config")).ok()?.get_string(MARK).ok()
}

fn is_there(place: &Path) -> Result<bool, ForgeError> {
    match fs::symlink_metadata(place) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(unwritable(place, &error)),
    }
}

/// Whether two names lead to one place, as they may where names are compared without case.
fn same(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().is_some_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// Says in the copy whether its source is read-only.
fn archive(place: &Path, archived: bool) -> io::Result<()> {
    let file = place.join(ARCHIVED);
    if archived {
        return if file.exists() {
            Ok(())
        } else {
            write_whole(&file, "The source of this copy is archived.\n")
        };
    }
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Replaces a file at once: readers see the old one or the new one.
fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let draft = path.with_extension("glane-new");
    fs::write(&draft, text)?;
    fs::rename(&draft, path)
}

pub(super) fn taken(place: &Path, mark: &str) -> ForgeError {
    let text = format!(
        "{} exists and is not our copy of {mark}: move it away, or set {MARK} to \"{mark}\" in its configuration",
        place.display()
    );
    ForgeError::new(Reason::new(ReasonCode::NameTaken, text))
}

pub(super) fn unwritable(path: &Path, error: &io::Error) -> ForgeError {
    let text = format!("{} cannot be written: {error}: check path, rights and space", path.display());
    Side::Host.error(Fault::Unreachable, text)
}

pub(super) fn broken(path: &Path, error: &git2::Error) -> ForgeError {
    let text = format!("git cannot use {}: {}: check that it is whole", path.display(), error.message());
    Side::Host.error(Fault::Unreachable, text)
}

#[cfg(test)]
mod tests;
