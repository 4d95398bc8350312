//! What went wrong, for programs: RFC 9457.
//!
//! Must not tell anything of this machine.

use axum::Extension;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::web::answer::CachePolicy;
use crate::web::error::PageError;

/// An answer that says what went wrong.
#[derive(Debug)]
pub(in crate::web) struct Problem {
    status: StatusCode,
    detail: Option<String>,
}

impl Problem {
    /// A status that says enough.
    pub(in crate::web) fn bare(status: StatusCode) -> Self {
        Self { status, detail: None }
    }

    /// A question that cannot be answered, and what to ask instead.
    pub(super) fn question(detail: &str) -> Self {
        Self { status: StatusCode::BAD_REQUEST, detail: Some(detail.to_owned()) }
    }

    /// There is no such thing.
    pub(super) fn missing(detail: &str) -> Self {
        Self { status: StatusCode::NOT_FOUND, detail: Some(detail.to_owned()) }
    }
}

impl From<PageError> for Problem {
    fn from(error: PageError) -> Self {
        Self::bare(match error {
            PageError::NotFound => StatusCode::NOT_FOUND,
            PageError::Fault => StatusCode::INTERNAL_SERVER_ERROR,
            PageError::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        })
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        // Without a type of its own a problem is its status, and its title the words of that.
        let mut body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or("Error"),
            "status": self.status.as_u16(),
        });
        if let Some(detail) = self.detail {
            body["detail"] = detail.into();
        }
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        (self.status, kind, Extension(CachePolicy::Never), body.to_string()).into_response()
    }
}
