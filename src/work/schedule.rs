//! The schedule: tokio-cron-scheduler gives the ticks, the table decides.
//!
//! A tick only files a job that is not already there; a tick missed while the service was down is
//! caught up at its start. Must not do the work itself.

use std::sync::Arc;

use chrono::TimeZone;
use chrono_tz::Europe::Paris;
use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};
use glane_catalog::model::ForgeId;
use glane_store::{JobKind, JobSpec, Store};
use jiff::Timestamp;
use tokio::sync::Notify;
use tokio_cron_scheduler::{Job, JobScheduler};

use crate::clock::Clock;
use crate::config::ForgeSettings;

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
    let spec = JobSpec { kind: JobKind::Discover, subject: forge.to_string(), priority: 10, not_before: now };
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

fn name(forge: &ForgeId) -> String {
    format!("discover {forge}")
}

/// Files what is owed and starts the ticks of every forge that has a schedule.
///
/// # Errors
/// When an expression cannot be read, the store fails or the scheduler cannot start.
pub async fn start(
    forges: &[ForgeSettings],
    store: Arc<dyn Store>,
    clock: Clock,
    wake: Arc<Notify>,
) -> anyhow::Result<JobScheduler> {
    let scheduler = JobScheduler::new().await?;
    for forge in forges {
        let Some(expression) = &forge.schedule else { continue };
        if is_owed(expression, store.last_run(&name(&forge.id)).await?, clock.now())? {
            file_discovery(store.as_ref(), &forge.id, clock.now()).await?;
        }
        let (id, store, clock, wake) =
            (forge.id.clone(), Arc::clone(&store), clock.clone(), Arc::clone(&wake));
        let tick = Job::new_async_tz(expression.as_str(), Paris, move |_, _| {
            let (id, store, clock, wake) = (id.clone(), Arc::clone(&store), clock.clone(), Arc::clone(&wake));
            Box::pin(async move {
                if let Err(error) = file_discovery(store.as_ref(), &id, clock.now()).await {
                    tracing::error!(%error, forge = %id, "a scheduled discovery could not be filed");
                }
                wake.notify_one();
            })
        })?;
        scheduler.add(tick).await?;
    }
    scheduler.start().await?;
    Ok(scheduler)
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
