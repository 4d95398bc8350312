//! Texts from outside made fit to keep: capped, on one line, addresses only the sender's own.
//!
//! Pure functions; must not know the dialect a text came in.

use url::Url;

/// One line without control characters, of at most so many characters; none when nothing is left.
pub(super) fn line(text: &str, longest: usize) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let mut kept = String::new();
    let mut count = 0;
    for word in words {
        for c in kept_separator(&kept).chars().chain(word.chars()) {
            if count == longest {
                return Some(kept);
            }
            kept.push(c);
            count += 1;
        }
    }
    (!kept.is_empty()).then_some(kept)
}

fn kept_separator(kept: &str) -> &'static str {
    if kept.is_empty() { "" } else { " " }
}

/// At most 50 topics of at most 100 characters.
pub(super) fn topics(topics: &[String]) -> Vec<String> {
    topics.iter().take(50).filter_map(|topic| line(topic, 100)).collect()
}

/// Whether a text can be the full path of a project: segments that are names, at most 1,024 bytes.
pub(super) fn is_path(path: &str) -> bool {
    path.len() <= 1024
        && !path.chars().any(|c| c.is_control() || c == '\\')
        && path.split('/').all(|segment| !matches!(segment.trim(), "" | "." | ".."))
}

/// Whether a text can be a branch's short name (git's rules in the main, and a length).
pub(super) fn is_branch(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 255
        && !name.starts_with(['-', '/', '.'])
        && !name.ends_with(['/', '.'])
        && !name.ends_with(".lock")
        && !["..", "//", "@{", "/."].iter().any(|bad| name.contains(bad))
        && !name.chars().any(|c| c.is_control() || " ~^:?*[\\".contains(c))
}

/// Where the wiki of a repository is fetched from, on the forges that keep one beside it.
pub(super) fn wiki_of(clone_url: &str) -> String {
    format!("{}.wiki.git", clone_url.strip_suffix(".git").unwrap_or(clone_url))
}

/// An http(s) address on the host of `own`, on its port or the usual one, with nobody's name in it.
///
/// An address that would step down from https to http is refused.
pub(super) fn own_address(text: &str, own: &Url) -> Option<String> {
    if text.len() > 2000 || text.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let url: Url = text.parse().ok()?;
    let scheme = url.scheme() == own.scheme() || (own.scheme() == "http" && url.scheme() == "https");
    let port = url.port_or_known_default() == own.port_or_known_default() || url.port().is_none();
    let bare = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    (scheme && port && bare && url.host() == own.host()).then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_short_and_single() {
        assert_eq!(line("  Un \u{1b}[31m\n\n cours\t", 100).as_deref(), Some("Un [31m cours"));
        assert_eq!(line("éééé", 2).as_deref(), Some("éé"));
        assert_eq!(line(" \n ", 9), None);
    }

    #[test]
    fn paths_hold_names_only() {
        for good in ["a/b", "eole/amon-ng_2.x", "Été/cours"] {
            assert!(is_path(good), "{good}");
        }
        for bad in ["", "/a", "a//b", "a/../b", "a/.", "a\nb", "a\\b", &"x".repeat(1025)] {
            assert!(!is_path(bad), "{bad}");
        }
    }

    #[test]
    fn branches_follow_gits_rules() {
        assert!(is_branch("main") && is_branch("feature/é-2"));
        for bad in ["", "-x", "a..b", "a b", "a^", "x.lock", "/a", "a/", "a/.b", "x@{1}", &"x".repeat(256)] {
            assert!(!is_branch(bad), "{bad}");
        }
    }

    #[test]
    fn addresses_are_the_forges_own() {
        let own: Url = "https://forge.example:8443/api/v4/".parse().unwrap();
        for good in ["https://forge.example:8443/a/b.git", "https://forge.example/a/b.git"] {
            assert_eq!(own_address(good, &own).as_deref(), Some(good));
        }
        for bad in [
            "https://evil.example/a/b.git",
            "https://forge.example:6379/a",
            "http://forge.example:8443/a",
            "https://u:p@forge.example/a",
            "https://forge.example/a?token=x",
            "ssh://forge.example/a",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "../a",
            "https://forge.example/a b",
        ] {
            assert_eq!(own_address(bad, &own), None, "{bad}");
        }
    }
}
