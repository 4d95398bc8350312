//! How answers travel: caching by intention, security headers, conditional answers.
//!
//! No handler writes a header of its own; must not know any page.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use sha2::{Digest, Sha256};

/// How long an answer may be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum CachePolicy {
    /// A page: for a minute, then asked again.
    #[default]
    Page,
    /// A file whose address changes with its content.
    Forever,
    /// Not at all.
    Never,
}

impl CachePolicy {
    fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Page => "public, max-age=60, stale-while-revalidate=600",
            Self::Forever => "public, max-age=31536000, immutable",
            Self::Never => "no-store",
        })
    }
}

/// A page as an answer.
pub(super) fn html(page: String) -> Html<String> {
    Html(page)
}

/// A page with its weak validator, or 304 when the visitor has it already.
pub(super) fn page(headers: &HeaderMap, page: String) -> Response {
    let hash: String =
        Sha256::digest(page.as_bytes()).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("W/\"{hash}\"");
    let known = headers
        .get(header::IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|tags| tags.split(',').any(|known| known.trim() == tag));
    let mut response =
        if known { StatusCode::NOT_MODIFIED.into_response() } else { html(page).into_response() };
    if let Ok(value) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
}

const SECURITY: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "interest-cohort=(), geolocation=(), camera=(), microphone=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Adds the security headers and turns the cache intention into its header.
pub(super) async fn secured(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let policy = response.extensions().get::<CachePolicy>().copied().unwrap_or_default();
    let policy = if response.status().is_server_error() { CachePolicy::Never } else { policy };
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert_with(|| policy.header());
    for (name, value) in SECURITY {
        headers.insert(*name, HeaderValue::from_static(value));
    }
    response
}
