//! The protocol's instants: whole seconds of UTC; in questions also whole days.
//!
//! Must not know what they bound.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// How an instant was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Granularity {
    /// `YYYY-MM-DD`
    Day,
    /// `YYYY-MM-DDThh:mm:ssZ`
    Second,
}

/// The bound that a text names: of a day its first second, or its last where it is an end. None for
/// what is no instant.
pub(super) fn bound(text: &str, end: bool) -> Option<(Granularity, Timestamp)> {
    // Written again, it must be the same: other ways to write an instant are none here.
    match text.len() {
        10 => {
            let day: Date = text.parse().ok()?;
            let time = if end { day.at(23, 59, 59, 0) } else { day.at(0, 0, 0, 0) };
            (day.to_string() == text).then_some((Granularity::Day, instant(time)?))
        }
        20 => {
            let at = instant(text.strip_suffix('Z')?.parse().ok()?)?;
            (written(at) == text).then_some((Granularity::Second, at))
        }
        _ => None,
    }
}

fn instant(time: DateTime) -> Option<Timestamp> {
    Some(time.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// An instant as the protocol writes it.
pub(super) fn written(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_seconds_are_read_and_nothing_else() {
        let read = |text, end| bound(text, end).map(|(granularity, at)| (granularity, written(at)));
        let second = (Granularity::Second, "2002-02-06T05:35:00Z".to_owned());
        assert_eq!(read("2002-02-06T05:35:00Z", false), Some(second));
        let day = |time: &str| Some((Granularity::Day, format!("2002-02-06T{time}Z")));
        assert_eq!((read("2002-02-06", false), read("2002-02-06", true)), (day("00:00:00"), day("23:59:59")));
        for text in [
            "",
            "junk",
            "2002",
            "2002-02",
            "2002-02-31",
            "20020206",
            "2002-2-006",
            "+02002-02-",
            "2002-02-06T05:35Z",
            "2002-02-06T05:35:00",
            "2002-02-06T05:35:60Z",
            "2002-02-06T05:35:00.5Z",
            "2002-02-06 05:35:00Z",
            "2002-02-06t05:35:00Z",
            "2002-02-06T05:35:00+",
            "é002-02-0",
        ] {
            assert_eq!(read(text, false), None, "{text}");
            assert_eq!(read(text, true), None, "{text}");
        }
    }
}
