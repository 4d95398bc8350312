//! The few files of the site itself; everything they need is in the binary.

use axum::Router;
use axum::extract::{Extension, Path};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use glane_templates::assets;

use super::answer::CachePolicy;
use super::app::App;
use super::error::PageError;

/// What robots may read: every page but the combinations of filters and of selections,
/// which are without end.
const ROBOTS: &str = "User-agent: *\nDisallow: /recherche?*&\nDisallow: /en/recherche?*&\n\
                      Disallow: /*facette=\n\
                      Disallow: /*selection=\nDisallow: /*selection?\nDisallow: /recherche.\n\
                      Disallow: /selection.\nDisallow: /git/\nDisallow: /suggestions\n\
                      Disallow: /en/suggestions\n";

pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/static/{hash}/{name}", get(file))
        .route("/robots.txt", get(async || ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], ROBOTS)))
}

async fn file(Path((hash, name)): Path<(String, String)>) -> Result<Response, PageError> {
    let path = format!("/static/{hash}/{name}");
    let asset = assets::all().into_iter().find(|asset| asset.path == path).ok_or(PageError::NotFound)?;
    Ok((Extension(CachePolicy::Forever), [(header::CONTENT_TYPE, asset.content_type)], asset.body)
        .into_response())
}
