//! The daily look: files a job for each project whose last look is old, whatever its forge tells.
//!
//! Asked hourly, beside the listings; must not look itself.

use std::time::Duration;

use glane_catalog::model::ForgeId;
use glane_store::{JobKind, JobSpec, Store, StoreError, priority};
use jiff::Timestamp;

use crate::mirror::due::{is_daily_due, is_settled};

/// Standings read at a time.
const PAGE: u32 = 1000;

/// Files the looks of a forge that are due; returns how many.
///
/// # Errors
/// When the store cannot be read or written.
pub async fn file_daily(
    store: &dyn Store,
    forge: &ForgeId,
    daily: Duration,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let (mut filed, mut after) = (0, 0);
    loop {
        let page = store.standings(forge, after, PAGE).await?;
        let Some(last) = page.last() else { return Ok(filed) };
        after = last.number;
        let due: Vec<JobSpec> = page
            .iter()
            .filter(|standing| is_settled(standing) && is_daily_due(standing, now, daily))
            .map(|standing| JobSpec {
                kind: JobKind::Mirror,
                subject: standing.source.key.to_string(),
                priority: priority::DAILY,
                not_before: now,
            })
            .collect();
        filed += store.file_jobs(&due, now).await?;
    }
}
