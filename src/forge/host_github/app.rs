//! A GitHub App: a key signs a statement of minutes, for which GitHub gives a token of an hour.
//!
//! Keeps the token until shortly before its end. Must never show the key, the statement or the token.

use std::sync::{Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::Method;
use http::header::AUTHORIZATION;
use jiff::Timestamp;
use rustls::SignatureScheme;
use rustls::crypto::ring::sign::any_supported_type;
use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject as _;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde_json::json;

use super::super::ForgeError;
use super::super::client::{Ask, Client, shown};
use super::super::fault::{Fault, Side};
use super::access::bearer;
use crate::clock::Clock;
use crate::config::GithubApp;

/// Seconds before its end at which a token is replaced.
const EARLY: i64 = 300;

/// Seconds for which a statement holds; GitHub takes ten minutes at most.
const STATEMENT: i64 = 540;

/// Seconds by which our clock may be ahead of GitHub's.
const AHEAD: i64 = 60;

/// A GitHub App, installed in one organisation.
pub(super) struct App {
    settings: GithubApp,
    clock: Clock,
    pub(super) drawn: Mutex<Option<Drawn>>,
    /// One at a time draws a token.
    drawing: tokio::sync::Mutex<()>,
}

/// A token and its end.
pub(super) struct Drawn {
    pub(super) token: SecretString,
    end: Timestamp,
}

#[derive(Deserialize)]
struct Wire {
    token: String,
    expires_at: Timestamp,
}

impl App {
    /// # Errors
    /// A key that cannot sign.
    pub(super) fn new(settings: GithubApp, clock: Clock) -> Result<Self, ForgeError> {
        sign(&settings.key.now(), b"")?;
        Ok(Self { settings, clock, drawn: Mutex::default(), drawing: tokio::sync::Mutex::default() })
    }

    /// The token in use, or a new one when there is none or it ends soon.
    ///
    /// # Errors
    /// When GitHub gives none.
    pub(super) async fn token(&self, client: &Client) -> Result<SecretString, ForgeError> {
        if let Some(token) = self.present() {
            return Ok(token);
        }
        let _alone = self.drawing.lock().await;
        if let Some(token) = self.present() {
            return Ok(token);
        }
        let drawn = self.draw(client).await?;
        let token = drawn.token.clone();
        *self.drawn.lock().unwrap_or_else(PoisonError::into_inner) = Some(drawn);
        Ok(token)
    }

    fn present(&self) -> Option<SecretString> {
        let drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let left = |drawn: &Drawn| drawn.end.as_second() - self.clock.now().as_second();
        drawn.as_ref().filter(|drawn| left(drawn) > EARLY).map(|drawn| drawn.token.clone())
    }

    /// Puts the token away that GitHub no longer takes; false when there was none.
    pub(super) fn forget(&self) -> bool {
        self.drawn.lock().unwrap_or_else(PoisonError::into_inner).take().is_some()
    }

    async fn draw(&self, client: &Client) -> Result<Drawn, ForgeError> {
        let installation = self.settings.installation;
        let address = client.at(&format!("app/installations/{installation}/access_tokens"))?;
        let statement = SecretString::from(self.statement()?);
        let ask = Ask::new(Method::POST, address.clone()).header(AUTHORIZATION, bearer(&statement)?);
        let answer = client.send(ask).await?;
        let why = match answer.status.as_u16() {
            401 => "does not take the App's signature: check app_id, its key, and this machine's clock",
            403 => "does not let the App have a token: its installation is suspended",
            404 => "knows no such installation of the App: check app_installation",
            _ => {
                let wire: Wire = answer.json(client)?;
                return Ok(Drawn { token: wire.token.into(), end: wire.expires_at });
            }
        };
        Err(client.error(Fault::Refused, format!("{} {why}", shown(&address))))
    }

    /// A JSON Web Token (RFC 7519, RS256) by which the App says who it is.
    fn statement(&self) -> Result<String, ForgeError> {
        let now = self.clock.now().as_second();
        let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let head = part(json!({ "alg": "RS256", "typ": "JWT" }));
        let claims =
            json!({ "iat": now - AHEAD, "exp": now + STATEMENT, "iss": self.settings.id.to_string() });
        let said = format!("{head}.{}", part(claims));
        let signature = sign(&self.settings.key.current(), said.as_bytes())?;
        Ok(format!("{said}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

/// RSASSA-PKCS1-v1_5 with SHA-256, with a key in PEM (PKCS#1 as GitHub gives it, or PKCS#8).
fn sign(key: &SecretString, message: &[u8]) -> Result<Vec<u8>, ForgeError> {
    let wrong = |why: &str| {
        let text = format!("the App's key {why}: download a private key from the App's settings on GitHub");
        Side::Host.error(Fault::Refused, text)
    };
    let der = PrivateKeyDer::from_pem_slice(key.expose_secret().as_bytes())
        .map_err(|_| wrong("is no private key in PEM"))?;
    let key = any_supported_type(&der).map_err(|_| wrong("cannot be used"))?;
    let signer =
        key.choose_scheme(&[SignatureScheme::RSA_PKCS1_SHA256]).ok_or_else(|| wrong("is no RSA key"))?;
    signer.sign(message).map_err(|_| wrong("cannot sign"))
}

#[cfg(test)]
mod tests;
