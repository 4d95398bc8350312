//! What the service asks of storage about the addresses that records give.
//!
//! A part of [`Store`](crate::Store), in a file of its own; what each call promises is in the contract.

use std::collections::BTreeMap;

use async_trait::async_trait;
use glane_catalog::model::{Link, LinkState};
use jiff::Timestamp;

use crate::StoreError;

/// Addresses of records of other catalogues ([`glane_catalog::model::ResourceRecord::link`]), and whether
/// they answer.
///
/// A record whose address is hidden is not shown, and stands for no other. Whatever changes the state of an
/// address gives the records that give it their next numbers of the change sequence, in the same
/// transaction. A record that gives another address is shown again.
#[async_trait]
pub trait LinkStore: Send + Sync {
    /// Up to `limit` addresses that are to be asked by now, each with what is known of it, and of no host
    /// more than `of_one_host`. Half are such as were never asked and half are due again, as long as there
    /// are both; each host comes once before any comes twice; then the longest due first. Those of records
    /// for which another stands are left out.
    async fn due_links(
        &self,
        now: Timestamp,
        limit: u32,
        of_one_host: u32,
    ) -> Result<Vec<(String, Option<Link>)>, StoreError>;

    /// Notes what is known of an address, in place of what was.
    async fn note_link(&self, link: &Link) -> Result<(), StoreError>;

    /// What is known of an address.
    async fn link(&self, address: &str) -> Result<Option<Link>, StoreError>;

    /// How many addresses of records are in each state; those never asked are in none.
    async fn link_counts(&self) -> Result<BTreeMap<LinkState, u64>, StoreError>;
}
