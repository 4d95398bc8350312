//! Which bytes of a file are asked for (RFC 9110, section 14).
//!
//! One range is answered; of several, or what is no range of bytes, the whole is, as the standard allows.

use std::ops::Range;

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// What is to be sent.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    /// These bytes.
    Part(Range<u64>),
    /// The range is one that the file does not have.
    Nothing,
}

/// What a visitor asks of a file of this length, whose entity tag is this.
pub(super) fn wanted(headers: &HeaderMap, length: u64, tag: &str) -> Wanted {
    let whole = Wanted::Part(0..length);
    let said = |name| headers.get(name).map(|value: &header::HeaderValue| value.to_str().unwrap_or_default());
    // What the visitor has of another state of it is of no use to them.
    if said(header::IF_RANGE).is_some_and(|known| known != tag) {
        return whole;
    }
    let Some((first, last)) = said(header::RANGE).and_then(bounds) else { return whole };
    let number = |text: &str| -> Option<u64> {
        let digits = !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
        // Any number too large for us is beyond every file.
        digits.then(|| text.parse().unwrap_or(u64::MAX))
    };
    let part = match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
        (Some(first), None) if last.is_empty() => first..length,
        (None, Some(count)) if first.is_empty() => length - count.min(length)..length,
        _ => return whole,
    };
    if part.start < part.end { Wanted::Part(part) } else { Wanted::Nothing }
}

/// First and last of a single range.
fn bounds(text: &str) -> Option<(&str, &str)> {
    let (unit, range) = text.split_once('=')?;
    let (first, last) = range.trim().split_once('-')?;
    (unit.trim().eq_ignore_ascii_case("bytes") && !range.contains(',')).then_some((first.trim(), last.trim()))
}

/// The answer to a range that a file of this length does not have.
pub(super) fn refused(length: u64) -> Response {
    let range = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
    (StatusCode::RANGE_NOT_SATISFIABLE, range).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(range: &str, condition: Option<&str>) -> Wanted {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, range.parse().unwrap());
        if let Some(condition) = condition {
            headers.insert(header::IF_RANGE, condition.parse().unwrap());
        }
        wanted(&headers, 10_000, "\"a\"")
    }

    #[test]
    fn ranges_are_read_as_the_standard_has_them() {
        // The examples of RFC 9110, section 14.1.2, over 10,000 bytes.
        let part = |text| match asked(text, None) {
            Wanted::Part(part) => part,
            Wanted::Nothing => panic!("{text}"),
        };
        assert_eq!(part("bytes=0-499"), 0..500);
        assert_eq!(part("bytes=500-999"), 500..1000);
        assert_eq!(part("bytes=-500"), 9500..10_000);
        assert_eq!(part("bytes=9500-"), 9500..10_000);
        assert_eq!(part("BYTES=0-99999999999999999999999"), 0..10_000);
        assert_eq!(part("bytes=-99999"), 0..10_000);
        for whole in
            ["bytes= 0-999, 4500-5499, -1000", "lines=1-2", "bytes=5-4", "bytes=x-", "bytes", "bytes=-"]
        {
            assert_eq!(part(whole), 0..10_000, "{whole}");
        }
    }

    #[test]
    fn a_range_beyond_the_end_is_none_and_a_condition_counts() {
        assert_eq!(asked("bytes=10000-", None), Wanted::Nothing);
        assert_eq!(asked("bytes=-0", None), Wanted::Nothing);
        assert_eq!(asked("bytes=0-9", Some("\"a\"")), Wanted::Part(0..10));
        assert_eq!(asked("bytes=0-9", Some("\"b\"")), Wanted::Part(0..10_000));
        assert_eq!(wanted(&HeaderMap::new(), 0, "\"a\""), Wanted::Part(0..0), "an empty file is whole");
    }
}
