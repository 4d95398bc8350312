//! The pages of prose: about, accessibility, legal notice, data.

use axum::Extension;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_templates::page::text::{TextPage, render};
use glane_templates::{Frame, Lang};

use super::answer;
use super::app::App;
use super::error::PageError;

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    OriginalUri(address): OriginalUri,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let (_, path) = Lang::split(address.path());
    let page = TextPage::ALL.into_iter().find(|page| page.path() == path).ok_or(PageError::NotFound)?;
    let (site, _) = app.frame().await?;
    Ok(answer::page(&headers, render(&Frame::new(&site, lang), page)))
}
