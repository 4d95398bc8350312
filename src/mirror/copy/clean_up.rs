//! A copy on this disk follows a clean-up: what no reference of it leads to any more is removed from it,
//! so that it cannot be had by its id either.
//!
//! What was taken out stays in the archive beside the intake. Must not change a reference.

use std::ffi::OsString;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use glane_catalog::model::{MirrorRecord, ProjectRecord, Reason, ReasonCode};

use crate::forge::Host;
use crate::layout;
use crate::mirror::git::classify;
use crate::mirror::lfs;
use crate::mirror::pass::Context;

/// What git is asked for: nothing but references keeps an object, and what nothing keeps goes.
const STEPS: [&[&str]; 3] = [
    &["reflog", "expire", "--expire=now", "--all"],
    &["repack", "-q", "-a", "-d", "-l", "--pack-kept-objects"],
    &["prune", "--expire=now"],
];

/// Whether a copy followed the last clean-up that its project's public copy followed.
pub(in crate::mirror) fn is_followed(
    project: &ProjectRecord,
    mirror: &MirrorRecord,
    host: &dyn Host,
) -> bool {
    let followed = project.cleaned_up.is_none() || mirror.cleaned_up == project.cleaned_up;
    followed || host.on_disk(&mirror.name).is_none()
}

/// Has a copy that holds what it shall follow the last clean-up; one that was just made has nothing else.
///
/// # Errors
/// `internal` when it cannot be packed again; the next pass tries again.
pub(super) async fn follow(
    context: &Context,
    project: &mut ProjectRecord,
    host: &dyn Host,
    created: bool,
) -> Result<(), Reason> {
    let Some(place) = project.mirrors.iter().position(|mirror| mirror.host == *host.id()) else {
        return Ok(());
    };
    if is_followed(project, &project.mirrors[place], host) {
        return Ok(());
    }
    if let Some(copy) = host.on_disk(&project.mirrors[place].name).filter(|_| !created) {
        tracing::debug!(project = project.number, step = "clean-up", "step");
        prune(context, &copy).await?;
        lfs::keep_named(context, &copy).await?;
    }
    project.mirrors[place].cleaned_up = project.cleaned_up;
    Ok(())
}

async fn prune(context: &Context, copy: &Path) -> Result<(), Reason> {
    tokio::task::block_in_place(|| release(copy)).map_err(|error| {
        let text = format!("{} cannot be cleaned up: {error}: check rights and disk", copy.display());
        Reason::new(ReasonCode::Internal, text)
    })?;
    for step in STEPS {
        let arguments: Vec<OsString> = step.iter().map(OsString::from).collect();
        let outcome = context.git.run(Some(copy), "/", arguments, None).await?;
        if !outcome.status.success() {
            return Err(classify(&copy.to_string_lossy(), &outcome.stderr, ReasonCode::Internal));
        }
    }
    Ok(())
}

/// Removes what would keep a pack whole, and the graph, which would name commits that are gone.
fn release(copy: &Path) -> std::io::Result<()> {
    layout::remove_leftovers(copy)?;
    let objects = copy.join("objects");
    let keeps = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "keep");
    let packs = absent_is_fine(std::fs::read_dir(objects.join("pack")))?;
    let mut kept = packs.into_iter().flatten().flatten().map(|entry| entry.path()).filter(keeps);
    kept.try_for_each(std::fs::remove_file)?;
    absent_is_fine(std::fs::remove_file(objects.join("info/commit-graph")))?;
    absent_is_fine(std::fs::remove_dir_all(objects.join("info/commit-graphs")))?;
    Ok(())
}

fn absent_is_fine<T>(done: std::io::Result<T>) -> std::io::Result<Option<T>> {
    match done {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        done => done.map(Some),
    }
}
