//! Identifiers that no other work has anywhere: DOI, Handle, ARK, ISBN, URN, OAI and SWHID.
//!
//! Each in one spelling with its kind before it; nothing is looked up.

use url::Url;

use super::isbn::isbn;

/// Longest identifier, in bytes.
const LONGEST: usize = 300;
/// Hosts that resolve DOIs, and those that resolve Handles.
const DOI_HOSTS: &[&str] = &["doi.org", "dx.doi.org", "www.doi.org"];
const HANDLE_HOSTS: &[&str] = &["hdl.handle.net"];

/// The mark that an identifier makes; none for a text that is none, or is an address only.
pub(super) fn identifier(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST || text.contains(char::is_whitespace) && !is_isbn(text) {
        return None;
    }
    if let Some(path) = web_path(text) {
        return path;
    }
    let (scheme, rest) = text.split_once(':').unwrap_or_default();
    match scheme.to_ascii_lowercase().as_str() {
        "doi" => doi(rest),
        "hdl" => handle(rest),
        "ark" => ark(rest),
        "isbn" => isbn(rest).map(|number| format!("isbn:{number}")),
        "urn" => urn(rest),
        "oai" => oai(rest),
        "swh" => swhid(text),
        _ => doi(text),
    }
}

fn is_isbn(text: &str) -> bool {
    text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("isbn"))
}

/// What the address of a resolver says; the outer none is no address of one.
fn web_path(text: &str) -> Option<Option<String>> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    let path = url.path().trim_matches('/');
    if DOI_HOSTS.contains(&host) {
        return Some(doi(path));
    }
    if HANDLE_HOSTS.contains(&host) {
        return Some(handle(path));
    }
    path.split_once("ark:")
        .filter(|(before, _)| before.is_empty() || before.ends_with('/'))
        .map(|(_, rest)| ark(rest))
}

/// DOIs are the same in any case (ISO 26324).
fn doi(text: &str) -> Option<String> {
    let text = bare(text).replace("%2F", "/").replace("%2f", "/").to_lowercase();
    let (prefix, name) = text.split_once('/')?;
    let registrant = prefix.strip_prefix("10.")?;
    let numbered =
        registrant.len() >= 4 && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    (numbered && !name.is_empty()).then(|| format!("doi:{text}"))
}

fn handle(text: &str) -> Option<String> {
    let text = bare(text).to_lowercase();
    let (prefix, name) = text.split_once('/')?;
    let numbered = !prefix.is_empty() && prefix.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if text.starts_with("10.") {
        return doi(&text);
    }
    (numbered && !name.is_empty()).then(|| format!("hdl:{text}"))
}

/// Hyphens mean nothing in an ARK, and whoever resolves it is not part of it.
fn ark(text: &str) -> Option<String> {
    let text = bare(text).trim_start_matches('/').replace('-', "");
    let (authority, name) = text.split_once('/')?;
    let numbered = authority.len() >= 5 && authority.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let name = name.trim_end_matches(['/', '.']);
    (numbered && !name.is_empty()).then(|| format!("ark:{authority}/{name}"))
}

/// The namespace is the same in any case, what is in it may not be (RFC 8141).
fn urn(text: &str) -> Option<String> {
    let (namespace, name) = bare(text).split_once(':')?;
    let namespace = namespace.to_ascii_lowercase();
    if namespace == "isbn" {
        return isbn(name).map(|number| format!("isbn:{number}"));
    }
    let plain =
        namespace.len() >= 2 && namespace.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (plain && !name.is_empty()).then(|| format!("urn:{namespace}:{name}"))
}

/// Only where a domain stands behind it: what others made up may be anybody's.
fn oai(text: &str) -> Option<String> {
    let (host, name) = text.split_once(':')?;
    let host = host.to_ascii_lowercase();
    let dotted = host.contains('.') && host.split('.').all(|label| !label.is_empty());
    (dotted && !name.is_empty()).then(|| format!("oai:{host}:{name}"))
}

/// A file or folder; a revision or a whole repository is many works.
fn swhid(text: &str) -> Option<String> {
    let core = text.split(';').next().unwrap_or(text).to_ascii_lowercase();
    let digest = core.strip_prefix("swh:1:cnt:").or_else(|| core.strip_prefix("swh:1:dir:"))?;
    (digest.len() == 40 && digest.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(core)
}

/// Without a question, a fragment, and slashes at the end.
fn bare(text: &str) -> &str {
    text.split(['?', '#']).next().unwrap_or(text).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::identifier;

    /// Spellings from the documents of the registries: DOI handbook, ARK alliance, RFC 8141, OAI guidelines.
    #[test]
    fn every_spelling_of_an_identifier_is_one_mark() {
        for (text, mark) in [
            ("10.5281/ZENODO.123", "doi:10.5281/zenodo.123"),
            ("doi:10.5281/zenodo.123", "doi:10.5281/zenodo.123"),
            ("http://dx.doi.org/10.5281/zenodo.123", "doi:10.5281/zenodo.123"),
            ("https://doi.org/10.5281%2Fzenodo.123?x=1#y", "doi:10.5281/zenodo.123"),
            ("https://hdl.handle.net/10.5281/zenodo.123", "doi:10.5281/zenodo.123"),
            ("https://hdl.handle.net/20.500.12345/AB-1", "hdl:20.500.12345/ab-1"),
            ("ark:/19153/b2nk3c28", "ark:19153/b2nk3c28"),
            ("ark:19153/b2nk-3c28/", "ark:19153/b2nk3c28"),
            ("https://n2t.net/ark:/19153/b2nk3c28", "ark:19153/b2nk3c28"),
            ("https://gallica.bnf.fr/ark:/12148/bpt6k1?rk=2", "ark:12148/bpt6k1"),
            ("isbn:2-07-064309-3", "isbn:9782070643097"),
            ("URN:ISBN:978-2-07-064309-7", "isbn:9782070643097"),
            ("urn:NBN:de:gbv:089-123", "urn:nbn:de:gbv:089-123"),
            ("oai:Canal-U.tv:123", "oai:canal-u.tv:123"),
            (
                "swh:1:cnt:94A9ED024D3859793618152EA559A168BBCBB5E2;origin=https://x",
                "swh:1:cnt:94a9ed024d3859793618152ea559a168bbcbb5e2",
            ),
        ] {
            assert_eq!(identifier(text).as_deref(), Some(mark), "{text}");
        }
    }

    #[test]
    fn what_others_may_have_too_is_none() {
        for text in [
            "",
            "12",
            "10.1/x",
            "10.5281/",
            "oai:x:1",
            "oai:..:1",
            "ark:/abc/x",
            "urn::x",
            "isbn:2-07-064309-4",
            "https://example.org/10.5281/zenodo.123",
            "https://example.org/park:12345/x",
            "swh:1:snp:1a8893e6a86f444e8be8e7bda6cb34fb1735a00e",
            "mailto:a@b.example",
            "un cours de doi:10.5281/zenodo.1",
        ] {
            assert_eq!(identifier(text), None, "{text}");
        }
    }
}
