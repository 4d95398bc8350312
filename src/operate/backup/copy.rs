//! The copy of one repository in a backup: git itself brings what is new, whatever goes on there.
//!
//! Objects are only ever added to a copy, so that a former manifest stays true until the next is
//! written. Must not know the store.

use std::collections::BTreeMap;
use std::path::Path;

use glane_catalog::model::ReasonCode;

use super::manifest::{RepositoryCopy, digest};
use crate::layout;
use crate::mirror::git::classify;
use crate::mirror::pass::Context;

/// What git brings: every reference as it is.
const EVERYTHING: &str = "+refs/*:refs/*";

/// Brings the copy of a repository up to date. Returns it, and whether it had changed; none when the
/// repository is gone meanwhile. `anew`: only what its references need now belongs to it, and not
/// what the former copy had besides.
pub(super) async fn copy(
    context: &Context,
    folder: &Path,
    path: &str,
    (former, anew): (Option<&RepositoryCopy>, bool),
) -> anyhow::Result<Option<(RepositoryCopy, bool)>> {
    let (from, to) = (context.data.join("repositories").join(path), folder.join("repositories").join(path));
    if !from.join("HEAD").exists() {
        return Ok(None);
    }
    let (owner, head, present) = tokio::task::block_in_place(|| read(&from))?;
    let same = |former: &&RepositoryCopy| {
        former.references == present && former.head == head && former.owner == owner && has_files(&to, former)
    };
    let large = large_files(&from);
    if let Some(former) = former.filter(same).filter(|_| !anew)
        && large.iter().all(|name| former.files.contains_key(name))
    {
        return Ok(Some((former.clone(), false)));
    }
    tokio::task::block_in_place(|| layout::open_or_create(&to))
        .and_then(|_| layout::remove_leftovers(&to).map_err(|error| internal(&error)))
        .map_err(|reason| anyhow::anyhow!(reason.message))?;
    bring(context, &from, &to).await?;
    for name in &large {
        copy_file(&from.join(name), &to.join(name))?;
    }
    let needed = match anew {
        true => Some(again(context, &to).await?),
        false => None,
    };
    // What came is what the copy holds, which may be more than what was there a moment ago.
    let (_, _, references) = tokio::task::block_in_place(|| read(&to))?;
    let mut files = files(&to, former)?;
    if let Some(needed) = needed {
        files.retain(|name, _| needed.contains(name) || large.contains(name));
    }
    Ok(Some((RepositoryCopy { path: path.to_owned(), owner, head, references, files }, true)))
}

/// Makes the copy again from its references alone, aside, and brings what came of it into its place,
/// beside what the former manifest names. Returns the files that came.
async fn again(context: &Context, to: &Path) -> anyhow::Result<Vec<String>> {
    let aside = to.with_extension("git.anew");
    std::fs::remove_dir_all(&aside).ok();
    tokio::task::block_in_place(|| layout::open_or_create(&aside))
        .map_err(|reason| anyhow::anyhow!(reason.message))?;
    bring(context, to, &aside).await?;
    let came = objects(&aside);
    for name in &came {
        copy_file(&aside.join(name), &to.join(name))?;
    }
    std::fs::remove_dir_all(&aside)?;
    Ok(came)
}

/// The files of a copy's objects and large files.
pub(super) fn objects(copy: &Path) -> Vec<String> {
    below(copy, "objects").into_iter().chain(below(copy, "lfs")).collect()
}

fn internal(error: &std::io::Error) -> glane_catalog::model::Reason {
    glane_catalog::model::Reason::new(ReasonCode::Internal, error.to_string())
}

async fn bring(context: &Context, from: &Path, to: &Path) -> anyhow::Result<()> {
    let address = from.to_string_lossy();
    let options = [
        "-c",
        "fetch.unpackLimit=1",
        "fetch",
        "--quiet",
        "--prune",
        "--no-tags",
        "--no-write-fetch-head",
        "--no-auto-maintenance",
        "--update-head-ok",
        "--end-of-options",
        &address,
        EVERYTHING,
    ];
    let arguments = options.iter().map(std::ffi::OsString::from).collect();
    let outcome = context.git.run(Some(to), &address, arguments, None).await;
    let outcome = outcome.map_err(|reason| anyhow::anyhow!(reason.message))?;
    if outcome.status.success() {
        return Ok(());
    }
    let reason = classify(&address, &outcome.stderr, ReasonCode::Internal);
    anyhow::bail!("{}; run glane fsck", reason.message)
}

type Contents = (Option<String>, String, BTreeMap<String, String>);

/// Whose a repository is, where its HEAD points, and all its references.
fn read(place: &Path) -> anyhow::Result<Contents> {
    let repository = git2::Repository::open_bare(place)?;
    let head = repository.find_reference("HEAD")?;
    let head = head.symbolic_target().ok().flatten().unwrap_or("refs/heads/main").to_owned();
    let mut references = BTreeMap::new();
    for reference in repository.references()? {
        let reference = reference?;
        // A name that is not UTF-8 is never published, and its source still has it.
        if let (Ok(name), Some(id)) = (reference.name(), reference.target()) {
            references.insert(name.to_owned(), id.to_string());
        }
    }
    Ok((layout::owner_of(place), head, references))
}

fn has_files(copy: &Path, former: &RepositoryCopy) -> bool {
    former.files.iter().all(|(name, (_, bytes))| {
        std::fs::metadata(copy.join(name)).is_ok_and(|metadata| metadata.len() == *bytes)
    })
}

/// The files of a copy's objects; the digest of one that was there before is not computed again,
/// since its name is made from its content.
fn files(copy: &Path, former: Option<&RepositoryCopy>) -> anyhow::Result<BTreeMap<String, (String, u64)>> {
    let mut found = BTreeMap::new();
    for name in objects(copy) {
        let bytes = std::fs::metadata(copy.join(&name))?.len();
        let known = former.and_then(|former| former.files.get(&name)).filter(|known| known.1 == bytes);
        let entry = match known {
            Some(known) => known.clone(),
            None => digest(&copy.join(&name))?,
        };
        found.insert(name, entry);
    }
    Ok(found)
}

/// Large files that are stored beside the objects, by their path in the repository.
fn large_files(repository: &Path) -> Vec<String> {
    below(repository, "lfs/objects")
}

/// Every file below a folder of a repository, but for what git is still writing.
fn below(repository: &Path, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(repository.join(folder)).into_iter().flatten().flatten() {
        let Ok(name) = entry.file_name().into_string() else { continue };
        let path = format!("{folder}/{name}");
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(below(repository, &path)),
            Ok(kind) if kind.is_file() && !name.starts_with("tmp_") && !name.ends_with(".lock") => {
                found.push(path);
            }
            _ => {}
        }
    }
    found
}

/// Copies a file that never changes once it is there.
fn copy_file(from: &Path, to: &Path) -> anyhow::Result<()> {
    if to.exists() {
        return Ok(());
    }
    let folder = to.parent().unwrap_or(to);
    std::fs::create_dir_all(folder)?;
    let mut draft = tempfile::NamedTempFile::new_in(folder)?;
    std::io::copy(&mut std::fs::File::open(from)?, &mut draft)?;
    draft.as_file().sync_all()?;
    draft.persist(to)?;
    Ok(())
}
