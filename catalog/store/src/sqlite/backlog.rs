//! How much is to be done: counts and subjects of the job table.
//!
//! Reads only; must not know how a job is claimed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sqlx::SqlitePool;

use super::column::{count, instant, instant_if};
use crate::{Backlog, JobKind, StoreError};

/// The subjects of the unfinished jobs of a kind, and when each is due.
pub(super) async fn waiting(
    readers: &SqlitePool,
    kind: JobKind,
) -> Result<BTreeMap<String, Timestamp>, StoreError> {
    let rows: Vec<(String, i64)> = sqlx::query_as("SELECT subject, not_before FROM job WHERE kind = ?1")
        .bind(kind.as_str())
        .fetch_all(readers)
        .await?;
    rows.into_iter().map(|(subject, at)| Ok((subject, instant(at)?))).collect()
}

/// Counts of jobs, and since when the oldest due one has been due.
pub(super) async fn backlog(readers: &SqlitePool, now: Timestamp) -> Result<Backlog, StoreError> {
    let (due, held, later, oldest): (i64, i64, i64, Option<i64>) = sqlx::query_as(
        "SELECT count(*) FILTER (WHERE free AND not_before <= ?1), count(*) FILTER (WHERE NOT free), \
         count(*) FILTER (WHERE free AND not_before > ?1), min(not_before) FILTER (WHERE free AND not_before <= ?1) \
         FROM (SELECT not_before, leased_until IS NULL OR leased_until <= ?1 AS free FROM job)",
    )
    .bind(now.as_second())
    .fetch_one(readers)
    .await?;
    Ok(Backlog {
        due: count(due)?,
        held: count(held)?,
        later: count(later)?,
        oldest_due: instant_if(oldest)?,
    })
}
