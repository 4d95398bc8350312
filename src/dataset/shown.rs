//! The projects that may leave, read from the store a page at a time.
//!
//! The one place that decides what leaves: what a visitor may see, and nothing else.

use std::sync::Arc;

use glane_catalog::model::{ProjectRecord, Visibility};
use glane_store::{Store, StoreError};

/// Records read at a time.
const PAGE: u32 = 100;

/// Whether a project may leave: it has a page, and its source is public.
#[must_use]
pub fn leaves(record: &ProjectRecord) -> bool {
    record.is_shown() && record.source.visibility == Visibility::Public
}

/// The projects that may leave, in the order of their numbers.
pub struct Shown {
    store: Arc<dyn Store>,
    after: i64,
}

impl Shown {
    /// From the first.
    #[must_use]
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, after: 0 }
    }

    /// The next of them, at least one; none after the last.
    ///
    /// # Errors
    /// When the store cannot answer.
    pub async fn next(&mut self) -> Result<Option<Vec<ProjectRecord>>, StoreError> {
        loop {
            let page = self.store.projects(self.after, PAGE).await?;
            let Some(last) = page.last() else { return Ok(None) };
            self.after = last.number;
            let shown: Vec<ProjectRecord> = page.into_iter().filter(leaves).collect();
            if !shown.is_empty() {
                return Ok(Some(shown));
            }
        }
    }
}
