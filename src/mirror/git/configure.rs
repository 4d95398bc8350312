//! What git is told for one run: where the host is, which proxy, whose certificates, which token.
//!
//! All of it goes into the environment; must not start git.

use std::net::IpAddr;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD as BASE64;
use glane_catalog::model::{Reason, ReasonCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use secrecy::ExposeSecret;

use super::Credential;
use crate::config::Proxy;
use crate::egress::{Reach, Refusal, canonical};

/// A key of git's configuration and its value.
type Pair = (String, String);

/// How the host of an address is reached: by the proxy, or at the addresses that were judged. Git looks
/// no name up by itself, so that an answer which changes meanwhile leads it nowhere.
pub(super) async fn way(reach: &Reach, address: &str) -> Result<Vec<Pair>, Refusal> {
    let url = canonical(address).ok_or(Refusal::Form)?;
    let addresses = reach.addresses(&url).await?;
    if let Some(proxy) = reach.proxy_for(&url) {
        return Ok(through(proxy));
    }
    let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
        return Err(Refusal::Form);
    };
    if addresses.is_empty() {
        return Ok(Vec::new());
    }
    let addresses: Vec<String> = addresses.iter().map(bracketed).collect();
    Ok(vec![("http.curloptResolve".to_owned(), format!("{host}:{port}:{}", addresses.join(",")))])
}

fn bracketed(address: &IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => format!("[{address}]"),
    }
}

fn through(proxy: &Proxy) -> Vec<Pair> {
    let mut url = proxy.url.clone();
    if let Some((user, password)) = &proxy.login {
        let coded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        // An http address takes both.
        let _ = url.set_username(&coded(user));
        let _ = url.set_password(Some(&coded(password.expose_secret())));
    }
    vec![("http.proxy".to_owned(), url.into())]
}

pub(super) fn authorities(file: &Path) -> Pair {
    ("http.sslCAInfo".to_owned(), file.display().to_string())
}

pub(super) fn authorisation(credential: &Credential) -> Pair {
    let basic = format!("x-access-token:{}", credential.token.expose_secret());
    let header = format!("Authorization: Basic {}", BASE64.encode(basic));
    let prefix = canonical(&credential.prefix).map_or_else(|| credential.prefix.clone(), String::from);
    (format!("http.{prefix}.extraHeader"), header)
}

/// The reason for the project's owner or the operator.
pub(super) fn refused(address: &str, refusal: &Refusal, on_host: bool) -> Reason {
    let code = match (on_host, refusal.may_pass()) {
        (false, true) => ReasonCode::SourceUnreachable,
        (false, false) => ReasonCode::SourceInvalid,
        (true, true) => ReasonCode::HostUnreachable,
        (true, false) => ReasonCode::HostRefused,
    };
    // An address that is none may hold anything; one that holds a password is not repeated either.
    let named = canonical(address).filter(|url| url.username().is_empty() && url.password().is_none());
    let named = named.map_or_else(|| "an address".to_owned(), String::from);
    Reason::new(code, format!("{named} is not asked: {refusal}"))
}
