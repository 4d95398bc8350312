//! A folder of large files, laid out as git-lfs does: `lfs/objects/ab/cd/<SHA-256>`.
//!
//! A file is what its name says, or it is not taken; must not run a program.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use glane_catalog::model::{Reason, ReasonCode};
use sha2::{Digest, Sha256};

use super::Pointer;

/// Bytes read at a time.
const CHUNK: usize = 1 << 20;

/// The large files of one repository.
pub(super) struct Store {
    folder: PathBuf,
}

impl Store {
    /// The store beside a bare repository, or in the `.git` of one with a work tree.
    pub(super) fn of(repository: &Path) -> Self {
        let inner = repository.join(".git");
        let repository = if inner.is_dir() { inner } else { repository.to_owned() };
        Self { folder: repository.join("lfs").join("objects") }
    }

    /// Where they are.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    fn place(&self, oid: &str) -> PathBuf {
        self.folder.join(&oid[..2]).join(&oid[2..4]).join(oid)
    }

    fn has(&self, pointer: &Pointer) -> bool {
        fs::metadata(self.place(&pointer.oid)).is_ok_and(|file| file.is_file() && file.len() == pointer.size)
    }

    /// Those of some files that are not here.
    pub(super) fn missing(&self, pointers: &[Pointer]) -> Vec<Pointer> {
        pointers.iter().filter(|pointer| !self.has(pointer)).cloned().collect()
    }

    /// Copies files to another store that has them not.
    ///
    /// # Errors
    /// `host_unreachable` when the other store cannot be written.
    pub(super) fn give(&self, other: &Self, pointers: &[Pointer]) -> Result<(), Reason> {
        for pointer in other.missing(pointers) {
            self.copy(other, &pointer).map_err(|error| {
                let text = format!("large files cannot be written to {}: {error}", other.folder.display());
                Reason::new(ReasonCode::HostUnreachable, text)
            })?;
        }
        Ok(())
    }

    /// Copies those of some files that are here and are what they should be.
    ///
    /// # Errors
    /// `internal` when the other store cannot be written.
    pub(super) fn give_some(&self, other: &Self, pointers: &[Pointer]) -> Result<(), Reason> {
        for pointer in pointers.iter().filter(|pointer| self.has(pointer)) {
            match self.copy(other, pointer) {
                Err(error) if error.kind() != io::ErrorKind::InvalidData => {
                    let text = format!("large files cannot be kept in {}: {error}", other.folder.display());
                    return Err(Reason::new(ReasonCode::Internal, text));
                }
                // One that is damaged is missing.
                _ => {}
            }
        }
        Ok(())
    }

    /// Removes every file that is none of these.
    ///
    /// # Errors
    /// When a folder cannot be read, or a file not be removed.
    pub(super) fn keep(&self, pointers: &[Pointer]) -> io::Result<()> {
        let named: HashSet<&str> = pointers.iter().map(|pointer| pointer.oid.as_str()).collect();
        let mut folders = vec![self.folder.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder)? {
                let entry = entry?;
                if entry.file_type()?.is_dir() {
                    folders.push(entry.path());
                } else if !entry.file_name().to_str().is_some_and(|name| named.contains(name)) {
                    fs::remove_file(entry.path())?;
                }
            }
        }
        Ok(())
    }

    /// Copies one file, which appears whole or not at all.
    fn copy(&self, other: &Self, pointer: &Pointer) -> io::Result<()> {
        let place = other.place(&pointer.oid);
        let folder = place.parent().unwrap_or(&other.folder);
        fs::create_dir_all(folder)?;
        let mut draft = tempfile::Builder::new().prefix(".glane-new-").tempfile_in(folder)?;
        let (mut from, mut hash) = (File::open(self.place(&pointer.oid))?, Sha256::new());
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = from.read(&mut chunk)?;
            if read == 0 {
                break;
            }
            hash.update(&chunk[..read]);
            draft.write_all(&chunk[..read])?;
        }
        let digest: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        if digest != pointer.oid {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "the file is not what its name says"));
        }
        draft.as_file().sync_all()?;
        draft.persist(&place)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nothing_names_goes_and_the_rest_stays() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::of(folder.path());
        let pointer = |letter: &str| Pointer { oid: letter.repeat(64), size: 1, blob: git2::Oid::ZERO_SHA1 };
        for letter in ["a", "b"] {
            let place = store.place(&pointer(letter).oid);
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, "x").unwrap();
        }
        store.keep(&[pointer("b")]).unwrap();
        assert_eq!(store.missing(&[pointer("a"), pointer("b")]), [pointer("a")]);
    }
}
