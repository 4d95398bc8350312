//! The runner: does the jobs of the table, a few at a time.
//!
//! Knows what each kind of job is; must not know when to begin, nor how jobs are claimed and held.

mod crew;

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use glane_catalog::model::{ForgeId, Reason, ReasonCode};
use glane_store::{Job, JobKind};
use tokio::sync::Notify;
use tokio::sync::mpsc::UnboundedSender;

use self::crew::Crew;
use crate::mirror::discover::{self, Discovered};
use crate::mirror::outcome::PassReport;
use crate::mirror::pass::{self, Context, LEASE};

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

/// Does what is due for as long as it is let: a new job is begun whenever there is room, at each
/// wake-up and at least every `every`.
pub async fn keep_draining(
    context: Arc<Context>,
    reports: UnboundedSender<Report>,
    wake: Arc<Notify>,
    every: Duration,
) {
    crew(&context, &reports).keep_draining(&wake, every).await;
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
    Crew::new(store, clock, places, reports.clone(), work)
}

async fn work(context: &Context, job: &Job) -> anyhow::Result<Report> {
    match job.kind {
        JobKind::Discover => discover(context, job).await,
        JobKind::Mirror => pass::run(context, job).await.map(Report::Passed),
        JobKind::Maintain => anyhow::bail!("nothing is maintained yet"),
    }
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
