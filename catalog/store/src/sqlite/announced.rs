//! Announcements of resources to those who harvest: written once a change, listed by a number that stays.
//!
//! Must not know what the sets mean, nor what is told of a resource.

mod read;
mod write;

use std::collections::BTreeSet;

use async_trait::async_trait;
use jiff::Timestamp;

use super::SqliteStore;
use crate::{Announced, AnnouncedStore, Announcement, Span, StoreError};

#[async_trait]
impl AnnouncedStore for SqliteStore {
    async fn announced_up_to(&self) -> Result<u64, StoreError> {
        read::up_to(&self.readers).await
    }

    async fn announce(
        &self,
        after: u64,
        last: u64,
        at: Timestamp,
        changes: &[Announcement],
    ) -> Result<bool, StoreError> {
        write::announce(&self.writer, after, last, at, changes).await
    }

    async fn announced(&self, span: &Span, after: i64, limit: u32) -> Result<Vec<Announced>, StoreError> {
        read::list(&self.readers, span, after, limit).await
    }

    async fn announced_count(&self, span: &Span) -> Result<u64, StoreError> {
        read::how_many(&self.readers, span).await
    }

    async fn announced_one(&self, id: &str) -> Result<Option<Announced>, StoreError> {
        read::one(&self.readers, id).await
    }

    async fn announced_since(&self) -> Result<Option<Timestamp>, StoreError> {
        read::since(&self.readers).await
    }

    async fn announced_sets(&self) -> Result<BTreeSet<String>, StoreError> {
        read::sets(&self.readers).await
    }
}
