//! Renew: the public copy made again from its references alone, so that what a clean-up took out of
//! them cannot be fetched by its id either.
//!
//! The archive of overwritten tips stays in the intake. Must not change a reference.

use std::io::ErrorKind;
use std::path::Path;

use glane_catalog::model::{ProjectRecord, Reason, ReasonCode};

use super::pass::Context;
use super::public::copy_references;
use super::references;
use crate::layout::{self, Layout, replace};

/// Every reference as it is.
const EVERYTHING: [&str; 1] = ["+refs/*:refs/*"];

/// Makes `public.git` again aside and puts it in its place. After a kill the clean-up is not followed yet,
/// and the next pass makes it once more.
///
/// # Errors
/// When something on this machine fails; what was there stays.
pub(super) async fn renew(context: &Context, project: &ProjectRecord, layout: &Layout) -> Result<(), Reason> {
    let (new, old) = (replace::renewed(&layout.public), replace::replaced(&layout.public));
    tokio::task::block_in_place(|| {
        remove(&new)?;
        remove(&old)?;
        layout::open_or_create_for(&new, &project.source.key).map(drop)
    })?;
    copy_references(context, &layout.public, &new, &EVERYTHING, "public.git").await?;
    tokio::task::block_in_place(|| {
        check(&layout.public, &new)?;
        replace::replace(&layout.public).map_err(|error| on_disk(&layout.public, &error))
    })
}

/// Gives the new one the old one's HEAD, and makes sure that it holds the same.
fn check(old: &Path, new: &Path) -> Result<(), Reason> {
    let (before, after) = (layout::open(old)?, layout::open(new)?);
    let internal = |error: git2::Error| layout::internal(new, &error);
    let head = before.find_reference("HEAD").map_err(internal)?;
    if let Ok(Some(target)) = head.symbolic_target() {
        after.set_head(target).map_err(internal)?;
    }
    let shall = references::read(&before, "refs/").map_err(internal)?;
    let holds = references::read(&after, "refs/").map_err(internal)?;
    if shall.ids == holds.ids {
        return Ok(());
    }
    let text = format!("{}: made again, it does not hold the same references", old.display());
    Err(Reason::new(ReasonCode::Internal, text))
}

fn remove(folder: &Path) -> Result<(), Reason> {
    match std::fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(on_disk(folder, &error)),
        _ => Ok(()),
    }
}

fn on_disk(folder: &Path, error: &std::io::Error) -> Reason {
    let text = format!("{} cannot be replaced: {error}: check rights and disk", folder.display());
    Reason::new(ReasonCode::Internal, text)
}
