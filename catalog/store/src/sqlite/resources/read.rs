//! Reading resources: one, pages by number, and their part of the change sequence.
//!
//! Which of them are shown is said here, once.

use std::collections::BTreeSet;

use glane_catalog::model::{
    Change, ChangeKind, Home, PlacedResource, ProjectKey, RecordKey, ResourceRecord, SourceId,
};
use sqlx::{AssertSqlSafe, SqliteConnection, SqlitePool};

use super::document;
use crate::StoreError;
use crate::sqlite::column::{count, key};
use crate::sqlite::same;

/// Rows read at a time when all of them are gone through.
const PAGE: u32 = 500;

type Row = (i64, String, i64, String);

/// The record of an id.
pub(super) async fn get(readers: &SqlitePool, id: &str) -> Result<Option<ResourceRecord>, StoreError> {
    let row: Option<Row> =
        sqlx::query_as("SELECT number, id, gathered_at, document FROM resource WHERE id = ?1")
            .bind(id)
            .fetch_optional(readers)
            .await?;
    row.map(|row| record(&row)).transpose()
}

/// The project in which a removed resource lay.
pub(super) async fn former_home(readers: &SqlitePool, id: &str) -> Result<Option<ProjectKey>, StoreError> {
    let found: Option<(String, String)> = sqlx::query_as(
        "SELECT project.forge, project.id FROM resource_tombstone AS gone \
         JOIN project ON project.number = gone.project WHERE gone.id = ?1",
    )
    .bind(id)
    .fetch_optional(readers)
    .await?;
    found.map(|(forge, project)| key(&forge, project)).transpose()
}

fn record((number, id, gathered_at, text): &Row) -> Result<ResourceRecord, StoreError> {
    document::read(id, *number, *gathered_at, text)
}

/// Which resources a list is of.
#[derive(Clone, Copy)]
pub(super) enum Of<'a> {
    /// All of them.
    All,
    /// Those of one project.
    Project(&'a ProjectKey),
}

async fn rows(readers: &SqlitePool, of: Of<'_>, after: i64, limit: u32) -> Result<Vec<Row>, StoreError> {
    let asked = match of {
        Of::All => sqlx::query_as(
            "SELECT number, id, gathered_at, document FROM resource WHERE number > ?1 \
             ORDER BY number LIMIT ?2",
        )
        .bind(after)
        .bind(limit),
        Of::Project(project) => sqlx::query_as(
            "SELECT number, id, gathered_at, document FROM resource WHERE number > ?1 AND project = \
             (SELECT number FROM project WHERE forge = ?3 AND id = ?4) ORDER BY number LIMIT ?2",
        )
        .bind(after)
        .bind(limit)
        .bind(project.forge.as_str())
        .bind(&project.id),
    };
    Ok(asked.fetch_all(readers).await?)
}

/// A page of those that can be read, by number: full unless they end with it, so that a page without any
/// means the end.
pub(super) async fn list(
    readers: &SqlitePool,
    of: Of<'_>,
    after: i64,
    limit: u32,
) -> Result<Vec<ResourceRecord>, StoreError> {
    let (mut after, mut found) = (after, Vec::new());
    while let missing @ 1.. = missing(limit, found.len()) {
        let rows = rows(readers, of, after, missing).await?;
        let Some(last) = rows.last() else { break };
        after = last.0;
        found.extend(rows.iter().filter_map(|row| record(row).ok()));
    }
    Ok(found)
}

fn missing(limit: u32, found: usize) -> u32 {
    limit.saturating_sub(u32::try_from(found).unwrap_or(u32::MAX))
}

/// A resource with its project where that is shown and no other stands for it, and no other for the
/// resource, whose address is not lost: only of those, the document is read at all.
const PLACED: &str = "SELECT resource.sequence, resource.number, resource.id, gathered_at, \
     CASE WHEN resource.lead IS NULL AND resource.lost = 0 AND (resource.project IS NULL OR project.number IS NOT NULL) \
     THEN resource.document END, \
     project.forge, project.id, project.path, project.title, project.archived FROM resource \
     LEFT JOIN project ON project.number = resource.project AND project.shown = 1 AND project.lead IS NULL ";

type PlacedRow = (
    i64,
    i64,
    String,
    i64,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<bool>,
);

/// What a row shows; none when it is not shown, or cannot be read.
fn placed(row: PlacedRow) -> Result<Option<PlacedResource>, StoreError> {
    let (_, number, id, gathered_at, text, forge, project, path, title, archived) = row;
    let record = text.and_then(|text| document::read(&id, number, gathered_at, &text).ok());
    let home = match (forge, project) {
        (Some(forge), Some(project)) => Some(Home {
            project: key(&forge, project)?,
            path: path.unwrap_or_default(),
            title: title.unwrap_or_default(),
            archived: archived.unwrap_or_default(),
        }),
        _ => None,
    };
    Ok(record.map(|record| PlacedResource { record, home }))
}

/// The latest changes of resources between two numbers, the second included.
pub(in crate::sqlite) async fn changes(
    connection: &mut SqliteConnection,
    after: i64,
    last: i64,
) -> Result<Vec<Change>, StoreError> {
    let asked = format!("{PLACED} WHERE resource.sequence > ?1 AND resource.sequence <= ?2");
    let rows: Vec<PlacedRow> =
        sqlx::query_as(AssertSqlSafe(asked)).bind(after).bind(last).fetch_all(&mut *connection).await?;
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        shown.push((count(row.0)?, row.2.clone(), placed(row)?));
    }
    let records = shown.iter_mut().filter_map(|(.., placed)| Some(&mut placed.as_mut()?.record));
    same::with_others(connection, records).await?;
    let change = |(sequence, id, placed): (u64, String, Option<PlacedResource>)| {
        let kind = placed.map_or(ChangeKind::Removed, |placed| ChangeKind::PutResource(Box::new(placed)));
        Change { sequence, key: RecordKey::Resource(id), kind }
    };
    let mut found: Vec<Change> = shown.into_iter().map(change).collect();
    let gone: Vec<(i64, String)> =
        sqlx::query_as("SELECT sequence, id FROM resource_tombstone WHERE sequence > ?1 AND sequence <= ?2")
            .bind(after)
            .bind(last)
            .fetch_all(connection)
            .await?;
    for (sequence, id) in gone {
        let key = RecordKey::Resource(id);
        found.push(Change { sequence: count(sequence)?, key, kind: ChangeKind::Removed });
    }
    Ok(found)
}

/// Ids of every record of another catalogue.
pub(super) async fn ids(readers: &SqlitePool, source: &SourceId) -> Result<BTreeSet<String>, StoreError> {
    let rows: Vec<(String,)> = sqlx::query_as("SELECT id FROM resource WHERE source = ?1")
        .bind(source.as_str())
        .fetch_all(readers)
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What is wrong with each document that cannot be read.
pub(in crate::sqlite) async fn unreadable(readers: &SqlitePool) -> Result<Vec<String>, StoreError> {
    let (mut after, mut found) = (0, Vec::new());
    loop {
        let rows = rows(readers, Of::All, after, PAGE).await?;
        let Some((last, ..)) = rows.last() else { return Ok(found) };
        after = *last;
        found.extend(rows.iter().filter_map(|row| record(row).err()).map(|error| error.to_string()));
    }
}
