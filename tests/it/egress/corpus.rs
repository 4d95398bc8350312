//! Addresses that others collected, as they stand in the corpus.

use std::path::{Path, PathBuf};

use glane::egress::{canonical, is_public};
use url::Host;

/// Every address of the corpus, but those of the public network in figures: nothing is wrong with them,
/// and a test asks nobody out there.
pub fn forms() -> Vec<String> {
    let Some(text) = text() else { return Vec::new() };
    let mut forms = Vec::new();
    for line in text.lines() {
        for (at, _) in line.match_indices("://") {
            let head =
                line[..at].rfind(|c: char| !c.is_ascii_alphanumeric() && c != '+').map_or(0, |end| end + 1);
            let tail = line[at..].find(['`', ')', '|', '"', '\'', '<']).map_or(line.len(), |end| at + end);
            forms.push(line[head..tail].to_owned());
        }
    }
    forms.retain(|form| !is_harmless(form));
    forms
}

fn is_harmless(form: &str) -> bool {
    match canonical(form).as_ref().and_then(|url| url.host().map(|host| host.to_owned())) {
        Some(Host::Ipv4(address)) => is_public(address.into()),
        Some(Host::Ipv6(address)) => is_public(address.into()),
        _ => false,
    }
}

#[expect(clippy::disallowed_methods, reason = "only the service's variables are the configuration's")]
fn text() -> Option<String> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let place = std::env::var_os("GLANE_CORPUS").map_or_else(beside, PathBuf::from).join("hostile/ssrf");
    if let Ok(entries) = std::fs::read_dir(&place) {
        let read = |entry: std::fs::DirEntry| std::fs::read_to_string(entry.path()).ok();
        return Some(entries.filter_map(|entry| read(entry.ok()?)).collect());
    }
    assert!(std::env::var_os("GLANE_REQUIRE_CORPUS").is_none(), "{} is absent", place.display());
    eprintln!("corpus absent, skipped");
    None
}
