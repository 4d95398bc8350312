//! Addresses of works in one spelling: pages of the web, and files of repositories whatever the branch.
//!
//! Meant for comparing, not for fetching. Two addresses of one spelling lead to the same page; the reverse
//! is not promised.

use url::Url;

use crate::identity::address::{canonical_address, unescaped};

/// Longest address, in bytes.
const LONGEST: usize = 2_000;

/// Sites whose pages are about licences, vocabularies and specifications: many works name them, none is
/// them.
const COMMON: &[&str] = &[
    "creativecommons.org",
    "spdx.org",
    "gnu.org",
    "opensource.org",
    "etalab.gouv.fr",
    "eupl.eu",
    "joinup.ec.europa.eu",
    "purl.org",
    "purl.imsglobal.org",
    "schema.org",
    "w3id.org",
    "w3.org",
];

/// Parameters that say where a visitor came from.
const TRACKING: &[&str] = &["fbclid", "gclid", "mc_cid", "mc_eid", "ref_src"];

/// The mark of an address, and whether it is the front page of a site.
pub(super) fn mark(text: &str) -> Option<(String, bool)> {
    let url = Url::parse(text.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?.trim_end_matches('.');
    let is_common = COMMON
        .iter()
        .any(|one| host.strip_suffix(one).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
    if is_common || text.len() > LONGEST {
        return None;
    }
    if let Some((base, path)) = in_repository(&url, host) {
        return Some((in_place(&canonical_address(&base)?, &path), false));
    }
    let page = canonical_address(url.as_str())?;
    let beyond = beyond(&url);
    let front = beyond.is_empty() && page.strip_prefix("https://").is_some_and(|rest| !rest.contains('/'));
    Some((format!("url:{page}{beyond}"), front))
}

/// The mark of a file or folder of a project, by an address of the project in its one spelling; of the
/// whole, that of the project itself.
#[must_use]
pub fn place_mark(base: &str, path: &str) -> String {
    let escaped = Url::parse("https://x").ok().and_then(|mut url| {
        url.path_segments_mut().ok()?.clear().extend(path.split('/'));
        Some(url.path().to_owned())
    });
    in_place(base, escaped.as_deref().unwrap_or(path))
}

fn in_place(base: &str, path: &str) -> String {
    let names: Vec<String> = path.split('/').filter(|name| !name.is_empty()).map(unescaped).collect();
    if names.is_empty() { format!("url:{base}") } else { format!("url:{base}/-/{}", names.join("/")) }
}

/// The repository and the path in it, where an address is of a file or folder as forges show them. A
/// branch is taken for one name: of one with a slash, the rest is taken for a folder.
fn in_repository(url: &Url, host: &str) -> Option<(String, String)> {
    let origin = |host: &str, path: &str| {
        let port = url.port().map_or_else(String::new, |port| format!(":{port}"));
        format!("https://{host}{port}/{path}")
    };
    let whole = url.path().trim_matches('/');
    if let Some((project, rest)) = whole.split_once("/-/") {
        let mut names = rest.splitn(3, '/');
        let shown = matches!(names.next(), Some("blob" | "tree" | "raw"));
        names.next().filter(|_| shown)?;
        return Some((origin(host, project), names.next().unwrap_or_default().to_owned()));
    }
    let names: Vec<&str> = whole.split('/').collect();
    let (project, path) = match (host, names.as_slice()) {
        ("raw.githubusercontent.com", [owner, name, _, path @ ..]) if !path.is_empty() => {
            return Some((origin("github.com", &format!("{owner}/{name}")), path.join("/")));
        }
        ("github.com", [owner, name, "blob" | "tree" | "raw", _, path @ ..])
        | (_, [owner, name, "src" | "raw" | "media", "branch" | "tag" | "commit", _, path @ ..]) => {
            (format!("{owner}/{name}"), path.join("/"))
        }
        _ => return None,
    };
    Some((origin(host, &project), path))
}

/// What of an address comes after its path: which page is meant is often there.
fn beyond(url: &Url) -> String {
    let kept = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        !pair.is_empty() && !name.starts_with("utm_") && !TRACKING.contains(&name.as_str())
    };
    let asked: Vec<&str> = url.query().unwrap_or_default().split('&').filter(kept).collect();
    let question = if asked.is_empty() { String::new() } else { format!("?{}", asked.join("&")) };
    let part =
        url.fragment().filter(|part| !part.is_empty()).map_or_else(String::new, |part| format!("#{part}"));
    question + &part
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(address: &str) -> Option<String> {
        mark(address).map(|(mark, _)| mark)
    }

    #[test]
    fn spellings_of_one_page_are_one_and_what_differs_stays_apart() {
        let one = "url:https://svt.example.fr/volcans?id=7";
        for address in [
            "https://svt.example.fr/volcans?id=7",
            "http://SVT.example.fr:80/volcans/?id=7&utm_source=lettre",
            " https://svt.example.fr/volcans?fbclid=x&id=7 ",
        ] {
            assert_eq!(marked(address).as_deref(), Some(one), "{address}");
        }
        for other in [
            "https://svt.example.fr/volcans",
            "https://svt.example.fr/volcans?id=8",
            "https://svt.example.fr/volcans?id=7#ex2",
        ] {
            assert_ne!(marked(other).as_deref(), Some(one), "{other}");
        }
    }

    #[test]
    fn a_file_of_a_repository_is_one_at_every_branch() {
        let base = canonical_address("https://forge.example.fr/nsi/arbres.git").unwrap();
        let file = place_mark(&base, "tp/été 1.ipynb");
        for address in [
            "https://forge.example.fr/nsi/arbres/-/blob/main/tp/%C3%A9t%C3%A9%201.ipynb",
            "https://forge.example.fr/nsi/arbres/-/raw/8f3b1c6d/tp/été 1.ipynb?inline=false",
            "https://forge.example.fr/nsi/arbres/src/branch/main/tp/%c3%a9t%c3%a9%201.ipynb",
        ] {
            assert_eq!(marked(address).as_ref(), Some(&file), "{address}");
        }
        for address in [
            "https://forge.example.fr/nsi/arbres",
            "https://forge.example.fr/nsi/arbres.git",
            "https://forge.example.fr/nsi/arbres/-/tree/main/",
        ] {
            assert_eq!(marked(address), Some(place_mark(&base, "")), "{address}");
        }
        let hub = place_mark("https://github.com/org/x", "a.md");
        assert_eq!(marked("https://github.com/Org/x/blob/main/a.md").as_ref(), Some(&hub));
        assert_eq!(marked("https://raw.githubusercontent.com/Org/x/main/a.md"), Some(hub));
        assert_ne!(marked("https://forge.example.fr/nsi/arbres/-/issues/1"), Some(file));
    }

    #[test]
    fn licences_and_what_is_no_page_are_no_marks_and_front_pages_weak_ones() {
        for text in [
            "https://creativecommons.org/licenses/by/4.0/",
            "http://www.gnu.org/licenses/gpl-3.0.html",
            "ftp://x.example/a",
            "mailto:a@x.example",
            "Volcans",
            "",
        ] {
            assert_eq!(mark(text), None, "{text}");
        }
        assert_eq!(mark("http://svt.example/"), Some(("url:https://svt.example".to_owned(), true)));
        assert!(!mark("http://svt.example/?p=3").unwrap().1);
        assert!(!mark("https://notgnu.org/x").unwrap().1);
    }
}
