//! The log of requests, for tests to read.
//!
//! Must never hold a token's value.

use crate::token::Credential;

/// One request as it came and was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// HTTP method.
    pub method: String,
    /// Path as it was sent, undecoded, without query.
    pub path: String,
    /// Query as it was sent, or empty.
    pub query: String,
    /// Who asked.
    pub credential: Credential,
    /// Value of `Git-Protocol`, or empty.
    pub git_protocol: String,
    /// Value of `Content-Encoding`, or empty.
    pub content_encoding: String,
    /// Status of the answer; 0 when the connection was dropped.
    pub status: u16,
}
