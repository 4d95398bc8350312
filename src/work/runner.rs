//! The runner: does the jobs of the table, a few at a time.
//!
//! Knows what each kind of job is; must not know when to begin, nor how jobs are claimed and held.

mod crew;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use glane_catalog::model::{ForgeId, Reason};
use glane_store::{Job, JobKind};
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::{Notify, watch};

use self::crew::Crew;
use super::{harvest, listing, maintain, mirror};
use crate::harvest::run::Harvested;
use crate::mirror::discover::Discovered;
use crate::mirror::outcome::PassReport;
use crate::mirror::pass::Context;

/// The work on one job.
type BoxedWork = Pin<Box<dyn Future<Output = anyhow::Result<Report>> + Send>>;

/// What the runner tells whoever listens.
#[derive(Debug, Clone)]
pub enum Report {
    /// A forge was listed to its last page.
    Discovered(ForgeId, Discovered),
    /// A forge could not be listed.
    Undiscovered(ForgeId, Reason),
    /// A project was gone through.
    Passed(PassReport),
    /// Another catalogue was harvested, as far as it could be.
    Harvested(Box<Harvested>),
    /// The upkeep was done; a sentence says what came of it.
    Maintained(String),
    /// A job broke off because of this machine; it will be tried again.
    Broken(String, Reason),
}

/// Claims and does jobs until none is due and none is under way.
///
/// # Errors
/// When the store cannot be asked for jobs.
pub async fn drain(context: &Arc<Context>, reports: &UnboundedSender<Report>) -> anyhow::Result<()> {
    crew(context, reports).drain().await
}

/// The same for the jobs about these subjects; what else is due stays for whoever comes next.
///
/// # Errors
/// When the store cannot be asked for jobs.
pub async fn drain_of(
    context: &Arc<Context>,
    subjects: Vec<String>,
    reports: &UnboundedSender<Report>,
) -> anyhow::Result<()> {
    crew(context, reports).about(subjects).drain().await
}

/// Does what is due until `stop` says so: a new job is begun whenever there is room, at each wake-up
/// and at least every `every`. Jobs under way when it stops are given some seconds to end.
pub async fn keep_draining(
    context: Arc<Context>,
    reports: UnboundedSender<Report>,
    wake: Arc<Notify>,
    every: Duration,
    stop: watch::Receiver<bool>,
) {
    crew(&context, &reports).keep_draining(&wake, every, stop).await;
}

fn crew(
    context: &Arc<Context>,
    reports: &UnboundedSender<Report>,
) -> Crew<impl Fn(Job) -> BoxedWork + use<>> {
    let (store, clock) = (Arc::clone(&context.store), context.clock.clone());
    let places = context.policy.workers.max(1);
    let context = Arc::clone(context);
    let work = move |job: Job| -> BoxedWork {
        let context = Arc::clone(&context);
        Box::pin(async move { work(&context, &job).await })
    };
    // A harvest lasts for hours: with two of them few places would be left for projects.
    Crew::new(store, clock, places, reports.clone(), work).one_at_a_time(JobKind::Harvest)
}

async fn work(context: &Context, job: &Job) -> anyhow::Result<Report> {
    match job.kind {
        JobKind::Discover => listing::run(context, job).await,
        JobKind::Mirror => mirror::run(context, job).await,
        JobKind::Harvest => harvest::run(context, job).await,
        JobKind::Maintain => {
            let done = maintain::run(context).await?;
            context.store.finish_job(job).await?;
            Ok(Report::Maintained(done))
        }
    }
}
