//! The manifest of a backup: what belongs to it, with digests, and the references of each repository.
//!
//! It is the truth of a backup: what it does not name is not part of it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Component, Path};

use anyhow::Context as _;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Its file.
pub const NAME: &str = "manifest.json";
/// The form that is written, and the newest that can be read.
const FORMAT: u32 = 1;

/// One backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of this file.
    pub format: u32,
    /// Version of the program that made it.
    pub program: String,
    /// When it was finished.
    pub made_at: Timestamp,
    /// The database.
    pub database: DatabaseFile,
    /// The repositories.
    pub repositories: Vec<RepositoryCopy>,
}

/// The copy of the database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatabaseFile {
    /// Its file in the backup's folder.
    pub name: String,
    /// SHA-256 of it.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// The copy of one bare repository.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepositoryCopy {
    /// Where it lies below `repositories`.
    pub path: String,
    /// The key of its project.
    pub owner: Option<String>,
    /// The branch HEAD points to.
    pub head: String,
    /// Every reference, the archive's included, with its object.
    pub references: BTreeMap<String, String>,
    /// Files of its objects, by their path in it: digest and size.
    pub files: BTreeMap<String, (String, u64)>,
}

impl Manifest {
    /// The manifest of a backup that was just made.
    #[must_use]
    pub fn new(made_at: Timestamp, database: DatabaseFile, mut repositories: Vec<RepositoryCopy>) -> Self {
        repositories.sort_by(|a, b| a.path.cmp(&b.path));
        let program = env!("CARGO_PKG_VERSION").to_owned();
        Self { format: FORMAT, program, made_at, database, repositories }
    }

    /// The copy of a repository.
    #[must_use]
    pub fn repository(&self, path: &str) -> Option<&RepositoryCopy> {
        self.repositories.iter().find(|copy| copy.path == path)
    }

    /// Reads the manifest of a folder.
    ///
    /// # Errors
    /// When there is none, it cannot be read, is of a later form, or names files outside of the folder.
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let file = folder.join(NAME);
        let text = std::fs::read_to_string(&file)
            .with_context(|| format!("{}: no finished backup is there", file.display()))?;
        let value: serde_json::Value =
            serde_json::from_str(&text).with_context(|| format!("{} is damaged", file.display()))?;
        let format = value.get("format").and_then(serde_json::Value::as_u64);
        if format.is_none_or(|format| format > u64::from(FORMAT)) {
            anyhow::bail!("{}: a newer program made this backup: use that one", file.display());
        }
        let manifest: Self =
            serde_json::from_value(value).with_context(|| format!("{} is damaged", file.display()))?;
        if let Some(path) = manifest.paths().find(|path| !stays_inside(path)) {
            anyhow::bail!("{}: \"{path}\" leads out of the backup", file.display());
        }
        Ok(manifest)
    }

    /// Every path that it names.
    fn paths(&self) -> impl Iterator<Item = &String> {
        let repositories = self.repositories.iter().flat_map(|copy| copy.files.keys().chain([&copy.path]));
        repositories.chain([&self.database.name])
    }

    /// Writes the manifest: from then on the backup is this one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write(&self, folder: &Path) -> anyhow::Result<()> {
        let mut draft = tempfile::NamedTempFile::new_in(folder)?;
        serde_json::to_writer(&mut draft, self)?;
        draft.flush()?;
        draft.as_file().sync_all()?;
        draft.persist(folder.join(NAME))?;
        Ok(File::open(folder)?.sync_all()?)
    }
}

fn stays_inside(path: &str) -> bool {
    !path.is_empty() && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

/// SHA-256 and size of a file.
///
/// # Errors
/// When it cannot be read.
pub fn digest(path: &Path) -> anyhow::Result<(String, u64)> {
    let mut file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let (mut hash, mut buffer, mut bytes) = (Sha256::new(), vec![0; 1 << 16], 0);
    loop {
        let read = file.read(&mut buffer).with_context(|| format!("cannot read {}", path.display()))?;
        if read == 0 {
            let hex = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
            return Ok((hex, bytes));
        }
        hash.update(&buffer[..read]);
        bytes += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_that_leads_outside_or_comes_from_the_future_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let database = DatabaseFile { name: "glane-1.db".into(), sha256: String::new(), bytes: 0 };
        let good = Manifest::new(Timestamp::UNIX_EPOCH, database.clone(), Vec::new());
        assert!(Manifest::read(folder.path()).is_err());
        good.write(folder.path()).unwrap();
        assert_eq!(Manifest::read(folder.path()).unwrap(), good);
        for bad in ["../../etc/passwd", "/etc/passwd", ""] {
            let database = DatabaseFile { name: bad.into(), ..database.clone() };
            Manifest::new(Timestamp::UNIX_EPOCH, database, Vec::new()).write(folder.path()).unwrap();
            assert!(Manifest::read(folder.path()).is_err(), "{bad}");
        }
        Manifest { format: 2, ..good }.write(folder.path()).unwrap();
        assert!(Manifest::read(folder.path()).unwrap_err().to_string().contains("newer program"));
    }

    #[test]
    fn a_digest_is_that_of_the_standard() {
        // FIPS 180-4, example "abc".
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a"), "abc").unwrap();
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest(&folder.path().join("a")).unwrap(), (expected.to_owned(), 3));
    }
}
