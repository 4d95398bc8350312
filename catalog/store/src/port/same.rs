//! What the service asks of storage about records of one work.
//!
//! A part of [`Store`](crate::Store), in a file of its own; what each call promises is in the contract.

use async_trait::async_trait;
use glane_catalog::model::ResourceRecord;

use crate::StoreError;

/// Records of one work, shown as one.
///
/// Resources that are shown and hold a mark of one work in common ([`glane_catalog::identity::tied`]) are
/// grouped with every write, in its transaction. One stands for its group
/// ([`glane_catalog::identity::first`]); the others are gone for those who follow, and come back when it
/// goes. What the group adds to the one that stands for it ([`glane_catalog::identity::filled`]) is in
/// what those who follow, and those who harvest, are given. Whatever changes this takes the next numbers
/// of the change sequence. Marks that too many hold tie nothing, and neither do groups of too many: the
/// work for one write is bounded.
#[async_trait]
pub trait SameStore: Send + Sync {
    /// The id of the resource that stands for the one of this id, where another does.
    async fn stands_for(&self, id: &str) -> Result<Option<String>, StoreError>;

    /// The other records of the work for which the resource of this id stands: parts of projects, then
    /// the one that says most. Those whose document cannot be read are passed over.
    async fn described_also(&self, id: &str) -> Result<Vec<ResourceRecord>, StoreError>;
}
