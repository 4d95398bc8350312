//! What the service asks of storage for those who harvest this catalogue: what was announced, and when.
//!
//! A part of [`Store`](crate::Store), in a file of its own; what each call promises is in the contract.

use std::collections::BTreeSet;

use async_trait::async_trait;
use glane_catalog::model::ResourceRecord;
use jiff::Timestamp;

use crate::StoreError;

/// A change of a resource that others are to be told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// The resource ([`glane_catalog::model::ResourceKey::id`]).
    pub id: String,
    /// The number of the change.
    pub sequence: u64,
    /// The sets it is in; none when it is gone.
    pub sets: Option<BTreeSet<String>>,
}

/// A resource as others are told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Announced {
    /// Its place among all that were ever announced; it never changes.
    pub number: i64,
    /// What it is called ([`glane_catalog::model::ResourceKey::id`]).
    pub id: String,
    /// When it was last announced.
    pub at: Timestamp,
    /// The sets it is in; of one that is gone, those it was in.
    pub sets: Vec<String>,
    /// What it says at present; none for one that is gone.
    pub record: Option<ResourceRecord>,
}

/// Which announcements are asked for; the bounds are included.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Span {
    /// Announced then or later.
    pub from: Option<Timestamp>,
    /// Announced then or earlier.
    pub until: Option<Timestamp>,
    /// In this set.
    pub set: Option<String>,
}

/// Announcements: what happened to resources, for others who keep a copy of the catalogue.
///
/// Every resource that was ever shown stays here, also once it is gone. An instant is never earlier than
/// one that was given before, whatever the clock of the caller says: who asks for what is newer than what
/// they have misses nothing. What is not shown at the moment of the question is told as gone, also where
/// that is still to be announced.
#[async_trait]
pub trait AnnouncedStore: Send + Sync {
    /// The number of the change sequence up to which changes have been announced.
    async fn announced_up_to(&self) -> Result<u64, StoreError>;

    /// Announces the changes after the number `after` and up to `last`, all or none. False, and nothing
    /// announced, when they do not begin where the last announcement ended. What was never announced and
    /// is gone is left out; what was announced as gone and is still so keeps its instant.
    async fn announce(
        &self,
        after: u64,
        last: u64,
        at: Timestamp,
        changes: &[Announcement],
    ) -> Result<bool, StoreError>;

    /// Up to `limit` of those asked for with a number above `after`, by number. One whose document cannot
    /// be read is told as gone.
    async fn announced(&self, span: &Span, after: i64, limit: u32) -> Result<Vec<Announced>, StoreError>;

    /// How many are asked for.
    async fn announced_count(&self, span: &Span) -> Result<u64, StoreError>;

    /// The one of this id, if it was ever announced.
    async fn announced_one(&self, id: &str) -> Result<Option<Announced>, StoreError>;

    /// The earliest instant of any; none before the first announcement.
    async fn announced_since(&self) -> Result<Option<Timestamp>, StoreError>;

    /// Every set that one of them is in, or was in when it went.
    async fn announced_sets(&self) -> Result<BTreeSet<String>, StoreError>;
}
