//! What an address asks for: a search, a selection; and the search as the index is asked for it.
//!
//! Must not know how either is answered.

use std::collections::BTreeMap;

use glane_index::{Facet, Request, Sort};
use glane_templates::{self as templates, SearchQuery, Selection};
use url::form_urlencoded;

use super::hits;

/// Results a page.
pub(super) const PER_PAGE: usize = 20;

/// The parameters of an address, decoded.
pub(super) fn pairs(raw: Option<&str>) -> Vec<(String, String)> {
    form_urlencoded::parse(raw.unwrap_or_default().as_bytes()).into_owned().collect()
}

/// The search that an address asks for.
pub(super) fn search(raw: Option<&str>) -> SearchQuery {
    let pairs = pairs(raw);
    SearchQuery::parse(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// The selection that an address bears.
pub(super) fn selection(raw: Option<&str>) -> Selection {
    let pairs = pairs(raw);
    Selection::parse(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}

/// The same search for the index.
pub(super) fn request(query: &SearchQuery) -> Request {
    let mut filters: BTreeMap<Facet, Vec<String>> = BTreeMap::new();
    for filter in &query.filters {
        filters.entry(hits::facet(filter.key)).or_default().push(filter.value.clone());
    }
    Request {
        query: query.text.clone(),
        filters,
        sort: match query.sort {
            templates::Sort::Relevance => Sort::Relevance,
            templates::Sort::Recent => Sort::Date,
            templates::Sort::Name => Sort::Title,
        },
        within: query.within.as_ref().map(|(key, sought)| (hits::facet(*key), sought.clone())),
        page: query.page as usize,
        per_page: PER_PAGE,
        ..Request::default()
    }
}
