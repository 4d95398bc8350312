//! `/logiciels/<id>`: the page of a program of the catalogue.

use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_catalog::vocabulary::software;
use glane_index::{Kind, Request};
use glane_templates::page::software::{SoftwareView, render};
use glane_templates::{FacetKey, Frame, Lang, SearchQuery};

use super::app::App;
use super::error::PageError;
use super::{answer, hits, question};

/// Results shown of what speaks of it.
const SHOWN: usize = 6;
/// Letters a name must have to be looked for: `R` is in every text.
const TELLING: usize = 3;

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    Path(id): Path<String>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let software = software::of_id(&id).ok_or(PageError::NotFound)?;
    let query = (software.name.chars().count() >= TELLING).then(|| speaking_of(&software.name));
    let found = match &query {
        Some(query) => Some(app.search(Request { per_page: SHOWN, ..question::request(query) }).await?),
        None => None,
    };
    let (site, _) = app.frame().await?;
    let view = SoftwareView {
        software,
        alike: software::alike(software),
        query,
        total: found.as_ref().map_or(0, |found| found.total as u64),
        hits: found.into_iter().flat_map(|found| found.hits).map(|found| hits::hit(&app, found)).collect(),
    };
    let selection = question::selection(raw.as_deref());
    Ok(answer::page(&headers, render(&Frame::new(&site, lang).selecting(&selection), &view)))
}

/// Projects and resources that have its name in them.
fn speaking_of(name: &str) -> SearchQuery {
    let of = |kind: Kind| SearchQuery::filter(FacetKey::Kind, kind.as_str()).filters;
    let filters = [of(Kind::Project), of(Kind::Resource)].concat();
    SearchQuery { text: format!("\"{name}\""), filters, ..SearchQuery::default() }
}
