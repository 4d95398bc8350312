//! GitLab's two ways to page: keyset by the `Link` header, offset by `X-Next-Page`.
//!
//! Says where the next page is; must not fetch it. A header lost on the way never ends a listing early.

use url::Url;

use super::super::client::Answer;
use super::super::link::{self, Next};
use super::listing::PER_PAGE;

/// How a listing is paged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// By the last id seen; for whole instances.
    Keyset,
    /// By page number; for groups, which have no keyset.
    Offset,
}

/// What follows a page of so many items.
pub(super) fn next(answer: &Answer, order: Order, items: usize, last_id: Option<u64>) -> Next {
    match order {
        Order::Keyset => link::next(answer).unwrap_or_else(|| {
            // A full page without a link: one more question makes sure that it is the end.
            match last_id.filter(|_| items >= PER_PAGE) {
                Some(last) => Next::Page(with(&answer.url, "id_after", last)),
                None => Next::End,
            }
        }),
        Order::Offset => by_number(answer, items),
    }
}

fn by_number(answer: &Answer, items: usize) -> Next {
    let here = number(&answer.url).unwrap_or(1);
    let Some(text) = answer.header("x-next-page") else {
        return link::next(answer).unwrap_or_else(|| {
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
