//! The log of passes, and when each named schedule last ran.
//!
//! Must not know what is scheduled or what a pass does.

use jiff::Timestamp;
use sqlx::SqlitePool;

use super::column::{count, instant, integer};
use crate::{PassRow, StoreError};

/// Adds a pass to the log.
pub(super) async fn add_pass(writer: &SqlitePool, pass: &PassRow) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO pass (project, ended_at, outcome, milliseconds) VALUES (?1, ?2, ?3, ?4)")
        .bind(pass.project)
        .bind(pass.ended_at.as_second())
        .bind(&pass.outcome)
        .bind(integer(pass.milliseconds))
        .execute(writer)
        .await?;
    Ok(())
}

/// A page of the log, oldest first.
pub(super) async fn passes(
    readers: &SqlitePool,
    after: i64,
    limit: u32,
) -> Result<Vec<(i64, PassRow)>, StoreError> {
    let rows: Vec<(i64, i64, i64, String, i64)> = sqlx::query_as(
        "SELECT number, project, ended_at, outcome, milliseconds FROM pass \
         WHERE number > ?1 ORDER BY number LIMIT ?2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|(number, project, ended_at, outcome, milliseconds)| {
            let (ended_at, milliseconds) = (instant(ended_at)?, count(milliseconds)?);
            Ok((number, PassRow { project, ended_at, outcome, milliseconds }))
        })
        .collect()
}

/// When a schedule last ran.
pub(super) async fn last_run(readers: &SqlitePool, schedule: &str) -> Result<Option<Timestamp>, StoreError> {
    let row: Option<(i64,)> = sqlx::query_as("SELECT ran_at FROM schedule WHERE name = ?1")
        .bind(schedule)
        .fetch_optional(readers)
        .await?;
    row.map(|(ran_at,)| instant(ran_at)).transpose()
}

/// Notes that a schedule ran.
pub(super) async fn set_last_run(
    writer: &SqlitePool,
    schedule: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO schedule (name, ran_at) VALUES (?1, ?2) \
         ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at",
    )
    .bind(schedule)
    .bind(at.as_second())
    .execute(writer)
    .await?;
    Ok(())
}
