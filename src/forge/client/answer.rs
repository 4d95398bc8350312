//! What the other side answered: status, headers, body; what they mean for the next step.
//!
//! Must not know any dialect. A server's own clock (its `Date`) turns its instants into waits.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE, ETAG, LOCATION, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use url::Url;

use super::super::fault::Fault;
use super::{Client, ForgeError, shown};
use crate::egress::PROXY_ACCOUNT;

/// The wait after a secondary limit that names none, in seconds: GitHub's advice.
const SECONDARY: u64 = 60;

/// The longest wait we repeat from a server, in seconds: a day.
const LONGEST: i64 = 86_400;

/// One answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) url: Url,
    pub(crate) status: StatusCode,
    pub(in crate::forge) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// A header as text; none when absent or not text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok().map(str::trim)
    }

    /// Where it redirects to.
    pub(crate) fn location(&self) -> Option<Url> {
        let moved = matches!(self.status.as_u16(), 301 | 302 | 303 | 307 | 308);
        let target = self.header(LOCATION.as_str()).filter(|_| moved)?;
        self.url.join(target).ok()
    }

    /// Whether nothing changed since the validator that the request named.
    #[allow(dead_code, reason = "for the dialects, which keep answers from one listing to the next")]
    pub(in crate::forge) fn is_unchanged(&self) -> bool {
        self.status == StatusCode::NOT_MODIFIED
    }

    /// The validator by which this answer can be asked for again.
    #[allow(dead_code, reason = "for the dialects, which keep answers from one listing to the next")]
    pub(in crate::forge) fn validator(&self) -> Option<&str> {
        self.header(ETAG.as_str()).filter(|validator| !validator.is_empty() && validator.len() <= 512)
    }

    /// Whether the same request may be answered better later.
    pub(super) fn means_later(&self) -> bool {
        matches!(self.status.as_u16(), 408 | 425 | 500..=599) || self.is_turned_away()
    }

    /// Whether it was not even looked at, because there were too many.
    pub(super) fn is_turned_away(&self) -> bool {
        match self.status.as_u16() {
            429 => true,
            // GitHub's rate limits come as 403: the first with a header, the secondary ones at times
            // with a sentence only.
            403 => {
                self.header(RETRY_AFTER.as_str()).is_some()
                    || self.header("x-ratelimit-remaining") == Some("0")
                    || self.speaks_of_limits()
            }
            _ => false,
        }
    }

    fn speaks_of_limits(&self) -> bool {
        let head = &self.body[..self.body.len().min(2048)];
        let text = String::from_utf8_lossy(head).to_ascii_lowercase();
        ["secondary rate limit", "api rate limit exceeded", "abuse detection"]
            .iter()
            .any(|words| text.contains(words))
    }

    /// Seconds to wait, as the server says, by its own clock.
    pub(in crate::forge) fn wait(&self) -> Option<u64> {
        let after = self
            .header(RETRY_AFTER.as_str())
            .and_then(|text| text.parse::<i64>().ok().or_else(|| Some(http_date(text)? - self.date()?)));
        let limited = matches!(self.status.as_u16(), 403 | 429);
        let asked = after.or_else(|| self.reset().filter(|_| limited)).and_then(bounded);
        asked.or_else(|| (self.status.as_u16() == 403 && self.speaks_of_limits()).then_some(SECONDARY))
    }

    /// Seconds until more may be asked, when this answer was the last of our share.
    pub(super) fn used_up(&self) -> Option<u64> {
        let left = self.header("ratelimit-remaining").or_else(|| self.header("x-ratelimit-remaining"))?;
        if left == "0" { self.reset().and_then(bounded) } else { None }
    }

    fn reset(&self) -> Option<i64> {
        let text = self.header("ratelimit-reset").or_else(|| self.header("x-ratelimit-reset"))?;
        let at = text.parse::<i64>().ok()?;
        // Some send an instant, some a number of seconds.
        if at < 1_000_000_000 { Some(at) } else { Some(at - self.date()?) }
    }

    /// The instant by the server's clock, seconds since 1970.
    pub(in crate::forge) fn date(&self) -> Option<i64> {
        self.header(DATE.as_str()).and_then(http_date)
    }

    /// Its body as JSON.
    ///
    /// # Errors
    /// Another status than 2xx; a web page; JSON that is broken or of another shape. The text
    /// names the address and the place, and quotes nothing of the body.
    pub(in crate::forge) fn json<T: DeserializeOwned>(&self, client: &Client) -> Result<T, ForgeError> {
        if !self.status.is_success() {
            return Err(self.refusal(client));
        }
        self.expect_json(client)?;
        serde_json::from_slice(&self.body).map_err(|error| {
            let what = match error.classify() {
                serde_json::error::Category::Eof => "breaks off",
                serde_json::error::Category::Data => "is JSON of another shape than expected",
                _ => "is not valid JSON",
            };
            let (line, column) = (error.line(), error.column());
            client.error(Fault::Invalid, format!(
                "the answer of {} {what} at line {line}, column {column}: check the address, then try again",
                shown(&self.url)
            ))
        })
    }

    fn expect_json(&self, client: &Client) -> Result<(), ForgeError> {
        let kind = self.header(CONTENT_TYPE.as_str()).unwrap_or_default().to_ascii_lowercase();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let first = self.body.iter().copied().find(|b| !b.is_ascii_whitespace());
        if kind == "application/json" || kind.ends_with("+json") || (kind.is_empty() && first != Some(b'<')) {
            return Ok(());
        }
        let what = if kind == "text/html" || first == Some(b'<') {
            "a web page".to_owned()
        } else {
            format!("\"{}\"", client.quote(kind))
        };
        Err(client.error(
            Fault::Invalid,
            format!(
                "{} answered {what} instead of JSON: is the address the forge's base address?",
                shown(&self.url)
            ),
        ))
    }

    /// A status that is not 2xx as an error with its remedy.
    pub(in crate::forge) fn refusal(&self, client: &Client) -> ForgeError {
        let address = shown(&self.url);
        let status = self.status;
        let said = self.said(client);
        let told = match self.status.as_u16() {
            401 if client.has_token() => client.error(Fault::Refused, format!(
                "{address} answered {status}{said}: the token is wrong, expired or revoked: make a new one and set it"
            )),
            401 => client.error(Fault::Refused, format!(
                "{address} answered {status}{said}: it asks for an account: set token_file or token_env"
            )),
            403 => client.error(Fault::Refused, format!(
                "{address} answered {status}{said}: the token lacks a right for this, or the address is closed to us"
            )),
            404 => client.error(Fault::Invalid, format!(
                "{address} does not exist, or the token may not see it{said}: check the name in the configuration"
            )),
            407 => client.error(Fault::Unreachable, format!("{address} cannot be asked: {PROXY_ACCOUNT}")),
            _ => client.error(Fault::Invalid, format!("{address} answered {status}{said}: check the address")),
        };
        ForgeError { refused_token: client.has_token() && self.refuses_token(), ..told }
    }

    /// Whether it is the token that is no good, whatever was asked with it.
    fn refuses_token(&self) -> bool {
        let scope = || {
            let body: Option<serde_json::Value> = serde_json::from_slice(&self.body).ok();
            let error = body.as_ref().and_then(|body| body.get("error")?.as_str());
            matches!(error, Some("insufficient_scope" | "invalid_token"))
        };
        match self.status.as_u16() {
            401 => true,
            403 => scope(),
            _ => false,
        }
    }

    /// The server's own sentence, made harmless.
    fn said(&self, client: &Client) -> String {
        let body: Option<serde_json::Value> = serde_json::from_slice(&self.body).ok();
        let text = body.as_ref().and_then(|body| body.get("message").or_else(|| body.get("error"))?.as_str());
        text.map(|text| format!(" (\"{}\")", client.quote(text))).unwrap_or_default()
    }
}

fn bounded(seconds: i64) -> Option<u64> {
    u64::try_from(seconds.clamp(0, LONGEST)).ok()
}

fn http_date(text: &str) -> Option<i64> {
    jiff::fmt::rfc2822::parse(text).ok().map(|at| at.timestamp().as_second())
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::*;

    fn answer(status: u16, headers: &[(&'static str, &'static str)]) -> Answer {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        let url = "https://forge.example.org/a/b".parse().unwrap();
        Answer { url, status: StatusCode::from_u16(status).unwrap(), headers, body: Bytes::new() }
    }

    #[test]
    fn waits_come_from_the_servers_own_clock() {
        let date = ("date", "Wed, 14 Oct 2020 08:30:00 GMT");
        let cases = [
            (429, vec![("retry-after", "17")], Some(17)),
            (503, vec![("retry-after", "Wed, 14 Oct 2020 08:31:00 GMT"), date], Some(60)),
            // 1602664230 is 2020-10-14 08:30:30, as GitLab recorded both.
            (429, vec![("ratelimit-reset", "1602664230"), date], Some(30)),
            (403, vec![("x-ratelimit-reset", "1602664230"), date], Some(30)),
            (429, vec![("ratelimit-reset", "1602664230")], None),
            (429, vec![("retry-after", "-5")], Some(0)),
            (429, vec![("retry-after", "99999999")], Some(86_400)),
            (429, vec![], None),
        ];
        for (status, headers, wait) in cases {
            assert_eq!(answer(status, &headers).wait(), wait, "{status} {headers:?}");
        }
    }

    #[test]
    fn only_what_may_change_is_tried_again() {
        for status in [408, 429, 500, 502, 503] {
            assert!(answer(status, &[]).means_later(), "{status}");
        }
        for status in [200, 301, 400, 401, 403, 404, 409, 422] {
            assert!(!answer(status, &[]).means_later(), "{status}");
        }
        assert!(answer(403, &[("x-ratelimit-remaining", "0")]).means_later());
        assert!(answer(403, &[("retry-after", "60")]).means_later());
    }

    #[test]
    fn a_share_that_is_used_up_says_until_when() {
        let date = ("date", "Wed, 14 Oct 2020 08:30:00 GMT");
        let reset = ("ratelimit-reset", "1602664230");
        assert_eq!(answer(200, &[("ratelimit-remaining", "0"), reset, date]).used_up(), Some(30));
        assert_eq!(answer(200, &[("ratelimit-remaining", "1"), reset, date]).used_up(), None);
        assert_eq!(
            answer(200, &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "9")]).used_up(),
            Some(9)
        );
        assert_eq!(answer(200, &[reset, date]).used_up(), None);
    }

    #[test]
    fn a_secondary_limit_is_known_by_its_sentence() {
        // As GitHub's documentation quotes it.
        let said = br#"{"message":"You have exceeded a secondary rate limit. Please wait a few minutes"}"#;
        let limited = Answer { body: Bytes::from_static(said), ..answer(403, &[]) };
        assert!(limited.is_turned_away());
        assert_eq!(limited.wait(), Some(60));
        let closed = Answer { body: Bytes::from_static(b"{\"message\":\"Forbidden\"}"), ..answer(403, &[]) };
        assert!(!closed.means_later());
    }

    #[test]
    fn a_location_is_resolved_and_only_for_redirects() {
        let moved = answer(301, &[("location", "/projects/7")]);
        assert_eq!(moved.location().unwrap().as_str(), "https://forge.example.org/projects/7");
        assert!(answer(200, &[("location", "/x")]).location().is_none());
    }
}
