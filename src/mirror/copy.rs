//! One copy on one host: found or made, brought up to date, compared with what it should be,
//! dressed, and shown to the public last of all.
//!
//! Must not decide whether to publish.

pub(in crate::mirror) mod clean_up;
pub(in crate::mirror) mod dress;
mod name;
mod note;
mod retire;
mod work;

use std::collections::BTreeMap;
use std::path::Path;

use glane_catalog::model::{ProjectRecord, Reason, ReasonCode};
use jiff::Timestamp;

use self::note::Left;
use self::work::Work;
use super::confirm::Confirmation;
use super::git::is_local;
use super::kept::Decided;
use super::outcome::{RefCounts, Stop};
use super::pass::Context;
use super::push::{self, Plan, Pushed};
use super::references::References;
use super::{large, lfs, record, releases};
use crate::forge::{Dress, Host, Target};
use crate::layout::{self, Layout};

pub use self::retire::retire;

/// What a copy came to.
#[derive(Debug, Clone, Default)]
pub struct Copied {
    /// References the host acknowledged or refused.
    pub refs: RefCounts,
    /// Reserves that stop nothing: references refused, description not taken.
    pub reserves: Vec<Reason>,
    /// What a person must decide: commits on the copy that are not ours.
    pub conflict: Option<Reason>,
}

/// What is known of a pass before its publication.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// When the difference that is carried over was seen.
    pub seen_at: Timestamp,
    /// Whether the last pass may have been killed: locks may lie about, copies may have moved.
    pub leftovers: bool,
    /// What people decided of the references.
    pub decided: &'a Decided,
}

/// What was found on a host before anything was changed.
struct Found {
    target: Target,
    present: References,
    /// What the host acknowledged to us, by the store.
    ours: BTreeMap<String, String>,
    /// What the host's overview said of the copy, if it has one.
    state: Option<String>,
}

/// Brings one host up to date and notes what it acknowledged.
///
/// # Errors
/// A [`Stop`] when the host cannot be used at all; what was acknowledged before is noted.
pub(super) async fn copy(
    context: &Context,
    project: &mut ProjectRecord,
    layout: &Layout,
    wanted: &References,
    host: &dyn Host,
    (circumstances, confirmation, releases): (Circumstances<'_>, &Confirmation<'_>, &releases::Round<'_>),
) -> Result<Copied, Stop> {
    tracing::debug!(project = project.number, step = "copy", "step");
    let dress = dress::of(project, wanted);
    let (found, renamed) = find(context, project, wanted, (host, &dress), circumstances.leftovers).await?;
    let plan = tokio::task::block_in_place(|| plan(layout, wanted, &found, &dress))?;
    prepare((context, confirmation), project, layout, host, &found, &plan).await?;
    let mut work = Work {
        context,
        confirmation,
        project,
        layout,
        host,
        target: &found.target,
        momentary: work::momentary(wanted, &found.present),
        present: &found.present,
        must_dress: must_dress(project, host, &found, &dress),
        pushed: Pushed::default(),
        undressed: None,
    };
    let after = work.bring(&plan, &dress, &found, wanted).await?;
    let mut copied = note::sum(&plan, &work.pushed);
    let mut left = Left {
        plan: &plan,
        wanted,
        after: &after,
        dress: &dress,
        dressed: false,
        url: found.target.public_url.clone(),
        state: found.state.clone(),
        seen: circumstances.seen_at,
    };
    if left.is_faithful() && copied.reserves.is_empty() && copied.conflict.is_none() {
        let place = (host, &found.target);
        copied.reserves.extend(releases.carry(project, place, confirmation).await?);
        left.url = work.show(&dress, left.url.take(), !plan.is_empty()).await?;
    }
    left.dressed = work.undressed.is_none();
    copied.reserves.extend(work.undressed.take().into_iter().chain(renamed).chain(too_many(host, wanted)));
    settle(context, project, host, &found, &left).await?;
    let faithful = left.is_faithful();
    left.note(project, host, &found.target, context.clock.now());
    if faithful {
        clean_up::follow(context, project, host, found.target.created).await?;
    }
    Ok(copied)
}

async fn find(
    context: &Context,
    project: &ProjectRecord,
    wanted: &References,
    (host, dress): (&dyn Host, &Dress),
    leftovers: bool,
) -> Result<(Found, Option<Reason>), Stop> {
    let (target, renamed) = name::ensure(context, project, host, dress).await?;
    if leftovers && is_local(&target.push) {
        remove_leftovers(Path::new(&target.push))?;
    }
    // Before the references: what changes after this is seen by the next overview.
    let state = match target.created {
        true => None,
        false => context.overviews.of(host, &target.name, context.clock.now()).await.map(|seen| seen.state),
    };
    let ours = context.store.pushed_refs(project.number, host.id()).await?;
    let present = push::list_host(&context.git, &target, has_notes(wanted, &ours)).await?;
    Ok((Found { target, present, ours, state }, renamed))
}

/// Whether notes of the host are ours to look at.
fn has_notes(wanted: &References, ours: &BTreeMap<String, String>) -> bool {
    wanted.ids.keys().chain(ours.keys()).any(|name| name.starts_with("refs/notes/"))
}

/// What the host does not take at all is not pushed to it by halves; large files go before what
/// names them.
async fn prepare(
    (context, confirmation): (&Context, &Confirmation<'_>),
    project: &ProjectRecord,
    layout: &Layout,
    host: &dyn Host,
    found: &Found,
    plan: &Plan,
) -> Result<(), Stop> {
    let (new, present) = lfs::of_plan(plan, &found.present);
    if new.is_empty() {
        return Ok(());
    }
    if let Some(limit) = host.limits().object {
        large::refuse(&context.git, &layout.public, &new, &present, limit).await?;
    }
    confirmation.still(project, &new).await?;
    lfs::give(context, project, layout, host, &found.target, (&new, &present)).await
}

/// More references than the host is made for slow it down, or are refused there.
fn too_many(host: &dyn Host, wanted: &References) -> Option<Reason> {
    let most = host.limits().references.filter(|most| wanted.ids.len() > *most)?;
    let text = format!(
        "{} references, more than the {most} it is made for: delete branches and tags at the source that nobody needs",
        wanted.ids.len()
    );
    Some(Reason::new(ReasonCode::TooLarge, text))
}

fn remove_leftovers(copy: &Path) -> Result<(), Stop> {
    layout::remove_leftovers(copy).map(drop).map_err(|error| {
        let text = format!("what a killed push left in {} cannot be removed: {error}", copy.display());
        Stop::from(Reason::new(ReasonCode::HostUnreachable, text))
    })
}

/// Whether the copy says, or may say, something else than it shall.
fn must_dress(project: &ProjectRecord, host: &dyn Host, found: &Found, dress: &Dress) -> bool {
    let Some(mirror) = project.mirrors.iter().find(|mirror| mirror.host == *host.id()) else { return true };
    let said = mirror.dress_digest.as_ref() == Some(&dress::digest(dress));
    let untouched = found.state.is_some() && found.state == mirror.host_state;
    // What is read-only may have been opened to be looked at.
    found.target.created || !mirror.dressed || !said || !untouched || dress.archived
}

fn plan(layout: &Layout, wanted: &References, found: &Found, dress: &Dress) -> Result<Plan, Reason> {
    let intake = layout::open(&layout.intake)?;
    // A push that was killed before it was noted put them there as much as one that was noted.
    let was_ours = |name: &str, id: &str, new: Option<&str>| {
        let passed = git2::Oid::from_str(id)
            .is_ok_and(|old| new.is_some_and(|new| record::descends(&intake, new, old)));
        passed || record::was_public(&intake, name, id)
    };
    Ok(push::plan(wanted, &found.present, &found.ours, dress.default_branch.as_deref(), was_ours))
}

/// Notes as ours what the host holds as it shall: a push may have been killed before it was noted.
async fn settle(
    context: &Context,
    project: &ProjectRecord,
    host: &dyn Host,
    found: &Found,
    left: &Left<'_>,
) -> Result<(), Stop> {
    let unnoted: BTreeMap<String, Option<String>> = left
        .wanted
        .ids
        .iter()
        .filter(|(name, id)| left.after.ids.get(*name) == Some(id) && found.ours.get(*name) != Some(id))
        .map(|(name, id)| (name.clone(), Some(id.clone())))
        .collect();
    if !unnoted.is_empty() {
        context.store.record_pushed(project.number, host.id(), &unnoted).await?;
    }
    Ok(())
}
