//! Validators: every answer of an API bears one, and who shows it again is told "unchanged".
//!
//! Must not know what is answered.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::answer::{GITHUB, GITLAB};

/// Larger answers bear no validator.
const LARGEST: usize = 64 << 20;

/// Lets the handler answer, and adds the validator.
pub(crate) async fn run(next: Next, request: Request) -> Response {
    let path = request.uri().path();
    let is_asked = *request.method() == Method::GET && (path.starts_with(GITLAB) || path.starts_with(GITHUB));
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    if !is_asked || response.status() != StatusCode::OK {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let Ok(tag) = HeaderValue::from_str(&format!("W/\"{:016x}\"", hash(&body))) else {
        return Response::from_parts(head, Body::from(body));
    };
    let same = known.as_ref() == Some(&tag);
    head.headers.insert(header::ETAG, tag);
    if same {
        head.status = StatusCode::NOT_MODIFIED;
        head.headers.remove(header::CONTENT_TYPE);
        head.headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(head, Body::empty());
    }
    Response::from_parts(head, Body::from(body))
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
