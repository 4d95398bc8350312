//! What spares the forges a question: former answers, deliveries already taken, pauses.
//!
//! Must not know what an answer means.

use glane_catalog::model::ForgeId;
use jiff::Timestamp;
use sqlx::SqlitePool;

use super::column::instant;
use crate::{Answer, Pause, StoreError};

/// The former answer to a question.
pub(super) async fn answer(
    readers: &SqlitePool,
    forge: &ForgeId,
    question: &str,
) -> Result<Option<Answer>, StoreError> {
    let row: Option<(String, String)> =
        sqlx::query_as("SELECT validator, document FROM answer WHERE forge = ?1 AND question = ?2")
            .bind(forge.as_str())
            .bind(question)
            .fetch_optional(readers)
            .await?;
    Ok(row.map(|(validator, document)| Answer { validator, document }))
}

/// Keeps an answer in place of the former one.
pub(super) async fn put_answer(
    writer: &SqlitePool,
    forge: &ForgeId,
    question: &str,
    answer: &Answer,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO answer (forge, question, validator, document, at) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (forge, question) DO UPDATE SET \
         validator = excluded.validator, document = excluded.document, at = excluded.at",
    )
    .bind(forge.as_str())
    .bind(question)
    .bind(&answer.validator)
    .bind(&answer.document)
    .bind(at.as_second())
    .execute(writer)
    .await?;
    Ok(())
}

/// Notes a delivery; whether it is new.
pub(super) async fn note_delivery(
    writer: &SqlitePool,
    forge: &ForgeId,
    delivery: &str,
    at: Timestamp,
) -> Result<bool, StoreError> {
    let noted =
        sqlx::query("INSERT INTO delivery (forge, delivery, at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")
            .bind(forge.as_str())
            .bind(delivery)
            .bind(at.as_second())
            .execute(writer)
            .await?;
    Ok(noted.rows_affected() == 1)
}

/// Forgets a delivery.
pub(super) async fn forget_delivery(
    writer: &SqlitePool,
    forge: &ForgeId,
    delivery: &str,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM delivery WHERE forge = ?1 AND delivery = ?2")
        .bind(forge.as_str())
        .bind(delivery)
        .execute(writer)
        .await?;
    Ok(())
}

/// Forgets passes, deliveries, answers and links from before an instant; how many rows went.
pub(super) async fn prune(writer: &SqlitePool, before: Timestamp) -> Result<u64, StoreError> {
    let mut gone = 0;
    for statement in [
        "DELETE FROM pass WHERE ended_at < ?1 AND number NOT IN (SELECT max(number) FROM pass GROUP BY project)",
        "DELETE FROM delivery WHERE at < ?1",
        "DELETE FROM answer WHERE at < ?1",
        "DELETE FROM link WHERE checked_at < ?1",
    ] {
        gone += sqlx::query(statement).bind(before.as_second()).execute(writer).await?.rows_affected();
    }
    Ok(gone)
}

/// Sets or, with none, ends a pause.
pub(super) async fn set_pause(
    writer: &SqlitePool,
    side: &str,
    id: &str,
    pause: Option<&Pause>,
) -> Result<(), StoreError> {
    let Some(pause) = pause else {
        sqlx::query("DELETE FROM pause WHERE side = ?1 AND id = ?2")
            .bind(side)
            .bind(id)
            .execute(writer)
            .await?;
        return Ok(());
    };
    sqlx::query(
        "INSERT INTO pause (side, id, until, reason) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (side, id) DO UPDATE SET until = excluded.until, reason = excluded.reason",
    )
    .bind(side)
    .bind(id)
    .bind(pause.until.as_second())
    .bind(&pause.reason)
    .execute(writer)
    .await?;
    Ok(())
}

/// The pause of a side, whether or not it has run out.
pub(super) async fn pause(readers: &SqlitePool, side: &str, id: &str) -> Result<Option<Pause>, StoreError> {
    let row: Option<(i64, String)> =
        sqlx::query_as("SELECT until, reason FROM pause WHERE side = ?1 AND id = ?2")
            .bind(side)
            .bind(id)
            .fetch_optional(readers)
            .await?;
    row.map(|(until, reason)| Ok(Pause { until: instant(until)?, reason })).transpose()
}
