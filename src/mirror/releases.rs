//! Releases, where a forge's settings ask for them: carried to each faithful copy, and asked for once a
//! day though no reference moves, since a release may be made long after its tag.
//!
//! Must not say what may go out: that is the gate's.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use glane_catalog::model::{ProjectRecord, Reason, ReasonCode};
use glane_store::StoreError;
use jiff::Timestamp;

use super::confirm::Confirmation;
use super::outcome::Stop;
use super::pass::Context;
use super::{gate, listed};
use crate::forge::{Host, Released, Target};
use crate::layout::Layout;

/// Seconds after which the releases of a source are asked for again.
const ASKED_EVERY: i64 = 24 * 3600;

/// Whether the releases of this project follow it.
fn are_carried(context: &Context, project: &ProjectRecord) -> bool {
    let forge = context.sources.get(&project.source.key.forge);
    forge.is_some_and(|source| source.carry.releases) && !project.is_wiki()
}

/// The name under which the store keeps when they were last asked for.
fn run(project: &ProjectRecord) -> String {
    format!("releases {}", project.number)
}

/// Whether the source is to be asked: once a day, and when somebody has decided something since.
///
/// # Errors
/// When the store fails.
pub(super) async fn are_due(context: &Context, project: &ProjectRecord) -> Result<bool, StoreError> {
    if !are_carried(context, project) {
        return Ok(false);
    }
    let Some(last) = context.store.last_run(&run(project)).await? else { return Ok(true) };
    if context.clock.now().as_second() - last.as_second() >= ASKED_EVERY {
        return Ok(true);
    }
    let decisions = context.store.decisions(Some(&project.source.key)).await?;
    Ok(decisions.last().is_some_and(|decision| decision.at.as_second() >= last.as_second()))
}

/// The releases of one project in one pass, over all its hosts.
pub(super) struct Round<'a> {
    context: &'a Context,
    judge: gate::Releases<'a>,
    began: Timestamp,
    /// Hosts that have what they may have.
    brought: AtomicUsize,
    failed: AtomicBool,
}

impl<'a> Round<'a> {
    /// Begins: what somebody decides from now on is for the next.
    pub(super) fn new(
        context: &'a Context,
        project: &ProjectRecord,
        layout: &Layout,
        confirmation: &'a Confirmation<'a>,
    ) -> Self {
        let judge = gate::Releases::new(context, project, layout, confirmation);
        let (brought, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
        Self { context, judge, began: context.clock.now(), brought, failed }
    }

    /// Brings releases to a faithful copy; what fails is a reserve.
    ///
    /// # Errors
    /// A [`Stop`] when the project may no longer go out.
    pub(super) async fn carry(
        &self,
        project: &ProjectRecord,
        (host, target): (&dyn Host, &Target),
        confirmation: &Confirmation<'_>,
    ) -> Result<Option<Reason>, Stop> {
        let key = &project.source.key;
        let carried = are_carried(self.context, project);
        let Some(forge) = self.context.forges.get(&key.forge).filter(|_| carried) else { return Ok(None) };
        let brought = match forge.releases(key).await {
            Ok(releases) if releases.is_empty() => Ok(Released::default()),
            Ok(releases) => {
                confirmation.clear(project, &[]).await?;
                host.release(target, &releases, &self.judge).await
            }
            Err(error) => Err(error),
        };
        match brought {
            Ok(released) => {
                self.brought.fetch_add(1, Ordering::Relaxed);
                Ok(lacking(&released))
            }
            Err(error) => {
                self.failed.store(true, Ordering::Relaxed);
                Ok(Some(error.reason))
            }
        }
    }

    /// Writes down what was seen, and when the releases were asked for if every host has what it may have.
    ///
    /// # Errors
    /// When the store fails.
    pub(super) async fn end(&self, project: &ProjectRecord) -> Result<(), StoreError> {
        let brought = self.brought.load(Ordering::Relaxed);
        if !are_carried(self.context, project) || brought == 0 {
            return Ok(());
        }
        let hosts = self.context.hosts_of(&project.source.key.forge).count();
        let all = brought == hosts && !self.failed.load(Ordering::Relaxed);
        self.judge.note(all).await?;
        if all {
            self.context.store.set_last_run(&run(project), self.began).await?;
        }
        Ok(())
    }
}

/// What is lacking of the releases that were carried.
fn lacking(released: &Released) -> Option<Reason> {
    if let Some(first) = released.held.first() {
        let all: Vec<String> = released.held.iter().map(|reason| reason.message.clone()).collect();
        return Some(Reason::new(first.code, format!("releases are left out: {}", listed(&all))));
    }
    (!released.without.is_empty()).then(|| {
        let text = format!("releases were made without some of their files: {}", listed(&released.without));
        Reason::new(ReasonCode::HostRefused, text)
    })
}
