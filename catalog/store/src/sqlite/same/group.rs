//! Whom a resource is of one work with, by the marks that are held in common.
//!
//! Bounded: no mark is followed that too many hold, and no group is followed beyond its limit.

use std::collections::{BTreeSet, HashMap};

use glane_catalog::identity::{Holder, MOST_HOLDERS, tied};
use sqlx::AssertSqlSafe;

use super::super::Write;
use super::PRESENT;
use crate::StoreError;

/// Most that are taken for one work.
const MOST_ALIKE: usize = 64;
/// One more than may hold a mark: who reads them knows that they are too many.
const TOO_MANY: usize = MOST_HOLDERS + 1;

/// What each mark was found to tie, in one transaction.
pub(super) type Ties = HashMap<String, Vec<BTreeSet<i64>>>;

type HolderRow = (i64, String, String, bool, bool);

/// Those that are one work with a resource that is shown, itself among them. Where they are too many, none
/// but itself.
pub(super) async fn group(tx: &mut Write, ties: &mut Ties, of: i64) -> Result<BTreeSet<i64>, StoreError> {
    let (mut found, mut waiting) = (BTreeSet::from([of]), vec![of]);
    while let Some(one) = waiting.pop() {
        for mark in marks(tx, one).await? {
            if !ties.contains_key(&mark) {
                let tied = tied_by(tx, &mark).await?;
                ties.insert(mark.clone(), tied);
            }
            let groups = ties.get(&mark).into_iter().flatten().filter(|group| group.contains(&one));
            waiting.extend(groups.flatten().filter(|other| found.insert(**other)));
            if found.len() > MOST_ALIKE {
                return Ok(BTreeSet::from([of]));
            }
        }
    }
    Ok(found)
}

/// A resource with all whose group may depend on it: who holds a mark of it, for whom it stands, and who
/// stands for it.
pub(super) async fn around(tx: &mut Write, number: i64) -> Result<BTreeSet<i64>, StoreError> {
    let mut found = BTreeSet::from([number]);
    for mark in marks(tx, number).await? {
        let holders: Vec<(i64,)> =
            sqlx::query_as("SELECT resource FROM resource_mark WHERE mark = ?1 LIMIT ?2")
                .bind(&mark)
                .bind(i64::try_from(TOO_MANY + 1).unwrap_or(i64::MAX))
                .fetch_all(&mut **tx)
                .await?;
        // Of more, one more or less changes nothing.
        if holders.len() <= TOO_MANY {
            found.extend(holders.into_iter().map(|(holder,)| holder));
        }
    }
    found.extend(led(tx, number).await?);
    found.extend(lead(tx, number).await?);
    Ok(found)
}

/// The one that stands for a resource.
pub(super) async fn lead(tx: &mut Write, number: i64) -> Result<Option<i64>, StoreError> {
    let found: Option<(Option<i64>,)> = sqlx::query_as("SELECT lead FROM resource WHERE number = ?1")
        .bind(number)
        .fetch_optional(&mut **tx)
        .await?;
    Ok(found.and_then(|(lead,)| lead))
}

/// Those for whom a resource stands.
pub(super) async fn led(tx: &mut Write, number: i64) -> Result<Vec<i64>, StoreError> {
    let found: Vec<(i64,)> = sqlx::query_as("SELECT number FROM resource WHERE lead = ?1")
        .bind(number)
        .fetch_all(&mut **tx)
        .await?;
    Ok(found.into_iter().map(|(number,)| number).collect())
}

/// The parts of a project that hold a mark which another resource holds too, or are in a group.
pub(super) async fn tied_parts(tx: &mut Write, project: i64) -> Result<Vec<i64>, StoreError> {
    let found: Vec<(i64,)> = sqlx::query_as(
        "SELECT number FROM resource WHERE project = ?1 AND (lead IS NOT NULL OR EXISTS ( \
             SELECT 1 FROM resource AS led WHERE led.lead = resource.number) OR EXISTS ( \
             SELECT 1 FROM resource_mark AS ours JOIN resource_mark AS theirs ON theirs.mark = ours.mark \
             WHERE ours.resource = resource.number AND theirs.resource <> ours.resource))",
    )
    .bind(project)
    .fetch_all(&mut **tx)
    .await?;
    Ok(found.into_iter().map(|(number,)| number).collect())
}

async fn marks(tx: &mut Write, number: i64) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = sqlx::query_as("SELECT mark FROM resource_mark WHERE resource = ?1")
        .bind(number)
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.into_iter().map(|(mark,)| mark).collect())
}

/// What a mark ties, of those that are shown.
async fn tied_by(tx: &mut Write, mark: &str) -> Result<Vec<BTreeSet<i64>>, StoreError> {
    let asked = format!(
        "SELECT resource.number, coalesce('source ' || resource.source, 'project ' || resource.project), \
         resource.title, resource_mark.weak, {PRESENT} FROM resource_mark \
         JOIN resource ON resource.number = resource_mark.resource WHERE resource_mark.mark = ?1 LIMIT ?2"
    );
    let rows: Vec<HolderRow> = sqlx::query_as(AssertSqlSafe(asked))
        .bind(mark)
        .bind(i64::try_from(TOO_MANY).unwrap_or(i64::MAX))
        .fetch_all(&mut **tx)
        .await?;
    if rows.len() > MOST_HOLDERS {
        return Ok(Vec::new());
    }
    let holder = |(resource, owner, title, weak, present): HolderRow| {
        present.then_some(Holder { resource, owner, title, weak })
    };
    Ok(tied(&rows.into_iter().filter_map(holder).collect::<Vec<_>>()))
}
