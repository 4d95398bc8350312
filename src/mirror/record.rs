//! Record: writes what a pass came to, and keeps the tips that it would otherwise lose.
//!
//! Must not talk to forges or hosts.

use glane_catalog::model::{MirrorRecord, ProjectRecord, ProjectState, Reason, ReasonCode, SourceProject};
use glane_store::{Job, PassRow};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use super::backoff;
use super::discover::same_but_for_activity;
use super::outcome::{Done, Ending, PassReport, Stop};
use super::pass::Context;
use super::references::{Difference, References};
use super::steps::Took;
use super::withdraw;
use crate::layout::{self, Layout};

/// Longest name kept as it is in the archive: with its tip it stays a legal file name.
const LONGEST_FLAT: usize = 160;

/// Writes the project, the pass and the end of the job; returns the report.
///
/// # Errors
/// When the store fails.
pub async fn record(
    context: &Context,
    job: &Job,
    mut project: ProjectRecord,
    found: &SourceProject,
    ended: Result<Done, Stop>,
    took: Took,
) -> anyhow::Result<PassReport> {
    let now = context.clock.now();
    let was_withdrawn = withdraw::is_withdrawn(&project);
    let asked = ended.as_ref().err().and_then(|stop| stop.retry_after).unwrap_or(0);
    let (ending, refs, mut reasons) = match ended {
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
    let milliseconds = took.whole;
    project.reasons.clone_from(&reasons);
    if ending != Ending::Failed {
        project.collected_at = Some(now);
    }
    tracing::debug!(job = job.id, step = "record", "step");
    if keep(context, &mut project, found, (was_withdrawn, ending != Ending::Unchanged)).await? {
        reasons.clone_from(&project.reasons);
    }
    let pass =
        PassRow { project: project.number, ended_at: now, outcome: ending.as_str().to_owned(), milliseconds };
    context.store.add_pass(&pass).await?;
    tracing::debug!(job = job.id, step = "end", "step");
    if ending == Ending::Failed {
        // The table keeps it, and the runner takes it up again at its time.
        let asked = SignedDuration::from_secs(i64::try_from(asked).unwrap_or(0));
        let again = now.saturating_add(backoff::wait(job.failures, &job.subject).max(asked))?;
        context.store.retry_job(job, again, &codes(&reasons)).await?;
    } else {
        context.store.finish_job(job).await?;
    }
    tracing::debug!(job = job.id, took = ?took, "pass ended");
    let named = project.state != ProjectState::Withdrawn;
    Ok(PassReport {
        forge: project.source.key.forge.clone(),
        id: Some(project.source.key.id.clone()).filter(|_| named),
        path: Some(project.source.path.clone()).filter(|_| named),
        state: ending,
        reasons,
        refs,
        ms: milliseconds,
        steps: took.steps,
    })
}

/// Writes the record, with what a listing and people said meanwhile, until nobody wrote between what
/// was read and what is written. Whether the project was taken out.
async fn keep(
    context: &Context,
    project: &mut ProjectRecord,
    found: &SourceProject,
    ended: (bool, bool),
) -> anyhow::Result<bool> {
    loop {
        let stored = context.store.project(&project.source.key).await?;
        let mut next = project.clone();
        if let Some(stored) = &stored {
            keep_what_was_discovered(&mut next, stored, found);
        }
        let taken_out = withdraw::uphold(context, &mut next, stored.as_ref(), ended).await?;
        if write(context, &next, stored.as_ref()).await? {
            *project = next;
            return Ok(taken_out);
        }
    }
}

/// Writes a record over the stored one, if that is the stored one still; one equal to it takes no number
/// of the change sequence.
async fn write(
    context: &Context,
    project: &ProjectRecord,
    stored: Option<&ProjectRecord>,
) -> anyhow::Result<bool> {
    let Some(stored) = stored else {
        context.store.put_project(project).await?;
        return Ok(true);
    };
    if !says_the_same(stored, project) {
        return Ok(context.store.replace_project(stored, project).await?);
    }
    context.store.touch_project(project.number, context.clock.now()).await?;
    for (now, former) in [(project, stored), (&project.wiki(), &stored.wiki())] {
        if former.mirrors != now.mirrors {
            context.store.note_looks(now.number, &now.mirrors).await?;
        }
    }
    Ok(true)
}

/// Whether two records differ in nothing but when they were looked at.
fn says_the_same(stored: &ProjectRecord, now: &ProjectRecord) -> bool {
    let bare = |record: &ProjectRecord| {
        let still = |mirrors: &[MirrorRecord]| mirrors.iter().map(MirrorRecord::without_looks).collect();
        let (mirrors, wiki_mirrors) = (still(&record.mirrors), still(&record.wiki_mirrors));
        ProjectRecord { collected_at: None, mirrors, wiki_mirrors, ..record.clone() }
    };
    bare(stored) == bare(now)
}

/// The causes by their codes: what the job table keeps of a failure names nobody.
fn codes(reasons: &[Reason]) -> String {
    reasons.iter().map(|reason| reason.code.as_str()).collect::<Vec<_>>().join(", ")
}

/// A listing may have moved the project, or sent it away, while the pass went on: it knows better.
fn keep_what_was_discovered(project: &mut ProjectRecord, stored: &ProjectRecord, found: &SourceProject) {
    project.aliases.clone_from(&stored.aliases);
    if !same_but_for_activity(&stored.source, found) {
        project.seen_digest = None;
    }
    project.source = stored.source.clone();
    project.absence = stored.absence;
    project.tickets = stored.tickets;
    if stored.state == ProjectState::Withdrawn {
        project.state = ProjectState::Withdrawn;
        project.reasons.clone_from(&stored.reasons);
    }
    if project.state == ProjectState::Withdrawn {
        // When it comes back it is shown only once it has passed the gate again.
        project.published_at = None;
    }
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
        let place = format!("refs/archive/{date}/{}-{old}", flat(name));
        intake.reference(&place, old, true, name).map_err(internal)?;
        kept += 1;
    }
    Ok(kept)
}

/// A reference's name as one segment, so that no archived name is the folder of another: `%` and `/`
/// escaped, and a name too long for a file ended by its digest.
pub(super) fn flat(name: &str) -> String {
    let short = name.strip_prefix("refs/").unwrap_or(name);
    let flat = short.replace('%', "%25").replace('/', "%2F");
    if flat.len() <= LONGEST_FLAT {
        return flat;
    }
    let digest: String = Sha256::digest(name).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let cut = (0..=LONGEST_FLAT).rev().find(|end| flat.is_char_boundary(*end)).unwrap_or(0);
    format!("{}-{digest}", &flat[..cut])
}

/// Whether this value was once that of the public reference of this name: the archive holds the
/// tip of every public reference that was deleted.
#[must_use]
pub fn was_public(intake: &git2::Repository, name: &str, id: &str) -> bool {
    let Ok(old) = git2::Oid::from_str(id) else { return false };
    let start = format!("{}-", flat(name));
    let Ok(archived) = intake.references_glob("refs/archive/*") else { return false };
    archived.flatten().filter(|reference| is_place_of(reference, &start)).any(|reference| {
        reference.target().is_some_and(|tip| tip == old || descends(intake, &tip.to_string(), old))
    })
}

/// Whether an archived reference, `refs/archive/<date>/<flat name>-<tip>`, has this flat name.
fn is_place_of(reference: &git2::Reference<'_>, start: &str) -> bool {
    reference
        .name()
        .ok()
        .and_then(|name| name.rsplit('/').next()?.strip_prefix(start))
        .is_some_and(|tip| tip.len() == 40)
}

/// Whether a value of a reference descends from another, so that nothing is lost by moving to it.
pub(super) fn descends(repository: &git2::Repository, new: &str, old: git2::Oid) -> bool {
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
