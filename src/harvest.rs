//! Harvest: takes the records of other catalogues, a page at a time, and hands them to the catalogue.
//!
//! What a protocol looks like is the business of its own file; none of them knows the store.

mod document;
pub mod journal;
mod oai;
mod open;
mod peertube;
mod record;
pub mod run;
mod sitemap;
mod web;

use async_trait::async_trait;
use glane_catalog::model::ResourceRecord;
use serde::{Deserialize, Serialize};

pub use self::open::{look, open, open_within};
pub use self::record::record;
pub use self::web::{Answer, Led, Web, for_messages};

/// Where a harvest goes on, in the words of its protocol; kept on disk between two pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place(pub String);

/// What a source says of one of its records.
#[derive(Debug, Clone, PartialEq)]
pub enum Gathered {
    /// What it says, ready for the catalogue but for its number and its instants.
    Record(Box<ResourceRecord>),
    /// It is gone there: the identifier it had.
    Gone(String),
    /// It is there and cannot be taken, and why: what is kept of it stays.
    Refused {
        /// Its identifier.
        id: String,
        /// What is wrong and what helps, for who runs the harvest.
        why: String,
    },
}

/// One page of a harvest.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// Its records, in the order of the source.
    pub records: Vec<Gathered>,
    /// Where the next page is; none at the end.
    pub next: Option<Place>,
    /// How many records there are in all, where the source says so.
    pub of: Option<u64>,
    /// With the last page, what the next harvest gives to [`open`], so that it asks only for what is newer;
    /// none where each harvest takes everything.
    pub since: Option<String>,
    /// Whether the list broke off, or said something that cannot be understood, so that what it did not
    /// name may be there all the same: nothing is concluded to be gone.
    pub is_partial: bool,
    /// Whether the list gave a few records less than it announced, as one that changes under way does:
    /// nothing is concluded to be gone either, and the next harvest asks for no less than this one did;
    /// that is no failure.
    pub is_short: bool,
    /// What the source does that it should not, and what was done about it; each said once.
    pub remarks: Vec<String>,
}

/// Why a page could not be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The place is known no more: the harvest begins again from the start, what it took stays taken.
    #[error("{0}")]
    Lost(String),
    /// No page now; the harvest stays where it is and goes on another day.
    #[error("{0}")]
    Failed(String),
}

/// A source of records, spoken to in its protocol.
#[async_trait]
pub trait Source: Send + Sync {
    /// The page at a place; the first where there is none.
    ///
    /// # Errors
    /// [`Trouble`]; its text names the address, what is wrong and the remedy.
    async fn page(&self, place: Option<&Place>) -> Result<Page, Trouble>;

    /// Whether what is there is what the settings say, asked for once and gently: what it is, in a few words.
    ///
    /// # Errors
    /// [`Trouble`], as for a page.
    async fn look(&self) -> Result<String, Trouble>;

    /// Whether what no page of a whole harvest named is gone: not where the source was asked only for what
    /// is newer than the last harvest, and tells deletions itself.
    fn is_whole(&self) -> bool;
}
