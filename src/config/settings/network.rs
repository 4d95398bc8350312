//! How this machine reaches the network, as settings.
//!
//! Plain data: what follows for a connection is decided where connections are made.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::PathBuf;

use secrecy::SecretString;
use url::Url;

/// How this machine reaches the network, and what of it nobody may be led to.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// Proxy for https addresses: that of the file, else that of the variable `HTTPS_PROXY`.
    pub proxy: Option<Proxy>,
    /// Proxy for http addresses: that of the file, else that of the variable `HTTP_PROXY`.
    pub proxy_http: Option<Proxy>,
    /// Hosts that are reached without the proxy: names with all below them, addresses, networks, or
    /// `*`; those of the file, else those of the variable `NO_PROXY`.
    pub no_proxy: Vec<String>,
    /// PEM file of certificate authorities that are believed besides those of the system.
    pub ca_file: Option<PathBuf>,
    /// Hosts whose addresses may be private or of this machine. A literal address written as the url
    /// of a forge or host is allowed by that.
    pub allow_private: Vec<String>,
    /// Addresses of hosts that no name server here knows.
    pub resolve: BTreeMap<String, Vec<IpAddr>>,
}

/// An HTTP proxy.
#[derive(Debug, Clone)]
pub struct Proxy {
    /// Its address, without credentials.
    pub url: Url,
    /// User and password, which only a variable of the environment can give.
    pub login: Option<(String, SecretString)>,
}
