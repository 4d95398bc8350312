//! Withdraw: carries out that something left the public, and keeps it from coming back.
//!
//! The decision is written first, by whoever takes it; everything here follows from it and can be
//! done again, so that a kill at any moment leaves nothing that the next pass does not finish. Must
//! not decide.

mod disk;
mod history;
mod people;

use glane_catalog::model::{GateReport, ProjectRecord, ProjectState, Reason, ReasonCode, Withdrawal};
use glane_store::StoreError;

use super::outcome::{RefCounts, Stop};
use super::pass::Context;
use crate::forge::{Gone, Host};
use crate::layout::Layout;

pub use self::history::objects_at;
pub use self::people::{People, digest};

/// Stops a pass over what a person withdrew, after finishing what is left to do of it. What was
/// lifted is taken in again as if it were new.
///
/// # Errors
/// A [`Stop`] for a project that is withdrawn, or that still has to leave the public.
pub async fn bar(context: &Context, project: &mut ProjectRecord, layout: &Layout) -> Result<(), Stop> {
    let Some(standing) = standing(context, project).await? else { return readmit(context, project).await };
    if is_pending(context, project, layout, &standing).await? {
        let left = carry_out(context, project, layout, &standing).await?;
        if !left.is_empty() {
            return Err(stopped(&standing, left));
        }
    }
    if standing.whole { Err(stopped(&standing, Vec::new())) } else { Ok(()) }
}

/// The stop of a project that is withdrawn as a whole; writes nothing.
///
/// # Errors
/// When the store fails.
pub async fn withdrawn(context: &Context, project: &ProjectRecord) -> Result<Option<Stop>, StoreError> {
    let standing = standing(context, project).await?;
    Ok(standing.filter(|standing| standing.whole).map(|standing| stopped(&standing, Vec::new())))
}

/// Refuses to publish what was withdrawn while a pass was under way.
///
/// # Errors
/// A [`Stop`] when there is such a decision, not yet carried out.
pub async fn refuse_meanwhile(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
) -> Result<(), Stop> {
    match standing(context, project).await? {
        Some(standing) if standing.whole || is_pending(context, project, layout, &standing).await? => {
            Err(stopped(&standing, Vec::new()))
        }
        _ => Ok(()),
    }
}

/// Refuses a repository in which a withdrawn file is still to be found, in any reference's history.
///
/// # Errors
/// A [`Stop`] that says where, or the reason why it cannot be told.
pub async fn refuse_paths(context: &Context, project: &ProjectRecord, layout: &Layout) -> Result<(), Stop> {
    let Some(standing) = standing(context, project).await? else { return Ok(()) };
    for withdrawn in &standing.paths {
        if let Some(found) = history::found(&context.git, &layout.intake, withdrawn).await? {
            let text = format!(
                "a file of it was withdrawn and is still in its history ({found}): take it out of every branch and tag \
                 at the source, with git filter-repo for instance; it is then published again by itself"
            );
            return Err(held(vec![Reason::new(ReasonCode::WithdrawnByDecision, text)]));
        }
    }
    Ok(())
}

/// What is left to carry out of what was decided about a project; none when all of it is done.
///
/// # Errors
/// When the store fails.
pub async fn pending(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
) -> Result<Option<Withdrawal>, StoreError> {
    match standing(context, project).await? {
        Some(standing) if is_pending(context, project, layout, &standing).await? => Ok(Some(standing)),
        _ => Ok(None),
    }
}

async fn standing(context: &Context, project: &ProjectRecord) -> Result<Option<Withdrawal>, StoreError> {
    Ok(Withdrawal::standing(&context.store.decisions(Some(&project.source.key)).await?))
}

/// Whether a record stands as a withdrawal left it.
#[must_use]
pub fn is_withdrawn(project: &ProjectRecord) -> bool {
    project.reasons.first().is_some_and(|reason| reason.code == ReasonCode::WithdrawnByDecision)
}

/// A withdrawal that was lifted: the project is new again, and the gate judges it.
async fn readmit(context: &Context, project: &mut ProjectRecord) -> Result<(), Stop> {
    if project.state == ProjectState::Withdrawn && is_withdrawn(project) {
        project.state = ProjectState::Pending;
        project.reasons.clear();
        *project = context.store.put_project(project).await?;
    }
    Ok(())
}

/// Has a record that is about to be written say what people decided meanwhile: that of a project which
/// was taken out while its pass went on is the stored one, and nobody who withdrew their name is in it.
/// Whether it was taken out.
///
/// # Errors
/// When the store fails.
pub async fn uphold(
    context: &Context,
    project: &mut ProjectRecord,
    stored: Option<&ProjectRecord>,
    (was_withdrawn, looked_into): (bool, bool),
) -> Result<bool, StoreError> {
    let taken_out = stored.filter(|stored| is_withdrawn(stored) && !was_withdrawn);
    if let Some(stored) = taken_out {
        // Where copies were made must stay known, to be hidden.
        let mirrors = std::mem::take(&mut project.mirrors);
        let wiki_mirrors = std::mem::take(&mut project.wiki_mirrors);
        *project = ProjectRecord { mirrors, wiki_mirrors, ..stored.clone() };
    }
    if looked_into {
        let decisions = context.store.decisions(None).await?;
        People::standing(&decisions, context.store.identity().await?).strip(project);
    }
    Ok(taken_out.is_some())
}

/// Whether anything of a withdrawal is left to do.
async fn is_pending(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    standing: &Withdrawal,
) -> Result<bool, StoreError> {
    let done = context.store.last_run(&done_name(project)).await?.is_some_and(|done| done >= standing.at);
    // A pass that was under way may have made copies after the withdrawal was carried out.
    let back = standing.whole
        && (project.published_at.is_some()
            || project.all_mirrors().next().is_some()
            || layout.public.exists()
            || layout.wiki().public.exists());
    Ok(!done || back)
}

fn done_name(project: &ProjectRecord) -> String {
    format!("withdrawn {}", project.source.key)
}

/// Takes a project out of the public: pages and index first, then every host, then this disk.
/// Returns what could not be done yet.
///
/// # Errors
/// When the store fails.
pub async fn carry_out(
    context: &Context,
    project: &mut ProjectRecord,
    layout: &Layout,
    standing: &Withdrawal,
) -> Result<Vec<Reason>, StoreError> {
    leave_pages(context, project, standing).await?;
    let mut left = leave_hosts(context, project, standing).await?;
    for layout in [layout, &layout.wiki()] {
        left.extend(tokio::task::block_in_place(|| disk::purge(layout, &project.source.key)).err());
    }
    project.reasons = stopped(standing, left.clone()).reasons;
    *project = context.store.put_project(project).await?;
    if left.is_empty() {
        context.store.set_last_run(&done_name(project), context.clock.now()).await?;
    }
    Ok(left)
}

/// Takes a project out of pages, index and exports: of what its repository said, nothing is left.
///
/// # Errors
/// When the store fails.
pub async fn leave_pages(
    context: &Context,
    project: &mut ProjectRecord,
    standing: &Withdrawal,
) -> Result<(), StoreError> {
    let Stop { state, reasons, .. } = stopped(standing, Vec::new());
    (project.state, project.reasons) = (state, reasons);
    (project.examination, project.pending, project.seen_digest) = (None, None, None);
    project.taught_digest = None;
    project.taught_findings.clear();
    project.published_at = None;
    if standing.whole {
        project.source.description = None;
        project.source.topics.clear();
    }
    *project = context.store.put_project(project).await?;
    context.store.put_resources_of(&project.source.key, &[]).await?;
    context.store.put_gate_report(project.number, &GateReport::default()).await?;
    context.store.put_gate_report(project.wiki().number, &GateReport::default()).await
}

/// Has every host hide or remove its copy.
///
/// # Errors
/// When the store fails; what a host refuses is returned.
pub async fn leave_hosts(
    context: &Context,
    project: &mut ProjectRecord,
    standing: &Withdrawal,
) -> Result<Vec<Reason>, StoreError> {
    let mut left = Vec::new();
    for host in &context.hosts {
        let mut refuse = |reason: Reason| {
            left.push(Reason::new(reason.code, format!("host {}: {}", host.id(), reason.message)));
        };
        match leave_host(context, project, host.as_ref(), standing.erase).await? {
            Ok(()) => project.mirrors.retain(|mirror| mirror.host != *host.id()),
            Err(reason) => refuse(reason),
        }
        match leave_host(context, &project.wiki(), host.as_ref(), standing.erase).await? {
            Ok(()) => project.wiki_mirrors.retain(|mirror| mirror.host != *host.id()),
            Err(reason) => refuse(reason),
        }
    }
    let known = |mirror: &glane_catalog::model::MirrorRecord| {
        context.hosts.iter().any(|host| *host.id() == mirror.host)
    };
    for mirror in project.all_mirrors().filter(|mirror| !known(mirror)) {
        let text = format!(
            "host {} is no longer configured: configure it again for this, or remove the copy {} there by hand",
            mirror.host, mirror.name
        );
        left.push(Reason::new(ReasonCode::HostRefused, text));
    }
    *project = context.store.put_project(project).await?;
    Ok(left)
}

async fn leave_host(
    context: &Context,
    project: &ProjectRecord,
    host: &dyn Host,
    erase: bool,
) -> Result<Result<(), Reason>, StoreError> {
    let Some(name) = context.store.host_name(host.id(), project.number).await? else { return Ok(Ok(())) };
    match host.hide(&name, &project.mark(), erase).await {
        // The name stays ours: nobody else may appear under it meanwhile.
        Ok(Gone::Private) => Ok(Ok(())),
        Ok(Gone::Removed | Gone::Absent) => {
            context.store.forget_copy(project.number, host.id()).await?;
            Ok(Ok(()))
        }
        Err(error) => Ok(Err(error.reason)),
    }
}

fn stopped(standing: &Withdrawal, left: Vec<Reason>) -> Stop {
    let text = if standing.whole {
        "withdrawn by decision; it is not taken in again until glane gate lift says so"
    } else {
        "a file of it was withdrawn: it is published again once that file is in no reference's history"
    };
    let mut reasons = vec![Reason::new(ReasonCode::WithdrawnByDecision, text)];
    reasons.extend(left);
    if standing.whole {
        Stop { state: ProjectState::Withdrawn, reasons, refs: RefCounts::default(), retry_after: None }
    } else {
        held(reasons)
    }
}

fn held(reasons: Vec<Reason>) -> Stop {
    Stop { state: ProjectState::Held, reasons, refs: RefCounts::default(), retry_after: None }
}
