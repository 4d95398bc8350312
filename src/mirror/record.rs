//! Record: writes what a pass came to, and keeps the tips that it would otherwise lose.
//!
//! Must not talk to forges or hosts.

use std::time::Duration;

use glane_catalog::model::{ProjectRecord, ProjectState, Reason, ReasonCode};
use glane_store::{Job, PassRow};
use jiff::Timestamp;

use super::outcome::{Done, Ending, PassReport, Stop};
use super::pass::Context;
use super::references::{Difference, References};
use crate::layout::{self, Layout};

/// Writes the project, the pass and the end of the job; returns the report.
///
/// # Errors
/// When the store fails.
pub async fn record(
    context: &Context,
    job: &Job,
    mut project: ProjectRecord,
    ended: Result<Done, Stop>,
    took: Duration,
) -> anyhow::Result<PassReport> {
    let now = context.clock.now();
    let (ending, refs, reasons) = match ended {
        Ok(done) => {
            let new = project.state != ProjectState::Published;
            project.state = ProjectState::Published;
            (if done.moved || new { Ending::Published } else { Ending::Unchanged }, done.refs, done.reasons)
        }
        Err(stop) => {
            project.state = stop.state;
            (Ending::of(stop.state), stop.refs, stop.reasons)
        }
    };
    let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    project.reasons.clone_from(&reasons);
    if ending != Ending::Failed {
        project.collected_at = Some(now);
    }
    // A record equal to the stored one takes no number of the change sequence.
    let stored = context.store.project(&project.source.key).await?;
    if stored.is_some_and(|stored| ProjectRecord { collected_at: project.collected_at, ..stored } == project)
    {
        context.store.touch_project(project.number, now).await?;
    } else {
        context.store.put_project(&project).await?;
    }
    let pass =
        PassRow { project: project.number, ended_at: now, outcome: ending.as_str().to_owned(), milliseconds };
    context.store.add_pass(&pass).await?;
    context.store.finish_job(job).await?;
    let named = project.state != ProjectState::Withdrawn;
    Ok(PassReport {
        forge: project.source.key.forge.clone(),
        id: Some(project.source.key.id.clone()).filter(|_| named),
        path: Some(project.source.path.clone()).filter(|_| named),
        state: ending,
        reasons,
        refs,
        ms: milliseconds,
    })
}

/// Keeps under `refs/archive/<date>/…` of `intake.git` every public tip that is about to be deleted
/// or replaced by a commit that does not descend from it.
///
/// # Errors
/// `internal` when a reference cannot be written: nothing is then overwritten.
pub fn archive_lost_tips(
    layout: &Layout,
    present: &References,
    wanted: &References,
    changed: &Difference,
    now: Timestamp,
) -> Result<u64, Reason> {
    let intake = layout::open(&layout.intake)?;
    let internal = |error: git2::Error| layout::internal(&layout.intake, &error);
    let date = now.strftime("%Y-%m-%d").to_string();
    let mut kept = 0;
    for name in changed.updated.iter().chain(&changed.deleted) {
        let Some(old) = present.ids.get(name) else { continue };
        let old = git2::Oid::from_str(old).map_err(internal)?;
        if wanted.ids.get(name).is_some_and(|new| descends(&intake, new, old)) {
            continue;
        }
        if !intake.odb().map_err(internal)?.exists(old) {
            return Err(Reason::new(
                ReasonCode::Internal,
                format!(
                    "the public tip {old} of {name} is not in {}: it cannot be archived",
                    layout.intake.display()
                ),
            ));
        }
        let short = name.strip_prefix("refs/").unwrap_or(name);
        let place = free_place(&intake, &format!("refs/archive/{date}/{short}"), old).map_err(internal)?;
        if let Some(place) = place {
            intake.reference(&place, old, false, "archived").map_err(internal)?;
        }
        kept += 1;
    }
    Ok(kept)
}

/// The place itself, or the place with a number where another tip stands already; none when this
/// very tip is kept there. A suffix goes before the last segment's end, so that no name becomes a
/// folder of another.
fn free_place(
    repository: &git2::Repository,
    place: &str,
    tip: git2::Oid,
) -> Result<Option<String>, git2::Error> {
    for number in 1_u32.. {
        let name = if number == 1 { format!("{place}@1") } else { format!("{place}@{number}") };
        match repository.find_reference(&name) {
            Ok(reference) if reference.target() == Some(tip) => return Ok(None),
            Ok(_) => {}
            Err(error) if error.code() == git2::ErrorCode::NotFound => return Ok(Some(name)),
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// Whether this value was once that of the public reference of this name: the archive holds the
/// tip of every public reference that was deleted.
#[must_use]
pub fn was_public(intake: &git2::Repository, name: &str, id: &str) -> bool {
    let Ok(old) = git2::Oid::from_str(id) else { return false };
    let short = name.strip_prefix("refs/").unwrap_or(name);
    let Ok(archived) = intake.references_glob("refs/archive/*") else { return false };
    archived.flatten().filter(|reference| is_place_of(reference, short)).any(|reference| {
        reference.target().is_some_and(|tip| tip == old || descends(intake, &tip.to_string(), old))
    })
}

/// Whether an archived reference, `refs/archive/<date>/<short>@<number>`, has this short name.
fn is_place_of(reference: &git2::Reference<'_>, short: &str) -> bool {
    reference
        .name()
        .ok()
        .and_then(|name| name.strip_prefix("refs/archive/")?.split_once('/')?.1.rsplit_once('@'))
        .is_some_and(|(place, _)| place == short)
}

fn descends(repository: &git2::Repository, new: &str, old: git2::Oid) -> bool {
    let Ok(new) = git2::Oid::from_str(new) else { return false };
    let commit = |id| {
        repository.find_object(id, None).and_then(|object| object.peel_to_commit()).map(|commit| commit.id())
    };
    match (commit(new), commit(old)) {
        (Ok(new_commit), Ok(old_commit)) => {
            // An annotated tag that moved is lost even where its commit is not.
            old_commit == old && repository.graph_descendant_of(new_commit, old_commit).unwrap_or(false)
        }
        _ => false,
    }
}
