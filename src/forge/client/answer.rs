//! What the other side answered: status, headers, body; what they mean for the next step.
//!
//! Must not know any dialect. A server's own clock (its `Date`) turns its instants into waits.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, DATE, LOCATION, RETRY_AFTER};
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use url::Url;

use super::super::fault::Fault;
use super::{Client, ForgeError, shown};

/// The longest wait we repeat from a server, in seconds: a day.
const LONGEST: i64 = 86_400;

/// One answer.
#[derive(Debug)]
pub(in crate::forge) struct Answer {
    pub(in crate::forge) url: Url,
    pub(in crate::forge) status: StatusCode,
    pub(in crate::forge) headers: HeaderMap,
    pub(in crate::forge) body: Bytes,
}

impl Answer {
    /// A header as text; none when absent or not text.
    pub(in crate::forge) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok().map(str::trim)
    }

    /// Where it redirects to.
    pub(super) fn location(&self) -> Option<Url> {
        let moved = matches!(self.status.as_u16(), 301 | 302 | 303 | 307 | 308);
        let target = self.header(LOCATION.as_str()).filter(|_| moved)?;
        self.url.join(target).ok()
    }

    /// Whether the same request may be answered better later.
    pub(super) fn means_later(&self) -> bool {
        match self.status.as_u16() {
            408 | 425 | 429 | 500..=599 => true,
            // GitHub's rate limits come as 403.
            403 => {
                self.header(RETRY_AFTER.as_str()).is_some()
                    || self.header("x-ratelimit-remaining") == Some("0")
            }
            _ => false,
        }
    }

    /// Seconds to wait, as the server says, by its own clock.
    pub(in crate::forge) fn wait(&self) -> Option<u64> {
        let now = self.header(DATE.as_str()).and_then(http_date);
        let after = self
            .header(RETRY_AFTER.as_str())
            .and_then(|text| text.parse::<i64>().ok().or_else(|| Some(http_date(text)? - now?)));
        let limited = matches!(self.status.as_u16(), 403 | 429);
        let reset = || {
            let text = self.header("ratelimit-reset").or_else(|| self.header("x-ratelimit-reset"));
            let at = text.filter(|_| limited)?.parse::<i64>().ok()?;
            // Some send an instant, some a number of seconds.
            if at < 1_000_000_000 { Some(at) } else { Some(at - now?) }
        };
        after.or_else(reset).and_then(|seconds| u64::try_from(seconds.clamp(0, LONGEST)).ok())
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
        match self.status.as_u16() {
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
            _ => client.error(Fault::Invalid, format!("{address} answered {status}{said}: check the address")),
        }
    }

    /// The server's own sentence, made harmless.
    fn said(&self, client: &Client) -> String {
        let body: Option<serde_json::Value> = serde_json::from_slice(&self.body).ok();
        let text = body.as_ref().and_then(|body| body.get("message").or_else(|| body.get("error"))?.as_str());
        text.map(|text| format!(" (\"{}\")", client.quote(text))).unwrap_or_default()
    }
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
    fn a_location_is_resolved_and_only_for_redirects() {
        let moved = answer(301, &[("location", "/projects/7")]);
        assert_eq!(moved.location().unwrap().as_str(), "https://forge.example.org/projects/7");
        assert!(answer(200, &[("location", "/x")]).location().is_none());
    }
}
