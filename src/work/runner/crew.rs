//! The crew: claims jobs while it has room, holds them while they are worked on, gives them back
//! when the work breaks down.
//!
//! Keeps no list of what is to be done: that is the table. Must not know what a job does.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use glane_catalog::model::{Reason, ReasonCode};
use glane_store::{Job, JobKind, Store, StoreError};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{Notify, watch};
use tokio::task::{AbortHandle, Id, JoinError, JoinSet};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval, interval_at};

use super::Report;
use crate::clock::Clock;
use crate::disk;
use crate::mirror::pass::LEASE;

/// How long a job that met a failure of this machine waits before it is tried again.
const PAUSE: SignedDuration = SignedDuration::from_secs(60);

/// The usual grace of jobs under way when the crew is asked to stop.
const GRACE: Duration = Duration::from_secs(15);

/// What came of one job: its report, or why this machine failed it.
type Outcome = anyhow::Result<Report>;

/// Jobs under way, and what is needed to begin others.
pub(super) struct Crew<W> {
    store: Arc<dyn Store>,
    clock: Clock,
    worker: String,
    places: usize,
    /// The subjects whose jobs are claimed; none for any.
    subjects: Option<Vec<String>>,
    /// The kind of which no more than one job is worked on.
    single: Option<JobKind>,
    /// How often leases are extended.
    beat: Duration,
    /// How long jobs under way may take to end once the crew is asked to stop.
    grace: Duration,
    reports: UnboundedSender<Report>,
    work: W,
    running: JoinSet<Outcome>,
    // Beside the tasks, so that the job of one that panicked is known.
    held: HashMap<Id, Held>,
}

/// A job that is worked on, and the end of its work.
struct Held {
    job: Job,
    work: AbortHandle,
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
        let (beat, grace) = (LEASE / 3, GRACE);
        let (running, held) = (JoinSet::new(), HashMap::new());
        let (subjects, single) = (None, None);
        Self { store, clock, worker, places, subjects, single, beat, grace, reports, work, running, held }
    }

    /// The same crew, for the jobs about these subjects only.
    pub(super) fn about(mut self, subjects: Vec<String>) -> Self {
        self.subjects = Some(subjects);
        self
    }

    /// The same crew, with one job of this kind at a time; others wait in the table.
    pub(super) fn one_at_a_time(mut self, kind: JobKind) -> Self {
        self.single = Some(kind);
        self
    }

    /// Works until no job is due and none is under way.
    pub(super) async fn drain(mut self) -> anyhow::Result<()> {
        let mut beat = beats(self.beat);
        loop {
            if let Err(error) = self.fill().await {
                // Nothing goes on behind the back of whoever is told of the failure.
                self.wind_up().await;
                return Err(error.into());
            }
            if self.held.is_empty() {
                return Ok(());
            }
            tokio::select! {
                Some(ended) = self.running.join_next_with_id() => self.settle(ended).await,
                _ = beat.tick() => self.renew().await,
            }
        }
    }

    /// Works until it is asked to stop, looking for jobs when one ends, at `wake` and every `every`.
    pub(super) async fn keep_draining(
        mut self,
        wake: &Notify,
        every: Duration,
        mut stop: watch::Receiver<bool>,
    ) {
        let (mut tick, mut beat) = (ticks(every), beats(self.beat));
        loop {
            tokio::select! {
                // In this order: nothing is begun once it is asked to stop.
                biased;
                // Whoever could ask is gone: that is no order to stop.
                true = asked(&mut stop) => return self.wind_up().await,
                _ = beat.tick() => self.renew().await,
                Some(ended) = self.running.join_next_with_id() => self.settle(ended).await,
                () = wake.notified() => {}
                _ = tick.tick() => {}
            }
            if let Err(error) = self.fill().await {
                tracing::error!(%error, "the job table cannot be read; trying again");
            }
        }
    }

    /// Lets the jobs under way come to their end, for some seconds; gives back the others, which
    /// whoever comes next takes up where they were.
    async fn wind_up(mut self) {
        let grace = self.grace;
        let ended = async {
            while let Some(ended) = self.running.join_next_with_id().await {
                self.settle(ended).await;
            }
        };
        if tokio::time::timeout(grace, ended).await.is_ok() {
            return;
        }
        let now = self.clock.now();
        for held in self.held.values() {
            held.work.abort();
        }
        // Once the work has stopped, so that nobody begins beside it.
        while self.running.join_next().await.is_some() {}
        for held in self.held.values() {
            if let Err(error) = self.store.release_job(&held.job, now, "the service was stopped").await {
                tracing::warn!(%error, job = held.job.id, "the job could not be given back; its lease will run out");
            }
        }
    }

    /// Extends the leases of all jobs under way. Work whose lease was lost is stopped: it is
    /// another's now.
    async fn renew(&mut self) {
        for held in self.held.values() {
            match self.store.renew_job(&held.job, self.clock.now(), LEASE).await {
                Ok(()) => {}
                Err(StoreError::LeaseLost(_)) => held.work.abort(),
                Err(error) => tracing::warn!(%error, job = held.job.id, "a lease could not be extended"),
            }
        }
    }

    /// Begins jobs until no place is free or none is due.
    async fn fill(&mut self) -> Result<(), StoreError> {
        while self.held.len() < self.places {
            let now = self.clock.now();
            let Some(job) = self.claim(now).await? else { break };
            tracing::debug!(job = job.id, step = "claim", "step");
            let same = |held: &Held| held.job.kind == job.kind && held.job.subject == job.subject;
            if self.held.values().any(same) {
                // The lease ran out in the midst of a long step. Two at work on one repository would
                // stand in each other's way, so the later claim waits for another lease.
                let later = now.checked_add(LEASE).unwrap_or(Timestamp::MAX);
                self.store.release_job(&job, later, "its work took longer than its lease").await?;
                continue;
            }
            let work = self.running.spawn((self.work)(job.clone()));
            self.held.insert(work.id(), Held { job, work });
        }
        Ok(())
    }

    async fn claim(&self, now: Timestamp) -> Result<Option<Job>, StoreError> {
        let (store, worker, subjects) = (&self.store, &self.worker, self.subjects.as_deref());
        let is_held = |kind: &JobKind| self.held.values().any(|held| held.job.kind == *kind);
        match (self.single.filter(is_held), subjects) {
            (Some(kind), _) => store.claim_job_but(kind, subjects, worker, now, LEASE).await,
            (None, None) => store.claim_job(worker, now, LEASE).await,
            (None, Some(subjects)) => store.claim_job_of(subjects, worker, now, LEASE).await,
        }
    }

    /// Frees the place of a job that ended and reports what came of it.
    async fn settle(&mut self, ended: Result<(Id, Outcome), JoinError>) {
        let (id, outcome) = match ended {
            Ok((id, outcome)) => (id, outcome),
            Err(error) if error.is_cancelled() => {
                (error.id(), Err(anyhow::anyhow!("its lease was lost: another process has it now")))
            }
            Err(error) => {
                (error.id(), Err(anyhow::anyhow!("the work on it broke down; the log says where, above")))
            }
        };
        let Some(Held { job, .. }) = self.held.remove(&id) else { return };
        let report = match outcome {
            Ok(report) => report,
            Err(error) => self.give_back(&job, &error).await,
        };
        // Nobody listening is not a reason to stop working.
        let _ = self.reports.send(report);
    }

    async fn give_back(&self, job: &Job, error: &anyhow::Error) -> Report {
        let message = disk::explained(format!("{error:#}"));
        let again = self.clock.now().checked_add(PAUSE).unwrap_or(Timestamp::MAX);
        if let Err(error) = self.store.release_job(job, again, &message).await {
            tracing::warn!(%error, job = job.id, "the job could not be given back; its lease will run out");
        }
        Report::Broken(job.subject.clone(), Reason::new(ReasonCode::Internal, message))
    }
}

/// Waits until it is asked to stop; no when nobody is left who could ask.
async fn asked(stop: &mut watch::Receiver<bool>) -> bool {
    stop.wait_for(|stop| *stop).await.is_ok()
}

/// Ticks that do not pile up; the first one is at once.
fn ticks(every: Duration) -> Interval {
    let mut ticks = interval(every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks
}

/// The same, but the first one is after `every`: a lease just taken needs no extension.
fn beats(every: Duration) -> Interval {
    let mut beats = interval_at(Instant::now() + every, every);
    beats.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beats
}

#[cfg(test)]
mod tests;
