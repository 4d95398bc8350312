//! GitLab's two ways to page: keyset by the `Link` header, offset by `X-Next-Page`.
//!
//! Says where the next page is; must not fetch it. A header lost on the way never ends a listing early.

use url::Url;

use super::super::client::Answer;
use super::PER_PAGE;

/// How a listing is paged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// By the last id seen; for whole instances.
    Keyset,
    /// By page number; for groups, which have no keyset.
    Offset,
}

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

/// What follows a page of so many items.
pub(super) fn next(answer: &Answer, order: Order, items: usize, last_id: Option<u64>) -> Next {
    match order {
        Order::Keyset => by_link(answer).unwrap_or_else(|| {
            // A full page without a link: one more question makes sure that it is the end.
            match last_id.filter(|_| items >= PER_PAGE) {
                Some(last) => Next::Page(with(&answer.url, "id_after", last)),
                None => Next::End,
            }
        }),
        Order::Offset => by_number(answer, items),
    }
}

fn by_link(answer: &Answer) -> Option<Next> {
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

fn by_number(answer: &Answer, items: usize) -> Next {
    let here = number(&answer.url).unwrap_or(1);
    let Some(text) = answer.header("x-next-page") else {
        return by_link(answer).unwrap_or_else(|| {
            if items >= PER_PAGE { Next::Page(with(&answer.url, "page", here + 1)) } else { Next::End }
        });
    };
    if text.is_empty() {
        return Next::End;
    }
    match text.parse::<u64>() {
        Ok(number) if number > here => Next::Page(with(&answer.url, "page", number)),
        Ok(number) => Next::Broken(format!("after page {here} it names page {number}")),
        Err(_) => Next::Broken("its X-Next-Page header is not a number".to_owned()),
    }
}

fn number(url: &Url) -> Option<u64> {
    url.query_pairs().find(|(key, _)| key == "page").and_then(|(_, value)| value.parse().ok())
}

/// The address with one key of its query set anew.
fn with(url: &Url, key: &str, value: u64) -> Url {
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| name != key)
        .map(|(k, v)| (k.into_owned(), v.into_owned()))
        .collect();
    let mut url = url.clone();
    url.query_pairs_mut().clear().extend_pairs(kept).append_pair(key, &value.to_string());
    url
}

/// The target of `rel="next"` in a `Link` header (RFC 8288).
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
    use bytes::Bytes;
    use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

    use super::*;

    fn answer(url: &str, headers: &[(&'static str, &str)]) -> Answer {
        let headers: HeaderMap = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_str(value).unwrap()))
            .collect();
        Answer { url: url.parse().unwrap(), status: StatusCode::OK, headers, body: Bytes::new() }
    }

    fn page(url: &str) -> Next {
        Next::Page(url.parse().unwrap())
    }

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

    #[test]
    fn keyset_follows_the_link_on_the_same_origin_only() {
        let here = "https://f.example/api/v4/projects?per_page=100";
        let at = |link: &str| next(&answer(here, &[("link", link)]), Order::Keyset, 100, Some(9));
        assert_eq!(
            at("<https://f.example/api/v4/projects?id_after=9>; rel=\"next\""),
            page("https://f.example/api/v4/projects?id_after=9")
        );
        assert!(matches!(at("<https://evil.example/api?id_after=9>; rel=\"next\""), Next::Broken(_)));
        assert!(matches!(at("<http://f.example/api?id_after=9>; rel=\"next\""), Next::Broken(_)));
    }

    #[test]
    fn a_full_page_without_headers_is_not_taken_for_the_last() {
        let here = answer("https://f.example/p?per_page=100", &[]);
        assert_eq!(
            next(&here, Order::Keyset, 100, Some(42)),
            page("https://f.example/p?per_page=100&id_after=42")
        );
        assert_eq!(next(&here, Order::Keyset, 99, Some(42)), Next::End);
        let third = answer("https://f.example/p?page=3&per_page=100", &[]);
        assert_eq!(next(&third, Order::Offset, 100, None), page("https://f.example/p?per_page=100&page=4"));
        assert_eq!(next(&third, Order::Offset, 7, None), Next::End);
    }

    #[test]
    fn page_numbers_only_grow() {
        let at = |number: &str| {
            next(&answer("https://f.example/p?page=3", &[("x-next-page", number)]), Order::Offset, 100, None)
        };
        assert_eq!(at("4"), page("https://f.example/p?page=4"));
        assert_eq!(at(""), Next::End);
        assert!(matches!(at("3"), Next::Broken(_)) && matches!(at("1"), Next::Broken(_)));
        assert!(matches!(at("x"), Next::Broken(_)));
    }
}
