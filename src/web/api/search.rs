//! `/api/v1/search`: a page of results with the counts to narrow by, as the search page has them.
//!
//! Must not know how results are found.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_index::{MOST_PER_PAGE, Page, Request, Why};
use glane_templates::{FacetKey, SearchQuery};
use serde_json::{Map, Value, json};

use super::{Problem, resources};
use crate::web::answer::Document;
use crate::web::app::App;
use crate::web::{hits, listed, question, why};

/// Results on a page where no number is asked for.
const USUAL: usize = 20;
const PATH: &str = "/api/v1/search";

/// A page of results.
pub(super) async fn page(
    State(app): State<App>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let pairs = question::pairs(raw.as_deref());
    let said = pairs.iter().find(|(name, _)| name == "limit").map(|(_, value)| value.as_str());
    let limit = resources::limit(said, USUAL, MOST_PER_PAGE)?;
    let query = question::search(raw.as_deref());
    let request = Request { per_page: limit, ..question::request(&query) };
    let found = app.search(request.clone()).await?;
    let told = match why::asked(&pairs, &found.hits) {
        Some(hit) => app.explain(request, hit).await?.map(|told| (why::id(hit), told)),
        None => None,
    };
    let at = |page: u32| {
        let asked = query.at_page(page).at(PATH);
        let joint = if asked.contains('?') { '&' } else { '?' };
        format!("{}{asked}{joint}limit={limit}", app.base())
    };
    let last = u32::try_from(found.pages).unwrap_or(u32::MAX);
    let next = (query.page < last).then(|| at(query.page + 1));
    let previous = (query.page > 1).then(|| at((query.page - 1).min(last)));
    let document = Document::new(
        "application/json",
        body(&app, &query, &found, told.as_ref(), next.as_ref()).to_string(),
    );
    let links: Vec<String> = [(previous, "prev"), (next, "next")]
        .into_iter()
        .filter_map(|(address, rel)| Some(format!("<{}>; rel=\"{rel}\"", address?)))
        .collect();
    Ok(document.linked(Some(links.join(", ")).filter(|links| !links.is_empty())).answer(&headers))
}

fn body(
    app: &App,
    query: &SearchQuery,
    found: &Page,
    told: Option<&(String, Why)>,
    next: Option<&String>,
) -> Value {
    let results = found.hits.iter().map(|hit| {
        let mut item = listed::item(&hit.card, app.base());
        if let Some((_, why)) = told.filter(|(id, _)| *id == why::id(hit)) {
            item["why"] = json!(why);
        }
        item
    });
    json!({
        "search": format!("{}{}", app.base(), query.path()),
        "corrected": found.corrected,
        "total": found.total,
        "page": found.page,
        "pages": found.pages,
        "results": results.collect::<Vec<_>>(),
        "facets": facets(found),
        "next": next,
    })
}

/// Counts by the names that the filters have in addresses.
fn facets(found: &Page) -> Map<String, Value> {
    let mut facets = Map::new();
    for key in FacetKey::ALL {
        let counts = found.facets.iter().filter(|counts| counts.facet == hits::facet(key));
        let values: Vec<Value> = counts
            .flat_map(|counts| &counts.values)
            .map(|value| json!({"value": value.value, "count": value.count}))
            .collect();
        facets.insert(key.parameter().to_owned(), values.into());
    }
    facets
}
