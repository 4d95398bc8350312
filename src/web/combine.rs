//! `/combiner`: what works under several licences may become, asked by the address alone.

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_templates::page::combine::{CombineView, render};
use glane_templates::{Frame, Lang};
use url::form_urlencoded;

use super::answer;
use super::app::App;
use super::error::PageError;

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let raw = raw.unwrap_or_default();
    let pairs: Vec<_> = form_urlencoded::parse(raw.as_bytes()).collect();
    let view = CombineView::parse(pairs.iter().map(|(name, value)| (name.as_ref(), value.as_ref())));
    let (site, _) = app.frame().await?;
    Ok(answer::page(&headers, render(&Frame::new(&site, lang), &view)))
}
