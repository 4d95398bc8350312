//! Where the generations of the index lie on disk, and which of them is current.
//!
//! `<folder>/<fingerprint>-<n>/` is a generation, `<folder>/current` names one, `<folder>/writer.lock` is
//! held by whoever writes; `….broken-<date>` was found damaged. Must not know what is in a generation.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::error::IndexError;

const POINTER: &str = "current";
const LOCK: &str = "writer.lock";
const BROKEN: &str = ".broken-";

/// The folder of an index.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    folder: PathBuf,
}

/// The right to write; given back when dropped, also by the system when the process dies.
#[derive(Debug)]
pub(crate) struct WriterLock {
    _file: File,
}

impl Place {
    /// The place, made if it is not there.
    pub(crate) fn new(folder: &Path) -> Result<Self, IndexError> {
        fs::create_dir_all(folder).map_err(|error| IndexError::io(folder, error))?;
        Ok(Self { folder: folder.to_owned() })
    }

    /// Takes the right to write.
    pub(crate) fn lock(&self) -> Result<WriterLock, IndexError> {
        let path = self.folder.join(LOCK);
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)
            .map_err(|error| IndexError::io(&path, error))?;
        match file.try_lock() {
            Ok(()) => Ok(WriterLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(IndexError::Locked { path: self.folder.clone() }),
            Err(TryLockError::Error(error)) => Err(IndexError::io(&path, error)),
        }
    }

    /// The current generation, if it was made with this fingerprint and is there.
    pub(crate) fn current(&self, fingerprint: &str) -> Result<Option<String>, IndexError> {
        let path = self.folder.join(POINTER);
        let name = match fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).trim().to_owned(),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(IndexError::io(&path, error)),
        };
        let ours = number(&name, fingerprint).is_some() && self.path(&name).is_dir();
        Ok(ours.then_some(name))
    }

    /// Makes a generation the current one, durably.
    pub(crate) fn point_at(&self, name: &str) -> Result<(), IndexError> {
        let aside = self.folder.join("current.tmp");
        let write = || {
            let mut file = File::create(&aside)?;
            file.write_all(name.as_bytes())?;
            file.sync_all()?;
            fs::rename(&aside, self.folder.join(POINTER))?;
            File::open(&self.folder)?.sync_all()
        };
        write().map_err(|error| IndexError::io(&aside, error))
    }

    /// Makes the empty folder of a new generation and gives its name.
    pub(crate) fn begin(&self, fingerprint: &str) -> Result<String, IndexError> {
        // Nor does it take the number of one that was set aside: a search under way may still have it open.
        let names = self.names()?;
        let whole = names.iter().map(|name| name.split_once(BROKEN).map_or(name.as_str(), |(name, _)| name));
        let last = whole.filter_map(|name| number(name, fingerprint)).max().unwrap_or(0);
        let name = format!("{fingerprint}-{}", last + 1);
        let path = self.path(&name);
        fs::create_dir(&path).map_err(|error| IndexError::io(&path, error))?;
        Ok(name)
    }

    /// Sets a damaged generation aside under the date and says where; only the latest one is kept. One that
    /// is not there any more is where an earlier try put it, if it was kept.
    pub(crate) fn set_aside(&self, name: &str) -> Result<Option<PathBuf>, IndexError> {
        let broken: Vec<String> = self.names()?.into_iter().filter(|other| other.contains(BROKEN)).collect();
        let moved = self.path(&format!("{name}{BROKEN}"));
        if !self.path(name).is_dir() {
            let mut former = broken.iter().filter(|other| other.starts_with(&format!("{name}{BROKEN}")));
            return Ok(former.next().map(|former| self.path(former)));
        }
        for other in broken {
            self.remove(&other)?;
        }
        fs::rename(self.path(name), &moved).map_err(|error| IndexError::io(&moved, error))?;
        let target = self.path(&format!("{name}{BROKEN}{}", self.changed_at()?));
        fs::rename(&moved, &target).map_err(|error| IndexError::io(&target, error))?;
        Ok(Some(target))
    }

    /// When something last changed in the folder, by the disk's own account: nobody reads the time here.
    fn changed_at(&self) -> Result<String, IndexError> {
        let failed = |error| IndexError::io(&self.folder, error);
        let changed = fs::metadata(&self.folder).and_then(|data| data.modified()).map_err(failed)?;
        let at = Timestamp::try_from(changed).unwrap_or_default();
        Ok(at.strftime("%Y%m%dT%H%M%SZ").to_string())
    }

    /// Removes every generation but this one; what was set aside stays.
    pub(crate) fn keep_only(&self, name: &str) -> Result<(), IndexError> {
        let is_generation = |other: &str| {
            other.rsplit_once('-').is_some_and(|(fingerprint, _)| number(other, fingerprint).is_some())
        };
        for other in self.names()? {
            if other != name && is_generation(&other) {
                self.remove(&other)?;
            }
        }
        Ok(())
    }

    /// The folder of a generation.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Removes a generation, or what was set aside.
    pub(crate) fn remove(&self, name: &str) -> Result<(), IndexError> {
        let path = self.path(name);
        fs::remove_dir_all(&path).map_err(|error| IndexError::io(&path, error))
    }

    fn names(&self) -> Result<Vec<String>, IndexError> {
        let failed = |error| IndexError::io(&self.folder, error);
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.file_type().map_err(failed)?.is_dir() {
                names.extend(entry.file_name().into_string().ok());
            }
        }
        Ok(names)
    }
}

/// The number of a generation of this fingerprint.
fn number(name: &str, fingerprint: &str) -> Option<u32> {
    let is_digest = fingerprint.len() == 16 && fingerprint.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_digest {
        return None;
    }
    name.strip_prefix(fingerprint)?.strip_prefix('-')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINT: &str = "0123456789abcdef";

    #[test]
    fn the_pointer_names_only_a_generation_of_ours() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path()).unwrap();
        assert_eq!(place.current(PRINT).unwrap(), None);
        let name = place.begin(PRINT).unwrap();
        place.point_at(&name).unwrap();
        assert_eq!(place.current(PRINT).unwrap(), Some(name));
        assert_eq!(place.current("fedcba9876543210").unwrap(), None);
        fs::write(dir.path().join(POINTER), "../../etc").unwrap();
        assert_eq!(place.current(PRINT).unwrap(), None);
    }

    #[test]
    fn old_generations_go_and_foreign_folders_stay() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path()).unwrap();
        let first = place.begin(PRINT).unwrap();
        let old = place.begin("fedcba9876543210").unwrap();
        fs::create_dir(place.path("notes-1")).unwrap();
        let second = place.begin(PRINT).unwrap();
        let aside = place.set_aside(&first).unwrap().unwrap();
        place.keep_only(&second).unwrap();
        assert!(place.path(&second).is_dir() && place.path("notes-1").is_dir() && aside.is_dir());
        assert!(!place.path(&old).exists());
    }

    #[test]
    fn what_is_set_aside_bears_its_date_and_the_latest_alone_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path()).unwrap();
        let mut aside = Vec::new();
        for _ in 0..3 {
            aside.push(place.set_aside(&place.begin(PRINT).unwrap()).unwrap().unwrap());
        }
        let name = aside[2].file_name().unwrap().to_str().unwrap();
        let (generation, date) = name.split_once(BROKEN).unwrap();
        assert_eq!(number(generation, PRINT), Some(3), "no number is given again");
        assert!(date.starts_with("20") && date.len() == "20260102T030405Z".len(), "{name}");
        assert_eq!(place.names().unwrap(), [name]);
        assert_eq!(place.set_aside(generation).unwrap().as_ref(), Some(&aside[2]), "it is there already");
        place.remove(name).unwrap();
        assert_eq!(place.set_aside(generation).unwrap(), None, "it was not kept");
    }

    #[test]
    fn one_writer_at_a_time() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::new(dir.path()).unwrap();
        let lock = place.lock().unwrap();
        assert!(matches!(place.lock(), Err(IndexError::Locked { .. })));
        drop(lock);
        assert!(place.lock().is_ok());
    }
}
