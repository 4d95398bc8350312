//! `/api/v1`: the catalogue for programs, as JSON; what went wrong is said after RFC 9457.
//!
//! Read only, for everyone, from any origin. What each address gives is written down in `openapi.json`, and
//! a test goes through that.

mod openapi;
mod problem;
mod resources;
mod search;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;

pub(super) use self::problem::Problem;
use super::app::App;

/// The addresses of the interface.
pub(super) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/resources", get(resources::list))
        .route("/api/v1/resources/{id}", get(resources::one))
        .route("/api/v1/search", get(search::page))
        .route("/api/v1/openapi.json", get(openapi::document))
        .route("/api/{*rest}", get(async || Problem::bare(StatusCode::NOT_FOUND)))
        .method_not_allowed_fallback(async || Problem::bare(StatusCode::METHOD_NOT_ALLOWED))
        .layer(axum::middleware::map_response(open))
}

/// No answer depends on who asks, so that pages elsewhere may ask too.
async fn open(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("link, etag"));
    response
}
