//! The numbered migrations of the `SQLite` schema, and the refusal of a schema newer than this program.
//!
//! A migration that was released is never edited: its digest is checked at every opening.

use std::borrow::Cow;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{SqlSafeStr, SqlitePool};

use super::{begin, kin, open, same};
use crate::StoreError;

/// Listed by hand rather than by `migrate!`, which would build `SQLite` a second time for the macro.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "catalogue", include_str!("../../migrations/sqlite/0001_catalogue.sql")),
    (2, "work", include_str!("../../migrations/sqlite/0002_work.sql")),
    (3, "identity", include_str!("../../migrations/sqlite/0003_identity.sql")),
    (4, "gate", include_str!("../../migrations/sqlite/0004_gate.sql")),
    (5, "retries", include_str!("../../migrations/sqlite/0005_retries.sql")),
    (KIN, "kin", include_str!("../../migrations/sqlite/0006_kin.sql")),
    (7, "resources", include_str!("../../migrations/sqlite/0007_resources.sql")),
    (8, "announced", include_str!("../../migrations/sqlite/0008_announced.sql")),
    (9, "same", include_str!("../../migrations/sqlite/0009_same.sql")),
    (LINKS, "links", include_str!("../../migrations/sqlite/0010_links.sql")),
];
/// The migrations whose tables are filled from the documents.
const KIN: i64 = 6;
const LINKS: i64 = 10;

/// Brings the schema up to date, in one transaction: two programs that open the same new file take turns.
pub(super) async fn run(writer: &SqlitePool, url: &str) -> Result<(), StoreError> {
    let mut tx = begin(writer).await.map_err(|error| open::unusable(url, &error))?;
    let found = version(&mut tx).await?;
    let known = MIGRATIONS.iter().map(|(version, ..)| *version).max().unwrap_or(0);
    if found > known {
        return Err(StoreError::TooNew { found, known });
    }
    migrator().run_direct(None, &mut *tx, false).await.map_err(|error| open::unusable(url, &error))?;
    if (1..KIN).contains(&found) {
        kin::fill(&mut tx).await?;
    }
    if (1..LINKS).contains(&found) {
        same::fill(&mut tx).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn migrator() -> Migrator {
    let listed = MIGRATIONS.iter().map(|&(version, name, sql)| {
        Migration::new(version, Cow::Borrowed(name), MigrationType::Simple, sql.into_sql_str(), false)
    });
    Migrator::with_migrations(listed.collect())
}

/// The newest migration that the file has; 0 for a new one.
async fn version(tx: &mut super::Write) -> Result<i64, StoreError> {
    let (exists,): (bool,) = sqlx::query_as(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '_sqlx_migrations')",
    )
    .fetch_one(&mut **tx)
    .await?;
    if !exists {
        return Ok(0);
    }
    let (version,): (Option<i64>,) =
        sqlx::query_as("SELECT max(version) FROM _sqlx_migrations").fetch_one(&mut **tx).await?;
    Ok(version.unwrap_or(0))
}
