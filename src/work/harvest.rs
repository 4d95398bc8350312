//! One harvest of another catalogue as a job: what it came to, and when it is tried again.
//!
//! Must not know how a source is harvested.

use glane_catalog::model::SourceId;
use glane_store::{Job, Store};
use jiff::{SignedDuration, Timestamp};

use super::runner::Report;
use super::schedule;
use crate::harvest::open;
use crate::harvest::run::{Harvested, Harvester, Wish};
use crate::mirror::backoff;
use crate::mirror::pass::{Context, LEASE};
use crate::operate::vocabulary;

/// How often a harvest that failed is taken up again before the schedule's next turn.
const MOST_FAILURES: u32 = 5;

/// How long one job takes pages before others of the table have their turn.
const TURN: SignedDuration = SignedDuration::from_mins(30);

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
        until: Some(now.saturating_add(TURN)?),
        open: &|settings, since| open(settings, &context.reach, since),
        progress: &|_, _| {},
    };
    let done = harvester.harvest(settings, Wish::default()).await?;
    settle(store, job, &settings.id, &done, context.clock.now()).await?;
    Ok(harvested(done))
}

/// Ends a job, or sees to it that the harvest goes on: behind all that waits where its turn was over, a
/// while later where its source failed.
async fn settle(
    store: &dyn Store,
    job: &Job,
    source: &SourceId,
    done: &Harvested,
    now: Timestamp,
) -> anyhow::Result<()> {
    if done.interrupted && done.failure.is_none() {
        store.finish_job(job).await?;
        return schedule::file_rest(store, source, now).await;
    }
    if done.interrupted && job.failures < MOST_FAILURES {
        let again = now.saturating_add(backoff::wait(job.failures, &job.subject))?;
        store.retry_job(job, again, "interrupted").await?;
    } else {
        store.finish_job(job).await?;
    }
    Ok(())
}

fn harvested(done: Harvested) -> Report {
    Report::Harvested(Box::new(done))
}

#[cfg(test)]
mod tests {
    use glane_store::{JobKind, JobSpec};

    use super::*;

    #[tokio::test]
    async fn a_harvest_whose_turn_is_over_waits_behind_the_others() {
        let store = glane_store::open("sqlite::memory:").await.unwrap();
        let (store, now) = (store.as_ref(), Timestamp::UNIX_EPOCH);
        let source = SourceId::new("portail").unwrap();
        schedule::file_harvest(store, &source, now).await.unwrap();
        let mirror =
            JobSpec { kind: JobKind::Mirror, subject: "mim:1".to_owned(), priority: 0, not_before: now };
        store.file_jobs(&[mirror], now).await.unwrap();
        let job = store.claim_job("one", now, LEASE).await.unwrap().unwrap();
        let done = Harvested { interrupted: true, ..Harvested::default() };
        settle(store, &job, &source, &done, now).await.unwrap();
        for subject in ["mim:1", "portail"] {
            let next = store.claim_job("one", now, LEASE).await.unwrap().unwrap();
            assert_eq!((next.subject.as_str(), next.failures), (subject, 0));
        }
    }

    #[tokio::test]
    async fn a_harvest_whose_source_fails_is_tried_again_a_number_of_times() {
        let store = glane_store::open("sqlite::memory:").await.unwrap();
        let (store, mut now) = (store.as_ref(), Timestamp::UNIX_EPOCH);
        let source = SourceId::new("portail").unwrap();
        schedule::file_harvest(store, &source, now).await.unwrap();
        let failure = Some("500".to_owned());
        let done = Harvested { interrupted: true, failure, ..Harvested::default() };
        for tries in 0..=MOST_FAILURES {
            assert_eq!(store.unfinished_jobs().await.unwrap(), 1);
            let job = store.claim_job("one", now, LEASE).await.unwrap().unwrap();
            assert_eq!(job.failures, tries);
            settle(store, &job, &source, &done, now).await.unwrap();
            now = now.saturating_add(SignedDuration::from_mins(16)).unwrap();
        }
        assert_eq!(store.unfinished_jobs().await.unwrap(), 0);
    }
}
