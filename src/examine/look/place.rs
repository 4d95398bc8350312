//! Addresses of submodules that nobody outside can reach.
//!
//! Told by how they are written, without asking anyone.

use std::net::IpAddr;

use url::{Host, Url};

/// Names under which no machine of the public network is.
const INSIDE: [&str; 8] = ["local", "localhost", "lan", "intra", "intranet", "internal", "corp", "home"];

/// Lines of a `.gitmodules` that name such an address, with the address.
pub(super) fn unreachable(bytes: &[u8]) -> Vec<(u32, String)> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Vec::new();
    for (number, line) in (1_u32..).zip(text.lines()) {
        let Some((key, value)) = line.split_once('=') else { continue };
        let value = value.trim().trim_matches('"');
        if key.trim().eq_ignore_ascii_case("url") && is_unreachable(value) {
            found.push((number, value.to_owned()));
        }
    }
    found
}

fn is_unreachable(address: &str) -> bool {
    // A relative one follows the repository.
    if address.starts_with("./") || address.starts_with("../") {
        return false;
    }
    let Ok(url) = Url::parse(address) else { return true };
    if !matches!(url.scheme(), "http" | "https" | "git") || url.password().is_some() {
        return true;
    }
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let last = name.rsplit('.').next().unwrap_or_default();
            !name.contains('.') || INSIDE.contains(&last)
        }
        Some(Host::Ipv4(address)) => is_private(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => is_private(IpAddr::V6(address)),
        None => true,
    }
}

fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local() || v6.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_insiders_reach_is_told_by_its_address() {
        let inside = [
            "git@forge.example.fr:a/b.git",
            "ssh://git@forge.example.fr/a/b",
            "https://gitlab/a/b",
            "https://forge.rectorat.lan/a",
            "http://10.1.2.3/a.git",
            "https://[fd00::1]/a",
            "/srv/git/a.git",
            "file:///srv/git/a.git",
        ];
        for address in inside {
            assert!(is_unreachable(address), "{address}");
        }
        for address in ["https://github.com/a/b", "../b.git", "https://forge.apps.education.fr/a/b.git"] {
            assert!(!is_unreachable(address), "{address}");
        }
        let modules =
            b"[submodule \"x\"]\n\tpath = x\n\turl = git@forge:a/x.git\n[submodule \"y\"]\n\turl=../y\n";
        assert_eq!(unreachable(modules), [(3, "git@forge:a/x.git".to_owned())]);
    }
}
