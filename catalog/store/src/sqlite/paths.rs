//! The map from every path a project has or had to that project.
//!
//! A path is current for one project at most; the former ones are kept until their project goes.

use glane_catalog::model::{ForgeId, ProjectRecord};
use sqlx::SqlitePool;

use super::Write;
use super::column::{folded, from_document};
use crate::StoreError;

/// Brings the map up to date with a record that is being written.
pub(super) async fn keep(tx: &mut Write, record: &ProjectRecord) -> Result<(), StoreError> {
    if !is_current(tx, record).await? {
        take(tx, record).await?;
    }
    for alias in &record.aliases {
        add(tx, record, alias, false).await?;
    }
    Ok(())
}

async fn is_current(tx: &mut Write, record: &ProjectRecord) -> Result<bool, StoreError> {
    let (current,) = sqlx::query_as(
        "SELECT EXISTS (SELECT 1 FROM project_path WHERE project = ?1 AND path = ?2 AND current = 1)",
    )
    .bind(record.number)
    .bind(&record.source.path)
    .fetch_one(&mut **tx)
    .await?;
    Ok(current)
}

/// Makes the record's path its current one: its other paths, and another project's hold on this
/// one, become former. Written anew rather than updated, so that its number is the latest.
async fn take(tx: &mut Write, record: &ProjectRecord) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE project_path SET current = 0 \
         WHERE current = 1 AND (project = ?1 OR (forge = ?2 AND folded = ?3 AND path = ?4))",
    )
    .bind(record.number)
    .bind(record.source.key.forge.as_str())
    .bind(folded(&record.source.path))
    .bind(&record.source.path)
    .execute(&mut **tx)
    .await?;
    sqlx::query("DELETE FROM project_path WHERE project = ?1 AND path = ?2")
        .bind(record.number)
        .bind(&record.source.path)
        .execute(&mut **tx)
        .await?;
    add(tx, record, &record.source.path, true).await
}

async fn add(tx: &mut Write, record: &ProjectRecord, path: &str, current: bool) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO project_path (forge, path, folded, project, current) VALUES (?1, ?2, ?3, ?4, ?5) \
         ON CONFLICT (project, path) DO NOTHING",
    )
    .bind(record.source.key.forge.as_str())
    .bind(path)
    .bind(folded(path))
    .bind(record.number)
    .bind(current)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// The project of a path: current before former, the same spelling before another case, latest first.
pub(super) async fn project_at(
    readers: &SqlitePool,
    forge: &ForgeId,
    path: &str,
) -> Result<Option<ProjectRecord>, StoreError> {
    let row: Option<(String, String)> = sqlx::query_as(
        "SELECT project.id, project.document FROM project_path \
         JOIN project ON project.number = project_path.project \
         WHERE project_path.forge = ?1 AND project_path.folded = ?2 \
         ORDER BY project_path.current DESC, (project_path.path = ?3) DESC, project_path.number DESC LIMIT 1",
    )
    .bind(forge.as_str())
    .bind(folded(path))
    .bind(path)
    .fetch_optional(readers)
    .await?;
    row.map(|(id, document)| from_document(forge.as_str(), &id, &document)).transpose()
}
