//! How answers travel: caching by intention, security headers, conditional answers.
//!
//! No handler writes a header of its own; must not know any page.

mod document;

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use sha2::{Digest, Sha256};

pub(super) use document::Document;

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
    let validators = Validators::of(page.as_bytes());
    if validators.are_known(headers) {
        validators.unchanged()
    } else {
        validators.on(html(page).into_response())
    }
}

/// By what a visitor who comes again knows whether they have the present answer.
pub(super) struct Validators {
    /// The entity tag, with its quotes.
    pub(super) tag: String,
    /// When it last changed, as HTTP writes dates.
    pub(super) modified: Option<String>,
}

impl Validators {
    /// Those of an answer that is known whole.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let hash: String = Sha256::digest(bytes).iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Self { tag: format!("W/\"{hash}\""), modified: None }
    }

    /// Whether the visitor has the present answer. A date counts only where no tag was sent, and only
    /// when it is the very one that was given.
    pub(super) fn are_known(&self, headers: &HeaderMap) -> bool {
        let said = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        match said(header::IF_NONE_MATCH) {
            // Weak comparison (RFC 9110, 13.1.2): proxies that compress weaken a tag.
            Some(tags) => {
                tags.split(',').map(str::trim).any(|known| known == "*" || bare(known) == bare(&self.tag))
            }
            None => self.modified.is_some() && said(header::IF_MODIFIED_SINCE) == self.modified.as_deref(),
        }
    }

    /// The answer for a visitor who has it.
    pub(super) fn unchanged(&self) -> Response {
        self.on(StatusCode::NOT_MODIFIED.into_response())
    }

    /// An answer that bears them.
    pub(super) fn on(&self, mut response: Response) -> Response {
        let headers = response.headers_mut();
        for (name, value) in
            [(header::ETAG, Some(&self.tag)), (header::LAST_MODIFIED, self.modified.as_ref())]
        {
            if let Some(value) = value.and_then(|value| HeaderValue::from_str(value).ok()) {
                headers.insert(name, value);
            }
        }
        response
    }
}

/// A tag without what says that it is weak.
fn bare(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}

const SECURITY: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "interest-cohort=(), geolocation=(), camera=(), microphone=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Of what strangers wrote and is handed on as it is: it runs nowhere and opens in no page, and pages
/// elsewhere may read it, as they may read its source.
const SANDBOXED: &[(&str, &str)] = &[
    ("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "cross-origin"),
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "content-disposition, content-range, etag"),
];

/// Adds the security headers and turns the cache intention into its header.
pub(super) async fn secured(request: Request, next: Next) -> Response {
    guarded(next.run(request).await, SECURITY)
}

/// The same for files that strangers wrote.
pub(super) async fn boxed(request: Request, next: Next) -> Response {
    sandboxed(next.run(request).await)
}

/// An answer as those of files are.
pub(super) fn sandboxed(response: Response) -> Response {
    guarded(response, SANDBOXED)
}

fn guarded(mut response: Response, guards: &'static [(&'static str, &'static str)]) -> Response {
    let policy = response.extensions().get::<CachePolicy>().copied().unwrap_or_default();
    let policy = if response.status().is_server_error() { CachePolicy::Never } else { policy };
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert_with(|| policy.header());
    for (name, value) in guards {
        headers.insert(*name, HeaderValue::from_static(value));
    }
    response
}
