//! Addresses: of pages, of repositories, of bodies, of videos.
//!
//! By their form alone: nothing is fetched. Must not know the keys they stand at.

use std::sync::LazyLock;

use url::Url;

use crate::vocabulary::table::rows;

/// Hosts that answer oEmbed, with the path their videos have.
static VIDEOS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    rows(include_str!("../../../data/publiccode/video_hosts.csv"))
        .map(|row| (row[0].to_owned(), row[1].to_owned()))
        .collect()
});

/// An address of a page.
pub(super) fn is_page(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// An address of anything: a scheme, and something after it.
pub(super) fn is_address(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| url.has_host() || !url.path().is_empty() || url.fragment().is_some())
}

/// Why the name of a body is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoBody {
    /// Neither an address nor a URN.
    Form,
    /// A URN of the Italian register whose code cannot be one.
    Italian,
}

/// Judges the URI of a body: an address with a host, or a URN.
pub(super) fn body(text: &str) -> Result<(), NoBody> {
    let lower = text.to_ascii_lowercase();
    if let Some(urn) = lower.strip_prefix("urn:") {
        if let Some(code) = urn.strip_prefix("x-italian-pa:") {
            return if is_italian_code(code) { Ok(()) } else { Err(NoBody::Italian) };
        }
        return if is_urn(urn) { Ok(()) } else { Err(NoBody::Form) };
    }
    if Url::parse(text).is_ok_and(|url| url.has_host()) { Ok(()) } else { Err(NoBody::Form) }
}

/// RFC 2141: a namespace of letters, digits and hyphens, then a text without spaces.
fn is_urn(rest: &str) -> bool {
    let Some((space, name)) = rest.split_once(':') else { return false };
    (2..=32).contains(&space.len())
        && space.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !space.starts_with('-')
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_graphic())
}

/// The register's codes are letters and digits with at most one underscore; the register itself, of
/// 23 000 Italian bodies, is not carried.
pub(super) fn is_italian_code(code: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    (1..=20).contains(&code.len()) && code.bytes().all(word) && code.matches('_').count() <= 1
}

/// A page from which a video can be embedded.
pub(super) fn is_video(text: &str) -> bool {
    let Ok(url) = Url::parse(text) else { return false };
    let Some(host) = url.host_str() else { return false };
    VIDEOS.iter().any(|(known, path)| {
        let there = known == "*"
            || host == known
            || host.strip_suffix(known.as_str()).is_some_and(|before| before.ends_with('.'));
        there && url.path().starts_with(path.as_str())
    })
}

/// Has the form of an e-mail address.
pub(super) fn is_mailbox(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    let fits = |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || c.is_control());
    fits(local) && fits(host) && host.contains('.') && !local.contains('@') && !host.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_addresses_or_urns() {
        for good in
            ["https://lannuaire.service-public.fr/x", "urn:x-italian-pa:c_h501", "urn:siren:110043015"]
        {
            assert_eq!(body(good), Ok(()), "{good}");
        }
        assert_eq!(body("1"), Err(NoBody::Form));
        assert_eq!(body("urn:x"), Err(NoBody::Form));
        assert_eq!(body("urn:x-italian-pa:no_such_pa"), Err(NoBody::Italian));
    }

    #[test]
    fn videos_are_known_by_host_or_path() {
        assert!(is_video("https://www.youtube.com/watch?v=RaHmGbBOP84"));
        assert!(is_video("https://tube.exemple.fr/w/4ufn1"));
        assert!(!is_video("https://google.com") && !is_video("https://notyoutube.com/"));
    }
}
