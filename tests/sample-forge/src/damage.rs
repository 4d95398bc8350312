//! Spoils an answer's body on purpose.
//!
//! Must not know what the body says.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;

/// The whole body is read first: an answer larger than this is not one to be cut.
const LIMIT: usize = 64 * 1024 * 1024;

/// A well-formed answer with only the first bytes of its body.
pub(crate) async fn cut_body(response: Response, length: usize) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = to_bytes(body, LIMIT).await else {
        return StatusCode::INSUFFICIENT_STORAGE.into_response();
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(whole.slice(..length.min(whole.len()))))
}

/// An answer that promises its whole length and breaks off.
pub(crate) async fn cut_connection(response: Response, length: usize) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = to_bytes(body, LIMIT).await else {
        return StatusCode::INSUFFICIENT_STORAGE.into_response();
    };
    // At least one byte stays unsent, else nothing would be broken.
    let sent = whole.slice(..length.min(whole.len().saturating_sub(1)));
    parts.headers.remove(header::TRANSFER_ENCODING);
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len().max(1)));
    let broken: std::io::Error = std::io::ErrorKind::ConnectionReset.into();
    let chunks: [Result<Bytes, std::io::Error>; 2] = [Ok(sent), Err(broken)];
    Response::from_parts(parts, Body::from_stream(stream::iter(chunks)))
}
