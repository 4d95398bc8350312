//! The kin of one project, from the tables that are kept with every write.
//!
//! A bounded number of rows is read, however large a family is.

use std::collections::{BTreeMap, BTreeSet};

use glane_catalog::identity::{borrowings, families};
use glane_catalog::model::{Kin, ProjectKey, Tie};
use sqlx::{SqliteConnection, SqlitePool};

use super::alike;
use crate::StoreError;
use crate::sqlite::column::key;

/// Most projects looked at that have a root commit, or an address, in common with one.
const MOST: i64 = 500;

type Ties = BTreeMap<i64, Tie>;

/// What a project has to do with others that are shown; see [`crate::Store::kin`].
pub(in crate::sqlite) async fn kin(readers: &SqlitePool, of: &ProjectKey) -> Result<Vec<Kin>, StoreError> {
    let mut connection = readers.acquire().await?;
    let row: Option<(i64, Option<i64>)> =
        sqlx::query_as("SELECT number, lead FROM project WHERE forge = ?1 AND id = ?2")
            .bind(of.forge.as_str())
            .bind(&of.id)
            .fetch_optional(&mut *connection)
            .await?;
    let Some((number, lead)) = row else { return Ok(Vec::new()) };
    let mut ties = Ties::new();
    for other in alike(&mut connection, number).await? {
        tie(&mut ties, other, if Some(other) == lead { Tie::Lead } else { Tie::Same });
    }
    by_statement(&mut connection, number, &mut ties).await?;
    by_history(&mut connection, number, &mut ties).await?;
    ties.remove(&number);
    described(&mut connection, &ties).await
}

/// Of several ties the first is told.
fn tie(ties: &mut Ties, other: i64, tie: Tie) {
    ties.entry(other).and_modify(|known| *known = (*known).min(tie)).or_insert(tie);
}

/// What files of either side say of the other.
async fn by_statement(
    connection: &mut SqliteConnection,
    number: i64,
    ties: &mut Ties,
) -> Result<(), StoreError> {
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT theirs.project, ours.role, theirs.role FROM project_address AS ours \
         JOIN project_address AS theirs ON theirs.address = ours.address \
         WHERE ours.project = ?1 AND (ours.role IN ('own', 'copy')) <> (theirs.role IN ('own', 'copy')) \
         LIMIT ?2",
    )
    .bind(number)
    .bind(MOST)
    .fetch_all(connection)
    .await?;
    for (other, ours, theirs) in rows {
        let found = match (ours.as_str(), theirs.as_str()) {
            ("named", _) => Tie::Original,
            (_, "named") => Tie::Fork,
            ("base", _) => Tie::Base,
            _ => Tie::Variant,
        };
        tie(ties, other, found);
    }
    Ok(())
}

/// Whose history has root commits in common.
async fn by_history(
    connection: &mut SqliteConnection,
    number: i64,
    ties: &mut Ties,
) -> Result<(), StoreError> {
    let rows: Vec<(i64, String)> = sqlx::query_as(
        "SELECT project, root FROM project_root WHERE project IN ( \
             SELECT ?1 UNION SELECT project FROM ( \
                 SELECT DISTINCT project FROM project_root \
                 WHERE root IN (SELECT root FROM project_root WHERE project = ?1) LIMIT ?2 \
             ) \
         )",
    )
    .bind(number)
    .bind(MOST)
    .fetch_all(connection)
    .await?;
    let mut roots: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (project, root) in rows {
        roots.entry(project).or_default().push(root);
    }
    let roots: Vec<(i64, Vec<String>)> = roots.into_iter().collect();
    let family = families(&roots).into_iter().find(|family| family.members.contains(&number));
    let family: BTreeSet<i64> =
        family.map_or_else(|| BTreeSet::from([number]), |f| f.members.into_iter().collect());
    family.iter().for_each(|other| tie(ties, *other, Tie::Origin));
    for borrowing in borrowings(&roots) {
        if family.contains(&borrowing.into) {
            tie(ties, borrowing.from, Tie::Contained);
        } else if family.contains(&borrowing.from) {
            tie(ties, borrowing.into, Tie::Container);
        }
    }
    Ok(())
}

/// The projects by their names, in the order of their ties, then of their numbers.
async fn described(connection: &mut SqliteConnection, ties: &Ties) -> Result<Vec<Kin>, StoreError> {
    let numbers: Vec<i64> = ties.keys().copied().collect();
    let rows: Vec<(i64, String, String, String, String)> = sqlx::query_as(
        "SELECT number, forge, id, path, title FROM project \
         WHERE number IN (SELECT value FROM json_each(?1)) AND shown = 1",
    )
    .bind(serde_json::Value::from(numbers).to_string())
    .fetch_all(connection)
    .await?;
    let mut kin: Vec<(Tie, i64, Kin)> = Vec::new();
    for (number, forge, id, path, title) in rows {
        if let Some(tie) = ties.get(&number) {
            kin.push((*tie, number, Kin { tie: *tie, key: key(&forge, id)?, path, title }));
        }
    }
    kin.sort_by_key(|(tie, number, _)| (*tie, *number));
    Ok(kin.into_iter().map(|(.., kin)| kin).collect())
}
