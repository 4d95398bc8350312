//! Jobs: filed once, claimed for a lease, fenced so that only the latest holder may write.
//!
//! The clock is the caller's. A due time is rounded down and a lease up to the second, so that a job
//! filed "now" is due now and a lease never ends early.

use std::time::Duration;

use jiff::Timestamp;
use sqlx::SqlitePool;
use sqlx::sqlite::SqliteQueryResult;

use super::begin;
use super::column::count;
use crate::{Job, JobKind, JobSpec, StoreError};

type Row = (i64, String, String, Option<String>, i64, i64, i64);

/// Files jobs, all or nothing.
pub(super) async fn file(writer: &SqlitePool, specs: &[JobSpec], now: Timestamp) -> Result<u64, StoreError> {
    let mut tx = begin(writer).await?;
    let mut new = 0;
    for spec in specs {
        let filed = sqlx::query(
            "INSERT INTO job (kind, subject, priority, not_before, filed_at) VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT (kind, subject) DO NOTHING",
        )
        .bind(spec.kind.as_str())
        .bind(&spec.subject)
        .bind(spec.priority)
        .bind(spec.not_before.as_second())
        .bind(now.as_second())
        .execute(&mut *tx)
        .await?;
        new += filed.rows_affected();
        if filed.rows_affected() == 0 {
            sqlx::query(
                "UPDATE job SET priority = max(priority, ?3), not_before = min(not_before, ?4), \
                 attempts = CASE WHEN worker IS NULL THEN 0 ELSE attempts END, \
                 again = CASE WHEN worker IS NULL THEN again ELSE 1 END \
                 WHERE kind = ?1 AND subject = ?2",
            )
            .bind(spec.kind.as_str())
            .bind(&spec.subject)
            .bind(spec.priority)
            .bind(spec.not_before.as_second())
            .execute(&mut *tx)
            .await?;
        }
    }
    tx.commit().await?;
    Ok(new)
}

/// Claims the first due job that nobody holds: any, or one about these subjects, and of any kind
/// but one.
pub(super) async fn claim(
    writer: &SqlitePool,
    (subjects, but): (Option<&[String]>, Option<JobKind>),
    worker: &str,
    now: Timestamp,
    lease: Duration,
) -> Result<Option<Job>, StoreError> {
    // The row is given before the statement ends: only the end of a transaction tells that it is durable.
    let mut tx = begin(writer).await?;
    let row: Option<Row> = sqlx::query_as(
        "UPDATE job SET worker = ?1, leased_until = ?3, fence = fence + 1, attempts = attempts + 1 \
         WHERE id = (SELECT id FROM job WHERE not_before <= ?2 \
           AND (leased_until IS NULL OR leased_until <= ?2) \
           AND (?4 IS NULL OR subject IN (SELECT value FROM json_each(?4))) \
           AND (?5 IS NULL OR kind <> ?5) ORDER BY priority DESC, id LIMIT 1) \
         RETURNING id, kind, subject, step, attempts, failures, fence",
    )
    .bind(worker)
    .bind(now.as_second())
    .bind(lease_end(now, lease))
    .bind(subjects.map(serde_json::to_string).transpose().map_err(|error| sqlx::Error::Encode(error.into()))?)
    .bind(but.map(JobKind::as_str))
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    row.map(read).transpose()
}

fn read((id, kind, subject, step, attempts, failures, fence): Row) -> Result<Job, StoreError> {
    let kind = JobKind::parse(&kind)
        .ok_or_else(|| sqlx::Error::Decode(format!("job {id} is of the unknown kind {kind:?}").into()))?;
    let [attempts, failures] = [attempts, failures].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    Ok(Job { id, kind, subject, step, attempts, failures, fence })
}

/// Notes the step that begins and extends the lease.
pub(super) async fn step(
    writer: &SqlitePool,
    job: &Job,
    step: &str,
    now: Timestamp,
    lease: Duration,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE job SET step = ?3, leased_until = ?4 WHERE id = ?1 AND fence = ?2 AND worker IS NOT NULL",
    )
    .bind(job.id)
    .bind(job.fence)
    .bind(step)
    .bind(lease_end(now, lease))
    .execute(writer)
    .await?;
    held(job, &done)
}

/// Extends a lease.
pub(super) async fn renew(
    writer: &SqlitePool,
    job: &Job,
    now: Timestamp,
    lease: Duration,
) -> Result<(), StoreError> {
    let done =
        sqlx::query("UPDATE job SET leased_until = ?3 WHERE id = ?1 AND fence = ?2 AND worker IS NOT NULL")
            .bind(job.id)
            .bind(job.fence)
            .bind(lease_end(now, lease))
            .execute(writer)
            .await?;
    held(job, &done)
}

/// Ends a job, for good unless it was filed again meanwhile.
pub(super) async fn finish(writer: &SqlitePool, job: &Job) -> Result<(), StoreError> {
    let mut tx = begin(writer).await?;
    let again = sqlx::query(
        "UPDATE job SET worker = NULL, leased_until = NULL, step = NULL, attempts = 0, failures = 0, \
         error = NULL, again = 0 \
         WHERE id = ?1 AND fence = ?2 AND worker IS NOT NULL AND again = 1",
    )
    .bind(job.id)
    .bind(job.fence)
    .execute(&mut *tx)
    .await?;
    if again.rows_affected() == 0 {
        let done = sqlx::query("DELETE FROM job WHERE id = ?1 AND fence = ?2 AND worker IS NOT NULL")
            .bind(job.id)
            .bind(job.fence)
            .execute(&mut *tx)
            .await?;
        held(job, &done)?;
    }
    tx.commit().await?;
    Ok(())
}

/// Gives a job back.
pub(super) async fn release(
    writer: &SqlitePool,
    job: &Job,
    not_before: Timestamp,
    error: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE job SET worker = NULL, leased_until = NULL, not_before = ?3, error = ?4 \
         WHERE id = ?1 AND fence = ?2 AND worker IS NOT NULL",
    )
    .bind(job.id)
    .bind(job.fence)
    .bind(not_before.as_second())
    .bind(error)
    .execute(writer)
    .await?;
    held(job, &done)
}

/// Gives a job back after a failure, which is counted; at once if it was filed again meanwhile.
pub(super) async fn retry(
    writer: &SqlitePool,
    job: &Job,
    not_before: Timestamp,
    error: &str,
) -> Result<(), StoreError> {
    let done = sqlx::query(
        "UPDATE job SET worker = NULL, leased_until = NULL, step = NULL, attempts = 0, again = 0, \
         failures = failures + 1, not_before = CASE WHEN again = 1 THEN not_before ELSE ?3 END, error = ?4 \
         WHERE id = ?1 AND fence = ?2 AND worker IS NOT NULL",
    )
    .bind(job.id)
    .bind(job.fence)
    .bind(not_before.as_second())
    .bind(error)
    .execute(writer)
    .await?;
    held(job, &done)
}

/// Frees every lease.
pub(super) async fn free_leases(writer: &SqlitePool) -> Result<u64, StoreError> {
    let freed = sqlx::query("UPDATE job SET worker = NULL, leased_until = NULL WHERE worker IS NOT NULL")
        .execute(writer)
        .await?;
    Ok(freed.rows_affected())
}

/// Number of unfinished jobs.
pub(super) async fn unfinished(readers: &SqlitePool) -> Result<u64, StoreError> {
    let (jobs,) = sqlx::query_as("SELECT count(*) FROM job").fetch_one(readers).await?;
    count(jobs)
}

/// A write that met no row came from someone who no longer holds the job.
fn held(job: &Job, done: &SqliteQueryResult) -> Result<(), StoreError> {
    if done.rows_affected() == 0 { Err(StoreError::LeaseLost(job.id)) } else { Ok(()) }
}

fn lease_end(now: Timestamp, lease: Duration) -> i64 {
    let end = now.checked_add(lease).unwrap_or(Timestamp::MAX);
    end.as_second() + i64::from(end.subsec_nanosecond() > 0)
}
