//! Addresses: those of our own pages, and those from outside that may become links.
//!
//! Every path that enters a page is encoded here; must not know any page's content.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use crate::Lang;

/// Unreserved characters of RFC 3986 and the slash stay as they are.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/').remove(b'+');

/// A path of ours (which starts with `/` and has no language) in one language.
#[must_use]
pub fn localised(lang: Lang, path: &str) -> String {
    match (lang, path) {
        (Lang::En, "/") => "/en".to_owned(),
        _ => format!("{}{path}", lang.prefix()),
    }
}

/// The page of a project, without language: `/projets/<forge>/<path>`.
#[must_use]
pub fn project(forge: &str, path: &str) -> String {
    format!("/projets/{}/{}", encode_path(forge), encode_path(path))
}

/// A path from outside, percent-encoded; slashes stay.
#[must_use]
pub fn encode_path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// An address from outside as a link, or none when it must not become one.
///
/// Only absolute `http` and `https` addresses with a host and without user name or password pass;
/// they come back as the parser writes them, so that nothing is left to the browser's own reading.
#[must_use]
pub fn safe_href(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    let open = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| !host.is_empty())
        && url.username().is_empty()
        && url.password().is_none();
    open.then(|| url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(safe_href(" https://Example.org/a b ").as_deref(), Some("https://example.org/a%20b"));
        for bad in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<script>",
            "//example.org/x",
            "/srv/git/x.git",
            "https://user:secret@example.org/",
            "https://token@example.org/",
            "ftp://example.org/",
            "",
        ] {
            assert_eq!(safe_href(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_project_path_cannot_leave_its_place() {
        assert_eq!(project("mim", "a/é b?c#d\"e"), "/projets/mim/a/%C3%A9%20b%3Fc%23d%22e");
    }

    #[test]
    fn languages_are_prefixes() {
        assert_eq!(localised(Lang::En, "/"), "/en");
        assert_eq!(localised(Lang::En, "/miroirs"), "/en/miroirs");
        assert_eq!(Lang::split("/en/miroirs"), (Lang::En, "/miroirs"));
        assert_eq!(Lang::split("/en"), (Lang::En, "/"));
        assert_eq!(Lang::split("/enfants"), (Lang::Fr, "/enfants"));
    }
}
