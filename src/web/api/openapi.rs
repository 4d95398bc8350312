//! `/api/v1/openapi.json`: what the interface gives, for programs that write clients.
//!
//! Written by hand beside this file; a test asks every address in it and looks at what comes.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::{Value, json};

use super::Problem;
use crate::web::answer::Document;
use crate::web::app::App;
use crate::web::error::PageError;

const WRITTEN: &str = include_str!("openapi.json");

/// The description, with the address of this site.
pub(super) async fn document(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    let mut document: Value = serde_json::from_str(WRITTEN)
        .map_err(|error| PageError::fault(&format!("the description of the interface: {error}")))?;
    document["servers"] = json!([{"url": app.base()}]);
    document["info"]["version"] = env!("CARGO_PKG_VERSION").into();
    Ok(Document::new("application/json", document.to_string()).answer(&headers))
}
