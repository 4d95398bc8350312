//! Where the projects of a forge stand, a page at a time, and the activity their forge tells of them.
//!
//! Must not know when a project is due.

use glane_catalog::model::ForgeId;
use jiff::Timestamp;
use sqlx::SqlitePool;

use super::begin;
use super::column::{from_document, to_document};
use crate::{Standing, StoreError};

/// A page of standings: full unless they end with it, so that a page without any means the end.
pub(super) async fn list(
    readers: &SqlitePool,
    forge: &ForgeId,
    after: i64,
    limit: u32,
) -> Result<Vec<Standing>, StoreError> {
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let (mut after, mut found) = (after, Vec::new());
    while found.len() < wanted {
        let missing = u32::try_from(wanted - found.len()).unwrap_or(limit);
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT number, document FROM project WHERE forge = ?1 AND number > ?2 ORDER BY number LIMIT ?3",
        )
        .bind(forge.as_str())
        .bind(after)
        .bind(missing)
        .fetch_all(readers)
        .await?;
        let Some((last, _)) = rows.last() else { break };
        after = *last;
        found.extend(rows.iter().filter_map(|(_, text)| serde_json::from_str::<Standing>(text).ok()));
    }
    Ok(found)
}

/// Notes the last activity of projects, all or nothing; one that cannot be read is passed over.
pub(super) async fn note_activity(
    writer: &SqlitePool,
    seen: &[(i64, Option<Timestamp>)],
) -> Result<(), StoreError> {
    let mut tx = begin(writer).await?;
    for (number, at) in seen {
        let row: Option<(String, String, String)> =
            sqlx::query_as("SELECT forge, id, document FROM project WHERE number = ?1")
                .bind(number)
                .fetch_optional(&mut *tx)
                .await?;
        let Some((forge, id, document)) = row else { continue };
        let Ok(mut record) = from_document(&forge, &id, &document) else { continue };
        record.source.last_activity_at = *at;
        sqlx::query("UPDATE project SET document = ?2 WHERE number = ?1")
            .bind(number)
            .bind(to_document(&record)?)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}
