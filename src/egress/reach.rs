//! The guard: what an operator wrote is trusted for exactly that, what comes from outside must be public.
//!
//! A name is looked up here, once, and whoever connects is given the addresses that passed.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use url::{Host, Url};

use super::address::is_public;
use super::lookup::{Lookup, System};
use super::proxy::{is_localhost, proxy_for};
use super::refusal::Refusal;
use crate::config::{Network, Proxy, Settings};

/// Longest time for the addresses of a name.
const PATIENCE: Duration = Duration::from_secs(20);

/// What may be reached, and how.
#[derive(Debug, Clone)]
pub struct Reach {
    network: Arc<Network>,
    /// Hosts in figures, or `localhost`, that the operator wrote, each with its port.
    own: Arc<BTreeSet<(String, u16)>>,
    lookup: Arc<dyn Lookup>,
}

impl Default for Reach {
    fn default() -> Self {
        Self::new(Network::default())
    }
}

impl Reach {
    /// What a network allows, with nothing of the operator's own.
    #[must_use]
    pub fn new(network: Network) -> Self {
        Self { network: Arc::new(network), own: Arc::default(), lookup: Arc::new(System) }
    }

    /// What settings allow as a whole, with every address that they name.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let forges = settings.forges.iter().flat_map(|forge| forge.url.iter().chain(&forge.repositories));
        let hosts = settings.hosts.iter().filter_map(|host| host.url.as_ref());
        let sources = settings.sources.iter().filter_map(|source| source.url.as_ref());
        Self::new(settings.network.clone()).also(forges.chain(hosts).chain(sources))
    }

    /// The same, and these addresses, which the operator wrote. A name among them opens nothing: what
    /// it leads to is not the operator's word.
    #[must_use]
    pub fn also<'a>(&self, urls: impl IntoIterator<Item = &'a Url>) -> Self {
        let mut own = BTreeSet::clone(&self.own);
        own.extend(urls.into_iter().filter_map(endpoint).filter(|(host, _)| {
            let named = !host.starts_with('[') && host.parse::<IpAddr>().is_err();
            !named || is_localhost(host)
        }));
        Self { own: Arc::new(own), ..self.clone() }
    }

    /// The same with another way to look names up.
    #[must_use]
    pub fn looking_up(self, lookup: Arc<dyn Lookup>) -> Self {
        Self { lookup, ..self }
    }

    /// The settings behind it.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The proxy by which an address is reached.
    #[must_use]
    pub fn proxy_for(&self, url: &Url) -> Option<&Proxy> {
        proxy_for(&self.network, url)
    }

    /// Judges what an address says by itself: its form, and a host in figures or named `localhost`.
    ///
    /// # Errors
    /// Why it is not reached.
    pub fn admit(&self, url: &Url) -> Result<(), Refusal> {
        let (host, port) = endpoint(url).ok_or(Refusal::Form)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Refusal::Credentials);
        }
        let inward = match url.host() {
            Some(Host::Ipv4(address)) => !is_public(address.into()),
            Some(Host::Ipv6(address)) => !is_public(address.into()),
            Some(Host::Domain(_)) if is_name(&host) => is_localhost(&host),
            Some(Host::Domain(_)) | None => return Err(Refusal::Name),
        };
        if !inward || self.network.allow_private.contains(&host) {
            return Ok(());
        }
        let allowed = self.own.contains(&(host.clone(), port));
        if allowed { Ok(()) } else { Err(Refusal::Inward(host)) }
    }

    /// The addresses at which the host of an address may be reached; none for one that needs no
    /// looking up: in figures, or behind a proxy, which looks names up itself.
    ///
    /// # Errors
    /// Why it is not reached.
    pub async fn addresses(&self, url: &Url) -> Result<Vec<IpAddr>, Refusal> {
        self.admit(url)?;
        match endpoint(url) {
            Some((host, _))
                if matches!(url.host(), Some(Host::Domain(_))) && self.proxy_for(url).is_none() =>
            {
                self.of_name(&host).await
            }
            _ => Ok(Vec::new()),
        }
    }

    /// As [`Self::admit`]; and the host of the proxy, which [`Self::for_connection`] lets pass, is
    /// looked up like any other when it is asked for itself.
    ///
    /// # Errors
    /// Why it is not reached.
    pub async fn admit_for_connection(&self, url: &Url) -> Result<(), Refusal> {
        match endpoint(url) {
            Some((host, _)) if self.is_proxy(&host) => self.addresses(url).await.map(drop),
            _ => self.admit(url),
        }
    }

    /// The addresses of the name that a connection is to be made to, for an address that was admitted:
    /// `localhost` was, or was not, with its port.
    ///
    /// # Errors
    /// When nobody knows the name, or all its addresses lead inwards.
    pub async fn for_connection(&self, name: &str) -> Result<Vec<IpAddr>, Refusal> {
        if self.is_proxy(name) { self.look_up(name).await } else { self.of_name(name).await }
    }

    async fn of_name(&self, name: &str) -> Result<Vec<IpAddr>, Refusal> {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let found = self.look_up(&name).await?;
        if is_localhost(&name) || self.network.allow_private.contains(&name) {
            return Ok(found);
        }
        let first = found.first().copied();
        let public: Vec<IpAddr> = found.into_iter().filter(|address| is_public(*address)).collect();
        match first {
            Some(address) if public.is_empty() => Err(Refusal::LeadsInward { name, address }),
            _ => Ok(public),
        }
    }

    async fn look_up(&self, name: &str) -> Result<Vec<IpAddr>, Refusal> {
        if let Some(addresses) = self.network.resolve.get(name) {
            return Ok(addresses.clone());
        }
        let unknown = |cause: String| Refusal::Unknown { name: name.to_owned(), cause };
        match tokio::time::timeout(PATIENCE, self.lookup.lookup(name)).await {
            Ok(Ok(addresses)) if addresses.is_empty() => Err(unknown("it has none".to_owned())),
            Ok(Ok(addresses)) => Ok(addresses),
            Ok(Err(error)) => Err(unknown(error.to_string())),
            Err(_) => Err(unknown(format!("no answer within {} s", PATIENCE.as_secs()))),
        }
    }

    /// The proxy is the operator's, wherever it is.
    fn is_proxy(&self, name: &str) -> bool {
        let proxies = [&self.network.proxy, &self.network.proxy_http];
        proxies.into_iter().flatten().any(|proxy| proxy.url.host_str() == Some(name))
    }
}

/// Host and port of an http(s) address; a dot at the end of a name says nothing.
fn endpoint(url: &Url) -> Option<(String, u16)> {
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host = url.host_str()?.trim_end_matches('.').to_ascii_lowercase();
    Some((host, url.port_or_known_default()?))
}

/// Whether a name has only what names of hosts have, so that no program reads it otherwise.
fn is_name(host: &str) -> bool {
    !host.is_empty()
        && host.len() <= 253
        && !host.starts_with('-')
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

/// An http(s) address in the one spelling that every program reads alike; none when it is no such
/// address. What is judged and what is handed on must be this.
#[must_use]
pub fn canonical(address: &str) -> Option<Url> {
    let mut url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    if let Some(name) = url.domain().and_then(|name| name.strip_suffix('.')).map(str::to_owned) {
        url.set_host(Some(&name)).ok()?;
    }
    Some(url)
}

#[cfg(test)]
mod tests;
