//! What the service asks of storage about resources.
//!
//! A part of [`Store`](crate::Store), in a file of its own; what each call promises is in the contract.

use std::collections::BTreeSet;

use async_trait::async_trait;
use glane_catalog::model::{ProjectKey, ResourceRecord, SourceId};

use crate::StoreError;

/// What writing resources came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Those that are new.
    pub created: u64,
    /// Those that were there and say something else now.
    pub changed: u64,
    /// Those that say what they said.
    pub unchanged: u64,
    /// Those that are gone.
    pub removed: u64,
}

/// Resources: the parts of projects, and the records of other catalogues.
///
/// A resource is shown while the project it lies in is shown and no other stands for that project, and
/// while no other resource stands for it ([`crate::SameStore`]) and its address is not hidden
/// ([`crate::LinkStore`]). Whatever changes this gives the resources their next numbers of
/// the change sequence, in the same transaction. Numbers and `found_at` of a record that is written are
/// not read: the first writing gives them, and later ones keep them. An equal record takes no number of
/// the sequence; that it was gathered again is kept to the second.
#[async_trait]
pub trait ResourceStore: Send + Sync {
    /// Writes the parts of a project, all of them, at once: those that are gone are removed, and leave
    /// tombstones. What a decision that stands withdrew from the project is left out. Nothing happens
    /// when there is no such project.
    ///
    /// # Errors
    /// [`StoreError::Misplaced`] for a record that is no part of it.
    async fn put_resources_of(
        &self,
        project: &ProjectKey,
        records: &[ResourceRecord],
    ) -> Result<Written, StoreError>;

    /// Writes records of another catalogue, all or none of this batch; those it does not name stay.
    ///
    /// # Errors
    /// [`StoreError::Misplaced`] for a record that is none of it.
    async fn put_resources_from(
        &self,
        source: &SourceId,
        records: &[ResourceRecord],
    ) -> Result<Written, StoreError>;

    /// Writes a resource that is there, but only over the record `seen`: false, and nothing written, when
    /// it says something else by now, or is gone.
    async fn replace_resource(
        &self,
        seen: &ResourceRecord,
        record: &ResourceRecord,
    ) -> Result<bool, StoreError>;

    /// Removes records of another catalogue, by their ids ([`glane_catalog::model::ResourceKey::id`]), and
    /// leaves tombstones. Returns how many were there.
    async fn remove_resources(&self, source: &SourceId, ids: &[String]) -> Result<u64, StoreError>;

    /// The resource of this id, shown or not.
    async fn resource(&self, id: &str) -> Result<Option<ResourceRecord>, StoreError>;

    /// The project in which a resource lay that was removed, while that project is known.
    async fn former_home(&self, id: &str) -> Result<Option<ProjectKey>, StoreError>;

    /// Up to `limit` resources of a project with a number above `after`, by number, shown or not. Those
    /// whose document cannot be read are passed over, here as in the other lists.
    async fn resources_of(
        &self,
        project: &ProjectKey,
        after: i64,
        limit: u32,
    ) -> Result<Vec<ResourceRecord>, StoreError>;

    /// Up to `limit` resources with a number above `after`, by number, shown or not.
    async fn resources(&self, after: i64, limit: u32) -> Result<Vec<ResourceRecord>, StoreError>;

    /// Ids of every record there is of another catalogue.
    async fn resource_ids(&self, source: &SourceId) -> Result<BTreeSet<String>, StoreError>;
}
