//! What is asked for, and the page that answers it.
//!
//! Plain values; must not know the engine.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::civil::Date;
use serde::Serialize;

use super::instead::Instead;
use crate::entry::{Card, Kind};
use crate::facet::{Facet, FacetCounts};
use crate::query::Understood;

/// The most results that a page has.
pub const MOST_PER_PAGE: usize = 50;
/// The last page that is given; further ones are taken for it.
pub const LAST_PAGE: usize = 100;

/// How results are ordered; ties are broken by key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Sort {
    /// Best first; newest first when the query has no words.
    #[default]
    Relevance,
    /// Newest first; those without a date last.
    Date,
    /// By title, accents and case aside.
    Title,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What the person typed.
    pub query: String,
    /// Values by facet: one of them must hold, for every facet. At most fifty a facet are read.
    pub filters: BTreeMap<Facet, Vec<String>>,
    /// The kind to keep to; the same as a filter on [`Facet::Kind`].
    pub kind: Option<Kind>,
    /// The order.
    pub sort: Sort,
    /// The day, on which depends what is looked after; that facet is empty without it.
    pub today: Option<Date>,
    /// A facet whose values are looked through for a text.
    pub within: Option<(Facet, String)>,
    /// The page, from 1.
    pub page: usize,
    /// Results a page, 1 to [`MOST_PER_PAGE`].
    pub per_page: usize,
}

impl Default for Request {
    fn default() -> Self {
        Self {
            query: String::new(),
            filters: BTreeMap::new(),
            kind: None,
            sort: Sort::Relevance,
            today: None,
            within: None,
            page: 1,
            per_page: 20,
        }
    }
}

/// One result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// The record's key: `forge:id` for a project, the id in its address for a resource.
    pub key: String,
    /// The title: escaped HTML with `<mark>` and nothing else.
    pub title_html: String,
    /// An excerpt where the text has what was sought, else empty: escaped HTML with `<mark>` and
    /// nothing else.
    pub snippet_html: String,
    /// What else is shown, plain text.
    pub card: Card,
}

/// A page of results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Records found.
    pub total: usize,
    /// The page that this is, from 1.
    pub page: usize,
    /// Pages that can be asked for; at least 1.
    pub pages: usize,
    /// The results of this page.
    pub hits: Vec<Hit>,
    /// Every facet that has values, each counted under the other facets' filters.
    pub facets: Vec<FacetCounts>,
    /// How many of them, the first ones, have all that was asked for; none when all of them do.
    pub exact: Option<usize>,
    /// When nothing was found: how many there are without the filters of one facet, for each that there are
    /// any without.
    pub lifted: Vec<(Facet, usize)>,
    /// When nothing was found: what might be asked instead.
    pub instead: Option<Instead>,
    /// The values of the facet that was looked through.
    pub within: Option<FacetCounts>,
    /// The query as it was understood, where it has words that no record has and that were taken for
    /// others.
    pub corrected: Option<String>,
    /// The query that asks for these words as they were typed.
    pub verbatim: Option<String>,
    /// What words of the query were taken to mean.
    pub understood: Vec<Understood>,
    /// How long it took.
    pub took: Duration,
}

impl Page {
    /// Whether what was found is for other words than those that were asked.
    #[must_use]
    pub fn is_guess(&self) -> bool {
        self.corrected.is_some() || self.exact == Some(0)
    }
}
