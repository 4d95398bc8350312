//! The marks of each resource, in their table: what it says itself, and where it lies at its forge.
//!
//! Must not know what they tie.

use std::collections::BTreeMap;

use glane_catalog::identity::{completeness, place_mark, title_key, work_marks};
use glane_catalog::model::ResourceRecord;

use super::super::Write;
use crate::StoreError;

/// Whether a mark is weak, and whether it is a place.
type Kind = (bool, bool);

/// Replaces the marks of a resource that was just written, and what it is compared by.
pub(super) async fn keep(tx: &mut Write, number: i64, record: &ResourceRecord) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE resource SET title = ?2, says = ?3, address = ?4, \
         lost = EXISTS (SELECT 1 FROM link WHERE link.address = ?4 AND link.state = 'hidden') \
         WHERE number = ?1",
    )
    .bind(number)
    .bind(title_key(record))
    .bind(completeness(record))
    .bind(record.link())
    .execute(&mut **tx)
    .await?;
    let said = work_marks(record).into_iter().map(|mark| (mark.mark, (mark.weak, false)));
    let mut marks: BTreeMap<String, Kind> = said.collect();
    if let Some((project, path)) = home(tx, number).await? {
        marks.extend(places(&own(tx, project).await?, &path));
    }
    sqlx::query("DELETE FROM resource_mark WHERE resource = ?1").bind(number).execute(&mut **tx).await?;
    for (mark, kind) in marks {
        add(tx, number, &mark, kind).await?;
    }
    Ok(())
}

/// Brings the places of all parts of a project up to date with it.
pub(in crate::sqlite) async fn place(tx: &mut Write, project: i64) -> Result<(), StoreError> {
    let own = own(tx, project).await?;
    let parts: Vec<(i64, String)> = sqlx::query_as(
        "SELECT number, json_extract(document, '$.key.part.path') FROM resource \
         WHERE project = ?1 AND json_valid(document)",
    )
    .bind(project)
    .fetch_all(&mut **tx)
    .await?;
    for (number, path) in parts {
        sqlx::query("DELETE FROM resource_mark WHERE resource = ?1 AND place = 1")
            .bind(number)
            .execute(&mut **tx)
            .await?;
        for (mark, kind) in places(&own, &path) {
            add(tx, number, &mark, kind).await?;
        }
    }
    Ok(())
}

async fn add(tx: &mut Write, number: i64, mark: &str, (weak, place): Kind) -> Result<(), StoreError> {
    sqlx::query("INSERT OR REPLACE INTO resource_mark (resource, mark, weak, place) VALUES (?1, ?2, ?3, ?4)")
        .bind(number)
        .bind(mark)
        .bind(weak)
        .bind(place)
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// The project a resource lies in, and its path there.
async fn home(tx: &mut Write, number: i64) -> Result<Option<(i64, String)>, StoreError> {
    let found = sqlx::query_as(
        "SELECT project, json_extract(document, '$.key.part.path') FROM resource \
         WHERE number = ?1 AND project IS NOT NULL AND json_valid(document)",
    )
    .bind(number)
    .fetch_optional(&mut **tx)
    .await?;
    Ok(found)
}

/// The addresses under which its forge gives a project; none of one that is not shown.
async fn own(tx: &mut Write, project: i64) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> =
        sqlx::query_as("SELECT address FROM project_address WHERE project = ?1 AND role = 'own'")
            .bind(project)
            .fetch_all(&mut **tx)
            .await?;
    Ok(rows.into_iter().map(|(address,)| address).collect())
}

fn places(own: &[String], path: &str) -> Vec<(String, Kind)> {
    own.iter().map(|base| (place_mark(base, path), (false, true))).collect()
}
