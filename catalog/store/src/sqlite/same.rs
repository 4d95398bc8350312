//! Records of one work: their marks, kept with every write, and which of them stands for the others.
//!
//! What a mark is and what it ties is the domain's to say. Must not know what changed a resource.

mod fill;
mod group;
mod marks;
mod read;
mod settle;

use std::collections::BTreeSet;

use async_trait::async_trait;
use glane_catalog::model::ResourceRecord;

use super::{SqliteStore, Write};
use crate::{SameStore, StoreError};

pub(super) use fill::fill;
pub(super) use marks::place;
pub(super) use read::with_others;
pub(super) use settle::settle;

/// A resource whose address is not lost, and whose project, if it lies in one, is shown and not folded.
pub(super) const PRESENT: &str = "(resource.lost = 0 AND (resource.project IS NULL OR EXISTS (SELECT 1 FROM project \
     WHERE project.number = resource.project AND project.shown = 1 AND project.lead IS NULL)))";

/// What one transaction has touched, to be settled at its end.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// Resources whose group may be another now.
    seeds: BTreeSet<i64>,
    /// Those that have a number of the sequence of this transaction already.
    numbered: BTreeSet<i64>,
    /// Those that are to have one, whatever becomes of their group.
    due: BTreeSet<i64>,
}

impl Touched {
    /// A resource that is about to be changed or removed: whoever was tied to it.
    pub(super) async fn before(&mut self, tx: &mut Write, number: i64) -> Result<(), StoreError> {
        self.seed(tx, number).await?;
        self.due.extend(group::lead(tx, number).await?);
        Ok(())
    }

    /// A resource that was written and has its number of the sequence.
    pub(super) async fn written(
        &mut self,
        tx: &mut Write,
        number: i64,
        record: &ResourceRecord,
    ) -> Result<(), StoreError> {
        marks::keep(tx, number, record).await?;
        self.seed(tx, number).await?;
        self.numbered.insert(number);
        Ok(())
    }

    /// Who has nobody around has no group, before or after.
    async fn seed(&mut self, tx: &mut Write, number: i64) -> Result<(), StoreError> {
        let around = group::around(tx, number).await?;
        if around.len() > 1 {
            self.seeds.extend(around);
        }
        Ok(())
    }

    /// A resource that is the same, and is shown no longer, or again, or with something else.
    pub(super) async fn shown_otherwise(&mut self, tx: &mut Write, number: i64) -> Result<(), StoreError> {
        self.before(tx, number).await?;
        self.due.insert(number);
        Ok(())
    }

    /// The parts of a project that was changed, or is about to be removed.
    pub(super) async fn parts_of(&mut self, tx: &mut Write, project: i64) -> Result<(), StoreError> {
        for part in group::tied_parts(tx, project).await? {
            self.before(tx, part).await?;
        }
        Ok(())
    }

    /// The parts of a project that were all given numbers of this transaction.
    pub(super) async fn parts_numbered(&mut self, tx: &mut Write, project: i64) -> Result<(), StoreError> {
        let parts: Vec<(i64,)> = sqlx::query_as("SELECT number FROM resource WHERE project = ?1")
            .bind(project)
            .fetch_all(&mut **tx)
            .await?;
        self.numbered.extend(parts.into_iter().map(|(part,)| part));
        Ok(())
    }
}

#[async_trait]
impl SameStore for SqliteStore {
    async fn stands_for(&self, id: &str) -> Result<Option<String>, StoreError> {
        read::stands_for(&self.readers, id).await
    }

    async fn described_also(&self, id: &str) -> Result<Vec<ResourceRecord>, StoreError> {
        read::described_also(&self.readers, id).await
    }
}
