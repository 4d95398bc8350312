//! `/livez` and `/readyz`: for whoever watches the service; they say nothing else.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use glane_index::{Filling, State as IndexState, Trouble};

use super::app::App;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/livez", get(async || "ok\n")).route("/readyz", get(ready))
}

/// Ready when the catalogue answers and the index is no further than the catalogue: an index that
/// lags behind, is being filled or cannot be written still serves, and a second line says so.
async fn ready(State(app): State<App>) -> (StatusCode, &'static str) {
    match app.store().sequence().await {
        Ok(sequence) if app.index().sequence() <= sequence => (StatusCode::OK, how(app.index().state())),
        Ok(_) => (StatusCode::SERVICE_UNAVAILABLE, "the index is ahead of the catalogue: rebuild it\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the catalogue does not answer\n"),
    }
}

fn how(state: IndexState) -> &'static str {
    match (state.trouble, state.filling) {
        (Some(Trouble::DiskFull), _) => {
            "ready\nthe disk is full: the index cannot be written, searches show its last good state\n"
        }
        (Some(Trouble::Failing), _) => {
            "ready\nthe index cannot follow the catalogue (see the log): searches show its last good state\n"
        }
        (None, Some(Filling { aside: false, .. })) => {
            "ready\nthe index is being filled: results are incomplete\n"
        }
        (None, Some(Filling { aside: true, .. })) => {
            "ready\nthe index is built anew: the former one answers meanwhile\n"
        }
        (None, None) => "ready\n",
    }
}
