//! `/suggestions`: what may be meant by the beginning of a search; `/opensearch.xml`: the site as a search
//! engine that a browser can be given.
//!
//! One answer serves browsers and the field of the pages: `OpenSearch` Suggestions 1.1.

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_index::{Kind, Suggestion, SuggestionKind};
use glane_templates::suggestion::{Offered, described, tagline};
use glane_templates::{FacetKey, Frame, HitKind, Lang, SearchQuery, address, assets};
use quick_xml::escape::escape;

use super::answer::Document;
use super::app::App;
use super::error::PageError;
use super::question;

/// Suggestions an answer.
const MOST: usize = 10;
/// Letters of the name of a search engine, by `OpenSearch` 1.1.
const SHORT_NAME: usize = 16;

/// What was typed, what to search for instead, what each is, and where its results are.
pub(super) async fn answer(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let pairs = question::pairs(raw.as_deref());
    let typed = pairs.into_iter().find(|(name, _)| name == "q").map(|(_, value)| value).unwrap_or_default();
    let index = app.index().clone();
    let text = typed.clone();
    let found = app.asked(move |_| index.suggest(&text, MOST)).await?;
    let site = app.site(None);
    let frame = Frame::new(&site, lang);
    let texts: Vec<&str> = found.iter().map(|suggestion| suggestion.text.as_str()).collect();
    let kinds: Vec<String> = found.iter().map(|suggestion| kind(&frame, suggestion)).collect();
    let pages: Vec<String> = found.iter().map(|suggestion| page(&app, lang, suggestion)).collect();
    // Whoever asks for more than can be typed is told the beginning of it.
    let typed: String = typed.chars().take(SearchQuery::MAX_TEXT).collect();
    let body = serde_json::json!([typed, texts, kinds, pages]).to_string();
    Ok(Document::new("application/x-suggestions+json; charset=utf-8", body).answer(&headers))
}

fn kind(frame: &Frame, suggestion: &Suggestion) -> String {
    let offered = match suggestion.kind {
        SuggestionKind::Level => Offered::Value(FacetKey::Level),
        SuggestionKind::Subject => Offered::Value(FacetKey::Subject),
        SuggestionKind::ResourceType => Offered::Value(FacetKey::ResourceType),
        SuggestionKind::Organisation => Offered::Value(FacetKey::Organisation),
        SuggestionKind::Author => Offered::Author,
        SuggestionKind::Title(Kind::Project) => Offered::Title(HitKind::Project),
        SuggestionKind::Title(Kind::Resource) => Offered::Title(HitKind::Resource),
        SuggestionKind::Title(Kind::Software) => Offered::Title(HitKind::Software),
    };
    described(frame, offered, suggestion.form_of.as_deref())
}

/// The results of a suggestion.
fn page(app: &App, lang: Lang, suggestion: &Suggestion) -> String {
    let query = match suggestion.kind {
        SuggestionKind::Organisation => SearchQuery::filter(FacetKey::Organisation, &suggestion.text),
        SuggestionKind::Author => SearchQuery::words(&format!("auteur:\"{}\"", suggestion.text)),
        _ => SearchQuery::words(&suggestion.text),
    };
    format!("{}{}", app.base(), address::localised(lang, &query.path()))
}

/// The description of the site as a search engine, `OpenSearch` 1.1.
pub(super) async fn description(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    headers: HeaderMap,
) -> Response {
    let site = app.site(None);
    let frame = Frame::new(&site, lang);
    let short: String = app.title().chars().take(SHORT_NAME).collect();
    let at = |path: &str| escape(format!("{}{}", app.base(), address::localised(lang, path))).into_owned();
    let icon = escape(format!("{}{}", app.base(), assets::icon_path())).into_owned();
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n<LongName>{}</LongName>\n<Description>{}</Description>\n\
         <Language>{}</Language>\n<InputEncoding>UTF-8</InputEncoding>\n<OutputEncoding>UTF-8</OutputEncoding>\n\
         <Image width=\"64\" height=\"64\" type=\"image/svg+xml\">{icon}</Image>\n\
         <Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n\
         <Url type=\"application/atom+xml\" template=\"{}?q={{searchTerms}}\"/>\n\
         <Url type=\"application/x-suggestions+json\" rel=\"suggestions\" template=\"{}?q={{searchTerms}}\"/>\n\
         <Url type=\"application/opensearchdescription+xml\" rel=\"self\" template=\"{}\"/>\n\
         <Query role=\"example\" searchTerms=\"fractions 6e\"/>\n\
         </OpenSearchDescription>\n",
        escape(short.trim()),
        escape(app.title()),
        escape(tagline(&frame)),
        lang.code(),
        at("/recherche"),
        at("/feeds/recherche.atom"),
        at("/suggestions"),
        at("/opensearch.xml"),
    );
    Document::new("application/opensearchdescription+xml; charset=utf-8", text).answer(&headers)
}
