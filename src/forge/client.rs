//! The one HTTP client that forges and hosts are spoken to with: one origin, one token, limits.
//!
//! Must not know any dialect; a token leaves it only for the origin it was declared for.

mod address;
mod answer;
mod limits;
mod request;

use std::time::Duration;

use backon::BackoffBuilder;
use bytes::BytesMut;
use http::header::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

pub(super) use self::address::{base_address, origin_of, shown};
pub(super) use self::answer::Answer;
pub use self::limits::Limits;
use self::limits::Pace;
pub(super) use self::request::Ask;
use super::ForgeError;
use super::fault::{Fault, Side};

/// How a token is presented.
pub(super) enum Credential {
    /// As the value of this header, after this prefix.
    Header(HeaderName, &'static str, SecretString),
    /// As the password of `x-access-token`, for git over HTTP.
    Basic(SecretString),
}

/// An HTTP client for one origin.
pub(super) struct Client {
    http: reqwest::Client,
    base: Url,
    side: Side,
    authorisation: Option<(HeaderName, HeaderValue)>,
    secret: Option<SecretString>,
    limits: Limits,
    reads: Pace,
    writes: Pace,
}

/// What came of one try.
enum Try {
    Answered(Answer),
    /// Worth another try, after the time its error names.
    Again(ForgeError),
    Failed(ForgeError),
}

impl Client {
    /// A client for everything under `base`, which ends with a slash.
    pub(super) fn new(
        side: Side,
        base: Url,
        credential: Option<&Credential>,
        limits: Limits,
    ) -> Result<Self, ForgeError> {
        let secret = credential.map(|credential| match credential {
            Credential::Header(_, _, token) | Credential::Basic(token) => token.clone(),
        });
        let authorisation = credential.map(|given| request::authorisation(given, side)).transpose()?;
        let http = connector(&base, &limits).map_err(|error| {
            side.error(Fault::Unreachable, format!("no client for {}: {}", shown(&base), innermost(&error)))
        })?;
        let reads = Pace::new(limits.concurrency, limits.per_second);
        let writes = Pace::new(1, limits.writes_per_second);
        Ok(Self { http, base, side, authorisation, secret, limits, reads, writes })
    }

    pub(super) fn base(&self) -> &Url {
        &self.base
    }

    pub(super) fn has_token(&self) -> bool {
        self.secret.is_some()
    }

    /// An address below the base.
    pub(super) fn at(&self, path: &str) -> Result<Url, ForgeError> {
        self.base
            .join(path)
            .ok()
            .filter(|url| url.origin() == self.base.origin())
            .ok_or_else(|| self.error(Fault::Invalid, format!("no address below {}", shown(&self.base))))
    }

    /// An error of this side, its text free of the token.
    pub(super) fn error(&self, fault: Fault, text: impl AsRef<str>) -> ForgeError {
        self.side.error(fault, self.scrub(text.as_ref()))
    }

    /// Makes a text from outside fit for a message: one line, short, without the token.
    pub(super) fn quote(&self, text: &str) -> String {
        let line = text.split(|c: char| c.is_control() || c.is_whitespace()).filter(|word| !word.is_empty());
        let line = self.scrub(&line.collect::<Vec<_>>().join(" "));
        if line.chars().count() <= 200 { line } else { line.chars().take(199).chain(['…']).collect() }
    }

    fn scrub(&self, text: &str) -> String {
        match self.secret.as_ref().map(ExposeSecret::expose_secret) {
            Some(token) if !token.is_empty() => text.replace(token, "***"),
            _ => text.to_owned(),
        }
    }

    /// Sends a request: paced, retried where that is harmless, redirected within the origin.
    ///
    /// Any answer that is not "later" is returned, whatever its status.
    pub(super) async fn send(&self, mut ask: Ask) -> Result<Answer, ForgeError> {
        for _ in 0..=self.limits.redirects {
            let answer = self.persist(&ask).await?;
            let Some(next) = answer.location() else { return Ok(answer) };
            if !ask.is_read() {
                return Ok(answer);
            }
            if next.origin() != self.base.origin() {
                return Err(self.error(
                    Fault::Invalid,
                    format!(
                        "{} redirects to {}, another origin, which is not followed: \
                     if it is right, write it as the address in the configuration",
                        shown(&answer.url),
                        origin_of(&next)
                    ),
                ));
            }
            ask.url = next;
        }
        Err(self.error(
            Fault::Invalid,
            format!(
                "{} redirects more than {} times: check the address",
                shown(&ask.url),
                self.limits.redirects
            ),
        ))
    }

    async fn persist(&self, ask: &Ask) -> Result<Answer, ForgeError> {
        let tries = if ask.is_read() { self.limits.attempts } else { 1 };
        let mut pauses = backon::ExponentialBuilder::default()
            .with_min_delay(self.limits.pause)
            .with_max_delay(self.limits.longest_wait)
            .with_max_times(tries.saturating_sub(1))
            .with_jitter()
            .build();
        loop {
            let error = match self.once(ask).await {
                Try::Answered(answer) => return Ok(answer),
                Try::Failed(error) => return Err(error),
                Try::Again(error) => error,
            };
            let Some(pause) = pauses.next() else { return Err(error) };
            let wait = error.retry_after.map_or(pause, Duration::from_secs);
            if wait > self.limits.longest_wait {
                return Err(error);
            }
            tracing::debug!(address = %shown(&ask.url), wait_ms = wait.as_millis(), "trying again");
            tokio::time::sleep(wait).await;
        }
    }

    async fn once(&self, ask: &Ask) -> Try {
        let pace = if ask.is_read() { &self.reads } else { &self.writes };
        let _turn = pace.turn().await;
        let sent = self.http.execute(self.request(ask)).await;
        let answer = match sent {
            Ok(response) => self.collect(ask, response).await,
            Err(error) => return Try::Again(self.transport(&ask.url, &error)),
        };
        match answer {
            Ok(answer) if answer.means_later() => Try::Again(self.later(&answer)),
            Ok(answer) => Try::Answered(answer),
            Err(outcome) => outcome,
        }
    }

    fn request(&self, ask: &Ask) -> reqwest::Request {
        let mut request = reqwest::Request::new(ask.method.clone(), ask.url.clone());
        let headers = request.headers_mut();
        headers.extend(ask.headers.iter().cloned());
        if let Some((name, value)) = &self.authorisation
            && ask.with_token
            && ask.url.origin() == self.base.origin()
        {
            headers.insert(name.clone(), value.clone());
        }
        if let Some(body) = &ask.body {
            *request.body_mut() = Some(body.clone().into());
        }
        request
    }

    async fn collect(&self, ask: &Ask, mut response: reqwest::Response) -> Result<Answer, Try> {
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = BytesMut::new();
        if !ask.wants_body {
            return Ok(Answer { url: ask.url.clone(), status, headers, body: body.freeze() });
        }
        loop {
            match response.chunk().await {
                Ok(None) => break,
                Ok(Some(part)) if body.len() + part.len() <= self.limits.body => {
                    body.extend_from_slice(&part);
                }
                Ok(Some(_)) => {
                    let text = format!(
                        "{} answered more than {} MiB, which no page of a listing needs: check the address",
                        shown(&ask.url),
                        self.limits.body >> 20
                    );
                    return Err(Try::Failed(self.error(Fault::Invalid, text)));
                }
                Err(error) => return Err(Try::Again(self.transport(&ask.url, &error))),
            }
        }
        Ok(Answer { url: ask.url.clone(), status, headers, body: body.freeze() })
    }

    fn transport(&self, url: &Url, error: &reqwest::Error) -> ForgeError {
        let cause = if error.is_timeout() {
            format!("no answer within {} s", self.limits.whole.as_secs())
        } else if error.is_body() || error.is_decode() {
            format!("the answer broke off ({})", self.quote(&innermost(error)))
        } else {
            self.quote(&innermost(error))
        };
        let text = format!("cannot reach {}: {cause}: check the address and the network", shown(url));
        self.error(Fault::Unreachable, text)
    }

    fn later(&self, answer: &Answer) -> ForgeError {
        let wait = answer.wait();
        let when = wait.map_or_else(|| "later".to_owned(), |seconds| format!("in {seconds} s"));
        let text = format!("{} answered {}: try again {when}", shown(&answer.url), answer.status);
        ForgeError { retry_after: wait, ..self.error(Fault::Unreachable, text) }
    }
}

/// TLS by ring; for a plain `http` address no certificate store is loaded, since none is needed.
fn connector(base: &Url, limits: &Limits) -> Result<reqwest::Client, reqwest::Error> {
    // A provider already installed by another part of the program is as good: all use ring.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("glane/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .connect_timeout(limits.connect)
        .timeout(limits.whole);
    if base.scheme() == "http" {
        builder = builder.tls_certs_only([]);
    }
    if address::is_loopback(base) {
        builder = builder.no_proxy();
    }
    builder.build()
}

fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
