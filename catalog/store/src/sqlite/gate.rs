//! What the gate saw and what people decided.
//!
//! Must not know what a decision leads to.

use glane_catalog::model::{Decision, DecisionKind, GateReport, ProjectKey};
use sqlx::{SqliteConnection, SqliteExecutor, SqlitePool};

use super::begin;
use super::column::{instant, key};
use crate::StoreError;

/// A row of `decision`.
type Row = (i64, String, Option<String>, Option<String>, Option<String>, String, String, i64);

/// The report of a project.
pub(super) async fn report(readers: &SqlitePool, project: i64) -> Result<Option<GateReport>, StoreError> {
    let row: Option<(String,)> = sqlx::query_as("SELECT document FROM gate_report WHERE project = ?1")
        .bind(project)
        .fetch_optional(readers)
        .await?;
    row.map(|(document,)| serde_json::from_str(&document).map_err(|source| unreadable(project, source)))
        .transpose()
}

/// Replaces the report of a project.
pub(super) async fn put_report(
    writer: &SqlitePool,
    project: i64,
    report: &GateReport,
) -> Result<(), StoreError> {
    let document = serde_json::to_string(report).map_err(|source| unreadable(project, source))?;
    sqlx::query(
        "INSERT INTO gate_report (project, document) VALUES (?1, ?2) \
         ON CONFLICT (project) DO UPDATE SET document = excluded.document",
    )
    .bind(project)
    .bind(document)
    .execute(writer)
    .await?;
    Ok(())
}

fn unreadable(project: i64, source: serde_json::Error) -> StoreError {
    StoreError::Document { what: format!("gate report of project {project}"), source }
}

/// Adds decisions to the log, all or none; returns their numbers.
pub(super) async fn add(writer: &SqlitePool, decisions: &[Decision]) -> Result<Vec<i64>, StoreError> {
    // A number is given before its statement ends: only the end of the transaction tells that it is durable.
    let mut transaction = begin(writer).await?;
    let mut numbers = Vec::with_capacity(decisions.len());
    for decision in decisions {
        numbers.push(insert(&mut transaction, decision).await?);
    }
    transaction.commit().await?;
    Ok(numbers)
}

async fn insert(transaction: &mut SqliteConnection, decision: &Decision) -> Result<i64, StoreError> {
    let key = decision.project.as_ref();
    let (number,): (i64,) = sqlx::query_as(
        "INSERT INTO decision (kind, forge, id, subject, made_by, reason, at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING number",
    )
    .bind(decision.kind.as_str())
    .bind(key.map(|key| key.forge.as_str().to_owned()))
    .bind(key.map(|key| key.id.clone()))
    .bind(&decision.subject)
    .bind(&decision.by)
    .bind(&decision.reason)
    .bind(decision.at.as_second())
    .fetch_one(transaction)
    .await?;
    Ok(number)
}

/// Decisions in their order: about one project, or all.
pub(super) async fn decisions(
    readers: impl SqliteExecutor<'_>,
    project: Option<&ProjectKey>,
) -> Result<Vec<Decision>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT number, kind, forge, id, subject, made_by, reason, at FROM decision \
         WHERE ?1 IS NULL OR (forge = ?1 AND id = ?2) ORDER BY number",
    )
    .bind(project.map(|key| key.forge.as_str().to_owned()))
    .bind(project.map(|key| key.id.clone()))
    .fetch_all(readers)
    .await?;
    rows.into_iter().map(decision).collect()
}

fn decision(row: Row) -> Result<Decision, StoreError> {
    let (number, kind, forge, id, subject, by, reason, at) = row;
    let kind = DecisionKind::parse(&kind)
        .ok_or_else(|| sqlx::Error::Decode(format!("unknown decision {kind}").into()))?;
    let project = match (forge, id) {
        (Some(forge), Some(id)) => Some(key(&forge, id)?),
        _ => None,
    };
    Ok(Decision { number, kind, project, subject, by, reason, at: instant(at)? })
}
