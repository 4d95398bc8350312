//! Which addresses are reached through the proxy.
//!
//! One rule for our client and for git, so that both go the same way.

use std::net::IpAddr;

use url::{Host, Url};

use crate::config::{Network, Proxy};

/// The proxy for an address; none where it is reached directly.
pub(super) fn proxy_for<'a>(network: &'a Network, url: &Url) -> Option<&'a Proxy> {
    let proxy = if url.scheme() == "https" { &network.proxy } else { &network.proxy_http };
    let (proxy, host) = (proxy.as_ref()?, url.host()?);
    let direct = is_here(&host) || network.no_proxy.iter().any(|entry| covers(entry, &host));
    if direct { None } else { Some(proxy) }
}

fn is_here(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => is_localhost(name),
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// Whether a name is that of this machine wherever it is asked (RFC 6761).
pub(super) fn is_localhost(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name.eq_ignore_ascii_case("localhost") || name.to_ascii_lowercase().ends_with(".localhost")
}

fn covers(entry: &str, host: &Host<&str>) -> bool {
    let entry = entry.trim();
    if entry == "*" {
        return true;
    }
    let address = match host {
        Host::Domain(name) => return is_below(entry, name),
        Host::Ipv4(address) => IpAddr::V4(*address),
        Host::Ipv6(address) => IpAddr::V6(*address),
    };
    let (block, length) = match entry.split_once('/') {
        Some((block, length)) => (block, length.parse().ok()),
        None => (entry, Some(128)),
    };
    let block = block.trim_matches(['[', ']']).parse::<IpAddr>();
    block.is_ok_and(|block| length.is_some_and(|length| is_within(address, block, length)))
}

/// A name and every name below it.
fn is_below(entry: &str, name: &str) -> bool {
    let entry = entry.trim_start_matches("*.").trim_matches('.').to_ascii_lowercase();
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    !entry.is_empty() && (name == entry || name.strip_suffix(&entry).is_some_and(|rest| rest.ends_with('.')))
}

fn is_within(address: IpAddr, block: IpAddr, length: u32) -> bool {
    match (address, block) {
        (IpAddr::V4(address), IpAddr::V4(block)) => {
            let different = u32::from(address) ^ u32::from(block);
            different.leading_zeros() >= length.min(32)
        }
        (IpAddr::V6(address), IpAddr::V6(block)) => {
            let different = u128::from(address) ^ u128::from(block);
            different.leading_zeros() >= length.min(128)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(no_proxy: &[&str], url: &str) -> Option<String> {
        let proxy = |url: &str| Some(Proxy { url: url.parse().unwrap(), login: None });
        let network = Network {
            proxy: proxy("http://s.example.org:1"),
            proxy_http: proxy("http://p.example.org:2"),
            no_proxy: no_proxy.iter().map(|entry| (*entry).to_owned()).collect(),
            ..Network::default()
        };
        proxy_for(&network, &url.parse().unwrap()).map(|proxy| proxy.url.to_string())
    }

    #[test]
    fn each_scheme_has_its_proxy_and_this_machine_has_none() {
        assert_eq!(through(&[], "https://a.fr/").as_deref(), Some("http://s.example.org:1/"));
        assert_eq!(through(&[], "http://a.fr/").as_deref(), Some("http://p.example.org:2/"));
        for here in ["http://127.0.0.1:8/", "http://[::1]/", "http://localhost/", "http://a.localhost./"] {
            assert_eq!(through(&[], here), None, "{here}");
        }
    }

    #[test]
    fn exceptions_are_names_with_all_below_addresses_and_networks() {
        let direct = ["intranet.fr", ".b.fr", "192.168.1.0/24", "10.1.2.3", "fd00::/8"];
        for url in [
            "https://intranet.fr/",
            "https://git.intranet.fr/",
            "https://B.fr./",
            "https://x.b.fr/",
            "http://192.168.1.77/",
            "http://10.1.2.3/",
            "http://[fd12::1]/",
        ] {
            assert_eq!(through(&direct, url), None, "{url}");
        }
        for url in
            ["https://myintranet.fr/", "https://b.fr.evil.org/", "http://192.168.2.1/", "http://10.1.2.4/"]
        {
            assert!(through(&direct, url).is_some(), "{url}");
        }
        assert_eq!(through(&["*"], "https://a.fr/"), None);
    }
}
