//! The change sequence: its counter, whose it is, and the latest change of each record.
//!
//! Numbers are taken inside the writer's transaction, so they become visible in order.

use glane_catalog::model::{Change, ChangeKind};
use sqlx::SqlitePool;

use super::Write;
use super::column::{count, from_document, integer, key};
use crate::StoreError;

/// Takes the next number; it is given back when the transaction does not commit.
pub(super) async fn next(tx: &mut Write) -> Result<i64, StoreError> {
    let (value,) = sqlx::query_as("UPDATE change_counter SET value = value + 1 RETURNING value")
        .fetch_one(&mut **tx)
        .await?;
    Ok(value)
}

/// The last number taken.
pub(super) async fn sequence(readers: &SqlitePool) -> Result<u64, StoreError> {
    let (value,) = sqlx::query_as("SELECT value FROM change_counter").fetch_one(readers).await?;
    count(value)
}

/// The name of this database.
pub(super) async fn identity(readers: &SqlitePool) -> Result<String, StoreError> {
    let (value,) = sqlx::query_as("SELECT value FROM identity").fetch_one(readers).await?;
    Ok(value)
}

/// The latest change of each record above a number, in order.
pub(super) async fn list(readers: &SqlitePool, after: u64, limit: u32) -> Result<Vec<Change>, StoreError> {
    let rows: Vec<(i64, String, String, Option<String>, bool)> = sqlx::query_as(
        "SELECT sequence, forge, id, document, lead IS NOT NULL FROM project WHERE sequence > ?1 \
         UNION ALL SELECT sequence, forge, id, NULL, 0 FROM tombstone WHERE sequence > ?1 \
         ORDER BY sequence LIMIT ?2",
    )
    .bind(integer(after))
    .bind(limit)
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|(sequence, forge, id, document, led)| {
            let record = document.and_then(|document| from_document(&forge, &id, &document).ok());
            let put = if led { ChangeKind::Folded } else { ChangeKind::Put };
            let kind = record.map_or(ChangeKind::Removed, |record| put(Box::new(record)));
            Ok(Change { sequence: count(sequence)?, key: key(&forge, id)?, kind })
        })
        .collect()
}
