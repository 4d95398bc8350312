//! How sources are asked over the web: one site, paced, tried again, never led inwards or elsewhere.
//!
//! Must not know what an answer says; the client below it keeps what the operator's network allows.

use std::time::Duration;

use backon::BackoffBuilder;
use bytes::Bytes;
use http::Method;
use url::Url;

use super::Trouble;
use crate::egress::Reach;
use crate::forge::client::{Ask, Client, Limits, Side, is_loopback, shown};

/// Longest time for one answer: lists are made while they are asked for.
const WHOLE: Duration = Duration::from_secs(180);
/// Longest rest that a server may ask for within a harvest.
const LONGEST_REST: Duration = Duration::from_secs(600);

/// An answer, whatever its status.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// Its media type in lower case, without parameters.
    pub media: Option<String>,
    /// What it holds, at most as much as the limits let pass.
    pub body: Bytes,
    /// Where it was in the end.
    pub url: Url,
    /// Its validator, to be given back as it is.
    pub etag: Option<String>,
    /// When the server says it last changed, as it writes it.
    pub last_modified: Option<String>,
}

impl Answer {
    /// Whether the status says that it is what was asked for.
    #[must_use]
    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// Where a question led.
#[derive(Debug)]
pub enum Led {
    /// To an answer.
    Here(Answer),
    /// To an address that was not asked: it may not be, or was led to too often.
    Away(Url),
}

/// The way to one site.
pub struct Web {
    client: Client,
    site: Url,
    limits: Limits,
}

impl Web {
    /// What a source at an address is usually allowed, and allows us.
    #[must_use]
    pub fn limits(address: &Url, reach: &Reach) -> Limits {
        let reach = reach.clone();
        Limits { whole: WHOLE, longest_wait: LONGEST_REST, reach, ..Limits::for_address(address) }
    }

    /// The way to the site of an address that the operator wrote; that address alone may lead inwards.
    ///
    /// # Errors
    /// What is wrong with the certificate authorities.
    pub fn new(address: &Url, reach: &Reach) -> Result<Self, Trouble> {
        Self::within(address, &Self::limits(address, reach))
    }

    /// The same within limits of its own.
    ///
    /// # Errors
    /// As [`Web::new`].
    pub fn within(address: &Url, limits: &Limits) -> Result<Self, Trouble> {
        let limits = Limits { reach: limits.reach.also([address]), ..limits.clone() };
        let mut site = address.clone();
        // A site that is asked without TLS may send us to itself with it, and needs authorities then.
        if site.scheme() == "http" && !is_loopback(&site) && site.port().is_none() {
            let _ = site.set_scheme("https");
        }
        let client = Client::new(Side::Source, site, None, limits.clone())
            .map_err(|error| Trouble::Failed(error.to_string()))?;
        Ok(Self { client, site: address.clone(), limits })
    }

    /// What is at an address of this site. A server that fails or asks for rest is asked again; it is led
    /// to other addresses of the site, or to the same host with TLS.
    ///
    /// # Errors
    /// No answer, or none but "later"; an address or a redirection that leads to another site.
    pub async fn get(&self, url: &Url) -> Result<Answer, Trouble> {
        let away = match self.get_while(url, &|url| self.is_of_site(url)).await? {
            Led::Here(answer) => return Ok(answer),
            Led::Away(url) => url,
        };
        let (shown, times) = (shown(&away), self.limits.redirects);
        Err(Trouble::Failed(if self.is_of_site(&away) {
            format!("{shown} redirects more than {times} times: check the address")
        } else {
            format!(
                "{shown} is not of the site {}, and is not asked: if it is right, write it as the url of a source",
                self.site.host_str().unwrap_or_default()
            )
        }))
    }

    /// The same, led only where a rule allows it: an address that may not be asked is told, and not asked.
    ///
    /// # Errors
    /// No answer, or none but "later".
    pub async fn get_while(&self, url: &Url, may: &(dyn Fn(&Url) -> bool + Sync)) -> Result<Led, Trouble> {
        let mut url = url.clone();
        for _ in 0..=self.limits.redirects {
            if !may(&url) {
                break;
            }
            let answer = self.client.persist(&Ask::new(Method::GET, url.clone())).await;
            let answer = answer.map_err(|error| Trouble::Failed(error.to_string()))?;
            match answer.location() {
                Some(next) => url = next,
                None => return Ok(Led::Here(of(&answer))),
            }
        }
        Ok(Led::Away(url))
    }

    /// How long to wait before each further try of what was answered, but not with what was asked for.
    pub fn pauses(&self) -> impl Iterator<Item = Duration> + use<> {
        backon::ExponentialBuilder::default()
            .with_min_delay(self.limits.pause)
            .with_max_delay(self.limits.longest_wait)
            .with_max_times(self.limits.attempts.saturating_sub(1))
            .build()
    }

    /// Whether an address belongs to the site: the same host and port, or the same host with TLS.
    #[must_use]
    pub fn is_of_site(&self, url: &Url) -> bool {
        let with_tls = url.scheme() == "https"
            && url.port().is_none()
            && self.site.port().is_none()
            && url.host_str() == self.site.host_str();
        url.origin() == self.site.origin() || with_tls
    }
}

/// An address for messages: nothing of it that may be secret.
#[must_use]
pub fn for_messages(url: &Url) -> String {
    shown(url)
}

fn of(answer: &crate::forge::client::Answer) -> Answer {
    let text = |name: &str| answer.header(name).map(str::to_owned).filter(|text| !text.is_empty());
    let media = text("content-type")
        .map(|kind| kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
        .filter(|kind| !kind.is_empty());
    Answer {
        status: answer.status.as_u16(),
        media,
        body: answer.body.clone(),
        url: answer.url.clone(),
        etag: text("etag"),
        last_modified: text("last-modified"),
    }
}
