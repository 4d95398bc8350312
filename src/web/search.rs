//! `/recherche`: one search, whose whole state is in the address.

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_index::{FacetCounts, Page};
use glane_templates::page::search::{Correction, Meaning, SearchView, render};
use glane_templates::{self as templates, FacetKey, FacetView, Frame, Lang, SearchQuery};

use super::app::App;
use super::error::PageError;
use super::{answer, hits, question};

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let query = question::search(raw.as_deref());
    let selection = question::selection(raw.as_deref());
    let found = app.search(question::request(&query)).await?;
    let (site, _) = app.frame().await?;
    let frame = Frame::new(&site, lang);
    let view = view(&app, query, found);
    let mut answer = answer::page(&headers, render(&frame.selecting(&selection), &view));
    if view.incomplete {
        answer.extensions_mut().insert(answer::CachePolicy::Never);
    }
    Ok(answer)
}

fn view(app: &App, query: SearchQuery, found: Page) -> SearchView {
    SearchView {
        total: found.total as u64,
        pages: u32::try_from(found.pages).unwrap_or(u32::MAX),
        facets: FacetKey::ALL.into_iter().filter_map(|key| facet_view(key, &found.facets)).collect(),
        correction: found.corrected.map(|shown| Correction {
            shown,
            instead: query.text.clone(),
            link: found.verbatim.unwrap_or_default(),
        }),
        lifted: found
            .lifted
            .into_iter()
            .filter_map(|(facet, count)| Some((hits::key(facet)?, count as u64)))
            .collect(),
        exact: found.exact.map(|exact| exact as u64),
        first: ((found.page - 1) * question::PER_PAGE) as u64,
        understood: found.understood.into_iter().map(meaning).collect(),
        incomplete: app.index().state().is_incomplete(),
        hits: found.hits.into_iter().map(|found| hits::hit(app, found)).collect(),
        query,
    }
}

fn meaning(understood: glane_index::Understood) -> Meaning {
    Meaning {
        key: understood.facet.and_then(hits::key),
        value: understood.value,
        counterparts: understood.counterparts,
        instead: understood.instead,
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
