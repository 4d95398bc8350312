//! `/donnees/fichiers/<name>`: the catalogue as files, made as they are sent.
//!
//! A few at a time, since each is a walk of the whole catalogue; must not decide what may leave.

mod state;
mod stream;

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

pub(super) use self::state::Downloads;
use super::app::App;
use super::error::PageError;
use crate::dataset::{DatasetFile, Shown};

/// One file of the present catalogue.
pub(super) async fn file(
    State(app): State<App>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let file = DatasetFile::named(&name).ok_or(PageError::NotFound)?;
    let downloads = app.downloads();
    // Read first: what changes meanwhile makes the answer newer than its tag, never older.
    let (identity, sequence) = (app.store().identity().await?, app.store().sequence().await?);
    let (validators, modified) = downloads.validators(file, &identity, sequence, app.now());
    if validators.are_known(&headers) {
        return Ok(validators.unchanged());
    }
    let Some(place) = downloads.place() else { return Ok(busy()) };
    let sheet = file.sheet(downloads.about(), modified);
    let body: Body = stream::started(Shown::new(app.shared_store()), sheet, place);
    let described = [
        (header::CONTENT_TYPE, file.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name())),
    ];
    Ok(validators.on((described, body).into_response()))
}

/// The answer while every place is taken.
pub(super) fn busy() -> Response {
    let words = "Trop de téléchargements en cours\u{202f}; réessayez dans un instant.\n\
                 Too many downloads are under way; try again in a moment.\n";
    (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "10")], words).into_response()
}
