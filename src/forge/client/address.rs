//! Addresses: what a base address must be, and how one is shown without what may be secret.
//!
//! Pure functions over addresses; must not connect to any.

use url::{Host, Url};

use super::super::fault::{Fault, Side};
use super::ForgeError;

/// Query keys that say where in a listing we are and never hold a secret.
const SHOWN_KEYS: [&str; 4] = ["page", "id_after", "per_page", "service"];

/// An address for messages: without user, password, fragment and every query key but the known harmless ones.
pub(crate) fn shown(url: &Url) -> String {
    let mut plain = origin_of(url);
    plain.push_str(url.path());
    let kept: Vec<_> = url
        .query_pairs()
        .filter(|(key, value)| {
            SHOWN_KEYS.contains(&key.as_ref())
                && value.len() <= 20
                && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    if !kept.is_empty() {
        plain.push('?');
        plain.push_str(&kept.join("&"));
    }
    plain
}

/// Scheme, host and port of an address, and nothing else of it.
pub(in crate::forge) fn origin_of(url: &Url) -> String {
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}://{}{port}", url.scheme(), url.host_str().unwrap_or_default())
}

/// The configured address, made a base that ends with a slash.
///
/// # Errors
/// When it is not http(s), or holds what belongs elsewhere: user, password, query, fragment.
pub(in crate::forge) fn base_address(side: Side, url: &Url) -> Result<Url, ForgeError> {
    let wrong = if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        Some("is not an http(s) address: write https://host/")
    } else if !url.username().is_empty() || url.password().is_some() {
        Some("holds a user or password: take it out and set token_file or token_env")
    } else if url.query().is_some() || url.fragment().is_some() {
        Some("has a query or fragment: write the base address alone")
    } else {
        None
    };
    if let Some(wrong) = wrong {
        return Err(side.error(Fault::Invalid, format!("the address {} {wrong}", shown(url))));
    }
    let mut base = url.clone();
    if !base.path().ends_with('/') {
        base.set_path(&format!("{}/", url.path()));
    }
    Ok(base)
}

/// Whether an address is on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    #[test]
    fn what_may_be_secret_is_never_shown() {
        let full =
            url("https://u:p4ss@forge.example.org:8443/api?private_token=glpat&page=3&id_after=a%20b#f");
        assert_eq!(shown(&full), "https://forge.example.org:8443/api?page=3");
    }

    #[test]
    fn a_base_address_ends_with_a_slash_and_holds_no_credential() {
        let base = base_address(Side::Source, &url("https://example.org/gitlab")).unwrap();
        assert_eq!(base.as_str(), "https://example.org/gitlab/");
        for bad in ["https://u:p4ss@example.org", "https://example.org/?t=p4ss", "ssh://example.org"] {
            let error = base_address(Side::Source, &url(bad)).unwrap_err();
            assert!(!error.to_string().contains("p4ss"), "{error}");
        }
    }

    #[test]
    fn loopback_is_known_by_address_and_name() {
        assert!(is_loopback(&url("http://127.0.0.1:80/")) && is_loopback(&url("http://[::1]/")));
        assert!(
            is_loopback(&url("http://localhost/")) && !is_loopback(&url("http://localhost.example.org/"))
        );
    }
}
