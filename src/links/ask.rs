//! Asking one address: the head first, the whole where a server does not know heads; redirections followed.
//!
//! Nothing of what is there is read. Must not know what was thought of the address before.

use glane_catalog::model::Verdict;
use jiff::SignedDuration;
use reqwest::header::{LOCATION, RETRY_AFTER};
use reqwest::{Method, Response};
use url::Url;

use super::pace::Pace;
use super::{Budget, failed};
use crate::egress::{Reach, Refusal, canonical};
use crate::forge::guarded_client;

/// Redirections followed.
const REDIRECTS: usize = 6;

/// Whoever asks, within what the guard allows.
pub(super) struct Asker {
    http: reqwest::Client,
    reach: Reach,
    pace: Pace,
    budget: Budget,
}

/// One answer, or why there is none, as a short word.
type Answer = Result<Response, &'static str>;

impl Asker {
    /// # Errors
    /// What is wrong with the certificate authorities.
    pub(super) fn new(reach: &Reach, budget: Budget) -> anyhow::Result<Self> {
        // Any address with TLS: the authorities are wanted for all of them.
        let first = Url::parse("https://localhost/")?;
        let http = guarded_client(&first, reach).map_err(anyhow::Error::msg)?;
        Ok(Self { http, reach: reach.clone(), pace: Pace::new(budget.between), budget })
    }

    /// What is at an address, and whether anybody answered.
    pub(super) async fn ask(&self, url: &Url) -> (Verdict, bool) {
        let (mut at, mut moved, mut answered) = (url.clone(), Some(None), false);
        for _ in 0..=REDIRECTS {
            let answer = match self.answer(&at).await {
                Ok(answer) => answer,
                Err(found) => return (failed(found), answered),
            };
            answered = true;
            let Some(next) = location(&at, &answer) else {
                return (verdict(&answer, moved.flatten().map(|moved: Url| moved.to_string())), true);
            };
            // Only what moved for good all the way may be written instead.
            let for_good = matches!(answer.status().as_u16(), 301 | 308);
            moved = moved.filter(|_| for_good).map(|_| Some(next.clone()));
            at = next;
        }
        (failed("redirects"), true)
    }

    async fn answer(&self, url: &Url) -> Answer {
        let head = self.send(Method::HEAD, url).await;
        match head {
            // Many servers know no heads, and say so in many ways.
            Ok(answer) if is_worth_another(answer.status().as_u16()) => self.send(Method::GET, url).await,
            other => other,
        }
    }

    async fn send(&self, method: Method, url: &Url) -> Answer {
        let url = canonical(url.as_str()).ok_or("form")?;
        self.reach.admit_for_connection(&url).await.map_err(|refusal| refused(&refusal))?;
        let _turn = self.pace.turn(url.host_str().unwrap_or_default()).await;
        let sent = self.http.request(method, url).timeout(self.budget.patience).send().await;
        sent.map_err(|error| unsent(&error))
    }
}

fn is_worth_another(status: u16) -> bool {
    status >= 400 && !matches!(status, 401 | 407 | 429 | 503)
}

/// Where an answer redirects to.
fn location(url: &Url, answer: &Response) -> Option<Url> {
    let redirects = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let there = answer.headers().get(LOCATION).filter(|_| redirects)?.to_str().ok()?;
    url.join(there).ok()
}

fn verdict(answer: &Response, moved_to: Option<String>) -> Verdict {
    match answer.status().as_u16() {
        200..=299 | 304 => Verdict::There(moved_to),
        401 | 402 | 403 | 407 | 451 => Verdict::Account,
        408 | 425 | 429 | 503 => Verdict::Later(rest(answer)),
        status => failed(&status.to_string()),
    }
}

/// How long a server asks not to be asked; an instant is not understood, and a day is waited anyway.
fn rest(answer: &Response) -> Option<SignedDuration> {
    let text = answer.headers().get(RETRY_AFTER)?.to_str().ok()?;
    text.trim().parse::<u32>().ok().map(|seconds| SignedDuration::from_secs(seconds.into()))
}

fn refused(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Form | Refusal::Name | Refusal::Credentials => "form",
        Refusal::Inward(_) | Refusal::LeadsInward { .. } => "inward",
        Refusal::Unknown { .. } => "dns",
    }
}

/// Why nothing was answered; the guard's own word is somewhere among the causes.
fn unsent(error: &reqwest::Error) -> &'static str {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = std::error::Error::source(error);
    while let Some(inner) = cause {
        if let Some(refusal) = inner.downcast_ref::<Refusal>() {
            return refused(refusal);
        }
        cause = inner.source();
    }
    if error.is_timeout() {
        "timeout"
    } else if error.is_connect() {
        "connect"
    } else {
        "broken"
    }
}
