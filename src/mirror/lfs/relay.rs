//! The one server that `git-lfs` speaks to: ours, on this machine, for the time of one command.
//!
//! A server of large files answers with addresses where they are; `git-lfs` would go to any of them. It
//! gets addresses of this relay in their place, and each true one passes the guard when it is asked
//! for. The token stays here. Must not keep a file.

mod actions;
mod forward;

use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use glane_catalog::model::{Reason, ReasonCode};
use ring::rand::{SecureRandom, SystemRandom};
use secrecy::{ExposeSecret, SecretString};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

use self::actions::Actions;
use self::forward::Outward;
use crate::egress::{Reach, canonical};
use crate::forge::guarded_client;
use crate::mirror::git::Credential;

/// Where the relay answers as a server of large files.
const SERVER: &str = "/info/lfs";
/// Where it stands for the addresses of an answer.
const ACTION: &str = "/action/";

/// A relay that answers until it is dropped.
pub(super) struct Relay {
    /// Its own address, without a slash at the end.
    base: Url,
    key: SecretString,
    answering: JoinHandle<()>,
}

/// What a request is answered with.
struct Open {
    outward: Outward,
    actions: Actions,
    base: String,
    /// The header by which our own `git-lfs` is known.
    word: SecretString,
}

impl Relay {
    /// Opens a relay to the server of large files of a clone address.
    ///
    /// # Errors
    /// When the address is none, or this machine gives no port.
    pub(super) async fn open(
        reach: &Reach,
        address: &str,
        credential: Option<&Credential>,
    ) -> Result<Self, Reason> {
        let internal = |what: String| Reason::new(ReasonCode::Internal, format!("large files: {what}"));
        let server = server_of(address).ok_or_else(|| {
            Reason::new(ReasonCode::SourceInvalid, "large files: the clone address is no address of the web")
        })?;
        let key = key().ok_or_else(|| internal("this machine gives no random numbers".to_owned()))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.map_err(|error| internal(error.to_string()))?;
        let port = listener.local_addr().map_err(|error| internal(error.to_string()))?.port();
        let base = format!("http://127.0.0.1:{port}");
        let own: Url = base.parse().map_err(|error: url::ParseError| internal(error.to_string()))?;
        let client = guarded_client(&server, reach).map_err(internal)?;
        let word = format!("Basic {}", BASE64.encode(format!("x-access-token:{}", key.expose_secret())));
        let open = Open {
            outward: Outward::new(client, reach.clone(), server, credential),
            actions: Actions::default(),
            base,
            word: word.into(),
        };
        let router = Router::new().fallback(answer).with_state(Arc::new(open));
        let answering = tokio::spawn(async move {
            // It ends with the task.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Self { base: own, key, answering })
    }

    /// Its own address.
    pub(super) fn base(&self) -> &Url {
        &self.base
    }

    /// Where `git-lfs` finds it.
    pub(super) fn server(&self) -> String {
        format!("{}{SERVER}", self.base.as_str().trim_end_matches('/'))
    }

    /// By which `git-lfs` is known to it.
    pub(super) fn credential(&self) -> Credential {
        Credential { prefix: self.base.to_string(), token: self.key.clone() }
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.answering.abort();
    }
}

/// A word that nobody else on this machine can guess.
fn key() -> Option<SecretString> {
    let mut bytes = [0; 24];
    SystemRandom::new().fill(&mut bytes).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into())
}

/// The server of large files of a clone address, as the specification of its discovery has it.
fn server_of(address: &str) -> Option<Url> {
    let mut server = canonical(address)?;
    let path = server.path().trim_end_matches('/').to_owned();
    let path = if path.ends_with(".git") { path } else { format!("{path}.git") };
    server.set_path(&format!("{path}{SERVER}"));
    Some(server)
}

async fn answer(State(open): State<Arc<Open>>, request: Request) -> Response {
    let said = request.headers().get(header::AUTHORIZATION).map(header::HeaderValue::as_bytes);
    if said != Some(open.word.expose_secret().as_bytes()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let path = request.uri().path().to_owned();
    if let Some(number) = path.strip_prefix(ACTION) {
        return match number.parse().ok().and_then(|number| open.actions.get(number)) {
            Some(action) => open.outward.act(action, request).await,
            None => StatusCode::NOT_FOUND.into_response(),
        };
    }
    if request.method() != Method::POST || path != format!("{SERVER}/objects/batch") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let (status, body) = match open.outward.batch(request).await {
        Ok(answered) => answered,
        Err(refused) => return *refused,
    };
    let body = if status == StatusCode::OK { open.actions.take_over(&open.base, &body) } else { Some(body) };
    match body {
        Some(body) => (status, [(header::CONTENT_TYPE, forward::KIND)], body).into_response(),
        None => forward::refuse(StatusCode::BAD_GATEWAY, "the answer is none of a server of large files"),
    }
}

#[cfg(test)]
mod tests;
