//! Resources: parts of projects and records of other catalogues, beside the projects' table.
//!
//! The document is the record; what else there is in a row is only ever queried. Must not know how
//! projects are written.

pub(super) mod document;
mod follow;
mod read;
mod write;

use std::collections::BTreeSet;

use async_trait::async_trait;
use glane_catalog::model::{ProjectKey, ResourceRecord, SourceId};

use super::SqliteStore;
use crate::{ResourceStore, StoreError, Written};

use self::read::Of;

pub(super) use follow::{Outward, follow, leave};
pub(super) use read::{changes, unreadable};

#[async_trait]
impl ResourceStore for SqliteStore {
    async fn put_resources_of(
        &self,
        project: &ProjectKey,
        records: &[ResourceRecord],
    ) -> Result<Written, StoreError> {
        write::parts(&self.writer, project, records).await
    }

    async fn put_resources_from(
        &self,
        source: &SourceId,
        records: &[ResourceRecord],
    ) -> Result<Written, StoreError> {
        write::records(&self.writer, source, records).await
    }

    async fn replace_resource(
        &self,
        seen: &ResourceRecord,
        record: &ResourceRecord,
    ) -> Result<bool, StoreError> {
        write::replace(&self.writer, seen, record).await
    }

    async fn remove_resources(&self, source: &SourceId, ids: &[String]) -> Result<u64, StoreError> {
        write::remove(&self.writer, source, ids).await
    }

    async fn resource(&self, id: &str) -> Result<Option<ResourceRecord>, StoreError> {
        read::get(&self.readers, id).await
    }

    async fn former_home(&self, id: &str) -> Result<Option<ProjectKey>, StoreError> {
        read::former_home(&self.readers, id).await
    }

    async fn resources_of(
        &self,
        project: &ProjectKey,
        after: i64,
        limit: u32,
    ) -> Result<Vec<ResourceRecord>, StoreError> {
        read::list(&self.readers, Of::Project(project), after, limit).await
    }

    async fn resources(&self, after: i64, limit: u32) -> Result<Vec<ResourceRecord>, StoreError> {
        read::list(&self.readers, Of::All, after, limit).await
    }

    async fn resource_ids(&self, source: &SourceId) -> Result<BTreeSet<String>, StoreError> {
        read::ids(&self.readers, source).await
    }
}
