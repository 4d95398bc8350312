//! `/livez` and `/readyz`: for whoever watches the service; they say nothing else.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;

use super::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/livez", get(async || "ok\n")).route("/readyz", get(ready))
}

/// Ready when the catalogue answers and the index is no further than the catalogue: an index that
/// lags behind still serves.
async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.store().sequence().await {
        Ok(sequence) if app.index().sequence() <= sequence => (StatusCode::OK, "ready\n"),
        Ok(_) => (StatusCode::SERVICE_UNAVAILABLE, "the index is ahead of the catalogue: rebuild it\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the catalogue does not answer\n"),
    }
}
