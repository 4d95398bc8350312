//! How a connection is made: TLS, certificate authorities, proxy, and names only as the guard knows them.
//!
//! Must not know what is asked over it.

use std::net::SocketAddr;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use secrecy::ExposeSecret;
use url::Url;

use super::{Limits, innermost};
use crate::config::Proxy;
use crate::egress::Reach;

/// TLS by ring; for a plain `http` address no certificate store is loaded, since none is needed.
///
/// # Errors
/// What is wrong with the file of certificate authorities, or with the TLS of this machine.
pub(in crate::forge) fn connector(base: &Url, limits: &Limits) -> Result<reqwest::Client, String> {
    // A provider already installed by another part of the program is as good: all use ring.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let reach = limits.reach.clone();
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("glane/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .connect_timeout(limits.connect)
        .timeout(limits.whole)
        .dns_resolver(Guarded(reach.clone()))
        .no_proxy();
    let network = reach.network();
    let proxies = [&network.proxy, &network.proxy_http];
    let tls_to_proxy = proxies.into_iter().flatten().any(|proxy| proxy.url.scheme() == "https");
    if base.scheme() == "http" && !tls_to_proxy {
        builder = builder.tls_certs_only([]);
    } else if let Some(file) = &network.ca_file {
        let broken = |what: String| format!("the certificate authorities of {}: {what}", file.display());
        let pem = std::fs::read(file).map_err(|error| broken(error.to_string()))?;
        let authorities = reqwest::Certificate::from_pem_bundle(&pem);
        builder = builder.tls_certs_merge(authorities.map_err(|error| broken(innermost(&error)))?);
    }
    if network.proxy.is_some() || network.proxy_http.is_some() {
        builder = builder.proxy(reqwest::Proxy::custom(move |url| reach.proxy_for(url).map(with_login)));
    }
    builder.build().map_err(|error| innermost(&error))
}

/// The proxy's address with what it asks for; it goes into a header of the connection, nowhere else.
fn with_login(proxy: &Proxy) -> Url {
    let mut url = proxy.url.clone();
    if let Some((user, password)) = &proxy.login {
        let coded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        // An http address takes both.
        let _ = url.set_username(&coded(user));
        let _ = url.set_password(Some(&coded(password.expose_secret())));
    }
    url
}

/// Gives the connection the addresses that the guard let pass, and no others.
struct Guarded(Reach);

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let reach = self.0.clone();
        Box::pin(async move {
            let found = reach.for_connection(name.as_str()).await?;
            let addresses: Addrs = Box::new(found.into_iter().map(|address| SocketAddr::new(address, 0)));
            Ok(addresses)
        })
    }
}
