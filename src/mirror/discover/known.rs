//! What is known of a forge before it is compared with its listing, read a page at a time.
//!
//! Must not ask the forge.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZero;
use std::thread;

use glane_catalog::model::{DecisionKind, ForgeId, ProjectKey, Reason, ReasonCode, SourceProject};
use glane_store::{JobKind, Standing};
use jiff::Timestamp;

use crate::mirror::due::{self, Asked, Moment, Why};
use crate::mirror::pass::Context;
use crate::mirror::terms;

/// Standings read at a time.
const PAGE: u32 = 1000;

/// Threads that read the disk at a time, at most.
const MOST_THREADS: usize = 8;

/// What is known of a forge's projects, and by what they are judged.
pub(super) struct Known {
    /// Where each stands, by the forge's id.
    pub(super) standings: HashMap<String, Standing>,
    /// The terms of today.
    pub(super) terms: String,
    terms_changed: bool,
    jobs: BTreeMap<String, Timestamp>,
    decided: HashMap<ProjectKey, Timestamp>,
}

impl Known {
    /// # Errors
    /// When the store cannot be read.
    pub(super) async fn read(context: &Context, forge: &ForgeId) -> anyhow::Result<Self> {
        let store = context.store.as_ref();
        let (mut standings, mut after) = (HashMap::new(), 0);
        loop {
            let page = store.standings(forge, after, PAGE).await?;
            let Some(last) = page.last() else { break };
            after = last.number;
            standings.extend(page.into_iter().map(|standing| (standing.source.key.id.clone(), standing)));
        }
        let awaits_approval = |key: &ProjectKey| {
            let awaits = |reason: &Reason| reason.code == ReasonCode::AwaitsApproval;
            standings.get(&key.id).is_some_and(|standing: &Standing| standing.reasons.iter().any(awaits))
        };
        let mut decided = HashMap::new();
        for decision in store.decisions(None).await? {
            let Some(project) = decision.project else { continue };
            // The pass that publishes notes its forge's standing approval itself: no reason for another.
            if decision.kind != DecisionKind::Approve || awaits_approval(&project) {
                decided.insert(project, decision.at);
            }
        }
        let terms = terms::of(context).await;
        let terms_changed = !terms::are_known(store, forge, &terms).await?;
        let jobs = store.waiting_jobs(JobKind::Mirror).await?;
        Ok(Self { standings, terms, terms_changed, jobs, decided })
    }

    /// What this machine's disk says of the listed projects whose last pass came to an end that lasts, by
    /// the forge's id. Read by some threads at once: with nothing else to do it is most of a listing.
    pub(super) fn disks<'a>(
        &self,
        context: &Context,
        listed: &'a [SourceProject],
    ) -> HashMap<&'a str, due::Disk> {
        let settled: Vec<(&Standing, &SourceProject)> = listed
            .iter()
            .filter_map(|source| Some((self.standings.get(&source.key.id)?, source)))
            .filter(|(standing, _)| due::is_settled(standing))
            .collect();
        let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
        let share = settled.len().div_ceil(threads).max(1);
        let look = |some: &[(&Standing, &'a SourceProject)]| {
            let of = |(standing, source): &(&Standing, &'a SourceProject)| {
                (source.key.id.as_str(), due::disk(context, standing, source))
            };
            some.iter().map(of).collect::<Vec<_>>()
        };
        tokio::task::block_in_place(|| {
            thread::scope(|scope| {
                let parts: Vec<_> =
                    settled.chunks(share).map(|some| scope.spawn(move || look(some))).collect();
                // Of what a thread did not tell nothing is concluded: it is looked at.
                parts.into_iter().filter_map(|part| part.join().ok()).flatten().collect()
            })
        })
    }

    /// Why a project whose listed entry is the stored one is looked at, if it is.
    pub(super) fn why(
        &self,
        context: &Context,
        standing: &Standing,
        source: &SourceProject,
        (asked, disk): (Asked, due::Disk),
    ) -> Option<Why> {
        let moment = Moment {
            asked,
            now: context.clock.now(),
            daily: context.policy.daily_look,
            terms_changed: self.terms_changed,
            decided: self.decided.get(&source.key).copied(),
            has_job: self.jobs.contains_key(&source.key.to_string()),
            disk,
        };
        due::why(standing, source, &moment)
    }
}
