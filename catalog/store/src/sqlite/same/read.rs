//! Reading groups: who stands for whom, and what the others add.

use std::collections::HashMap;

use glane_catalog::identity::filled;
use glane_catalog::model::ResourceRecord;
use sqlx::{SqliteConnection, SqlitePool};

use super::super::resources::document;
use crate::StoreError;

type Row = (i64, i64, String, i64, String);

/// Who stands for the resource of an id.
pub(super) async fn stands_for(readers: &SqlitePool, id: &str) -> Result<Option<String>, StoreError> {
    let found: Option<(String,)> = sqlx::query_as(
        "SELECT lead.id FROM resource JOIN resource AS lead ON lead.number = resource.lead \
         WHERE resource.id = ?1",
    )
    .bind(id)
    .fetch_optional(readers)
    .await?;
    Ok(found.map(|(id,)| id))
}

/// For whom the resource of an id stands.
pub(super) async fn described_also(
    readers: &SqlitePool,
    id: &str,
) -> Result<Vec<ResourceRecord>, StoreError> {
    let mut connection = readers.acquire().await?;
    let found: Option<(i64,)> = sqlx::query_as("SELECT number FROM resource WHERE id = ?1")
        .bind(id)
        .fetch_optional(&mut *connection)
        .await?;
    let Some((number,)) = found else { return Ok(Vec::new()) };
    Ok(others(&mut connection, &[number]).await?.remove(&number).unwrap_or_default())
}

/// The records with what those say for whom they stand.
pub(in crate::sqlite) async fn with_others<'a>(
    connection: &mut SqliteConnection,
    records: impl Iterator<Item = &'a mut ResourceRecord>,
) -> Result<(), StoreError> {
    let records: Vec<&mut ResourceRecord> = records.collect();
    let numbers: Vec<i64> = records.iter().map(|record| record.number).collect();
    let mut others = others(connection, &numbers).await?;
    for record in records {
        if let Some(others) = others.remove(&record.number) {
            *record = filled(record.clone(), &others);
        }
    }
    Ok(())
}

/// By the number of the one that stands for them, in their order.
async fn others(
    connection: &mut SqliteConnection,
    leads: &[i64],
) -> Result<HashMap<i64, Vec<ResourceRecord>>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT lead, number, id, gathered_at, document FROM resource \
         WHERE lead IN (SELECT value FROM json_each(?1)) ORDER BY project IS NULL, says DESC, number",
    )
    .bind(serde_json::Value::from(leads.to_vec()).to_string())
    .fetch_all(connection)
    .await?;
    let mut found: HashMap<i64, Vec<ResourceRecord>> = HashMap::new();
    for (lead, number, id, gathered_at, text) in rows {
        if let Ok(record) = document::read(&id, number, gathered_at, &text) {
            found.entry(lead).or_default().push(record);
        }
    }
    Ok(found)
}
