//! Publish: asks the source once more, brings `public.git` up to date, then each host.
//!
//! What goes out was fetched before and judged; nothing goes out unless the source is public at
//! this moment, by its API and to an anonymous listing. Must not examine.

use glane_catalog::model::{ProjectRecord, ProjectState, Reason, ReasonCode};
use glane_store::{Pause, PausedSide};

use super::confirm::Confirmation;
use super::copy::{self, Circumstances, Copied};
use super::gate;
use super::outcome::{Done, RefCounts, Stop};
use super::pass::Context;
use super::public::{self, Brought};
use super::references::{self, Difference, References};
use super::{done, lfs, listed, releases, renew};
use crate::forge::Host;
use crate::layout::Layout;

/// Brings the public copy and every host up to the fetched references.
///
/// # Errors
/// A [`Stop`] with its reasons; what was acknowledged before is recorded.
pub async fn publish(
    context: &Context,
    project: &mut ProjectRecord,
    layout: &Layout,
    fetched: &References,
    circumstances: Circumstances<'_>,
) -> Result<Done, Stop> {
    // Long, and nothing of it goes out: before the source is asked.
    lfs::bring(context, project, layout, fetched).await?;
    let confirmation = Confirmation::new(context, layout, fetched);
    let going = tokio::task::block_in_place(|| going(layout, fetched));
    confirmation.witnessed(project, &going).await?;
    gate::approve(context, project).await?;
    confirmation.undecided(project).await?;
    let brought = public::bring(context, project, layout, fetched, circumstances.decided).await?;
    if let Some(number) = circumstances.decided.clean_up {
        renew::renew(context, project, layout).await?;
        project.cleaned_up = Some(number);
    }
    // From here on anyone can clone it: what it says of itself may be shown.
    project.published_at = project.published_at.or(Some(context.clock.now()));
    project.examination = project.pending.take().map(|pending| *pending).or(project.examination.take());
    to_hosts(context, project, layout, fetched, &brought, (circumstances, &confirmation)).await
}

/// Brings every host up to the public copy.
///
/// # Errors
/// As [`publish`].
pub(super) async fn to_hosts(
    context: &Context,
    project: &mut ProjectRecord,
    layout: &Layout,
    fetched: &References,
    brought: &Brought,
    (circumstances, confirmation): (Circumstances<'_>, &Confirmation<'_>),
) -> Result<Done, Stop> {
    let mut round = Round::new(brought, fetched);
    let same = brought.changed == Difference::default()
        && !circumstances.leftovers
        && !releases::are_due(context, project).await?;
    let releases = releases::Round::new(context, project, layout, confirmation);
    for host in context.hosts_of(&project.source.key.forge) {
        let pause = context.store.pause(PausedSide::Host, host.id().as_str()).await?;
        if let Some(pause) = pause.filter(|pause| pause.until > context.clock.now()) {
            round.pass_over(host, &pause);
            continue;
        }
        if same && done::is_current(context, project, host, &brought.wanted).await {
            continue;
        }
        if let Err(stop) = confirmation.still(project, &[]).await {
            round.stop(stop);
            break;
        }
        let copied = copy::copy(
            context,
            project,
            layout,
            &brought.wanted,
            host,
            (circumstances, confirmation, &releases),
        )
        .await;
        match copied {
            Ok(copied) => round.take(host, &copied),
            Err(stop) => round.fail(host, &stop),
        }
    }
    releases.end(project).await?;
    let has_hosts = context.hosts_of(&project.source.key.forge).next().is_some();
    round.end(has_hosts)
}

/// The fetched objects that the public copy does not have at their names.
pub(super) fn going<'a>(layout: &Layout, fetched: &'a References) -> Vec<&'a str> {
    let present = git2::Repository::open_bare(&layout.public)
        .and_then(|public| references::read(&public, "refs/"))
        .unwrap_or_default();
    let new = fetched.ids.iter().filter(|(name, id)| present.ids.get(*name) != Some(*id));
    new.map(|(_, id)| id.as_str()).collect()
}

/// What came of the public copy and of each host.
struct Round {
    public: RefCounts,
    hosts: RefCounts,
    reserves: Vec<Reason>,
    undecided: Vec<Reason>,
    failures: Vec<(ProjectState, Reason)>,
    retry_after: Option<u64>,
}

impl Round {
    fn new(brought: &Brought, fetched: &References) -> Self {
        let changed = &brought.changed;
        let public = RefCounts {
            created: changed.created.len() as u64,
            updated: changed.updated.len() as u64,
            deleted: changed.deleted.len() as u64,
            rejected: 0,
        };
        let unreadable = (!fetched.unreadable.is_empty()).then(|| {
            let text = format!(
                "references whose names are not UTF-8 stay off the hosts: {}",
                listed(&fetched.unreadable)
            );
            Reason::new(ReasonCode::ReferenceName, text)
        });
        let denied = (!fetched.denied.is_empty()).then(|| {
            let text = format!("never copied, as deny_refs of its forge says: {}", listed(&fetched.denied));
            Reason::new(ReasonCode::ReferencesDenied, text)
        });
        Self {
            public,
            hosts: RefCounts::default(),
            reserves: unreadable.into_iter().chain(denied).collect(),
            undecided: brought.withheld.clone().into_iter().collect(),
            failures: Vec::new(),
            retry_after: None,
        }
    }

    fn take(&mut self, host: &dyn Host, copied: &Copied) {
        let refs = copied.refs;
        self.hosts.created = self.hosts.created.max(refs.created);
        self.hosts.updated = self.hosts.updated.max(refs.updated);
        self.hosts.deleted = self.hosts.deleted.max(refs.deleted);
        self.hosts.rejected += refs.rejected;
        self.reserves.extend(copied.reserves.iter().map(|reason| on_host(host, reason)));
        self.undecided.extend(copied.conflict.iter().map(|reason| on_host(host, reason)));
    }

    /// A host that is left alone for now: the others go on.
    fn pass_over(&mut self, host: &dyn Host, pause: &Pause) {
        let text = format!("left alone until {}; the copy there is brought up to date after it", pause.until);
        self.reserves.push(on_host(host, &Reason::new(ReasonCode::Paused, text)));
    }

    fn fail(&mut self, host: &dyn Host, stop: &Stop) {
        self.retry_after = self.retry_after.max(stop.retry_after);
        self.failures.extend(stop.reasons.iter().map(|reason| (stop.state, on_host(host, reason))));
    }

    fn stop(&mut self, stop: Stop) {
        self.retry_after = self.retry_after.max(stop.retry_after);
        self.failures.extend(stop.reasons.into_iter().map(|reason| (stop.state, reason)));
    }

    /// A failure outranks what a person must decide, which outranks reserves; and of what is no longer
    /// public nothing else is said.
    fn end(mut self, has_hosts: bool) -> Result<Done, Stop> {
        let refs = if has_hosts { self.hosts } else { self.public };
        if self.failures.iter().any(|(state, _)| *state == ProjectState::Withdrawn) {
            self.failures.retain(|(state, _)| *state == ProjectState::Withdrawn);
            let reasons = self.failures.into_iter().map(|(_, reason)| reason).collect();
            return Err(Stop { state: ProjectState::Withdrawn, reasons, refs, retry_after: None });
        }
        let failed =
            self.failures.iter().map(|(state, _)| *state).find(|state| *state == ProjectState::Failed);
        let state = failed.or(self.failures.first().map(|(state, _)| *state));
        let state = state.or((!self.undecided.is_empty()).then_some(ProjectState::Held));
        let Some(state) = state else {
            let moves = |refs: RefCounts| refs.created + refs.updated + refs.deleted > 0;
            let moved = moves(self.public) || moves(self.hosts);
            return Ok(Done { moved, refs, reasons: self.reserves });
        };
        let reasons = self.failures.into_iter().map(|(_, reason)| reason);
        let reasons = reasons.chain(self.undecided).chain(self.reserves).collect();
        Err(Stop { state, reasons, refs, retry_after: self.retry_after })
    }
}

fn on_host(host: &dyn Host, reason: &Reason) -> Reason {
    Reason::new(reason.code, format!("host {}: {}", host.id(), reason.message))
}
