//! One repository on this disk: whole, ours, free of what a killed git left; and its archive.
//!
//! Asks git; must not mend anything but leftovers.

use std::ffi::OsString;
use std::path::Path;

use glane_catalog::model::{ProjectRecord, Reason};

use super::{Archive, Finding};
use crate::layout::{self, Layout};
use crate::mirror::git::Git;

/// Longest part of what git says that is shown.
const SAID: usize = 300;

/// Locks and temporary packs of a killed git.
pub(super) fn leftovers(layout: &Layout, repair: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    for place in [&layout.intake, &layout.public] {
        let Ok(left) = layout::leftovers(place) else { continue };
        if left.is_empty() {
            continue;
        }
        let text = format!("{}: {} files that a killed git left", place.display(), left.len());
        let finding = Finding::new("leftovers", text);
        let removed = repair && layout::remove_leftovers(place).is_ok();
        found.push(if removed { finding.repaired() } else { finding });
    }
    found
}

/// Repositories in a project's place that say that they are another's.
pub(super) fn foreign(project: &ProjectRecord, layout: &Layout) -> Vec<Finding> {
    let key = project.source.key.to_string();
    let other = |place: &&Path| layout::owner_of(place).is_some_and(|owner| owner != key);
    let places = [layout.intake.as_path(), layout.public.as_path()];
    let text = |place: &Path| {
        format!("{} is another project's: the next pass sets it aside and begins anew", place.display())
    };
    places.into_iter().filter(other).map(|place| Finding::new("foreign_repository", text(place))).collect()
}

/// What git finds wrong with a repository; none when it is whole.
///
/// # Errors
/// When git could not look, which says nothing about the repository.
pub(super) async fn damage(git: &Git, place: &Path, full: bool) -> Result<Option<String>, Reason> {
    let how = if full { "--full" } else { "--connectivity-only" };
    let words = ["fsck", how, "--no-dangling", "--no-progress", "--no-reflogs"];
    let outcome = git.run(Some(place), "/", arguments(&words), None).await?;
    if outcome.status.success() {
        return Ok(None);
    }
    let said = [String::from_utf8_lossy(&outcome.stdout).into_owned(), outcome.stderr].concat();
    let said: Vec<&str> = said.lines().filter(|line| !line.starts_with("notice:")).take(3).collect();
    Ok(Some(said.join("; ").chars().filter(|c| !c.is_control()).take(SAID).collect()))
}

/// What the archive of a project holds; none when it is empty.
pub(super) async fn archive(git: &Git, layout: &Layout, key: &str) -> Option<Archive> {
    let references: Vec<(String, String)> = tokio::task::block_in_place(|| {
        let intake = git2::Repository::open_bare(&layout.intake).ok()?;
        let archived = intake.references_glob("refs/archive/*").ok()?;
        let named = archived.flatten().filter_map(|reference| {
            Some((reference.name().ok()?.to_owned(), reference.target()?.to_string()))
        });
        Some(named.collect())
    })?;
    if references.is_empty() {
        return None;
    }
    let words =
        ["rev-list", "--objects", "--disk-usage", "--glob=refs/archive", "--not", "--glob=refs/source"];
    let outcome = git.run(Some(&layout.intake), "/", arguments(&words), None).await.ok();
    let printed = outcome.map(|outcome| String::from_utf8_lossy(&outcome.stdout).trim().to_owned());
    let bytes = printed.and_then(|text| text.parse().ok()).unwrap_or_default();
    Some(Archive { project: key.to_owned(), references, bytes })
}

pub(super) fn arguments(words: &[&str]) -> Vec<OsString> {
    words.iter().map(OsString::from).collect()
}
