//! Writing announcements: those of one stretch of the change sequence, in one transaction.
//!
//! The instant is the caller's, and is moved forward where an earlier caller's clock was ahead.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sqlx::SqlitePool;

use super::super::column::integer;
use super::super::{Write, begin};
use crate::{Announcement, StoreError};

/// Announces a stretch of changes; see [`crate::AnnouncedStore::announce`].
pub(super) async fn announce(
    writer: &SqlitePool,
    after: u64,
    last: u64,
    at: Timestamp,
    changes: &[Announcement],
) -> Result<bool, StoreError> {
    let mut tx = begin(writer).await?;
    let moved = sqlx::query("UPDATE announced_position SET value = ?2 WHERE value = ?1")
        .bind(integer(after))
        .bind(integer(last))
        .execute(&mut *tx)
        .await?;
    if moved.rows_affected() == 0 {
        return Ok(false);
    }
    let (latest,): (Option<i64>,) =
        sqlx::query_as("SELECT max(datestamp) FROM announced").fetch_one(&mut *tx).await?;
    let second = at.as_second().max(latest.unwrap_or(i64::MIN));
    for change in changes {
        match &change.sets {
            Some(sets) => tell(&mut tx, change, sets, second).await?,
            None => tell_gone(&mut tx, change, second).await?,
        }
    }
    tx.commit().await?;
    Ok(true)
}

async fn tell(
    tx: &mut Write,
    change: &Announcement,
    sets: &BTreeSet<String>,
    second: i64,
) -> Result<(), StoreError> {
    let (number,): (i64,) = sqlx::query_as(
        "INSERT INTO announced (id, datestamp, sequence, deleted) VALUES (?1, ?2, ?3, 0) \
         ON CONFLICT (id) DO UPDATE SET datestamp = excluded.datestamp, sequence = excluded.sequence, \
         deleted = 0 RETURNING number",
    )
    .bind(&change.id)
    .bind(second)
    .bind(integer(change.sequence))
    .fetch_one(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM announced_set WHERE announced = ?1").bind(number).execute(&mut **tx).await?;
    for spec in sets {
        sqlx::query("INSERT INTO announced_set (announced, spec) VALUES (?1, ?2)")
            .bind(number)
            .bind(spec)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Its sets stay: who harvests one of them must learn that it is gone.
async fn tell_gone(tx: &mut Write, change: &Announcement, second: i64) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE announced SET datestamp = ?2, sequence = ?3, deleted = 1 WHERE id = ?1 AND deleted = 0",
    )
    .bind(&change.id)
    .bind(second)
    .bind(integer(change.sequence))
    .execute(&mut **tx)
    .await?;
    Ok(())
}
