//! The crew: claims jobs while it has room, holds them while they are worked on, gives them back
//! when the work breaks down.
//!
//! Keeps no list of what is to be done: that is the table. Must not know what a job does.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use glane_catalog::model::{Reason, ReasonCode};
use glane_store::{Job, Store, StoreError};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::{Id, JoinError, JoinSet};

use super::Report;
use crate::clock::Clock;
use crate::mirror::pass::LEASE;

/// How long a job that met a failure of this machine waits before it is tried again.
const PAUSE: SignedDuration = SignedDuration::from_secs(60);

/// What came of one job: its report, or why this machine failed it.
type Outcome = anyhow::Result<Report>;

/// Jobs under way, and what is needed to begin others.
pub(super) struct Crew<W> {
    store: Arc<dyn Store>,
    clock: Clock,
    worker: String,
    places: usize,
    reports: UnboundedSender<Report>,
    work: W,
    running: JoinSet<Outcome>,
    // Beside the tasks, so that the job of one that panicked is known.
    held: HashMap<Id, Job>,
}

impl<W, F> Crew<W>
where
    W: Fn(Job) -> F,
    F: Future<Output = Outcome> + Send + 'static,
{
    /// A crew that does at most `places` jobs at a time. `work` ends the jobs that it carries through.
    pub(super) fn new(
        store: Arc<dyn Store>,
        clock: Clock,
        places: usize,
        reports: UnboundedSender<Report>,
        work: W,
    ) -> Self {
        let worker = format!("glane-{}", std::process::id());
        let (running, held) = (JoinSet::new(), HashMap::new());
        Self { store, clock, worker, places, reports, work, running, held }
    }

    /// Works until no job is due and none is under way.
    pub(super) async fn drain(mut self) -> anyhow::Result<()> {
        loop {
            self.fill().await?;
            match self.running.join_next_with_id().await {
                Some(ended) => self.settle(ended).await,
                None => return Ok(()),
            }
        }
    }

    /// Works for as long as it is let, looking for jobs when one ends, at `wake` and every `every`.
    pub(super) async fn keep_draining(mut self, wake: &Notify, every: Duration) {
        let mut tick = tokio::time::interval(every);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                Some(ended) = self.running.join_next_with_id() => self.settle(ended).await,
                () = wake.notified() => {}
                _ = tick.tick() => {}
            }
            if let Err(error) = self.fill().await {
                tracing::error!(%error, "the job table cannot be read; trying again");
            }
        }
    }

    /// Begins jobs until no place is free or none is due.
    async fn fill(&mut self) -> Result<(), StoreError> {
        while self.held.len() < self.places {
            let now = self.clock.now();
            let Some(job) = self.store.claim_job(&self.worker, now, LEASE).await? else { break };
            if self.held.values().any(|held| held.kind == job.kind && held.subject == job.subject) {
                // The lease ran out in the midst of a long step. Two at work on one repository would
                // stand in each other's way, so the later claim waits for another lease.
                let later = now.checked_add(LEASE).unwrap_or(Timestamp::MAX);
                self.store.release_job(&job, later, "its work took longer than its lease").await?;
                continue;
            }
            let task = self.running.spawn((self.work)(job.clone()));
            self.held.insert(task.id(), job);
        }
        Ok(())
    }

    /// Frees the place of a job that ended and reports what came of it.
    async fn settle(&mut self, ended: Result<(Id, Outcome), JoinError>) {
        let (id, outcome) = match ended {
            Ok((id, outcome)) => (id, outcome),
            Err(error) => {
                (error.id(), Err(anyhow::anyhow!("the work on it broke down; the log says where, above")))
            }
        };
        let Some(job) = self.held.remove(&id) else { return };
        let report = match outcome {
            Ok(report) => report,
            Err(error) => self.give_back(&job, &error).await,
        };
        // Nobody listening is not a reason to stop working.
        let _ = self.reports.send(report);
    }

    async fn give_back(&self, job: &Job, error: &anyhow::Error) -> Report {
        let message = format!("{error:#}");
        let again = self.clock.now().checked_add(PAUSE).unwrap_or(Timestamp::MAX);
        if let Err(error) = self.store.release_job(job, again, &message).await {
            tracing::warn!(%error, job = job.id, "the job could not be given back; its lease will run out");
        }
        Report::Broken(job.subject.clone(), Reason::new(ReasonCode::Internal, message))
    }
}

#[cfg(test)]
mod tests;
