//! Addresses of records and whether they answer; a change of state is a change of those that give them.
//!
//! Must not know how an address is asked, nor when it is doubted.

use std::collections::BTreeMap;

use async_trait::async_trait;
use glane_catalog::model::{Link, LinkState};
use jiff::Timestamp;
use sqlx::SqlitePool;

use super::column::{count, instant, instant_if};
use super::same::{Touched, settle};
use super::{SqliteStore, begin};
use crate::{LinkStore, StoreError};

const KNOWN: &str =
    "link.state, link.failures, link.failing_since, link.checked_at, link.due_at, link.found, link.moved_to";

/// By turns: one that was never asked and one that is due again, and each host once before any has a second.
const DUE: &str = "\
WITH due AS ( \
    SELECT DISTINCT resource.address AS place, link.*, link.due_at IS NULL AS fresh, \
        substr(resource.address, instr(resource.address, '://') + 3) AS beyond \
    FROM resource LEFT JOIN link ON link.address = resource.address \
    WHERE resource.address IS NOT NULL AND resource.lead IS NULL \
    AND (link.due_at IS NULL OR link.due_at <= ?1)), \
hosted AS (SELECT *, substr(beyond, 1, instr(beyond || '/', '/') - 1) AS host FROM due), \
sorted AS (SELECT *, row_number() OVER (PARTITION BY host, fresh ORDER BY due_at, place) AS of_kind \
    FROM hosted), \
turned AS (SELECT *, row_number() OVER (PARTITION BY host ORDER BY of_kind, fresh DESC) AS of_host \
    FROM sorted), \
shared AS (SELECT *, row_number() OVER (PARTITION BY fresh ORDER BY of_host, due_at, place) AS turn \
    FROM turned WHERE of_host <= ?3) \
SELECT place, state, failures, failing_since, checked_at, due_at, found, moved_to FROM shared \
ORDER BY turn, fresh DESC LIMIT ?2";

type Row = (
    String,
    Option<String>,
    Option<u32>,
    Option<i64>,
    Option<i64>,
    Option<i64>,
    Option<String>,
    Option<String>,
);

/// An address with what is known of it, if anything is.
fn known(row: Row) -> Result<(String, Option<Link>), StoreError> {
    let (address, state, failures, since, checked_at, due_at, found, moved_to) = row;
    let (Some(state), Some(checked_at), Some(due_at)) = (state, checked_at, due_at) else {
        return Ok((address, None));
    };
    let link = Link {
        address: address.clone(),
        state: LinkState::named(&state).unwrap_or(LinkState::Ok),
        failures: failures.unwrap_or_default(),
        failing_since: instant_if(since)?,
        checked_at: instant(checked_at)?,
        due_at: instant(due_at)?,
        found: found.unwrap_or_default(),
        moved_to,
    };
    Ok((address, Some(link)))
}

#[async_trait]
impl LinkStore for SqliteStore {
    async fn due_links(
        &self,
        now: Timestamp,
        limit: u32,
        of_one_host: u32,
    ) -> Result<Vec<(String, Option<Link>)>, StoreError> {
        let rows: Vec<Row> = sqlx::query_as(DUE)
            .bind(now.as_second())
            .bind(limit)
            .bind(of_one_host)
            .fetch_all(&self.readers)
            .await?;
        rows.into_iter().map(known).collect()
    }

    async fn note_link(&self, link: &Link) -> Result<(), StoreError> {
        note(&self.writer, link).await
    }

    async fn link(&self, address: &str) -> Result<Option<Link>, StoreError> {
        let asked = format!("SELECT link.address, {KNOWN} FROM link WHERE link.address = ?1");
        let row: Option<Row> =
            sqlx::query_as(sqlx::AssertSqlSafe(asked)).bind(address).fetch_optional(&self.readers).await?;
        Ok(row.map(known).transpose()?.and_then(|(_, link)| link))
    }

    async fn link_counts(&self) -> Result<BTreeMap<LinkState, u64>, StoreError> {
        let rows: Vec<(String, i64)> = sqlx::query_as(
            "SELECT state, count(*) FROM link \
             WHERE EXISTS (SELECT 1 FROM resource WHERE resource.address = link.address) GROUP BY state",
        )
        .fetch_all(&self.readers)
        .await?;
        let counted = |(state, number): (String, i64)| {
            Ok((LinkState::named(&state).unwrap_or(LinkState::Ok), count(number)?))
        };
        rows.into_iter().map(counted).collect()
    }
}

async fn note(writer: &SqlitePool, link: &Link) -> Result<(), StoreError> {
    let mut tx = begin(writer).await?;
    let former: Option<(String,)> = sqlx::query_as("SELECT state FROM link WHERE address = ?1")
        .bind(&link.address)
        .fetch_optional(&mut *tx)
        .await?;
    sqlx::query(
        "INSERT OR REPLACE INTO link \
         (address, state, failures, failing_since, checked_at, due_at, found, moved_to) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )
    .bind(&link.address)
    .bind(link.state.as_str())
    .bind(link.failures)
    .bind(link.failing_since.map(Timestamp::as_second))
    .bind(link.checked_at.as_second())
    .bind(link.due_at.as_second())
    .bind(&link.found)
    .bind(link.moved_to.as_deref())
    .execute(&mut *tx)
    .await?;
    let before = former.and_then(|(state,)| LinkState::named(&state)).unwrap_or(LinkState::Ok);
    if before != link.state {
        let givers: Vec<(i64,)> = sqlx::query_as("SELECT number FROM resource WHERE address = ?1")
            .bind(&link.address)
            .fetch_all(&mut *tx)
            .await?;
        let mut touched = Touched::default();
        for (number,) in givers {
            sqlx::query("UPDATE resource SET lost = ?2 WHERE number = ?1")
                .bind(number)
                .bind(link.state == LinkState::Hidden)
                .execute(&mut *tx)
                .await?;
            touched.shown_otherwise(&mut tx, number).await?;
        }
        settle(&mut tx, touched).await?;
    }
    tx.commit().await?;
    Ok(())
}
