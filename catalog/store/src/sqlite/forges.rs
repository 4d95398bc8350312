//! What is known of each forge's last listings.
//!
//! One row a forge; must not know what a listing is.

use glane_catalog::model::ForgeId;
use sqlx::SqlitePool;

use super::column::{count, instant_if, integer};
use crate::{ForgeRow, StoreError};

type Row = (String, Option<i64>, Option<i64>, i64, i64, Option<String>);

/// Writes a forge's row.
pub(super) async fn put(writer: &SqlitePool, row: &ForgeRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO forge (forge, listed_at, complete_at, announced, not_public, error) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
         ON CONFLICT (forge) DO UPDATE SET listed_at = excluded.listed_at, \
         complete_at = excluded.complete_at, announced = excluded.announced, \
         not_public = excluded.not_public, error = excluded.error",
    )
    .bind(row.forge.as_str())
    .bind(row.listed_at.map(jiff::Timestamp::as_second))
    .bind(row.complete_at.map(jiff::Timestamp::as_second))
    .bind(integer(row.announced))
    .bind(integer(row.not_public))
    .bind(row.error.as_deref())
    .execute(writer)
    .await?;
    Ok(())
}

/// All rows, by forge id.
pub(super) async fn list(readers: &SqlitePool) -> Result<Vec<ForgeRow>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT forge, listed_at, complete_at, announced, not_public, error FROM forge ORDER BY forge",
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter().map(read).collect()
}

fn read((forge, listed_at, complete_at, announced, not_public, error): Row) -> Result<ForgeRow, StoreError> {
    Ok(ForgeRow {
        forge: ForgeId::new(&forge).map_err(|error| sqlx::Error::Decode(error.into()))?,
        listed_at: instant_if(listed_at)?,
        complete_at: instant_if(complete_at)?,
        announced: count(announced)?,
        not_public: count(not_public)?,
        error,
    })
}
