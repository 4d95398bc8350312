//! `/`: what is there, what is new.

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_index::{Kind, Request, Sort};
use glane_templates::page::home::{HomeView, render};
use glane_templates::{FacetKey, Frame, Lang};

use super::app::App;
use super::error::PageError;
use super::{answer, hits, question};

/// Values shown of each property.
const SHOWN: usize = 12;

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let (site, forges) = app.frame().await?;
    let found = app.search(Request { per_page: 1, ..Request::default() }).await?;
    let latest = Request { kind: Some(Kind::Project), sort: Sort::Date, per_page: 6, ..Request::default() };
    let latest = app.search(latest).await?;
    let count = |key| hits::tallies(&found.facets, key, usize::MAX).len() as u64;
    let view = HomeView {
        projects: latest.total as u64,
        resources: hits::counted(&found.facets, FacetKey::Kind, Kind::Resource.as_str()),
        licences: count(FacetKey::Licence),
        forges: forges.len() as u64,
        levels: hits::tallies(&found.facets, FacetKey::Level, SHOWN),
        subjects: hits::tallies(&found.facets, FacetKey::Subject, SHOWN),
        languages: hits::tallies(&found.facets, FacetKey::Language, SHOWN),
        latest: latest.hits.into_iter().map(|found| hits::hit(&app, found)).collect(),
    };
    let selection = question::selection(raw.as_deref());
    Ok(answer::page(&headers, render(&Frame::new(&site, lang).selecting(&selection), &view)))
}
