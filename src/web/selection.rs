//! `/selection` and the files made of one: the resources that a person chose, which the address alone names.
//!
//! What is not shown any more is left out and counted. Must not know any format.

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_catalog::model::ResourceRecord;
use glane_catalog::write::amb::amb;
use glane_catalog::write::csv;
use glane_catalog::write::imscc::imscc;
use glane_index::Card;
use glane_templates::page::resource::credit_of;
use glane_templates::page::selection::{SelectionView, render, title};
use glane_templates::{Frame, Lang, Selection};
use serde_json::Value;

use super::answer::{self, Document};
use super::app::App;
use super::error::PageError;
use super::shown::{self, ShownResource};
use super::{hits, listed, question, resource};

/// The page.
pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let selection = question::selection(raw.as_deref());
    let chosen = of(&app, &selection).await?;
    let hits = chosen.iter().map(|one| hits::card(&app, one.card())).collect();
    let (site, _) = app.frame().await?;
    let frame = Frame::new(&site, lang);
    let view = SelectionView { selection: selection.clone(), hits };
    Ok(answer::page(&headers, render(&frame.selecting(&selection), &view)))
}

/// A cartridge of links.
pub(super) async fn cartridge(
    State(app): State<App>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let chosen = chosen(&app, raw.as_deref()).await?;
    let records: Vec<&ResourceRecord> = chosen.iter().map(|one| &one.record).collect();
    let (site, _) = app.frame().await?;
    let bytes = imscc(&title(&Frame::new(&site, Lang::Fr)), &records, app.this_catalogue());
    let document = Document::new("application/vnd.ims.imsccv1p3", bytes);
    Ok(document.saved_as("selection.imscc").answer(&headers))
}

/// A table for French spreadsheets.
pub(super) async fn table(
    State(app): State<App>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let chosen = chosen(&app, raw.as_deref()).await?;
    let cards: Vec<Card> = chosen.iter().map(ShownResource::card).collect();
    let text = csv::french(&listed::table(&cards, app.base()));
    Ok(Document::new("text/csv; charset=utf-8", text).saved_as("selection.csv").answer(&headers))
}

/// The records as a list of AMB.
pub(super) async fn json(
    State(app): State<App>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let chosen = chosen(&app, raw.as_deref()).await?;
    let records: Value = chosen.iter().map(|one| amb(&one.record, app.this_catalogue())).collect();
    let document = Document::new("application/json", records.to_string());
    Ok(document.saved_as("selection.json").answer(&headers))
}

/// The credit of each, as its page gives it.
pub(super) async fn credits(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let chosen = chosen(&app, raw.as_deref()).await?;
    let (site, _) = app.frame().await?;
    let frame = Frame::new(&site, lang);
    let credit = |one: &ShownResource| format!("{}\n", credit_of(&frame, &resource::view(&app, one)));
    let text: Vec<String> = chosen.iter().map(credit).collect();
    let document = Document::new("text/plain; charset=utf-8", text.join("\n"));
    Ok(document.saved_as("credits.txt").answer(&headers))
}

/// The resources of which a file is made; of none there is no file.
async fn chosen(app: &App, raw: Option<&str>) -> Result<Vec<ShownResource>, PageError> {
    let chosen = of(app, &question::selection(raw)).await?;
    if chosen.is_empty() { Err(PageError::NotFound) } else { Ok(chosen) }
}

async fn of(app: &App, selection: &Selection) -> Result<Vec<ShownResource>, PageError> {
    shown::resources(app, selection.ids()).await
}
