//! By what right we ask: a person's token, or a GitHub App that draws tokens of an hour.
//!
//! Must not know what is asked. A token is read anew for every request, so that a new file holds at once.

use std::sync::PoisonError;

use http::HeaderValue;
use http::header::AUTHORIZATION;
use secrecy::{ExposeSecret, SecretString};

use super::super::ForgeError;
use super::super::client::{Ask, Client, Credential};
use super::super::fault::{Fault, Side};
use super::app::App;
use crate::clock::Clock;
use crate::config::{HostSettings, Token};

/// By what right we ask.
pub(super) enum Access {
    /// A token that was made there by hand.
    Token(Token),
    /// A GitHub App.
    App(Box<App>),
}

impl Access {
    /// # Errors
    /// Neither token nor App, or an App whose key cannot sign.
    pub(super) fn new(settings: &HostSettings, clock: Clock) -> Result<Self, ForgeError> {
        match (&settings.app, &settings.token) {
            (Some(app), _) => Ok(Self::App(Box::new(App::new(app.clone(), clock)?))),
            (None, Some(token)) => Ok(Self::Token(token.clone())),
            (None, None) => {
                let text = format!("host \"{}\" lacks token_file, token_env or app: set one", settings.id);
                Err(Side::Host.error(Fault::Invalid, text))
            }
        }
    }

    /// The token as it is now, also for git over HTTP.
    ///
    /// # Errors
    /// When the App is refused one.
    pub(super) async fn token(&self, client: &Client) -> Result<SecretString, ForgeError> {
        match self {
            Self::Token(token) => Ok(token.current()),
            Self::App(app) => app.token(client).await,
        }
    }

    /// A request of the API that bears the token.
    ///
    /// # Errors
    /// As [`Access::token`].
    pub(super) async fn borne(&self, client: &Client, ask: Ask) -> Result<Ask, ForgeError> {
        match self {
            // The client knows it, and looks at its file again when it is refused.
            Self::Token(_) => Ok(ask.with_token()),
            Self::App(_) => self.shown(client, ask).await,
        }
    }

    /// A request to another place of GitHub's that shows the token.
    ///
    /// # Errors
    /// As [`Access::token`]; a token that no header can hold.
    pub(super) async fn shown(&self, client: &Client, ask: Ask) -> Result<Ask, ForgeError> {
        let token = self.token(client).await?;
        Ok(ask.header(AUTHORIZATION, bearer(&token)?))
    }

    /// What the client itself bears.
    pub(super) fn credential(&self) -> Option<Credential> {
        match self {
            Self::Token(token) => Some(Credential::Header(AUTHORIZATION, "Bearer ", token.clone())),
            Self::App(_) => None,
        }
    }

    /// Whether another token may do better than the one that was just refused.
    pub(super) fn forget(&self) -> bool {
        match self {
            Self::Token(_) => false,
            Self::App(app) => app.forget(),
        }
    }

    /// A text without the token that is in use.
    pub(super) fn scrub(&self, text: &str) -> String {
        let token = match self {
            Self::Token(token) => Some(token.now()),
            Self::App(app) => app
                .drawn
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .as_ref()
                .map(|drawn| drawn.token.clone()),
        };
        match token.as_ref().map(ExposeSecret::expose_secret) {
            Some(token) if !token.is_empty() => text.replace(token, "***"),
            _ => text.to_owned(),
        }
    }
}

/// The header that bears a token.
///
/// # Errors
/// When the token holds a character that no header may hold.
pub(super) fn bearer(token: &SecretString) -> Result<HeaderValue, ForgeError> {
    let mut value = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret())).map_err(|_| {
        Side::Host.error(
            Fault::Refused,
            "the token holds a line end or another character that no token has: check its file",
        )
    })?;
    value.set_sensitive(true);
    Ok(value)
}
