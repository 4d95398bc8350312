//! One request as its sender describes it.
//!
//! Must not send anything.

use bytes::Bytes;
use http::Method;
use http::header::{ACCEPT, HeaderName, HeaderValue, IF_NONE_MATCH};
use url::Url;

/// One request.
pub(crate) struct Ask {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) with_token: bool,
    pub(super) wants_body: bool,
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
    pub(super) body: Option<Bytes>,
}

impl Ask {
    /// Reads JSON from an address.
    pub(in crate::forge) fn json(url: Url) -> Self {
        Self::new(Method::GET, url).header(ACCEPT, HeaderValue::from_static("application/json"))
    }

    /// Asks whether git is spoken at an address; the answer's head is enough.
    pub(in crate::forge) fn probe(url: Url) -> Self {
        let version = HeaderName::from_static("git-protocol");
        let ask = Self::new(Method::GET, url).header(version, HeaderValue::from_static("version=2"));
        Self { wants_body: false, ..ask }
    }

    /// A request of any method.
    pub(crate) fn new(method: Method, url: Url) -> Self {
        Self { method, url, with_token: false, wants_body: true, headers: Vec::new(), body: None }
    }

    /// With the token, if there is one.
    pub(in crate::forge) fn with_token(mut self) -> Self {
        self.with_token = true;
        self
    }

    /// Only if it is no longer what this validator (`ETag`) stands for; else the answer is
    /// [`super::Answer::is_unchanged`]. A validator that no header can hold asks without condition.
    #[allow(dead_code, reason = "for the dialects, which keep answers from one listing to the next")]
    pub(in crate::forge) fn unless(self, validator: Option<&str>) -> Self {
        match validator.and_then(|validator| HeaderValue::from_str(validator).ok()) {
            Some(value) => self.header(IF_NONE_MATCH, value),
            None => self,
        }
    }

    /// With a header more.
    pub(crate) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// With a body.
    pub(in crate::forge) fn body(mut self, body: Bytes) -> Self {
        self.body = (!body.is_empty()).then_some(body);
        self
    }

    /// Whether it changes nothing on the other side, and so may be repeated.
    pub(super) fn is_read(&self) -> bool {
        self.method == Method::GET || self.method == Method::HEAD
    }
}
