//! What the relay asks outside: the server itself, and the addresses that it answered with.
//!
//! Every address is judged right before it is asked, redirections too. Our token goes to addresses
//! below the repository it is for, and nowhere else.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use url::Url;

use super::actions::Action;
use crate::egress::{Reach, canonical};
use crate::mirror::git::Credential;

/// What the API speaks.
pub(super) const KIND: &str = "application/vnd.git-lfs+json";
/// Largest question and largest answer of the API, in bytes.
const LARGEST: usize = 32 << 20;
/// Redirections followed for one file.
const REDIRECTIONS: usize = 5;
/// What of an answer is handed on.
const HANDED_ON: [HeaderName; 4] =
    [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_RANGE, header::RETRY_AFTER];

/// The way out.
pub(super) struct Outward {
    client: reqwest::Client,
    reach: Reach,
    server: Url,
    /// Below what the token may be shown, and the header that shows it.
    token: Option<(Url, SecretString)>,
}

impl Outward {
    pub(super) fn new(
        client: reqwest::Client,
        reach: Reach,
        server: Url,
        credential: Option<&Credential>,
    ) -> Self {
        let token = credential.and_then(|credential| {
            let basic = format!("x-access-token:{}", credential.token.expose_secret());
            Some((canonical(&credential.prefix)?, format!("Basic {}", BASE64.encode(basic)).into()))
        });
        Self { client, reach, server, token }
    }

    /// Asks the server what it has, or takes: its status and body.
    pub(super) async fn batch(&self, request: Request) -> Result<(StatusCode, Bytes), Box<Response>> {
        let mut url = self.server.clone();
        url.set_path(&format!("{}/objects/batch", self.server.path()));
        let read = to_bytes(request.into_body(), LARGEST).await;
        let body = read.map_err(|_| Box::new(StatusCode::PAYLOAD_TOO_LARGE.into_response()))?;
        let kind = HeaderValue::from_static(KIND);
        let headers = HeaderMap::from_iter([(header::ACCEPT, kind.clone()), (header::CONTENT_TYPE, kind)]);
        let sent = self.send(Method::POST, &url, headers, body.into()).await?;
        let (status, body) = (sent.status(), Body::new(reqwest::Body::from(sent)));
        let body = to_bytes(body, LARGEST).await;
        let broken = |_| Box::new(refuse(StatusCode::BAD_GATEWAY, "the answer broke off, or is too long"));
        Ok((status, body.map_err(broken)?))
    }

    /// Does what an address of an answer stands for.
    pub(super) async fn act(&self, action: Action, request: Request) -> Response {
        let (parts, body) = request.into_parts();
        let mut headers = action.headers;
        for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::RANGE, header::ACCEPT] {
            if let Some(value) = parts.headers.get(&name).filter(|_| !headers.contains_key(&name)) {
                headers.insert(name, value.clone());
            }
        }
        let sent = if parts.method == Method::GET {
            self.fetch(action.url, headers).await
        } else {
            let body = reqwest::Body::wrap_stream(body.into_data_stream());
            self.send(parts.method, &action.url, headers, body).await
        };
        sent.map_or_else(|refused| *refused, hand_on)
    }

    async fn fetch(&self, mut url: Url, mut headers: HeaderMap) -> Result<reqwest::Response, Box<Response>> {
        for _ in 0..=REDIRECTIONS {
            let sent =
                self.send(Method::GET, &url, headers.clone(), reqwest::Body::from(Bytes::new())).await?;
            if !sent.status().is_redirection() {
                return Ok(sent);
            }
            let place = sent.headers().get(header::LOCATION).and_then(|place| place.to_str().ok());
            let next = place.and_then(|place| canonical(url.join(place).ok()?.as_str()));
            let next = next.ok_or_else(|| refused("a redirection leads to no address of the web"))?;
            if next.origin() != url.origin() {
                headers.remove(header::AUTHORIZATION);
                headers.remove(header::COOKIE);
            }
            url = next;
        }
        Err(refused("it redirects without end"))
    }

    /// Sends one request, if its address may be reached.
    async fn send(
        &self,
        method: Method,
        url: &Url,
        mut headers: HeaderMap,
        body: reqwest::Body,
    ) -> Result<reqwest::Response, Box<Response>> {
        if self.server.scheme() == "https" && url.scheme() != "https" {
            return Err(refused("it leads from https down to http"));
        }
        if let Err(refusal) = self.reach.admit_for_connection(url).await {
            return Err(refused(&refusal.to_string()));
        }
        if let Some((prefix, word)) = &self.token
            && !headers.contains_key(header::AUTHORIZATION)
            && is_below(url, prefix)
            && let Ok(mut value) = HeaderValue::from_str(word.expose_secret())
        {
            value.set_sensitive(true);
            headers.insert(header::AUTHORIZATION, value);
        }
        let mut request = reqwest::Request::new(method, url.clone());
        *request.headers_mut() = headers;
        if request.method() != Method::GET {
            *request.body_mut() = Some(body);
        }
        self.client.execute(request).await.map_err(|error| {
            let what = if error.is_timeout() { "it took too long" } else { "it cannot be reached" };
            Box::new(refuse(StatusCode::BAD_GATEWAY, what))
        })
    }
}

/// Whether an address is that of a repository, or below it.
fn is_below(url: &Url, repository: &Url) -> bool {
    let repository_path = repository.path().trim_end_matches('/');
    let bare = repository_path.strip_suffix(".git").unwrap_or(repository_path);
    let rest = url.path().strip_prefix(bare);
    let rest = rest.map(|rest| rest.strip_prefix(".git").unwrap_or(rest));
    url.origin() == repository.origin() && rest.is_some_and(|rest| rest.starts_with('/'))
}

fn hand_on(sent: reqwest::Response) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = sent.status();
    for name in HANDED_ON {
        if let Some(value) = sent.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    *response.body_mut() = Body::new(reqwest::Body::from(sent));
    response
}

fn refused(why: &str) -> Box<Response> {
    Box::new(refuse(StatusCode::FORBIDDEN, why))
}

/// An error as the API has them.
pub(super) fn refuse(status: StatusCode, why: &str) -> Response {
    let message = json!({ "message": format!("large files: {why}") }).to_string();
    (status, [(header::CONTENT_TYPE, KIND)], message).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_for_the_repository_alone() {
        let repository: Url = "https://host.example/copies/site.git".parse().unwrap();
        let below = |url: &str| is_below(&url.parse().unwrap(), &repository);
        assert!(below("https://host.example/copies/site.git/info/lfs/objects/batch"));
        assert!(below("https://host.example/copies/site/info/lfs/objects/1"));
        for other in [
            "https://host.example/copies/sites.git/info/lfs",
            "https://host.example/copies/site.gitx/info",
            "https://host.example/",
            "https://host.example:8443/copies/site.git/info/lfs",
            "http://host.example/copies/site.git/info/lfs",
            "https://host.example.evil.example/copies/site.git/info/lfs",
        ] {
            assert!(!below(other), "{other}");
        }
    }
}
