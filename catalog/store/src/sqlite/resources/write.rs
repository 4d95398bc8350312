//! Writing resources: what is new, what says something else, and what is gone, in one transaction.
//!
//! What says what it said is known by its digest: no document is read for it, and none written.

use std::collections::{HashMap, HashSet};

use glane_catalog::model::{ProjectKey, ResourceKey, ResourceRecord, SourceId, Withdrawal};
use sqlx::SqlitePool;

use super::super::same::{Touched, settle};
use super::super::{Write, begin, changes, gate};
use super::document;
use crate::{StoreError, Written};

/// Whose the rows are.
#[derive(Clone, Copy)]
enum Owner<'a> {
    Project(i64),
    Source(&'a SourceId),
}

/// What a row says that is there.
struct Known {
    number: i64,
    digest: Vec<u8>,
    gathered_at: i64,
}

type KnownRow = (String, i64, Vec<u8>, i64);

/// Writes all parts of a project; see [`crate::ResourceStore::put_resources_of`].
pub(super) async fn parts(
    writer: &SqlitePool,
    project: &ProjectKey,
    records: &[ResourceRecord],
) -> Result<Written, StoreError> {
    let of_project = |key: &ResourceKey| key.project() == Some(project);
    refuse_misplaced(records, of_project, || project.to_string())?;
    let mut tx = begin(writer).await?;
    let number: Option<(i64,)> = sqlx::query_as("SELECT number FROM project WHERE forge = ?1 AND id = ?2")
        .bind(project.forge.as_str())
        .bind(&project.id)
        .fetch_optional(&mut *tx)
        .await?;
    let Some((number,)) = number else { return Ok(Written::default()) };
    let decisions = gate::decisions(&mut *tx, Some(project)).await?;
    let standing = Withdrawal::standing(&decisions);
    let mut known = known_of(&mut tx, number).await?;
    let (mut written, mut seen, mut touched) = (Written::default(), HashSet::new(), Touched::default());
    for record in records {
        let left = match &standing {
            Some(standing) if standing.whole => None,
            Some(standing) => record.clone().without_paths(&standing.paths),
            None => Some(record.clone()),
        };
        if let Some(record) = left.filter(|record| seen.insert(record.id())) {
            let former = known.remove(&record.id());
            put(&mut tx, Owner::Project(number), &record, former, (&mut written, &mut touched)).await?;
        }
    }
    for gone in known.values() {
        bury(&mut tx, gone.number, &mut touched).await?;
    }
    written.removed = known.len() as u64;
    settle(&mut tx, touched).await?;
    tx.commit().await?;
    Ok(written)
}

/// Writes records of another catalogue; see [`crate::ResourceStore::put_resources_from`].
pub(super) async fn records(
    writer: &SqlitePool,
    source: &SourceId,
    records: &[ResourceRecord],
) -> Result<Written, StoreError> {
    let from_source =
        |key: &ResourceKey| matches!(key, ResourceKey::Record { source: from, .. } if from == source);
    refuse_misplaced(records, from_source, || source.to_string())?;
    let mut tx = begin(writer).await?;
    let (mut written, mut seen, mut touched) = (Written::default(), HashSet::new(), Touched::default());
    for record in records.iter().filter(|record| seen.insert(record.id())) {
        let row: Option<KnownRow> =
            sqlx::query_as("SELECT id, number, digest, gathered_at FROM resource WHERE id = ?1")
                .bind(record.id())
                .fetch_optional(&mut *tx)
                .await?;
        let former = row.map(|row| known(row).1);
        put(&mut tx, Owner::Source(source), record, former, (&mut written, &mut touched)).await?;
    }
    settle(&mut tx, touched).await?;
    tx.commit().await?;
    Ok(written)
}

/// Writes a record over the one that was seen; see [`crate::ResourceStore::replace_resource`].
pub(super) async fn replace(
    writer: &SqlitePool,
    seen: &ResourceRecord,
    record: &ResourceRecord,
) -> Result<bool, StoreError> {
    refuse_misplaced(std::slice::from_ref(record), |key| *key == seen.key, || seen.id())?;
    let mut tx = begin(writer).await?;
    let stored: Option<(i64, Vec<u8>)> = sqlx::query_as("SELECT number, digest FROM resource WHERE id = ?1")
        .bind(seen.id())
        .fetch_optional(&mut *tx)
        .await?;
    let (was, is) = (document::digest(seen)?, document::digest(record)?);
    let Some((number, _)) = stored.filter(|(_, digest)| *digest == was) else { return Ok(false) };
    if was != is {
        let mut touched = Touched::default();
        change(&mut tx, record, number, is, &mut touched).await?;
        settle(&mut tx, touched).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Removes records of another catalogue; see [`crate::ResourceStore::remove_resources`].
pub(super) async fn remove(
    writer: &SqlitePool,
    source: &SourceId,
    ids: &[String],
) -> Result<u64, StoreError> {
    let mut tx = begin(writer).await?;
    let (mut removed, mut touched) = (0, Touched::default());
    for id in ids {
        let found: Option<(i64,)> =
            sqlx::query_as("SELECT number FROM resource WHERE id = ?1 AND source = ?2")
                .bind(id)
                .bind(source.as_str())
                .fetch_optional(&mut *tx)
                .await?;
        if let Some((number,)) = found {
            bury(&mut tx, number, &mut touched).await?;
            removed += 1;
        }
    }
    settle(&mut tx, touched).await?;
    tx.commit().await?;
    Ok(removed)
}

fn refuse_misplaced(
    records: &[ResourceRecord],
    belongs: impl Fn(&ResourceKey) -> bool,
    place: impl Fn() -> String,
) -> Result<(), StoreError> {
    let stray = records.iter().find(|record| !belongs(&record.key));
    stray.map_or(Ok(()), |record| Err(StoreError::Misplaced { resource: record.id(), place: place() }))
}

async fn known_of(tx: &mut Write, project: i64) -> Result<HashMap<String, Known>, StoreError> {
    let rows: Vec<KnownRow> =
        sqlx::query_as("SELECT id, number, digest, gathered_at FROM resource WHERE project = ?1")
            .bind(project)
            .fetch_all(&mut **tx)
            .await?;
    Ok(rows.into_iter().map(known).collect())
}

fn known((id, number, digest, gathered_at): KnownRow) -> (String, Known) {
    (id, Known { number, digest, gathered_at })
}

async fn put(
    tx: &mut Write,
    owner: Owner<'_>,
    record: &ResourceRecord,
    former: Option<Known>,
    (written, touched): (&mut Written, &mut Touched),
) -> Result<(), StoreError> {
    let digest = document::digest(record)?;
    match former {
        None => {
            create(tx, owner, record, digest, touched).await?;
            written.created += 1;
        }
        Some(former) if former.digest == digest => {
            gathered(tx, record, &former).await?;
            written.unchanged += 1;
        }
        Some(former) => {
            change(tx, record, former.number, digest, touched).await?;
            written.changed += 1;
        }
    }
    Ok(())
}

async fn create(
    tx: &mut Write,
    owner: Owner<'_>,
    record: &ResourceRecord,
    digest: Vec<u8>,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    let (project, source) = match owner {
        Owner::Project(number) => (Some(number), None),
        Owner::Source(source) => (None, Some(source.as_str().to_owned())),
    };
    let document = document::written(record, record.found_at)?;
    let sequence = changes::next(tx).await?;
    let id = record.id();
    sqlx::query("DELETE FROM resource_tombstone WHERE id = ?1").bind(&id).execute(&mut **tx).await?;
    let (number,): (i64,) = sqlx::query_as(
        "INSERT INTO resource (id, project, source, sequence, gathered_at, digest, document) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING number",
    )
    .bind(id)
    .bind(project)
    .bind(source)
    .bind(sequence)
    .bind(record.gathered_at.as_second())
    .bind(digest)
    .bind(document)
    .fetch_one(&mut **tx)
    .await?;
    touched.written(tx, number, record).await
}

async fn change(
    tx: &mut Write,
    record: &ResourceRecord,
    number: i64,
    digest: Vec<u8>,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    touched.before(tx, number).await?;
    let (stored,): (String,) = sqlx::query_as("SELECT document FROM resource WHERE number = ?1")
        .bind(number)
        .fetch_one(&mut **tx)
        .await?;
    let found_at = document::found_at(&stored).unwrap_or(record.found_at);
    let document = document::written(record, found_at)?;
    let sequence = changes::next(tx).await?;
    sqlx::query(
        "UPDATE resource SET sequence = ?2, gathered_at = ?3, digest = ?4, document = ?5 WHERE number = ?1",
    )
    .bind(number)
    .bind(sequence)
    .bind(record.gathered_at.as_second())
    .bind(digest)
    .bind(document)
    .execute(&mut **tx)
    .await?;
    touched.written(tx, number, record).await
}

/// Notes that it was gathered again; the document stays as it is.
async fn gathered(tx: &mut Write, record: &ResourceRecord, former: &Known) -> Result<(), StoreError> {
    let at = record.gathered_at.as_second();
    if at > former.gathered_at {
        sqlx::query("UPDATE resource SET gathered_at = ?2 WHERE number = ?1")
            .bind(former.number)
            .bind(at)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

/// Removes a row and leaves a tombstone.
async fn bury(tx: &mut Write, number: i64, touched: &mut Touched) -> Result<(), StoreError> {
    touched.before(tx, number).await?;
    let sequence = changes::next(tx).await?;
    sqlx::query(
        "INSERT INTO resource_tombstone (id, project, sequence) \
         SELECT id, project, ?2 FROM resource WHERE number = ?1",
    )
    .bind(number)
    .bind(sequence)
    .execute(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM resource WHERE number = ?1").bind(number).execute(&mut **tx).await?;
    Ok(())
}
