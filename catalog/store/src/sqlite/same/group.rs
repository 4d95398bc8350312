//! Whom a resource is of one work with, by the marks that are held in common.
//!
//! Bounded: no mark is followed that too many hold, and no group is followed beyond its limit.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use glane_catalog::identity::{Bond, Holder, MOST_HOLDERS, Tie, bond, tied, works};
use sqlx::AssertSqlSafe;

use super::super::Write;
use super::PRESENT;
use crate::StoreError;

/// Most that are taken for one work.
const MOST_ALIKE: usize = 64;
/// One more than may hold a mark: who reads them knows that they are too many.
const TOO_MANY: usize = MOST_HOLDERS + 1;

/// What was read of marks, in one transaction.
#[derive(Debug, Default)]
pub(super) struct Ties {
    /// What each mark was found to tie.
    by_mark: HashMap<String, Vec<Tie>>,
    /// The marks of each resource.
    of: HashMap<i64, Vec<String>>,
    /// Those that were found to be of a group of too many.
    crowd: BTreeSet<i64>,
}

/// What one walk came to.
pub(super) enum Group {
    /// The works of those that were met, each resource with how firmly it is of its own.
    Works(Vec<BTreeMap<i64, Bond>>),
    /// Some of too many: each of them stands alone.
    Crowd(BTreeSet<i64>),
}

type HolderRow = (i64, String, String, bool, bool);

impl Ties {
    /// A resource that is shown and all that is met from there, as the works that they are.
    pub(super) async fn group(&mut self, tx: &mut Write, of: i64) -> Result<Group, StoreError> {
        let (mut found, mut waiting) = (BTreeSet::from([of]), vec![of]);
        while let Some(one) = waiting.pop() {
            // Whoever meets one of a crowd is of it: nobody walks through it twice.
            if self.crowd.contains(&one) || found.len() > MOST_ALIKE {
                self.crowd.extend(&found);
                return Ok(Group::Crowd(found));
            }
            self.read(tx, one).await?;
            for tie in self.around(one) {
                waiting.extend(tie.all().filter(|other| found.insert(*other)));
            }
        }
        let parts = parts(tx, &found).await?;
        let ties: Vec<&Tie> = found.iter().flat_map(|one| self.around(*one)).collect();
        Ok(Group::Works(works(&found, &parts, &ties).iter().map(|work| self.bonds(work)).collect()))
    }

    /// How firmly each is of a work; what ties it to others does not count.
    fn bonds(&self, work: &BTreeSet<i64>) -> BTreeMap<i64, Bond> {
        let of = |one: i64| {
            let ties: Vec<Tie> = self.around(one).into_iter().map(|tie| tie.among(work)).collect();
            let ties: Vec<&Tie> = ties.iter().filter(|tie| tie.all().count() > 1).collect();
            (one, bond(one, &ties))
        };
        work.iter().copied().map(of).collect()
    }

    /// What ties one of whom the marks were read.
    fn around(&self, one: i64) -> Vec<&Tie> {
        let marks = self.of.get(&one).into_iter().flatten();
        marks.filter_map(|mark| self.by_mark.get(mark)).flatten().filter(|tie| tie.has(one)).collect()
    }

    async fn read(&mut self, tx: &mut Write, one: i64) -> Result<(), StoreError> {
        if self.of.contains_key(&one) {
            return Ok(());
        }
        let marks = marks(tx, one).await?;
        for mark in &marks {
            if !self.by_mark.contains_key(mark) {
                self.by_mark.insert(mark.clone(), tied_by(tx, mark).await?);
            }
        }
        self.of.insert(one, marks);
        Ok(())
    }
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

/// Which of some lie in projects.
async fn parts(tx: &mut Write, some: &BTreeSet<i64>) -> Result<BTreeSet<i64>, StoreError> {
    let rows: Vec<(i64,)> = sqlx::query_as(
        "SELECT number FROM resource WHERE project IS NOT NULL AND number IN (SELECT value FROM json_each(?1))",
    )
    .bind(serde_json::Value::from_iter(some.iter().copied()).to_string())
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

async fn marks(tx: &mut Write, number: i64) -> Result<Vec<String>, StoreError> {
    let rows: Vec<(String,)> = sqlx::query_as("SELECT mark FROM resource_mark WHERE resource = ?1")
        .bind(number)
        .fetch_all(&mut **tx)
        .await?;
    Ok(rows.into_iter().map(|(mark,)| mark).collect())
}

/// What a mark ties, of those that are shown.
async fn tied_by(tx: &mut Write, mark: &str) -> Result<Vec<Tie>, StoreError> {
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
    Ok(tied(mark, &rows.into_iter().filter_map(holder).collect::<Vec<_>>()))
}
