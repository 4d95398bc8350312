//! The schedule: tokio-cron-scheduler gives the ticks, the table decides.
//!
//! A tick only files a job that is not already there; a tick missed while the service was down is
//! caught up at its start. Must not do the work itself.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeZone;
use chrono_tz::Europe::Paris;
use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};
use glane_catalog::model::{ForgeId, SourceId};
use glane_store::{JobKind, JobSpec, Store, priority};
use jiff::Timestamp;
use tokio::sync::Notify;
use tokio_cron_scheduler::{Job, JobScheduler};

use super::looks;
use crate::clock::Clock;
use crate::config::{ForgeSettings, SourceSettings};

/// When the upkeep is done: at night, after the usual listings.
const UPKEEP: &str = "0 15 5 * * *";
/// Its name among the schedules.
const UPKEEP_NAME: &str = "upkeep";
/// When daily looks are filed: every hour those that are due.
const LOOKS: &str = "0 47 * * * *";

/// Reads a cron expression of six fields, seconds first, with the options of tokio-cron-scheduler.
///
/// # Errors
/// What croner says of it.
fn parse(expression: &str) -> anyhow::Result<Cron> {
    Ok(CronParser::builder()
        .seconds(Seconds::Required)
        .year(Year::Disallowed)
        .dom_and_dow(true)
        .build()
        .parse(expression)?)
}

/// Whether a run is owed: the last instant the expression names lies after the last run.
///
/// # Errors
/// When the expression cannot be read.
pub fn is_owed(expression: &str, last_run: Option<Timestamp>, now: Timestamp) -> anyhow::Result<bool> {
    let Some(last_run) = last_run else { return Ok(true) };
    let local = Paris
        .timestamp_opt(now.as_second(), 0)
        .single()
        .ok_or_else(|| anyhow::anyhow!("the present instant has no local time"))?;
    let due = parse(expression)?.find_previous_occurrence(&local, true)?;
    Ok(due.timestamp() > last_run.as_second())
}

/// Files the discovery of a forge, unless it is filed already, and notes the run.
///
/// # Errors
/// When the store fails.
pub async fn file_discovery(store: &dyn Store, forge: &ForgeId, now: Timestamp) -> anyhow::Result<()> {
    let (kind, subject) = (JobKind::Discover, forge.to_string());
    let spec = JobSpec { kind, subject, priority: priority::CHANGED, not_before: now };
    store.file_jobs(&[spec], now).await?;
    note_discovery(store, forge, now).await
}

/// Notes a discovery that was not left to the table.
///
/// # Errors
/// When the store fails.
pub async fn note_discovery(store: &dyn Store, forge: &ForgeId, now: Timestamp) -> anyhow::Result<()> {
    Ok(store.set_last_run(&name(forge), now).await?)
}

/// Files the harvest of a source, unless it is filed already, and notes the run.
///
/// # Errors
/// When the store fails.
pub async fn file_harvest(store: &dyn Store, source: &SourceId, now: Timestamp) -> anyhow::Result<()> {
    file_rest(store, source, now).await?;
    note_harvest(store, source, now).await
}

/// Files what is left of a harvest, unless it is filed already: no run of the schedule.
///
/// # Errors
/// When the store fails.
pub async fn file_rest(store: &dyn Store, source: &SourceId, now: Timestamp) -> anyhow::Result<()> {
    let (kind, subject) = (JobKind::Harvest, source.to_string());
    let spec = JobSpec { kind, subject, priority: priority::DAILY, not_before: now };
    store.file_jobs(&[spec], now).await?;
    Ok(())
}

/// Notes a harvest that was not left to the table.
///
/// # Errors
/// When the store fails.
pub async fn note_harvest(store: &dyn Store, source: &SourceId, now: Timestamp) -> anyhow::Result<()> {
    Ok(store.set_last_run(&name_of_source(source), now).await?)
}

fn name_of_source(source: &SourceId) -> String {
    format!("harvest {source}")
}

fn name(forge: &ForgeId) -> String {
    format!("discover {forge}")
}

/// Files the upkeep, unless it is filed already, and notes the run.
///
/// # Errors
/// When the store fails.
pub async fn file_upkeep(store: &dyn Store, now: Timestamp) -> anyhow::Result<()> {
    let (kind, subject) = (JobKind::Maintain, "all".to_owned());
    let spec = JobSpec { kind, subject, priority: priority::UPKEEP, not_before: now };
    store.file_jobs(&[spec], now).await?;
    Ok(store.set_last_run(UPKEEP_NAME, now).await?)
}

/// Who ticks, and for what.
#[derive(Clone)]
pub struct Schedule {
    /// Where the jobs are filed.
    pub store: Arc<dyn Store>,
    /// The time.
    pub clock: Clock,
    /// Told when something was filed.
    pub wake: Arc<Notify>,
    /// How long a look at a project lasts.
    pub daily_look: Duration,
}

impl Schedule {
    /// Files what is owed and starts the ticks: of every forge and source that has a schedule, of the daily
    /// looks, which are spread over all hours, and of the upkeep.
    ///
    /// # Errors
    /// When an expression cannot be read, the store fails or the scheduler cannot start.
    pub async fn start(
        self,
        forges: &[ForgeSettings],
        sources: &[SourceSettings],
    ) -> anyhow::Result<JobScheduler> {
        let scheduler = JobScheduler::new().await?;
        let (store, now) = (self.store.as_ref(), self.clock.now());
        let mut scheduled = Vec::new();
        for forge in forges {
            let Some(expression) = &forge.schedule else { continue };
            if is_owed(expression, store.last_run(&name(&forge.id)).await?, now)? {
                file_discovery(store, &forge.id, now).await?;
            }
            scheduled.push(forge.id.clone());
            scheduler.add(self.tick(expression, Task::List(forge.id.clone()))?).await?;
        }
        for source in sources {
            let Some(expression) = &source.schedule else { continue };
            if is_owed(expression, store.last_run(&name_of_source(&source.id)).await?, now)? {
                file_harvest(store, &source.id, now).await?;
            }
            scheduler.add(self.tick(expression, Task::Harvest(source.id.clone()))?).await?;
        }
        if is_owed(UPKEEP, store.last_run(UPKEEP_NAME).await?, now)? {
            file_upkeep(store, now).await?;
        }
        scheduler.add(self.tick(UPKEEP, Task::Upkeep)?).await?;
        scheduler.add(self.tick(LOOKS, Task::Look(scheduled))?).await?;
        scheduler.start().await?;
        Ok(scheduler)
    }

    fn tick(&self, expression: &str, task: Task) -> anyhow::Result<Job> {
        let schedule = self.clone();
        Ok(Job::new_async_tz(expression, Paris, move |_, _| {
            let (schedule, task) = (schedule.clone(), task.clone());
            Box::pin(async move {
                if let Err(error) = schedule.file(&task).await {
                    tracing::error!(%error, ?task, "what was scheduled could not be filed");
                }
                schedule.wake.notify_one();
            })
        })?)
    }

    async fn file(&self, task: &Task) -> anyhow::Result<()> {
        let (store, now) = (self.store.as_ref(), self.clock.now());
        match task {
            Task::List(forge) => file_discovery(store, forge, now).await,
            Task::Harvest(source) => file_harvest(store, source, now).await,
            Task::Upkeep => file_upkeep(store, now).await,
            Task::Look(forges) => {
                for forge in forges {
                    looks::file_daily(store, forge, self.daily_look, now).await?;
                }
                Ok(())
            }
        }
    }
}

/// What a tick files.
#[derive(Debug, Clone)]
enum Task {
    List(ForgeId),
    Look(Vec<ForgeId>),
    Harvest(SourceId),
    Upkeep,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_run_is_owed_and_a_done_one_is_not() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        // Every day at 03:00 in Paris, which is 02:00 UTC in winter and 01:00 UTC in summer.
        let nightly = "0 0 3 * * *";
        assert!(is_owed(nightly, None, at("2026-01-10T12:00:00Z")).unwrap());
        assert!(is_owed(nightly, Some(at("2026-01-09T02:00:00Z")), at("2026-01-10T02:00:01Z")).unwrap());
        assert!(!is_owed(nightly, Some(at("2026-01-10T02:00:00Z")), at("2026-01-10T12:00:00Z")).unwrap());
        assert!(is_owed(nightly, Some(at("2026-07-10T00:59:00Z")), at("2026-07-10T01:00:01Z")).unwrap());
        assert!(!is_owed(nightly, Some(at("2026-07-09T01:00:00Z")), at("2026-07-10T00:59:00Z")).unwrap());
    }
}
