//! One request as its sender describes it, and how a token becomes a header.
//!
//! Must not send anything.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::Method;
use http::header::{ACCEPT, AUTHORIZATION, HeaderName, HeaderValue};
use secrecy::ExposeSecret;
use url::Url;

use super::super::fault::{Fault, Side};
use super::{Credential, ForgeError};

/// One request.
pub(in crate::forge) struct Ask {
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
    pub(in crate::forge) fn new(method: Method, url: Url) -> Self {
        Self { method, url, with_token: false, wants_body: true, headers: Vec::new(), body: None }
    }

    /// With the token, if there is one.
    pub(in crate::forge) fn with_token(mut self) -> Self {
        self.with_token = true;
        self
    }

    /// With a header more.
    pub(in crate::forge) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
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

/// The header that carries a token.
///
/// # Errors
/// When the token holds a character that no header may hold.
pub(super) fn authorisation(
    credential: &Credential,
    side: Side,
) -> Result<(HeaderName, HeaderValue), ForgeError> {
    let (name, text) = match credential {
        Credential::Header(name, prefix, token) => {
            (name.clone(), format!("{prefix}{}", token.expose_secret()))
        }
        Credential::Basic(token) => (AUTHORIZATION, basic(token.expose_secret())),
    };
    let mut value = HeaderValue::from_str(&text).map_err(|_| {
        side.error(
            Fault::Refused,
            "the token holds a line end or another character that no token has: check its file",
        )
    })?;
    value.set_sensitive(true);
    Ok((name, value))
}

fn basic(token: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("x-access-token:{token}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_credentials_are_base64() {
        // Computed with coreutils' base64.
        assert_eq!(basic("abc"), "Basic eC1hY2Nlc3MtdG9rZW46YWJj");
    }

    #[test]
    fn a_token_with_a_line_end_is_named_but_not_shown() {
        let token = Credential::Header(AUTHORIZATION, "Bearer ", "s3cret\n".to_owned().into());
        let error = authorisation(&token, Side::Host).unwrap_err();
        assert!(!error.to_string().contains("s3cret"));
    }
}
