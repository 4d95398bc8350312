//! `/miroirs`: the state of every copy; holds and failures by class of cause only.

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use glane_templates::page::mirrors::{MirrorsView, render};
use glane_templates::{Frame, Lang};
use serde::Deserialize;

use super::answer;
use super::app::App;
use super::error::PageError;
use super::overview::overview;
use super::status;

/// Copies on one page.
const PER_PAGE: usize = 50;

/// The parameters of the address; text, so that nonsense is the first page rather than an error.
#[derive(Deserialize)]
pub(super) struct Parameters {
    page: Option<String>,
}

pub(super) async fn page(
    State(app): State<App>,
    Extension(lang): Extension<Lang>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let overview = overview(&app).await?;
    let pages = overview.mirrors.len().div_ceil(PER_PAGE).max(1);
    let asked = parameters.page.and_then(|page| page.parse::<usize>().ok()).unwrap_or(1);
    let page = asked.clamp(1, pages);
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    let view = MirrorsView {
        at: overview.at,
        states: overview.states.clone(),
        causes: overview.causes.clone(),
        forges: overview.forges.clone(),
        hosts: overview.hosts.clone(),
        pauses: status::pauses(&app).await?.into_iter().map(|(_, line)| line).collect(),
        storage: status::storage_line(&app).await,
        oldest: overview.oldest.clone(),
        mirrors: overview.mirrors.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE).cloned().collect(),
        page: number(page),
        pages: number(pages),
    };
    let (site, _) = app.frame().await?;
    Ok(answer::page(&headers, render(&Frame::new(&site, lang), &view)))
}
