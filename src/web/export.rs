//! `/recherche.csv` and `/recherche.json`: any list of results as a file.
//!
//! A few at a time, since each may go through much of the index. Must not know how results are found.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_catalog::write::csv;
use glane_index::{List, ListOrder};
use glane_templates::SearchQuery;
use serde_json::{Value, json};

use super::answer::Document;
use super::app::App;
use super::error::PageError;
use super::{dataset, listed, question};

/// The results as a table for French spreadsheets.
pub(super) async fn table(
    State(app): State<App>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let Some(_place) = app.downloads().place() else { return Ok(dataset::busy()) };
    let list = whole(&app, &question::search(raw.as_deref())).await?;
    let text = csv::french(&listed::table(&list.cards, app.base()));
    Ok(Document::new("text/csv; charset=utf-8", text).saved_as(&name(&list, "csv")).answer(&headers))
}

/// The results as JSON.
pub(super) async fn json(
    State(app): State<App>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let Some(_place) = app.downloads().place() else { return Ok(dataset::busy()) };
    let query = question::search(raw.as_deref());
    let list = whole(&app, &query).await?;
    let results: Vec<Value> = list.cards.iter().map(|card| listed::item(card, app.base())).collect();
    let text = json!({
        "search": format!("{}{}", app.base(), query.at_page(1).path()),
        "corrected": list.corrected,
        "total": list.total,
        "given": results.len(),
        "most": SearchQuery::MOST_TAKEN,
        "results": results,
    });
    Ok(Document::new("application/json", text.to_string()).saved_as(&name(&list, "json")).answer(&headers))
}

async fn whole(app: &App, query: &SearchQuery) -> Result<List, PageError> {
    let most = usize::try_from(SearchQuery::MOST_TAKEN).unwrap_or(usize::MAX);
    app.list(question::request(query), ListOrder::AsAsked, most).await
}

/// The name of the file, which says so when it is not all of them.
fn name(list: &List, ending: &str) -> String {
    if list.total > list.cards.len() {
        format!("recherche-{}-premiers.{ending}", list.cards.len())
    } else {
        format!("recherche.{ending}")
    }
}
