//! The forge's own web pages, read-only: the public projects, one project, one of its files.
//!
//! Must not change anything, nor show what git would not.

mod file;
mod html;

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;

use crate::answer;
use crate::project::Project;
use crate::spec::Visibility;
use crate::state::{Found, Shared};
use crate::token::Bearer;

/// What stands between a project and one of its files in an address.
const BLOB: &str = "/-/blob/";

/// Pages hold links and text, nothing else.
const PAGE_POLICY: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Files are foreign: shown, they may do nothing.
const FILE_POLICY: &str = "default-src 'none'; sandbox";

/// Answers what is neither an API nor git.
pub(crate) async fn serve(shared: &Shared, bearer: &Bearer, method: &Method, uri: &Uri) -> Response {
    let path = uri.path();
    if !matches!(*method, Method::GET | Method::HEAD)
        || path.starts_with(answer::GITLAB)
        || path.starts_with(answer::GITHUB)
    {
        return answer::refuse(path, StatusCode::NOT_FOUND);
    }
    let Some(path) = path.strip_prefix('/').filter(|path| !path.is_empty()) else {
        return page(StatusCode::OK, html::home(&public(shared)));
    };
    let (asked, place) = path.split_once(BLOB).map_or((path, None), |(path, place)| (path, Some(place)));
    let Ok(asked) = percent_decode_str(asked).decode_utf8() else { return absent() };
    let Some(project) = find(shared, bearer, &asked) else { return absent() };
    if project.path != asked {
        return moved(&project, place);
    }
    let base = shared.base.clone();
    let place: Option<Vec<u8>> = place.map(|place| percent_decode_str(place).collect());
    let answered = tokio::task::spawn_blocking(move || match place {
        None => page(StatusCode::OK, html::project(&base, &project, &file::list(&project))),
        Some(place) => file::read(&project, &place).map_or_else(absent, content),
    });
    answered.await.unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn public(shared: &Shared) -> Vec<Project> {
    let state = shared.lock();
    let mut all: Vec<Project> =
        state.projects.values().filter(|project| project.visibility == Visibility::Public).cloned().collect();
    all.sort_by(|one, other| one.path.cmp(&other.path));
    all
}

/// The project at a path, present or former, if it may be seen; the clone address leads to it too.
fn find(shared: &Shared, bearer: &Bearer, asked: &str) -> Option<Project> {
    let path = asked.strip_suffix('/').unwrap_or(asked);
    let path = path.strip_suffix(".git").unwrap_or(path);
    let (Found::Here(project) | Found::Moved(project)) = shared.lock().at(path)?;
    bearer.sees(&project).then_some(project)
}

/// To the present path; `place` goes on as it came.
fn moved(project: &Project, place: Option<&str>) -> Response {
    let rest = place.map(|place| format!("{BLOB}{place}")).unwrap_or_default();
    let mut response = StatusCode::MOVED_PERMANENTLY.into_response();
    if let Ok(value) = HeaderValue::from_str(&format!("/{}{rest}", html::encoded(project.path.as_bytes()))) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

/// One answer for what is not there and for what may not be seen.
fn absent() -> Response {
    page(StatusCode::NOT_FOUND, html::absent())
}

fn page(status: StatusCode, body: String) -> Response {
    (status, guarded("text/html; charset=utf-8", PAGE_POLICY), body).into_response()
}

/// A file as text where it is text in UTF-8, else to be saved.
fn content(bytes: Vec<u8>) -> Response {
    let text = !bytes.contains(&0) && std::str::from_utf8(&bytes).is_ok();
    let kind = if text { "text/plain; charset=utf-8" } else { "application/octet-stream" };
    let mut headers = guarded(kind, FILE_POLICY);
    if !text {
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    (headers, bytes).into_response()
}

fn guarded(kind: &'static str, policy: &'static str) -> HeaderMap {
    let headers: [(HeaderName, &'static str); 4] = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    headers.into_iter().map(|(name, value)| (name, HeaderValue::from_static(value))).collect()
}
