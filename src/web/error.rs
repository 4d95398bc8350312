//! Errors as readable pages, with ways out; what went wrong inside goes to the log only.
//!
//! Must not tell a visitor anything of the machine.

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use glane_store::StoreError;
use glane_templates::page::error::{ErrorKind, ErrorView, render};
use glane_templates::{Frame, Lang};

use super::answer::{CachePolicy, html};
use super::api::Problem;
use super::app::App;

/// Why a page cannot be shown.
#[derive(Debug)]
pub(super) enum PageError {
    /// There is nothing at this address.
    NotFound,
    /// Something failed here.
    Fault,
    /// Something does not work now, and is mended without anybody doing anything.
    Unavailable,
}

impl PageError {
    /// A failure of this machine, logged with what it was.
    pub(super) fn fault(what: &str) -> Self {
        tracing::error!(what, "a page could not be made");
        Self::Fault
    }

    /// Something that will work again soon, logged with what it was.
    pub(super) fn unavailable(what: &str) -> Self {
        tracing::error!(what, "a page could not be made for now");
        Self::Unavailable
    }
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        Self::fault(&error.to_string())
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND.into_response(),
            Self::Fault => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        }
    }
}

/// What stands at no address.
pub(super) async fn not_found() -> PageError {
    PageError::NotFound
}

/// Gives every bare error answer its page, in the language of the address.
pub(super) async fn readable(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let wants_page =
        !path.starts_with("/static/") && !path.starts_with("/livez") && !path.starts_with("/readyz");
    let response = next.run(request).await;
    let has_body = response.headers().contains_key(header::CONTENT_TYPE);
    if path.starts_with("/api/") && kind(response.status()).is_some() && !has_body {
        return Problem::bare(response.status()).into_response();
    }
    match kind(response.status()).filter(|_| wants_page && !has_body) {
        Some(kind) => page(&app, &path, kind).await,
        None => response,
    }
}

fn kind(status: StatusCode) -> Option<ErrorKind> {
    match status {
        StatusCode::NOT_FOUND => Some(ErrorKind::NotFound),
        StatusCode::SERVICE_UNAVAILABLE => Some(ErrorKind::Unavailable),
        status if status.is_client_error() && status != StatusCode::METHOD_NOT_ALLOWED => {
            Some(ErrorKind::BadRequest)
        }
        status if status.is_server_error() => Some(ErrorKind::Fault),
        _ => None,
    }
}

async fn page(app: &App, path: &str, kind: ErrorKind) -> Response {
    let (lang, rest) = Lang::split(path);
    // A page that says what went wrong must not fail for want of a date.
    let site = app.frame().await.map_or_else(|_| app.site(None), |(site, _)| site);
    let view = ErrorView { kind, path: rest.to_owned() };
    let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let body = render(&Frame::new(&site, lang), &view);
    (status, Extension(CachePolicy::Never), html(body)).into_response()
}

/// The answer when a handler panicked: plain, since making a page may be what failed.
#[expect(clippy::needless_pass_by_value, reason = "the signature that CatchPanicLayer asks for")]
pub(super) fn after_panic(what: Box<dyn std::any::Any + Send + 'static>) -> Response {
    let what = what
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| what.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    tracing::error!(what, "a handler panicked");
    (StatusCode::INTERNAL_SERVER_ERROR, "500 — erreur interne / internal error\n").into_response()
}
