//! One harvest of another catalogue as a job: what it came to, and when it is tried again.
//!
//! Must not know how a source is harvested.

use glane_store::Job;

use super::runner::Report;
use crate::harvest::open;
use crate::harvest::run::{Harvested, Harvester, Wish};
use crate::mirror::backoff;
use crate::mirror::pass::{Context, LEASE};
use crate::operate::vocabulary;

/// How often a harvest that failed is taken up again before the schedule's next turn.
const MOST_FAILURES: u32 = 5;

/// Does one job of harvesting a source.
///
/// # Errors
/// When the store or the data folder fails.
pub(super) async fn run(context: &Context, job: &Job) -> anyhow::Result<Report> {
    let (store, now) = (context.store.as_ref(), context.clock.now());
    store.job_step(job, "harvest", now, LEASE).await?;
    let Some(settings) = context.catalogues.iter().find(|source| source.id.as_str() == job.subject) else {
        store.finish_job(job).await?;
        let failure = Some("this source is no longer configured".to_owned());
        return Ok(harvested(Harvested { source: job.subject.clone(), failure, ..Harvested::default() }));
    };
    let imported = vocabulary::load(&context.data)?;
    let harvester = Harvester {
        store,
        clock: &context.clock,
        data: &context.data,
        imported: imported.as_ref(),
        open: &|settings, since| open(settings, &context.reach, since),
        progress: &|_, _| {},
    };
    let done = harvester.harvest(settings, Wish::default()).await?;
    if done.interrupted && job.failures < MOST_FAILURES {
        let again = context.clock.now().saturating_add(backoff::wait(job.failures, &job.subject))?;
        store.retry_job(job, again, "interrupted").await?;
    } else {
        store.finish_job(job).await?;
    }
    Ok(harvested(done))
}

fn harvested(done: Harvested) -> Report {
    Report::Harvested(Box::new(done))
}
