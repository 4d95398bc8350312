//! The next page as a `Link` header names it (RFC 8288).
//!
//! Reads headers only; must not fetch what they name.

use url::Url;

use super::client::Answer;

/// What follows a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Nothing: it was the last.
    End,
    /// The page at this address.
    Page(Url),
    /// It cannot be told, and why.
    Broken(String),
}

/// The next page by the answer's `Link` headers; none when they name none.
pub(super) fn next(answer: &Answer) -> Option<Next> {
    // A server may send several such headers; together they are one list.
    let links = answer.headers.get_all("link").iter().filter_map(|link| link.to_str().ok());
    let links = links.collect::<Vec<_>>().join(", ");
    let target = next_of(&links)?;
    let Ok(url) = answer.url.join(target) else {
        return Some(Next::Broken("its Link header holds no address".to_owned()));
    };
    if url.origin() != answer.url.origin() {
        return Some(Next::Broken(
            "its next page is on another origin, which is not asked: use the address the forge knows itself by"
                .to_owned(),
        ));
    }
    Some(Next::Page(url))
}

/// The target of `rel="next"`.
fn next_of(link: &str) -> Option<&str> {
    let mut rest = link;
    while let Some(open) = rest.find('<') {
        let (target, after) = rest[open + 1..].split_once('>')?;
        let end = parameters_end(after);
        let is_next = after[..end].split(';').any(|parameter| {
            let Some((name, value)) = parameter.split_once('=') else { return false };
            name.trim().eq_ignore_ascii_case("rel")
                && value
                    .trim()
                    .trim_matches('"')
                    .split_whitespace()
                    .any(|rel| rel.eq_ignore_ascii_case("next"))
        });
        if is_next {
            return Some(target.trim());
        }
        rest = &after[end..];
    }
    None
}

/// Where the parameters of one link end: at the first comma outside quotes.
fn parameters_end(text: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => return at,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_link_is_found_as_gitlab_writes_it() {
        // The header of a recorded answer of gitlab.com.
        let recorded = "<https://gitlab.com/api/v4/projects/3163647/repository/branches?id=3163647&page=2&per_page=20>; \
            rel=\"next\", <https://gitlab.com/x?page=1>; rel=\"first\", <https://gitlab.com/x?page=2>; rel=\"last\"";
        assert_eq!(
            next_of(recorded),
            Some(
                "https://gitlab.com/api/v4/projects/3163647/repository/branches?id=3163647&page=2&per_page=20"
            )
        );
        for (link, next) in [
            ("<a?x=1,2>; title=\"a, b\"; rel=\"last next\"", Some("a?x=1,2")),
            ("<a>; rel=prev, <b>; REL=next", Some("b")),
            ("<a>; rel=\"first\"", None),
            ("<a; rel=next", None),
            ("", None),
        ] {
            assert_eq!(next_of(link), next, "{link}");
        }
    }
}
