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

/// The page of a resource, without language: `/ressources/<id>`.
#[must_use]
pub fn resource(id: &str) -> String {
    format!("/ressources/{}", encode_path(id))
}

/// The page of a program, without language: `/logiciels/<id>`.
#[must_use]
pub fn software(id: &str) -> String {
    format!("/logiciels/{}", encode_path(id))
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

/// A file of a project as it was at a commit: `/fichiers/<commit>/<forge>/<path>/-/<file>`.
///
/// The commit comes first: what is at such an address never changes.
#[must_use]
pub fn file(commit: &str, forge: &str, project: &str, file: &str) -> String {
    at_commit("fichiers", commit, forge, project, file)
}

/// A folder of a project as it was at a commit, as one zip file: `/archives/<commit>/<forge>/<path>/-/<folder>`.
///
/// An empty folder is the whole project.
#[must_use]
pub fn archive(commit: &str, forge: &str, project: &str, folder: &str) -> String {
    at_commit("archives", commit, forge, project, folder)
}

fn at_commit(kind: &str, commit: &str, forge: &str, project: &str, path: &str) -> String {
    let [commit, forge] = [commit, forge].map(encode_path);
    format!("/{kind}/{commit}/{forge}/{}/-/{}", encode_path(project), encode_path(path))
}

/// The page that says what works under these licences may become, without language.
#[must_use]
pub fn combine<'a>(licences: impl IntoIterator<Item = &'a str>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    for licence in licences {
        query.append_pair("licence", licence);
    }
    let query = query.finish();
    if query.is_empty() { "/combiner".to_owned() } else { format!("/combiner?{query}") }
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
    fn a_file_has_one_address_for_ever() {
        assert_eq!(
            file("8f3b1c6d", "mim", "maths/6e", "fiches/é à.tex"),
            "/fichiers/8f3b1c6d/mim/maths/6e/-/fiches/%C3%A9%20%C3%A0.tex"
        );
        assert_eq!(archive("8f3b1c6d", "mim", "maths/6e", ""), "/archives/8f3b1c6d/mim/maths/6e/-/");
        assert_eq!(combine(["CC-BY-4.0", "a&b"]), "/combiner?licence=CC-BY-4.0&licence=a%26b");
        assert_eq!(combine([]), "/combiner");
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
