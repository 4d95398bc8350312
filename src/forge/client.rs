//! The one HTTP client that forges and hosts are spoken to with: one origin, one token, limits.
//!
//! Must not know any dialect; a token leaves it only for the origin it was declared for.

mod address;
mod answer;
mod connector;
mod credential;
mod limits;
mod request;
mod rest;
#[cfg(test)]
mod tests;
mod transfer;

use std::time::Duration;

use backon::BackoffBuilder;
use bytes::BytesMut;
use secrecy::ExposeSecret;
use url::Url;

pub(super) use self::address::{base_address, origin_of};
pub(crate) use self::address::{is_loopback, shown};
pub(crate) use self::answer::Answer;
pub(in crate::forge) use self::connector::connector;
pub(crate) use self::credential::Credential;
pub use self::limits::Limits;
use self::limits::Pace;
pub(crate) use self::request::Ask;
use self::rest::Rest;
pub(in crate::forge) use self::transfer::{Arrived, LONGEST_TRANSFER};
use super::ForgeError;
use super::fault::Fault;
pub(crate) use super::fault::Side;
use crate::egress::{PROXY_ACCOUNT, Refusal};

/// An HTTP client for one origin.
pub(crate) struct Client {
    http: reqwest::Client,
    base: Url,
    side: Side,
    credential: Option<Credential>,
    limits: Limits,
    reads: Pace,
    writes: Pace,
    rest: Rest,
}

/// What came of one try.
enum Try {
    Answered(Answer),
    /// Worth another try, after the time its error names; the flag says that the request was turned
    /// away at the door, so that even one that changes something may be sent again.
    Again(ForgeError, bool),
    Failed(ForgeError),
}

impl Client {
    /// A client for everything under `base`, which ends with a slash.
    pub(crate) fn new(
        side: Side,
        base: Url,
        credential: Option<&Credential>,
        limits: Limits,
    ) -> Result<Self, ForgeError> {
        if let Some(credential) = credential {
            credential.header(side)?;
        }
        let http = connector(&base, &limits).map_err(|what| {
            side.error(Fault::Unreachable, format!("no client for {}: {what}", shown(&base)))
        })?;
        let reads = Pace::new(limits.concurrency, limits.per_second);
        let writes = Pace::new(1, limits.writes_per_second);
        let (credential, rest) = (credential.cloned(), Rest::default());
        Ok(Self { http, base, side, credential, limits, reads, writes, rest })
    }

    pub(super) fn base(&self) -> &Url {
        &self.base
    }

    pub(super) fn has_token(&self) -> bool {
        self.credential.is_some()
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
        let Some(credential) = &self.credential else { return text.to_owned() };
        let secret = credential.token().now();
        if secret.expose_secret().is_empty() {
            return text.to_owned();
        }
        text.replace(secret.expose_secret(), "***")
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

    /// Sends a request: paced and retried, and led nowhere.
    pub(crate) async fn persist(&self, ask: &Ask) -> Result<Answer, ForgeError> {
        let mut renewed = false;
        let mut pauses = backon::ExponentialBuilder::default()
            .with_min_delay(self.limits.pause)
            .with_max_delay(self.limits.longest_wait)
            .with_max_times(self.limits.attempts.saturating_sub(1))
            .with_jitter()
            .build();
        loop {
            self.take_rest(ask).await?;
            let (error, turned_away) = match self.once(ask).await? {
                Try::Answered(answer) if answer.status.as_u16() == 401 && !renewed && self.renew(ask) => {
                    renewed = true;
                    continue;
                }
                Try::Answered(answer) => return Ok(answer),
                Try::Failed(error) => return Err(error),
                Try::Again(error, turned_away) => (error, turned_away),
            };
            if !ask.is_read() && !turned_away {
                return Err(error);
            }
            let pause = pauses.next();
            // The jitter of the pause comes on top of what the server asked for.
            let jitter = pause.unwrap_or(self.limits.pause);
            let wait = error.retry_after.map_or(jitter, |asked| Duration::from_secs(asked) + jitter);
            if error.retry_after.is_some() {
                self.rest.until(wait);
            }
            if pause.is_none() || error.retry_after.is_some_and(|asked| self.is_too_long(asked)) {
                return Err(error);
            }
            tracing::debug!(address = %shown(&ask.url), wait_ms = wait.as_millis(), "trying again");
            tokio::time::sleep(wait).await;
        }
    }

    fn is_too_long(&self, seconds: u64) -> bool {
        Duration::from_secs(seconds) > self.limits.longest_wait
    }

    /// Waits while the other side asked for rest; a long one is an error that says how long it is.
    async fn take_rest(&self, ask: &Ask) -> Result<(), ForgeError> {
        let Some(left) = self.rest.left() else { return Ok(()) };
        if left > self.limits.longest_wait + self.limits.pause * 2 {
            let seconds = left.as_secs().max(1);
            let text = format!(
                "{} asked for rest, and is not asked again for {seconds} s: wait, or lower requests_per_second",
                origin_of(&ask.url)
            );
            return Err(ForgeError { retry_after: Some(seconds), ..self.error(Fault::Unreachable, text) });
        }
        tokio::time::sleep(left).await;
        Ok(())
    }

    /// Whether the token's file holds another token by now than the one that was refused.
    fn renew(&self, ask: &Ask) -> bool {
        let Some(credential) = self.credential.as_ref().filter(|_| ask.with_token) else { return false };
        match credential.token().refresh() {
            Ok(changed) => changed,
            Err(what) => {
                tracing::warn!("{what}: the former token stays in use");
                false
            }
        }
    }

    async fn once(&self, ask: &Ask) -> Result<Try, ForgeError> {
        if let Err(refusal) = self.limits.reach.admit_for_connection(&ask.url).await {
            return Ok(Try::Failed(self.barred(&ask.url, &refusal)));
        }
        let pace = if ask.is_read() { &self.reads } else { &self.writes };
        let _turn = pace.turn().await;
        // Who had its turn before may have been asked for rest.
        self.take_rest(ask).await?;
        let sent = self.http.execute(self.request(ask)?).await;
        let answer = match sent {
            Ok(response) => self.collect(ask, response).await,
            Err(error) => return Ok(self.unsent(&ask.url, &error)),
        };
        Ok(match answer {
            Ok(answer) if answer.means_later() => Try::Again(self.later(&answer), answer.is_turned_away()),
            Ok(answer) => {
                if let Some(seconds) = answer.used_up() {
                    self.rest.until(Duration::from_secs(seconds));
                }
                Try::Answered(answer)
            }
            Err(outcome) => outcome,
        })
    }

    fn request(&self, ask: &Ask) -> Result<reqwest::Request, ForgeError> {
        let mut request = reqwest::Request::new(ask.method.clone(), ask.url.clone());
        let headers = request.headers_mut();
        headers.extend(ask.headers.iter().cloned());
        if let Some(credential) = &self.credential
            && ask.with_token
            && ask.url.origin() == self.base.origin()
        {
            // Read at each request, so that a changed file is taken without a restart.
            let (name, value) = credential.header(self.side)?;
            headers.insert(name, value);
        }
        if let Some(body) = &ask.body {
            *request.body_mut() = Some(body.clone().into());
        }
        Ok(request)
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
                Err(error) => return Err(Try::Again(self.transport(&ask.url, &error), false)),
            }
        }
        Ok(Answer { url: ask.url.clone(), status, headers, body: body.freeze() })
    }

    /// What a request that got no answer means: a name that leads inwards stays one.
    fn unsent(&self, url: &Url, error: &reqwest::Error) -> Try {
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = cause {
            if let Some(refusal) = error.downcast_ref::<Refusal>() {
                let told = self.barred(url, refusal);
                return if refusal.may_pass() { Try::Again(told, false) } else { Try::Failed(told) };
            }
            cause = error.source();
        }
        Try::Again(self.transport(url, error), false)
    }

    fn barred(&self, url: &Url, refusal: &Refusal) -> ForgeError {
        let fault = if refusal.may_pass() { Fault::Unreachable } else { Fault::Invalid };
        self.error(fault, format!("{} is not asked: {refusal}", shown(url)))
    }

    fn transport(&self, url: &Url, error: &reqwest::Error) -> ForgeError {
        let cause = if error.is_timeout() {
            format!("no answer within {} s", self.limits.whole.as_secs())
        } else if error.is_body() || error.is_decode() {
            format!("the answer broke off ({})", self.quote(&innermost(error)))
        } else {
            self.quote(&innermost(error))
        };
        let remedy = match self.limits.reach.proxy_for(url) {
            None => "check the address and the network".to_owned(),
            Some(proxy) if cause.contains("proxy authorization required") => {
                format!("{} is in between: {PROXY_ACCOUNT}", shown(&proxy.url))
            }
            Some(proxy) => format!("check the address, the network and the proxy {}", shown(&proxy.url)),
        };
        let text = format!("cannot reach {}: {cause}: {remedy}", shown(url));
        self.error(Fault::Unreachable, text)
    }

    fn later(&self, answer: &Answer) -> ForgeError {
        let wait = answer.wait();
        let when = wait.map_or_else(|| "later".to_owned(), |seconds| format!("in {seconds} s"));
        let text = format!("{} answered {}: try again {when}", shown(&answer.url), answer.status);
        ForgeError { retry_after: wait, ..self.error(Fault::Unreachable, text) }
    }
}

fn innermost(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    cause.to_string()
}
