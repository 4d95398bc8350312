//! What ties projects to each other, kept with every write of one: addresses, root commits, and which of
//! several that are one stands for them.
//!
//! Only of projects that are shown; what a tie means is the domain's to say.

mod read;

use std::collections::{BTreeMap, BTreeSet};

use glane_catalog::identity::{self, Listed};
use glane_catalog::model::ProjectRecord;
use sqlx::SqliteConnection;

use super::column::from_document;
use super::{Write, changes, resources};
use crate::StoreError;

pub(super) use read::kin;

/// Most projects taken for one: a list of addresses that all read alike must not be gone through for each
/// of its projects.
const MOST_ALIKE: usize = 64;
/// Documents read at a time.
const PAGE: u32 = 500;

/// What the tables hold of one project.
#[derive(Debug, Default, PartialEq, Eq)]
struct Ties {
    addresses: BTreeSet<(String, String)>,
    roots: BTreeSet<String>,
}

impl Ties {
    /// Those of a record; none of one that is not shown.
    fn of(record: &ProjectRecord) -> Self {
        let Some(examination) = record.examination.as_ref().filter(|_| record.is_shown()) else {
            return Self::without_contents(record);
        };
        let mut ties = Self::without_contents(record);
        ties.add("named", identity::named_elsewhere(record));
        ties.add("base", identity::stated_bases(record));
        ties.roots.extend(examination.identifiers.roots.iter().cloned());
        ties
    }

    fn without_contents(record: &ProjectRecord) -> Self {
        let mut ties = Self::default();
        if record.is_shown() {
            ties.add("own", identity::own_addresses(record));
            ties.add("copy", identity::copies(record));
        }
        ties
    }

    fn add(&mut self, role: &str, addresses: impl IntoIterator<Item = String>) {
        self.addresses.extend(addresses.into_iter().map(|address| (role.to_owned(), address)));
    }

    async fn stored(connection: &mut SqliteConnection, number: i64) -> Result<Self, StoreError> {
        let addresses: Vec<(String, String)> =
            sqlx::query_as("SELECT role, address FROM project_address WHERE project = ?1")
                .bind(number)
                .fetch_all(&mut *connection)
                .await?;
        let roots: Vec<(String,)> = sqlx::query_as("SELECT root FROM project_root WHERE project = ?1")
            .bind(number)
            .fetch_all(connection)
            .await?;
        Ok(Self {
            addresses: addresses.into_iter().collect(),
            roots: roots.into_iter().map(|(root,)| root).collect(),
        })
    }

    async fn write(&self, tx: &mut Write, number: i64) -> Result<(), StoreError> {
        for table in
            ["DELETE FROM project_address WHERE project = ?1", "DELETE FROM project_root WHERE project = ?1"]
        {
            sqlx::query(table).bind(number).execute(&mut **tx).await?;
        }
        for (role, address) in &self.addresses {
            sqlx::query("INSERT INTO project_address (project, role, address) VALUES (?1, ?2, ?3)")
                .bind(number)
                .bind(role)
                .bind(address)
                .execute(&mut **tx)
                .await?;
        }
        for root in &self.roots {
            sqlx::query("INSERT INTO project_root (project, root) VALUES (?1, ?2)")
                .bind(number)
                .bind(root)
                .execute(&mut **tx)
                .await?;
        }
        Ok(())
    }
}

/// Brings the ties up to date with a record that is being written and has its number of the sequence.
/// A project that another now stands for, or no longer does, takes a next number: who follows learns of it.
pub(super) async fn keep(tx: &mut Write, record: &ProjectRecord) -> Result<(), StoreError> {
    note(tx, record, Some(record.number)).await
}

/// The projects that are one with another: to be settled once it is gone.
pub(super) async fn alike(
    connection: &mut SqliteConnection,
    number: i64,
) -> Result<BTreeSet<i64>, StoreError> {
    let (mut found, mut waiting) = (BTreeSet::from([number]), vec![number]);
    while let Some(one) = waiting.pop() {
        if found.len() > MOST_ALIKE {
            break;
        }
        let others: Vec<(i64,)> = sqlx::query_as(
            "SELECT DISTINCT theirs.project FROM project_address AS ours \
             JOIN project_address AS theirs ON theirs.address = ours.address \
             WHERE ours.project = ?1 AND ours.role IN ('own', 'copy') AND theirs.role IN ('own', 'copy') \
             LIMIT ?2",
        )
        .bind(one)
        .bind(i64::try_from(MOST_ALIKE).unwrap_or(i64::MAX))
        .fetch_all(&mut *connection)
        .await?;
        waiting.extend(others.into_iter().map(|(other,)| other).filter(|other| found.insert(*other)));
    }
    Ok(found)
}

/// Fills the tables from the documents, of a database made before they were there.
pub(super) async fn fill(tx: &mut Write) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows: Vec<(i64, String, String, String)> = sqlx::query_as(
            "SELECT number, forge, id, document FROM project WHERE number > ?1 ORDER BY number LIMIT ?2",
        )
        .bind(after)
        .bind(PAGE)
        .fetch_all(&mut **tx)
        .await?;
        let Some((last, ..)) = rows.last() else { return Ok(()) };
        after = *last;
        for (_, forge, id, document) in &rows {
            // One that cannot be read has no ties until it is written anew.
            if let Ok(record) = from_document(forge, id, document) {
                note(tx, &record, None).await?;
            }
        }
    }
}

async fn note(tx: &mut Write, record: &ProjectRecord, written: Option<i64>) -> Result<(), StoreError> {
    let (fresh, former) = (Ties::of(record), Ties::stored(tx, record.number).await?);
    if fresh == former {
        return Ok(());
    }
    let mut touched = alike(tx, record.number).await?;
    fresh.write(tx, record.number).await?;
    touched.extend(alike(tx, record.number).await?);
    settle(tx, &touched, written).await
}

/// Writes which of these projects stands for which. Those for whom it changes take a next number, and
/// their resources do, except the one that was just written.
pub(super) async fn settle(
    tx: &mut Write,
    numbers: &BTreeSet<i64>,
    written: Option<i64>,
) -> Result<(), StoreError> {
    let (mut listed, mut former) = (Vec::new(), BTreeMap::new());
    for number in numbers {
        let found: Option<(Option<i64>,)> = sqlx::query_as("SELECT lead FROM project WHERE number = ?1")
            .bind(number)
            .fetch_optional(&mut **tx)
            .await?;
        let Some((lead,)) = found else { continue };
        former.insert(*number, lead);
        let addresses = Ties::stored(tx, *number).await?.addresses;
        let of = |role: &str| {
            addresses.iter().filter(|(has, _)| has == role).map(|(_, address)| address.clone()).collect()
        };
        listed.push(Listed { project: *number, own: of("own"), copies: of("copy") });
    }
    let leads = identity::leads(&listed);
    for (number, former) in former {
        let lead = leads.get(&number).copied();
        if lead == former {
            continue;
        }
        sqlx::query("UPDATE project SET lead = ?2 WHERE number = ?1")
            .bind(number)
            .bind(lead)
            .execute(&mut **tx)
            .await?;
        if written != Some(number) {
            let sequence = changes::next(tx).await?;
            sqlx::query("UPDATE project SET sequence = ?2 WHERE number = ?1")
                .bind(number)
                .bind(sequence)
                .execute(&mut **tx)
                .await?;
            resources::follow(tx, number).await?;
        }
    }
    Ok(())
}
