//! Times as the dialects write them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Seconds since 1970.
#[expect(
    clippy::disallowed_methods,
    reason = "a forge dates pushes itself and knows no clock of its clients"
)]
pub(crate) fn now() -> i64 {
    Timestamp::now().as_second()
}

/// `2021-01-14T11:32:50.000Z`, as GitLab writes it.
pub(crate) fn gitlab(seconds: i64) -> String {
    format(seconds, "%Y-%m-%dT%H:%M:%S.000Z")
}

/// `2021-01-14T11:32:50Z`, as GitHub writes it.
pub(crate) fn github(seconds: i64) -> String {
    format(seconds, "%Y-%m-%dT%H:%M:%SZ")
}

/// `Thu, 14 Jan 2021 11:32:50 GMT`, as HTTP writes it.
pub(crate) fn http(seconds: i64) -> String {
    format(seconds, "%a, %d %b %Y %H:%M:%S GMT")
}

/// Reads a time as a query gives it.
pub(crate) fn parse(text: &str) -> Option<i64> {
    text.parse::<Timestamp>().ok().map(Timestamp::as_second)
}

fn format(seconds: i64, shape: &str) -> String {
    let time = Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH);
    time.to_zoned(TimeZone::UTC).strftime(shape).to_string()
}

#[cfg(test)]
mod tests {
    #[test]
    fn one_moment_in_three_spellings() {
        // 14 January 2021 was a Thursday; 18,641 days after 1970-01-01.
        let moment = 18_641 * 86_400 + 11 * 3_600 + 32 * 60 + 50;
        assert_eq!(super::gitlab(moment), "2021-01-14T11:32:50.000Z");
        assert_eq!(super::github(moment), "2021-01-14T11:32:50Z");
        assert_eq!(super::http(moment), "Thu, 14 Jan 2021 11:32:50 GMT");
        assert_eq!(super::parse("2021-01-14T11:32:50.672Z"), Some(moment));
    }
}
