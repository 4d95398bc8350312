//! The change sequence: its counter, whose it is, and the latest change of each record.
//!
//! Numbers are taken inside the writer's transaction, so they become visible in order.

use glane_catalog::model::{Change, ChangeKind};
use sqlx::{SqliteConnection, SqlitePool};

use super::column::{count, from_document, integer, key};
use super::{Write, resources};
use crate::StoreError;

/// Takes the next number; it is given back when the transaction does not commit.
pub(super) async fn next(tx: &mut Write) -> Result<i64, StoreError> {
    take(tx, 1).await
}

/// Takes so many numbers; returns the last of them.
pub(super) async fn take(tx: &mut Write, many: i64) -> Result<i64, StoreError> {
    let (value,) = sqlx::query_as("UPDATE change_counter SET value = value + ?1 RETURNING value")
        .bind(many)
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
    // All that is read is of one state of the database: between two, a lower number could appear.
    let mut state = readers.begin().await?;
    let after = integer(after);
    let mut found = Vec::new();
    if let Some(last) = last_of_page(&mut state, after, limit).await? {
        found = projects(&mut state, after, last).await?;
        found.extend(resources::changes(&mut state, after, last).await?);
        found.sort_by_key(|change| change.sequence);
    }
    state.commit().await?;
    Ok(found)
}

/// The last of the next numbers, at most so many; none when there is no further one.
async fn last_of_page(
    connection: &mut SqliteConnection,
    after: i64,
    limit: u32,
) -> Result<Option<i64>, StoreError> {
    let (last,) = sqlx::query_as(
        "SELECT max(sequence) FROM (SELECT sequence FROM project WHERE sequence > ?1 \
         UNION ALL SELECT sequence FROM tombstone WHERE sequence > ?1 \
         UNION ALL SELECT sequence FROM resource WHERE sequence > ?1 \
         UNION ALL SELECT sequence FROM resource_tombstone WHERE sequence > ?1 \
         ORDER BY sequence LIMIT ?2)",
    )
    .bind(after)
    .bind(limit)
    .fetch_one(connection)
    .await?;
    Ok(last)
}

async fn projects(
    connection: &mut SqliteConnection,
    after: i64,
    last: i64,
) -> Result<Vec<Change>, StoreError> {
    let rows: Vec<(i64, String, String, Option<String>, bool)> = sqlx::query_as(
        "SELECT sequence, forge, id, document, lead IS NOT NULL FROM project \
         WHERE sequence > ?1 AND sequence <= ?2 UNION ALL \
         SELECT sequence, forge, id, NULL, 0 FROM tombstone WHERE sequence > ?1 AND sequence <= ?2",
    )
    .bind(after)
    .bind(last)
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|(sequence, forge, id, document, led)| {
            let record = document.and_then(|document| from_document(&forge, &id, &document).ok());
            let put = if led { ChangeKind::Folded } else { ChangeKind::Put };
            let kind = record.map_or(ChangeKind::Removed, |record| put(Box::new(record)));
            Ok(Change { sequence: count(sequence)?, key: key(&forge, id)?.into(), kind })
        })
        .collect()
}
