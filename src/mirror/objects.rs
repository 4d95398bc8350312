//! The blobs that some references lead to and others do not, with their sizes.
//!
//! Must not judge them.

use std::ops::RangeInclusive;
use std::path::Path;

use glane_catalog::model::{Reason, ReasonCode};

use super::git::{Git, classify};
use crate::layout;

/// Ids that fit in an argument list beside each other (each 41 bytes; a list holds 2 MiB).
const NAMED_AT_ONCE: usize = 10_000;

/// A blob.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Blob {
    pub(super) id: git2::Oid,
    pub(super) size: u64,
}

/// Blobs of some sizes that `new` leads to and `present` does not. Where nothing is present every
/// object of the repository is looked at, which is quicker than following each tree.
pub(super) async fn blobs(
    git: &Git,
    repository: &Path,
    new: &[&str],
    present: &[&str],
    sizes: RangeInclusive<u64>,
) -> Result<Vec<Blob>, Reason> {
    if new.is_empty() {
        return Ok(Vec::new());
    }
    if present.is_empty() {
        return tokio::task::block_in_place(|| of_all(repository, &sizes));
    }
    let options = ["--objects", "--no-object-names", "--filter=object:type=blob"].map(str::to_owned);
    let said = rev_list(git, repository, options, new, present).await?;
    tokio::task::block_in_place(|| {
        let opened = layout::open(repository)?;
        let store = opened.odb().map_err(|error| layout::internal(repository, &error))?;
        let ids = said.lines().filter_map(|line| git2::Oid::from_str(line).ok());
        Ok(ids.filter_map(|id| blob(&store, id, &sizes)).collect())
    })
}

fn of_all(repository: &Path, sizes: &RangeInclusive<u64>) -> Result<Vec<Blob>, Reason> {
    let opened = layout::open(repository)?;
    let internal = |error: git2::Error| layout::internal(repository, &error);
    let store = opened.odb().map_err(internal)?;
    let mut ids = Vec::new();
    store
        .foreach(|id| {
            ids.push(*id);
            true
        })
        .map_err(internal)?;
    Ok(ids.into_iter().filter_map(|id| blob(&store, id, sizes)).collect())
}

fn blob(store: &git2::Odb<'_>, id: git2::Oid, sizes: &RangeInclusive<u64>) -> Option<Blob> {
    let (size, kind) = store.read_header(id).ok()?;
    let size = u64::try_from(size).ok()?;
    (kind == git2::ObjectType::Blob && sizes.contains(&size)).then_some(Blob { id, size })
}

/// What `git rev-list` prints of what `new` leads to and `present` does not.
pub(super) async fn rev_list(
    git: &Git,
    repository: &Path,
    options: impl IntoIterator<Item = String>,
    new: &[&str],
    present: &[&str],
) -> Result<String, Reason> {
    let mut arguments: Vec<std::ffi::OsString> = vec!["rev-list".into(), "--ignore-missing".into()];
    arguments.extend(options.into_iter().map(Into::into));
    if new.len() > NAMED_AT_ONCE {
        // More than an argument list holds: everything there is tells of them too.
        arguments.push("--all".into());
    }
    arguments.push("--end-of-options".into());
    arguments.extend(distinct(new).filter(|_| new.len() <= NAMED_AT_ONCE).map(Into::into));
    // What is left out here is only looked at once more.
    arguments.extend(distinct(present).take(NAMED_AT_ONCE).map(|id| format!("^{id}").into()));
    let outcome = git.run(Some(repository), "/", arguments, None).await?;
    if outcome.status.success() {
        Ok(String::from_utf8_lossy(&outcome.stdout).into_owned())
    } else {
        Err(classify(&repository.to_string_lossy(), &outcome.stderr, ReasonCode::Internal))
    }
}

/// A path at which a blob came into a history, and the commit by which it did.
pub(super) async fn origin(
    git: &Git,
    repository: &Path,
    blob: git2::Oid,
    tips: &[&str],
) -> Result<Option<(String, String)>, Reason> {
    let options = ["log", "--format=%H", "--name-only", "--no-renames", "--diff-filter=AM", "--max-count=1"];
    let mut arguments: Vec<std::ffi::OsString> = options.iter().map(Into::into).collect();
    // Merges are looked at too: a file may have come by one.
    arguments.push("-m".into());
    arguments.push(format!("--find-object={blob}").into());
    arguments.push("--end-of-options".into());
    arguments.extend(distinct(tips).map(Into::into));
    let outcome = git.run(Some(repository), "/", arguments, None).await?;
    let said = String::from_utf8_lossy(&outcome.stdout);
    let mut lines = said.lines().filter(|line| !line.is_empty());
    let commit = lines.next().and_then(|line| line.get(..12)).map(str::to_owned);
    let path = lines.next().map(|path| path.chars().filter(|c| !c.is_control()).take(200).collect());
    Ok(path.zip(commit))
}

fn distinct<'a>(ids: &[&'a str]) -> impl Iterator<Item = &'a str> {
    ids.iter().copied().collect::<std::collections::BTreeSet<_>>().into_iter()
}
