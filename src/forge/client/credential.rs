//! How a token becomes a header.
//!
//! The token is read each time it is sent, so that one whose file changed is taken at once.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use secrecy::ExposeSecret;

use super::super::fault::{Fault, Side};
use super::ForgeError;
use crate::config::Token;

/// How a token is presented.
#[derive(Clone)]
pub(crate) enum Credential {
    /// As the value of this header, after this prefix.
    Header(HeaderName, &'static str, Token),
    /// As the password of `x-access-token`, for git over HTTP.
    Basic(Token),
}

impl Credential {
    /// The token, whoever holds it besides.
    pub(super) fn token(&self) -> &Token {
        match self {
            Self::Header(_, _, token) | Self::Basic(token) => token,
        }
    }

    /// The header that carries the token as it is now.
    ///
    /// # Errors
    /// When the token holds a character that no header may hold.
    pub(super) fn header(&self, side: Side) -> Result<(HeaderName, HeaderValue), ForgeError> {
        let token = self.token().current();
        let (name, text) = match self {
            Self::Header(name, prefix, _) => (name.clone(), format!("{prefix}{}", token.expose_secret())),
            Self::Basic(_) => (AUTHORIZATION, basic(token.expose_secret())),
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
        let error = token.header(Side::Host).unwrap_err();
        assert!(!error.to_string().contains("s3cret"));
    }
}
