//! Backup: the database first, then the repositories, into a folder that a later run brings up to date.
//!
//! A repository that is newer than the database is fine, since passes repeat; one that is older is
//! not. The manifest is written last and by one rename: until then the former backup holds. Must not
//! change what it copies.

mod copy;
pub mod manifest;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use glane_catalog::model::{Decision, DecisionKind, ProjectKey, Withdrawal};

use self::manifest::{DatabaseFile, Manifest, RepositoryCopy};
use crate::layout::{self, private};
use crate::mirror::pass::Context;
use crate::work::lock;

/// The name under which the store notes when a backup was last made.
pub const LAST_RUN: &str = "backup";

/// What a backup came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made {
    /// Repositories in it.
    pub repositories: u64,
    /// Those that had changed since the former one.
    pub changed: u64,
    /// Bytes in it.
    pub bytes: u64,
    /// What could not be copied, and why.
    pub failures: Vec<String>,
}

/// Makes or renews the backup in a folder.
///
/// # Errors
/// When the folder cannot be used, or the database not be copied. A repository that cannot be copied
/// is a failure in the answer; of it the former copy stays, if there is one.
pub async fn back_up(context: &Context, folder: &Path) -> anyhow::Result<Made> {
    private::make(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let folder = &folder.canonicalize()?;
    if folder.starts_with(context.data.canonicalize().unwrap_or_else(|_| context.data.clone())) {
        anyhow::bail!("{} lies in the data folder itself: name one on another disk", folder.display());
    }
    let held = format!("another backup into {} is under way", folder.display());
    let _lock = lock::take_named(folder, "backup.lock", &held)?;
    let former = former(folder)?;
    private::make(&folder.join("repositories"))?;
    let database = copy_database(context, folder).await?;
    let mut made = Made::default();
    let mut repositories = Vec::new();
    for path in repositories_of(&context.data) {
        let before = former.as_ref().and_then(|former| former.repository(&path));
        let anew = is_withdrawn_since(context, former.as_ref(), before).await?;
        match copy::copy(context, folder, &path, (before, anew)).await {
            Ok(Some((copied, changed))) => {
                made.changed += u64::from(changed);
                repositories.push(copied);
            }
            Ok(None) => {}
            Err(why) => {
                made.failures.push(format!("{path}: {why}"));
                // What was withdrawn does not stay for want of a newer copy.
                repositories.extend(before.filter(|_| !anew).cloned());
            }
        }
    }
    repositories.extend(missing(context, former.as_ref(), &repositories, &mut made).await?);
    let manifest = Manifest::new(context.clock.now(), database, repositories);
    manifest.write(folder)?;
    clear(folder, former.as_ref(), &manifest)?;
    made.repositories = manifest.repositories.len() as u64;
    made.bytes = layout::bytes_on_disk(folder);
    context.store.set_last_run(LAST_RUN, context.clock.now()).await?;
    Ok(made)
}

/// The backup that is there, if one was ever finished.
fn former(folder: &Path) -> anyhow::Result<Option<Manifest>> {
    if folder.join(manifest::NAME).exists() {
        return Manifest::read(folder).map(Some);
    }
    let ours = |name: &str| name == "backup.lock" || name == "repositories" || name.starts_with("glane-");
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !ours(&name.to_string_lossy()) {
            anyhow::bail!(
                "{} holds \"{}\", which is no backup of ours: name an empty folder",
                folder.display(),
                name.to_string_lossy()
            );
        }
    }
    Ok(None)
}

async fn copy_database(context: &Context, folder: &Path) -> anyhow::Result<DatabaseFile> {
    let stem = context.clock.now().strftime("glane-%Y%m%dT%H%M%SZ").to_string();
    let name = (1_u32..)
        .map(|number| format!("{stem}-{number}.db"))
        .find(|name| !folder.join(name).exists())
        .unwrap_or_else(|| format!("{stem}.db"));
    let file = folder.join(&name);
    context.store.back_up(&file).await?;
    let opened = std::fs::File::open(&file)?;
    opened.sync_all()?;
    let (sha256, bytes) = manifest::digest(&file)?;
    Ok(DatabaseFile { name, sha256, bytes })
}

/// Every bare repository of projects, by its path below `repositories`, in order.
#[must_use]
pub fn repositories_of(data: &Path) -> Vec<String> {
    let root = data.join("repositories");
    let mut folders = vec![root.clone()];
    for _ in 0..3 {
        folders = folders.iter().flat_map(|folder| below(folder)).collect();
    }
    let mut paths: Vec<String> = folders
        .iter()
        .flat_map(|folder| below(folder))
        .filter(|path| path.file_name().is_some_and(|name| name == "intake.git" || name == "public.git"))
        .filter_map(|path| path.strip_prefix(&root).ok()?.to_str().map(str::to_owned))
        .collect();
    paths.sort();
    paths
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect()
}

/// Repositories of the former backup that are not on the disk any more: those of withdrawn projects
/// leave the backup too; any other loss is said, and the copy kept.
async fn missing(
    context: &Context,
    former: Option<&Manifest>,
    present: &[RepositoryCopy],
    made: &mut Made,
) -> anyhow::Result<Vec<RepositoryCopy>> {
    let mut kept = Vec::new();
    for copy in former.map(|former| former.repositories.as_slice()).unwrap_or_default() {
        if present.iter().any(|present| present.path == copy.path) {
            continue;
        }
        let key: Option<ProjectKey> = copy.owner.as_deref().and_then(|owner| owner.parse().ok());
        let withdrawn = match key {
            Some(key) => Withdrawal::standing(&context.store.decisions(Some(&key)).await?).is_some(),
            None => false,
        };
        if !withdrawn {
            made.failures
                .push(format!("{}: it is not in the data folder any more; its last copy is kept", copy.path));
            kept.push(copy.clone());
        }
    }
    Ok(kept)
}

/// Whether anything of a repository's project was withdrawn after the former backup was made: objects
/// of that copy may then not stay.
async fn is_withdrawn_since(
    context: &Context,
    former: Option<&Manifest>,
    before: Option<&RepositoryCopy>,
) -> anyhow::Result<bool> {
    let owner = before.and_then(|before| before.owner.as_deref()?.parse::<ProjectKey>().ok());
    let Some((former, key)) = former.zip(owner) else { return Ok(false) };
    let since = |decision: &Decision| {
        // Decisions are kept to the second.
        decision.kind == DecisionKind::Withdraw && decision.at.as_second() >= former.made_at.as_second()
    };
    Ok(context.store.decisions(Some(&key)).await?.iter().any(since))
}

/// Removes what only the former manifest names, and files of repositories that this one does not.
fn clear(folder: &Path, former: Option<&Manifest>, now: &Manifest) -> anyhow::Result<()> {
    let Some(former) = former else { return Ok(()) };
    if former.database.name != now.database.name {
        std::fs::remove_file(folder.join(&former.database.name)).ok();
    }
    for copy in former.repositories.iter().filter(|copy| now.repository(&copy.path).is_none()) {
        let place = folder.join("repositories").join(&copy.path);
        std::fs::remove_dir_all(&place).with_context(|| format!("cannot remove {}", place.display()))?;
    }
    for copy in &now.repositories {
        let place = folder.join("repositories").join(&copy.path);
        for name in copy::objects(&place).into_iter().filter(|name| !copy.files.contains_key(name)) {
            let file = place.join(name);
            std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    Ok(())
}
