//! A whole document for programs, or to be saved: its type, its validator, and what else its head says.
//!
//! Must not know what is in it.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::Validators;

/// A document with the headers it travels under.
pub(in crate::web) struct Document {
    body: Vec<u8>,
    headers: Vec<(HeaderName, String)>,
}

impl Document {
    /// A document of a type.
    pub(in crate::web) fn new(media: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { body: body.into(), headers: vec![(header::CONTENT_TYPE, media.to_owned())] }
    }

    /// The same, to be saved under a name of ours.
    pub(in crate::web) fn saved_as(self, name: &str) -> Self {
        self.with(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
    }

    /// The same with links to others (RFC 8288).
    pub(in crate::web) fn linked(self, links: Option<String>) -> Self {
        match links {
            Some(links) => self.with(header::LINK, links),
            None => self,
        }
    }

    /// The same, of which the visitor chose the type.
    pub(in crate::web) fn varying(self) -> Self {
        self.with(header::VARY, header::ACCEPT.to_string())
    }

    fn with(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The answer: the document, or 304 when the visitor has it already.
    pub(in crate::web) fn answer(self, headers: &HeaderMap) -> Response {
        let validators = Validators::of(&self.body);
        let mut response = if validators.are_known(headers) {
            validators.unchanged()
        } else {
            validators.on(Body::from(self.body).into_response())
        };
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
