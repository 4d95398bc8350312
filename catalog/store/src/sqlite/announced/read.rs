//! Reading announcements: one, pages by number, how many there are, and which sets.
//!
//! Whether a resource is shown is asked again here, so that nothing leaves between two announcements.

use std::collections::BTreeSet;

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, SqlitePool};

use super::super::column::{count, instant, instant_if};
use super::super::resources::document;
use super::super::same;
use crate::{Announced, Span, StoreError};

/// The document is given only while the resource is shown; see [`crate::ResourceStore`].
const TOLD: &str = "SELECT announced.number, announced.id, announced.datestamp, \
     (SELECT group_concat(spec, ' ' ORDER BY spec) FROM announced_set WHERE announced = announced.number), \
     resource.number, resource.gathered_at, \
     CASE WHEN announced.deleted = 0 AND resource.lead IS NULL AND resource.lost = 0 AND (resource.project IS NULL OR project.number IS NOT NULL) \
     THEN resource.document END \
     FROM announced LEFT JOIN resource ON resource.id = announced.id \
     LEFT JOIN project ON project.number = resource.project AND project.shown = 1 AND project.lead IS NULL ";

/// From the instants and the set of a [`Span`], which are bound first. The sign before the instants keeps
/// their index out of it: lists go by number, and would be sorted anew, documents and all, for each page.
const ASKED: &str = " +announced.datestamp >= ?1 AND +announced.datestamp <= ?2 AND (?3 IS NULL OR \
     EXISTS (SELECT 1 FROM announced_set WHERE spec = ?3 AND announced = announced.number)) ";

type Row = (i64, String, i64, Option<String>, Option<i64>, Option<i64>, Option<String>);

fn told(row: Row) -> Result<Announced, StoreError> {
    let (number, id, at, sets, resource, gathered_at, text) = row;
    let record = match (resource, gathered_at, text) {
        (Some(resource), Some(gathered_at), Some(text)) => {
            document::read(&id, resource, gathered_at, &text).ok()
        }
        _ => None,
    };
    let sets = sets.unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    Ok(Announced { number, id, at: instant(at)?, sets, record })
}

/// The seconds between which a span lies.
fn bounds(span: &Span) -> (i64, i64) {
    // What lies within a second of a bound counts as of that second, as all instants here.
    let from = span.from.map_or(i64::MIN, Timestamp::as_second);
    (from, span.until.map_or(i64::MAX, Timestamp::as_second))
}

/// A page of those asked for, by number.
pub(super) async fn list(
    readers: &SqlitePool,
    span: &Span,
    after: i64,
    limit: u32,
) -> Result<Vec<Announced>, StoreError> {
    let (from, until) = bounds(span);
    let mut connection = readers.acquire().await?;
    let asked = format!("{TOLD} WHERE {ASKED} AND announced.number > ?4 ORDER BY announced.number LIMIT ?5");
    let rows: Vec<Row> = sqlx::query_as(AssertSqlSafe(asked))
        .bind(from)
        .bind(until)
        .bind(span.set.as_deref())
        .bind(after)
        .bind(limit)
        .fetch_all(&mut *connection)
        .await?;
    let mut found: Vec<Announced> = rows.into_iter().map(told).collect::<Result<_, _>>()?;
    same::with_others(&mut connection, found.iter_mut().filter_map(|one| one.record.as_mut())).await?;
    Ok(found)
}

/// How many are asked for.
pub(super) async fn how_many(readers: &SqlitePool, span: &Span) -> Result<u64, StoreError> {
    let (from, until) = bounds(span);
    let asked = format!("SELECT count(*) FROM announced WHERE {ASKED}");
    let (many,): (i64,) = sqlx::query_as(AssertSqlSafe(asked))
        .bind(from)
        .bind(until)
        .bind(span.set.as_deref())
        .fetch_one(readers)
        .await?;
    count(many)
}

/// The one of an id.
pub(super) async fn one(readers: &SqlitePool, id: &str) -> Result<Option<Announced>, StoreError> {
    let asked = format!("{TOLD} WHERE announced.id = ?1");
    let mut connection = readers.acquire().await?;
    let row: Option<Row> =
        sqlx::query_as(AssertSqlSafe(asked)).bind(id).fetch_optional(&mut *connection).await?;
    let mut found = row.map(told).transpose()?;
    let record = found.as_mut().and_then(|one| one.record.as_mut());
    same::with_others(&mut connection, record.into_iter()).await?;
    Ok(found)
}

/// The earliest instant.
pub(super) async fn since(readers: &SqlitePool) -> Result<Option<Timestamp>, StoreError> {
    let (earliest,): (Option<i64>,) =
        sqlx::query_as("SELECT min(datestamp) FROM announced").fetch_one(readers).await?;
    instant_if(earliest)
}

/// Every set.
pub(super) async fn sets(readers: &SqlitePool) -> Result<BTreeSet<String>, StoreError> {
    let rows: Vec<(String,)> =
        sqlx::query_as("SELECT DISTINCT spec FROM announced_set").fetch_all(readers).await?;
    Ok(rows.into_iter().map(|(spec,)| spec).collect())
}

/// Up to which change all is announced.
pub(super) async fn up_to(readers: &SqlitePool) -> Result<u64, StoreError> {
    let (value,) = sqlx::query_as("SELECT value FROM announced_position").fetch_one(readers).await?;
    count(value)
}
