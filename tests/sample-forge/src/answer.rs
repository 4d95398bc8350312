//! How each dialect says no.
//!
//! Must not decide when.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// Beginning of every path of the GitLab dialect.
pub(crate) const GITLAB: &str = "/api/v4";

/// Beginning of every path of the GitHub dialect.
pub(crate) const GITHUB: &str = "/api/v3";

/// Beginning of every path of the Forgejo dialect.
pub(crate) const FORGEJO: &str = "/api/v1";

/// Any JSON with its status.
pub(crate) fn json(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

/// A plain refusal in the dialect of the path.
pub(crate) fn refuse(path: &str, status: StatusCode) -> Response {
    if path.starts_with(GITLAB) {
        gitlab(status, status.canonical_reason().unwrap_or("Error"))
    } else if path.starts_with(GITHUB) {
        github(
            status,
            if status == StatusCode::UNAUTHORIZED { "Bad credentials" } else { github_words(status) },
        )
    } else if path.starts_with(FORGEJO) {
        forgejo(status, forgejo_words(status))
    } else {
        git(status)
    }
}

/// GitLab: `{"message":"404 Project Not Found"}`.
pub(crate) fn gitlab(status: StatusCode, words: &str) -> Response {
    json(status, &json!({ "message": format!("{} {words}", status.as_u16()) }))
}

/// GitHub: `{"message":…,"documentation_url":…,"status":…}`.
pub(crate) fn github(status: StatusCode, words: &str) -> Response {
    json(
        status,
        &json!({
            "message": words,
            "documentation_url": "https://docs.github.com/rest",
            "status": status.as_str(),
        }),
    )
}

/// Forgejo: `{"errors":[],"message":…,"url":…}`.
pub(crate) fn forgejo(status: StatusCode, words: &str) -> Response {
    json(status, &json!({ "errors": [], "message": words, "url": "http://127.0.0.1/api/swagger" }))
}

/// GitHub's 422 about one field.
pub(crate) fn github_invalid(words: &str, field: &str, cause: &str) -> Response {
    json(
        StatusCode::UNPROCESSABLE_ENTITY,
        &json!({
            "message": words,
            "errors": [{ "resource": "Repository", "code": "custom", "field": field, "message": cause }],
            "documentation_url": "https://docs.github.com/rest",
            "status": "422",
        }),
    )
}

/// What a git client is told; 401 asks it for a password.
pub(crate) fn git(status: StatusCode) -> Response {
    let mut response =
        (status, format!("{}\n", status.canonical_reason().unwrap_or("Error"))).into_response();
    if status == StatusCode::UNAUTHORIZED {
        response
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"Git\""));
    }
    response
}

/// A moved thing: GitHub keeps the method of anything but a GET by 307.
pub(crate) fn moved(status: StatusCode, location: &str, body: &Value) -> Response {
    let mut response = json(status, body);
    if let Ok(value) = HeaderValue::from_str(location) {
        response.headers_mut().insert(header::LOCATION, value);
    }
    response
}

fn forgejo_words(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "The target couldn't be found.",
        StatusCode::UNAUTHORIZED => "invalid username, password or token",
        _ => status.canonical_reason().unwrap_or("Error"),
    }
}

fn github_words(status: StatusCode) -> &'static str {
    match status {
        StatusCode::FORBIDDEN => {
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
        }
        StatusCode::UNPROCESSABLE_ENTITY => "Validation Failed",
        StatusCode::TOO_MANY_REQUESTS => "API rate limit exceeded",
        _ => status.canonical_reason().unwrap_or("Error"),
    }
}
