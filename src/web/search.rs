//! `/recherche`: one search, whose whole state is in the address.

use std::collections::BTreeMap;

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_index::{Facet, FacetCounts, Page, Request, Sort};
use glane_templates::page::search::{Correction, SearchView, render};
use glane_templates::{self as templates, FacetKey, FacetView, Frame, Lang, SearchQuery};
use url::form_urlencoded;

use super::app::App;
use super::error::PageError;
use super::{answer, hits};

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let raw = raw.unwrap_or_default();
    let pairs: Vec<_> = form_urlencoded::parse(raw.as_bytes()).collect();
    let query = SearchQuery::parse(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())));
    let found = app.search(request(&query)).await?;
    let (site, _) = app.frame().await?;
    Ok(answer::page(&headers, render(&Frame::new(&site, lang), &view(query, found))))
}

fn request(query: &SearchQuery) -> Request {
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
        page: query.page as usize,
        ..Request::default()
    }
}

fn view(query: SearchQuery, found: Page) -> SearchView {
    SearchView {
        total: found.total as u64,
        pages: u32::try_from(found.pages).unwrap_or(u32::MAX),
        facets: FacetKey::ALL.into_iter().filter_map(|key| facet_view(key, &found.facets)).collect(),
        correction: found.corrected.map(|shown| Correction { shown, instead: query.text.clone() }),
        hits: found.hits.into_iter().map(hits::hit).collect(),
        query,
    }
}

fn facet_view(key: FacetKey, counts: &[FacetCounts]) -> Option<FacetView> {
    let facet = hits::facet(key);
    let counts = counts.iter().find(|counts| counts.facet == facet)?;
    let value = |value: &glane_index::FacetValue| templates::FacetValue {
        value: value.value.clone(),
        label: None,
        count: value.count,
    };
    let mut values: Vec<templates::FacetValue> = counts.values.iter().map(value).collect();
    hits::in_order(key, &mut values, |value| &value.value);
    Some(FacetView { key, values })
}
