//! `/feeds/….atom`: any list of results as a feed, what was found or changed last first.
//!
//! Whoever follows a search has it saved, and nothing is kept of them here. What a feed looks like is
//! `glane_catalog::write::atom`'s.

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_catalog::model::{Field, ProjectRecord};
use glane_catalog::write::atom::{Entry, Feed, atom};
use glane_catalog::write::attribution::authors;
use glane_index::{Card, Kind, ListOrder};
use glane_templates::page::search::title;
use glane_templates::{FacetKey, Frame, Lang, SearchQuery, address};
use jiff::Timestamp;
use url::Url;

use super::answer::Document;
use super::app::App;
use super::error::PageError;
use super::{listed, question, shown};

/// Entries of a feed.
const MOST: usize = 50;
/// The year since when our entries are called as they are (RFC 4151): it must never change.
const SINCE: &str = "2026";

/// The results of a search.
pub(super) async fn search(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let query = question::search(raw.as_deref());
    let path = query.feed();
    feed(&app, lang, &query, &path, &headers).await
}

/// Resources.
pub(super) async fn resources(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let query = SearchQuery::filter(FacetKey::Kind, Kind::Resource.as_str());
    feed(&app, lang, &query, "/feeds/ressources.atom", &headers).await
}

/// Projects.
pub(super) async fn projects(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let query = SearchQuery::filter(FacetKey::Kind, Kind::Project.as_str());
    feed(&app, lang, &query, "/feeds/projets.atom", &headers).await
}

async fn feed(
    app: &App,
    lang: Lang,
    query: &SearchQuery,
    path: &str,
    headers: &HeaderMap,
) -> Result<Response, PageError> {
    let list = app.list(question::request(query), ListOrder::NewsFirst, MOST).await?;
    let (site, forges) = app.frame().await?;
    let mut entries = Vec::new();
    for card in &list.cards {
        entries.extend(entry(app, card).await?);
    }
    let itself = address::localised(lang, path);
    let page = query.at_page(1).path();
    let feed = Feed {
        id: tag(app, itself.trim_start_matches('/')),
        title: title(&Frame::new(&site, lang), query),
        language: lang.code(),
        page: format!("{}{}", app.base(), address::localised(lang, &page)),
        itself: format!("{}{itself}", app.base()),
        author: site.name.clone(),
        since: forges.iter().filter_map(|row| row.complete_at).max().unwrap_or(Timestamp::UNIX_EPOCH),
        entries,
    };
    Ok(Document::new("application/atom+xml; charset=utf-8", atom(&feed)).answer(headers))
}

/// A name for ever, whatever becomes of the address.
fn tag(app: &App, name: &str) -> String {
    let host = Url::parse(app.base()).ok().and_then(|url| url.host_str().map(str::to_owned));
    let host = host.filter(|host| !host.contains(':')).unwrap_or_else(|| "localhost".to_owned());
    format!("tag:{host},{SINCE}:{name}")
}

/// What a result says in a feed; nothing when it is not shown any more.
async fn entry(app: &App, card: &Card) -> Result<Option<Entry>, PageError> {
    let said = match card.kind {
        Kind::Resource => shown::resource(app, &card.key).await?.map(|shown| {
            let language = shown.record.fields.value(Field::Language).map(str::to_owned);
            (shown.record.found_at.into(), authors(&shown.record), language)
        }),
        // A program is no news.
        Kind::Software => None,
        Kind::Project => project(app, card).await?.map(|record| {
            let fields = record.examination.as_ref().map(|examination| &examination.fields);
            let names = fields.map(|fields| fields.credited(Field::Author)).unwrap_or_default();
            let names = names.into_iter().map(str::to_owned).collect();
            (record.published_at, names, record.claimed(Field::Language).map(str::to_owned))
        }),
    };
    let (Some((published, authors, language)), Some(updated)) = (said, card.news) else { return Ok(None) };
    let kind = if card.kind == Kind::Resource { "ressources" } else { "projets" };
    let code = |code: &String| {
        (2..=3).contains(&code.len()) && code.bytes().all(|letter| letter.is_ascii_lowercase())
    };
    Ok(Some(Entry {
        // A project may move: its key at the forge stays.
        id: tag(app, &format!("{kind}/{}", address::encode_path(&card.key))),
        title: card.title.clone(),
        page: listed::page(card, app.base()),
        language: language.filter(code),
        updated,
        published,
        summary: card.summary.clone(),
        authors,
        licence: card.licence.clone(),
        categories: [&card.levels, &card.subjects, &card.types].into_iter().flatten().cloned().collect(),
    }))
}

async fn project(app: &App, card: &Card) -> Result<Option<ProjectRecord>, PageError> {
    let Ok(key) = card.key.parse() else { return Ok(None) };
    Ok(app.store().project(&key).await?.filter(ProjectRecord::is_shown))
}
