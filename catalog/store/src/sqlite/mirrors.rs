//! Copies on hosts: the references a host acknowledged, and the names reserved there.
//!
//! Kept by project number, also after the project left the catalogue: the copy may still be there.

use std::collections::BTreeMap;

use glane_catalog::model::HostId;
use sqlx::SqlitePool;

use super::begin;
use super::column::folded;
use crate::StoreError;

/// The references a host acknowledged.
pub(super) async fn pushed_refs(
    readers: &SqlitePool,
    project: i64,
    host: &HostId,
) -> Result<BTreeMap<String, String>, StoreError> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT name, target FROM pushed_ref WHERE project = ?1 AND host = ?2")
            .bind(project)
            .bind(host.as_str())
            .fetch_all(readers)
            .await?;
    Ok(rows.into_iter().collect())
}

/// Records what a host acknowledged, all or nothing.
pub(super) async fn record_pushed(
    writer: &SqlitePool,
    project: i64,
    host: &HostId,
    changes: &BTreeMap<String, Option<String>>,
) -> Result<(), StoreError> {
    let mut tx = begin(writer).await?;
    for (name, target) in changes {
        let statement = match target {
            Some(target) => sqlx::query(
                "INSERT INTO pushed_ref (project, host, name, target) VALUES (?1, ?2, ?3, ?4) \
                 ON CONFLICT (project, host, name) DO UPDATE SET target = excluded.target",
            )
            .bind(project)
            .bind(host.as_str())
            .bind(name)
            .bind(target),
            None => sqlx::query("DELETE FROM pushed_ref WHERE project = ?1 AND host = ?2 AND name = ?3")
                .bind(project)
                .bind(host.as_str())
                .bind(name),
        };
        statement.execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The name a project has on a host.
pub(super) async fn host_name(
    readers: &SqlitePool,
    host: &HostId,
    project: i64,
) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT name FROM host_name WHERE host = ?1 AND project = ?2")
            .bind(host.as_str())
            .bind(project)
            .fetch_optional(readers)
            .await?;
    Ok(row.map(|(name,)| name))
}

/// Reserves a name, unless another project holds it in any case.
pub(super) async fn reserve(
    writer: &SqlitePool,
    host: &HostId,
    project: i64,
    name: &str,
) -> Result<(), StoreError> {
    let mut tx = begin(writer).await?;
    let holder: Option<(i64,)> =
        sqlx::query_as("SELECT project FROM host_name WHERE host = ?1 AND folded = ?2")
            .bind(host.as_str())
            .bind(folded(name))
            .fetch_optional(&mut *tx)
            .await?;
    if holder.is_some_and(|(holder,)| holder != project) {
        return Err(StoreError::NameTaken { host: host.to_string(), name: folded(name) });
    }
    sqlx::query(
        "INSERT INTO host_name (host, project, name, folded) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (host, project) DO UPDATE SET name = excluded.name, folded = excluded.folded",
    )
    .bind(host.as_str())
    .bind(project)
    .bind(name)
    .bind(folded(name))
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets a copy that is gone: its references and its name.
pub(super) async fn forget(writer: &SqlitePool, project: i64, host: &HostId) -> Result<(), StoreError> {
    let mut tx = begin(writer).await?;
    sqlx::query("DELETE FROM pushed_ref WHERE project = ?1 AND host = ?2")
        .bind(project)
        .bind(host.as_str())
        .execute(&mut *tx)
        .await?;
    sqlx::query("DELETE FROM host_name WHERE host = ?1 AND project = ?2")
        .bind(host.as_str())
        .bind(project)
        .execute(&mut *tx)
        .await?;
    tx.commit().await?;
    Ok(())
}
