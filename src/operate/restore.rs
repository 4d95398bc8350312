//! Restore: puts a backup in place of nothing, after verifying all of it.
//!
//! Everything is made aside; two renames at the end put it in its place, the database last. A restore
//! that was killed is begun again. Must not touch what is there.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use git2::RepositoryInitOptions;

use super::backup::manifest::{Manifest, RepositoryCopy, digest};
use super::restored;
use crate::layout::{self, private};

/// Where everything is made.
struct Places {
    repositories: PathBuf,
    repositories_aside: PathBuf,
    database: PathBuf,
    database_aside: PathBuf,
}

/// Restores a backup into a data folder and the file of a database. Returns how many repositories.
///
/// # Errors
/// When something is there already, or anything of the backup is missing or damaged: nothing is then
/// put in its place.
pub fn restore(backup: &Path, data: &Path, database: &Path) -> anyhow::Result<u64> {
    let manifest = Manifest::read(backup)?;
    let places = Places::of(data, database);
    places.refuse_what_is_there()?;
    verify(backup, &manifest)?;
    std::fs::remove_dir_all(&places.repositories_aside).ok();
    private::make(data)
        .and_then(|()| std::fs::create_dir_all(&places.repositories_aside))
        .with_context(|| format!("cannot write under {}", data.display()))?;
    for copy in &manifest.repositories {
        let from = backup.join("repositories").join(&copy.path);
        place(&from, &places.repositories_aside.join(&copy.path), copy)
            .with_context(|| format!("repository {}", copy.path))?;
    }
    std::fs::copy(backup.join(&manifest.database.name), &places.database_aside)?;
    std::fs::File::open(&places.database_aside)?.sync_all()?;
    // A database that names repositories which a power cut then takes away would be worse than none.
    sync(&places.repositories_aside)?;
    restored::note(data, manifest.made_at)?;
    places.put()?;
    Ok(manifest.repositories.len() as u64)
}

impl Places {
    fn of(data: &Path, database: &Path) -> Self {
        let mut aside = database.as_os_str().to_owned();
        aside.push(".restoring");
        Self {
            repositories: data.join("repositories"),
            repositories_aside: data.join("repositories.restoring"),
            database: database.to_owned(),
            database_aside: aside.into(),
        }
    }

    fn refuse_what_is_there(&self) -> anyhow::Result<()> {
        if self.database.exists() {
            anyhow::bail!(
                "{} exists: a backup is restored in place of nothing; move it away with its -wal and -shm files, and the \
                 folder {}, or name another data folder",
                self.database.display(),
                self.repositories.display()
            );
        }
        // A restore that was killed between its two renames has put the repositories in their place.
        let is_ours = self.database_aside.exists() && !self.repositories_aside.exists();
        let is_empty =
            std::fs::read_dir(&self.repositories).map_or(true, |mut entries| entries.next().is_none());
        if is_empty {
            return Ok(());
        }
        if is_ours {
            return Ok(std::fs::rename(&self.repositories, &self.repositories_aside)?);
        }
        anyhow::bail!(
            "{} is not empty: move it away, or name another data folder",
            self.repositories.display()
        )
    }

    fn put(&self) -> anyhow::Result<()> {
        std::fs::remove_dir(&self.repositories).ok();
        std::fs::rename(&self.repositories_aside, &self.repositories)?;
        if let Some(data) = self.repositories.parent() {
            std::fs::File::open(data)?.sync_all()?;
        }
        std::fs::rename(&self.database_aside, &self.database)?;
        let folder = self.database.parent().unwrap_or(Path::new("."));
        std::fs::File::open(folder)?.sync_all()?;
        Ok(())
    }
}

/// Compares every file of a backup with its digest.
///
/// # Errors
/// Naming the first that is missing or differs.
pub fn verify(backup: &Path, manifest: &Manifest) -> anyhow::Result<()> {
    let database = &manifest.database;
    check(&backup.join(&database.name), &database.sha256)?;
    for copy in &manifest.repositories {
        for (name, (sha256, _)) in &copy.files {
            check(&backup.join("repositories").join(&copy.path).join(name), sha256)?;
        }
    }
    Ok(())
}

fn check(file: &Path, sha256: &str) -> anyhow::Result<()> {
    let (found, _) = digest(file)?;
    if found == sha256 {
        return Ok(());
    }
    anyhow::bail!("{} is damaged: it is not what was backed up; use another backup", file.display())
}

/// Has the disk hold every file and folder below a folder, and itself. Returns how many.
fn sync(folder: &Path) -> anyhow::Result<u64> {
    let failed = |path: &Path| format!("{} cannot be written to the disk", path.display());
    let mut held = 1;
    for entry in std::fs::read_dir(folder).with_context(|| failed(folder))? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            held += sync(&path)?;
        } else {
            std::fs::File::open(&path).and_then(|file| file.sync_all()).with_context(|| failed(&path))?;
            held += 1;
        }
    }
    std::fs::File::open(folder).and_then(|file| file.sync_all()).with_context(|| failed(folder))?;
    Ok(held)
}

/// Makes one repository from the objects of its copy and the references of the manifest.
fn place(from: &Path, to: &Path, copy: &RepositoryCopy) -> anyhow::Result<()> {
    let mut options = RepositoryInitOptions::new();
    options.bare(true).mkpath(true).external_template(false).initial_head(&copy.head);
    let repository = git2::Repository::init_opts(to, &options)?;
    for name in copy.files.keys() {
        let file = to.join(name);
        std::fs::create_dir_all(file.parent().unwrap_or(to))?;
        std::fs::copy(from.join(name), &file)?;
    }
    let lines: String = copy.references.iter().map(|(name, id)| format!("{id} {name}\n")).collect();
    std::fs::write(to.join("packed-refs"), lines)?;
    drop(repository);
    let repository = git2::Repository::open_bare(to)?;
    if let Some(owner) = &copy.owner {
        layout::name_owner(&repository, owner)?;
    }
    let objects = repository.odb()?;
    for (name, id) in &copy.references {
        if !git2::Oid::from_str(id).is_ok_and(|id| objects.exists(id)) {
            anyhow::bail!("{name} names the object {id}, which the backup does not hold");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_and_folder_is_on_the_disk_before_the_database_is() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("a/objects/pack")).unwrap();
        for name in ["a/HEAD", "a/packed-refs", "a/objects/pack/pack-1.pack"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        assert_eq!(sync(folder.path()).unwrap(), 7, "four folders and three files");
        assert!(sync(&folder.path().join("absent")).is_err());
    }
}
