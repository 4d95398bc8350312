//! The runner: claims jobs from the table and does them, a few at a time.
//!
//! Keeps no list of its own: what is not in the table is not done. Must not know when to begin.

use std::sync::Arc;
use std::time::Duration;

use glane_catalog::model::{ForgeId, Reason, ReasonCode};
use glane_store::{Job, JobKind};
use jiff::SignedDuration;
use tokio::sync::mpsc::UnboundedSender;
use tokio::task::JoinSet;

use crate::mirror::discover::{self, Discovered};
use crate::mirror::pass::{self, Context, LEASE, PassReport};

/// How long a job that met a failure of this machine waits before it is tried again.
const PAUSE: SignedDuration = SignedDuration::from_secs(60);

/// What the runner tells whoever listens.
#[derive(Debug, Clone)]
pub enum Report {
    /// A forge was listed to its last page.
    Discovered(ForgeId, Discovered),
    /// A forge could not be listed.
    Undiscovered(ForgeId, Reason),
    /// A project was gone through.
    Passed(PassReport),
    /// A job broke off because of this machine; it will be tried again.
    Broken(String, Reason),
}

/// Claims and does jobs until none is due and none is under way.
///
/// # Errors
/// When the store cannot be asked for jobs.
pub async fn drain(context: &Arc<Context>, reports: &UnboundedSender<Report>) -> anyhow::Result<()> {
    let worker = format!("glane-{}", std::process::id());
    let mut running = JoinSet::new();
    loop {
        while running.len() < context.policy.workers.max(1) {
            let Some(job) = context.store.claim_job(&worker, context.clock.now(), LEASE).await? else {
                break;
            };
            let (context, reports) = (Arc::clone(context), reports.clone());
            running.spawn(async move { work(&context, &job, &reports).await });
        }
        match running.join_next().await {
            None => return Ok(()),
            Some(Ok(())) => {}
            Some(Err(error)) => {
                tracing::error!(%error, "a job ended without an answer; it will be tried again");
            }
        }
    }
}

/// Drains the table again and again, at each wake-up and at least every `every`.
pub async fn keep_draining(
    context: Arc<Context>,
    reports: UnboundedSender<Report>,
    wake: Arc<tokio::sync::Notify>,
    every: Duration,
) {
    loop {
        if let Err(error) = drain(&context, &reports).await {
            tracing::error!(%error, "the job table cannot be read; trying again");
        }
        let _ = tokio::time::timeout(every, wake.notified()).await;
    }
}

async fn work(context: &Context, job: &Job, reports: &UnboundedSender<Report>) {
    let report = match job.kind {
        JobKind::Discover => discover(context, job).await,
        JobKind::Mirror => pass::run(context, job).await.map(Report::Passed),
    };
    let report = match report {
        Ok(report) => report,
        Err(error) => give_back(context, job, &error).await,
    };
    // Nobody listening is not a reason to stop working.
    let _ = reports.send(report);
}

async fn discover(context: &Context, job: &Job) -> anyhow::Result<Report> {
    let id = ForgeId::new(&job.subject)?;
    context.store.job_step(job, "discover", context.clock.now(), LEASE).await?;
    let report = match context.forges.get(&id) {
        None => {
            Report::Undiscovered(id, Reason::new(ReasonCode::Excluded, "this forge is no longer configured"))
        }
        Some(forge) => match discover::discover(context, forge.as_ref(), None).await? {
            Ok(discovered) => Report::Discovered(id, discovered),
            Err(reason) => Report::Undiscovered(id, reason),
        },
    };
    context.store.finish_job(job).await?;
    Ok(report)
}

async fn give_back(context: &Context, job: &Job, error: &anyhow::Error) -> Report {
    let message = format!("{error:#}");
    let again = context.clock.now().checked_add(PAUSE).unwrap_or(jiff::Timestamp::MAX);
    if let Err(error) = context.store.release_job(job, again, &message).await {
        tracing::warn!(%error, job = job.id, "the job could not be given back; its lease will run out");
    }
    Report::Broken(job.subject.clone(), Reason::new(ReasonCode::Internal, message))
}
