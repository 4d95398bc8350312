//! Project records: written with their place in the change sequence, read by key or by number.
//!
//! The document is the record; the other columns are resolved from it and only ever queried.

use glane_catalog::model::{MirrorRecord, ProjectKey, ProjectRecord, SourceProject};
use jiff::Timestamp;
use sqlx::SqlitePool;

use super::column::{from_document, to_document};
use super::{Write, begin, changes, kin, paths, resources};
use crate::StoreError;

/// Writes a record; see [`crate::Store::put_project`].
pub(super) async fn put(writer: &SqlitePool, record: &ProjectRecord) -> Result<ProjectRecord, StoreError> {
    let mut tx = begin(writer).await?;
    let record = put_within(&mut tx, record.clone()).await?;
    tx.commit().await?;
    Ok(record)
}

/// Writes a record over the one that was seen; see [`crate::Store::replace_project`].
pub(super) async fn replace(
    writer: &SqlitePool,
    seen: &ProjectRecord,
    record: &ProjectRecord,
) -> Result<bool, StoreError> {
    let mut tx = begin(writer).await?;
    if stored(&mut tx, &record.source.key).await?.as_ref() != Some(seen) {
        return Ok(false);
    }
    put_within(&mut tx, record.clone()).await?;
    tx.commit().await?;
    Ok(true)
}

async fn stored(tx: &mut Write, key: &ProjectKey) -> Result<Option<ProjectRecord>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as("SELECT document FROM project WHERE forge = ?1 AND id = ?2")
        .bind(key.forge.as_str())
        .bind(&key.id)
        .fetch_optional(&mut **tx)
        .await?;
    row.map(|(document,)| from_document(key.forge.as_str(), &key.id, &document)).transpose()
}

/// Writes what a listing says; see [`crate::Store::put_source`].
pub(super) async fn put_source(
    writer: &SqlitePool,
    source: &SourceProject,
) -> Result<ProjectRecord, StoreError> {
    let mut tx = begin(writer).await?;
    let record = match stored(&mut tx, &source.key).await? {
        None => ProjectRecord::discovered(source.clone()),
        Some(mut record) => {
            record.rediscover(source.clone());
            record
        }
    };
    let record = put_within(&mut tx, record).await?;
    tx.commit().await?;
    Ok(record)
}

async fn put_within(tx: &mut Write, mut record: ProjectRecord) -> Result<ProjectRecord, StoreError> {
    let key = &record.source.key;
    let stored: Option<(i64, String)> =
        sqlx::query_as("SELECT number, document FROM project WHERE forge = ?1 AND id = ?2")
            .bind(key.forge.as_str())
            .bind(&key.id)
            .fetch_optional(&mut **tx)
            .await?;
    if let Some((number, stored)) = stored {
        record.number = number;
        let document = to_document(&record)?;
        if document != stored {
            let outward = resources::Outward::of(tx, number).await?;
            let sequence = changes::next(tx).await?;
            write(tx, &record, &document, sequence).await?;
            kin::keep(tx, &record).await?;
            if resources::Outward::of(tx, number).await? != outward {
                resources::follow(tx, number).await?;
            }
        }
    } else {
        let sequence = changes::next(tx).await?;
        record.number = create(tx, key, sequence).await?;
        let document = to_document(&record)?;
        write(tx, &record, &document, sequence).await?;
        kin::keep(tx, &record).await?;
    }
    // Also after an equal write: another project may have taken the path meanwhile.
    paths::keep(tx, &record).await?;
    Ok(record)
}

/// Makes the row, and so the number, of a key that has none.
async fn create(tx: &mut Write, key: &ProjectKey, sequence: i64) -> Result<i64, StoreError> {
    sqlx::query("DELETE FROM tombstone WHERE forge = ?1 AND id = ?2")
        .bind(key.forge.as_str())
        .bind(&key.id)
        .execute(&mut **tx)
        .await?;
    let (number,) =
        sqlx::query_as("INSERT INTO project (forge, id, sequence) VALUES (?1, ?2, ?3) RETURNING number")
            .bind(key.forge.as_str())
            .bind(&key.id)
            .bind(sequence)
            .fetch_one(&mut **tx)
            .await?;
    Ok(number)
}

async fn write(
    tx: &mut Write,
    record: &ProjectRecord,
    document: &str,
    sequence: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE project SET path = ?2, state = ?3, shown = ?4, title = ?5, licence = ?6, archived = ?7, \
         sequence = ?8, document = ?9 WHERE number = ?1",
    )
    .bind(record.number)
    .bind(&record.source.path)
    .bind(record.state.as_str())
    .bind(record.is_shown())
    .bind(record.title())
    .bind(record.licence())
    .bind(record.source.archived)
    .bind(sequence)
    .bind(document)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The record of a key.
pub(super) async fn get(readers: &SqlitePool, key: &ProjectKey) -> Result<Option<ProjectRecord>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as("SELECT document FROM project WHERE forge = ?1 AND id = ?2")
        .bind(key.forge.as_str())
        .bind(&key.id)
        .fetch_optional(readers)
        .await?;
    row.map(|(document,)| from_document(key.forge.as_str(), &key.id, &document)).transpose()
}

/// Notes when a record was last found up to date; see [`crate::Store::touch_project`].
pub(super) async fn touch(writer: &SqlitePool, number: i64, at: Timestamp) -> Result<(), StoreError> {
    let mut tx = begin(writer).await?;
    let row: Option<(String, String, String)> =
        sqlx::query_as("SELECT forge, id, document FROM project WHERE number = ?1")
            .bind(number)
            .fetch_optional(&mut *tx)
            .await?;
    if let Some((forge, id, document)) = row {
        let mut record = from_document(&forge, &id, &document)?;
        record.collected_at = Some(at);
        sqlx::query("UPDATE project SET document = ?2 WHERE number = ?1")
            .bind(number)
            .bind(to_document(&record)?)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Notes when copies were compared; see [`crate::Store::note_looks`].
pub(super) async fn note_looks(
    writer: &SqlitePool,
    number: i64,
    mirrors: &[MirrorRecord],
) -> Result<(), StoreError> {
    let mut tx = begin(writer).await?;
    let row: Option<(String, String, String)> =
        sqlx::query_as("SELECT forge, id, document FROM project WHERE number = ?1")
            .bind(number.abs())
            .fetch_optional(&mut *tx)
            .await?;
    if let Some((forge, id, document)) = row {
        let mut record = from_document(&forge, &id, &document)?;
        for known in if number < 0 { &mut record.wiki_mirrors } else { &mut record.mirrors } {
            if let Some(looked) = mirrors.iter().find(|mirror| mirror.host == known.host) {
                known.compared_at = looked.compared_at;
                known.host_state.clone_from(&looked.host_state);
            }
        }
        sqlx::query("UPDATE project SET document = ?2 WHERE number = ?1")
            .bind(number.abs())
            .bind(to_document(&record)?)
            .execute(&mut *tx)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

type Row = (i64, String, String, String);

/// Rows read at a time when all of them are gone through.
const PAGE: u32 = 500;

async fn rows(readers: &SqlitePool, after: i64, limit: u32) -> Result<Vec<Row>, StoreError> {
    let rows = sqlx::query_as(
        "SELECT number, forge, id, document FROM project WHERE number > ?1 ORDER BY number LIMIT ?2",
    )
    .bind(after)
    .bind(limit)
    .fetch_all(readers)
    .await?;
    Ok(rows)
}

/// A page of all records that can be read, by number: full unless they end with it, so that a page
/// without any means the end.
pub(super) async fn list(
    readers: &SqlitePool,
    after: i64,
    limit: u32,
) -> Result<Vec<ProjectRecord>, StoreError> {
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let (mut after, mut found) = (after, Vec::new());
    while found.len() < wanted {
        let missing = u32::try_from(wanted - found.len()).unwrap_or(limit);
        let rows = rows(readers, after, missing).await?;
        let Some((last, ..)) = rows.last() else { break };
        after = *last;
        found.extend(rows.iter().filter_map(|(_, forge, id, text)| from_document(forge, id, text).ok()));
    }
    Ok(found)
}

/// What is wrong with each document that cannot be read.
pub(super) async fn unreadable(readers: &SqlitePool) -> Result<Vec<String>, StoreError> {
    let (mut after, mut found) = (0, Vec::new());
    loop {
        let rows = rows(readers, after, PAGE).await?;
        let Some((last, ..)) = rows.last() else { return Ok(found) };
        after = *last;
        let wrong = rows.iter().filter_map(|(_, forge, id, text)| from_document(forge, id, text).err());
        found.extend(wrong.map(|error| error.to_string()));
    }
}

/// Removes a record and leaves a tombstone; nothing to do when there is none.
pub(super) async fn remove(writer: &SqlitePool, key: &ProjectKey) -> Result<(), StoreError> {
    let mut tx = begin(writer).await?;
    let known: Option<(i64,)> = sqlx::query_as("SELECT number FROM project WHERE forge = ?1 AND id = ?2")
        .bind(key.forge.as_str())
        .bind(&key.id)
        .fetch_optional(&mut *tx)
        .await?;
    if let Some((number,)) = known {
        let alike = kin::alike(&mut tx, number).await?;
        resources::leave(&mut tx, number).await?;
        sqlx::query("DELETE FROM project WHERE number = ?1").bind(number).execute(&mut *tx).await?;
        let sequence = changes::next(&mut tx).await?;
        sqlx::query("INSERT INTO tombstone (forge, id, number, sequence) VALUES (?1, ?2, ?3, ?4)")
            .bind(key.forge.as_str())
            .bind(&key.id)
            .bind(number)
            .bind(sequence)
            .execute(&mut *tx)
            .await?;
        kin::settle(&mut tx, &alike, None).await?;
    }
    tx.commit().await?;
    Ok(())
}
