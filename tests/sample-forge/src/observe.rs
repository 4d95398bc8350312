//! Stands before every handler: reads the credential, applies faults, writes the request log.
//!
//! Must not know what a request means beyond its dialect's way of saying no.

use axum::body::Body;
use axum::extract::{Request as HttpRequest, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::fault::Fault;
use crate::github::app;
use crate::handle::Handle;
use crate::request::Request;
use crate::state::Shared;
use crate::token::Credential;
use crate::{answer, damage, etag, rate};

/// In the extensions of a request: the listing never ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Endless;

/// In the extensions of an answer: the connection is to be closed instead.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dropped;

/// In the extensions of an answer: the ids of the projects it listed.
#[derive(Debug, Clone)]
pub(crate) struct Listed(pub(crate) Vec<u64>);

/// The layer itself.
pub(crate) async fn observe(State(shared): State<Shared>, mut request: HttpRequest, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let (credential, bearer) = shared.lock().bearer(request.headers());
    let mut entry = entry(&request, credential);
    let fault = shared.lock().fault(&entry.method, &path);
    // The statement of an App is no token, and its own handler judges it.
    let known = entry.credential != Credential::Unknown || path.starts_with(app::STATEMENTS);
    request.extensions_mut().insert(bearer);
    let mut response = match fault {
        Some(Fault::Drop) => dropped(),
        Some(Fault::Html) => portal(),
        Some(Fault::Redirect(to)) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Some(Fault::Status { status, retry_after }) => refused(&path, status, retry_after),
        _ if !known => answer::refuse(&path, StatusCode::UNAUTHORIZED),
        fault => damaged(fault, request, next).await,
    };
    rate::count(&shared, &path, &mut response);
    entry.status =
        if response.extensions().get::<Dropped>().is_some() { 0 } else { response.status().as_u16() };
    follow_up(&shared, &entry, &response);
    shared.lock().requests.push(entry);
    response
}

fn entry(request: &HttpRequest, credential: Credential) -> Request {
    let header = |name: &str| {
        let value = request.headers().get(name).map(HeaderValue::as_bytes);
        String::from_utf8_lossy(value.unwrap_or_default()).into_owned()
    };
    Request {
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        credential,
        git_protocol: header("git-protocol"),
        content_encoding: header("content-encoding"),
        status: 0,
    }
}

async fn damaged(fault: Option<Fault>, mut request: HttpRequest, next: Next) -> Response {
    match fault {
        Some(Fault::Slow(delay)) => {
            tokio::time::sleep(delay).await;
            etag::run(next, request).await
        }
        Some(Fault::EndlessListing) => {
            request.extensions_mut().insert(Endless);
            etag::run(next, request).await
        }
        // "Unchanged" has no body to cut: the answer is made anew.
        Some(Fault::CutBody(length)) => damage::cut_body(next.run(request).await, length).await,
        Some(Fault::CutConnection(length)) => damage::cut_connection(next.run(request).await, length).await,
        _ => etag::run(next, request).await,
    }
}

fn dropped() -> Response {
    let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
    response.extensions_mut().insert(Dropped);
    response
}

fn portal() -> Response {
    let page =
        "<!DOCTYPE html>\n<html lang=\"fr\"><title>Connexion</title><p>Veuillez vous identifier.</html>\n";
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], Body::from(page)).into_response()
}

fn refused(path: &str, status: u16, retry_after: Option<u64>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = answer::refuse(path, status);
    if let Some(seconds) = retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Runs what was to be done once this request was served.
fn follow_up(shared: &Shared, entry: &Request, response: &Response) {
    let mut deeds = shared.lock().due_after_request(&entry.method, &entry.path);
    if let Some(Listed(ids)) = response.extensions().get() {
        deeds.extend(shared.lock().due_after_listing(ids));
    }
    let handle = Handle::new(shared.clone());
    for deed in deeds {
        deed(&handle);
    }
}
