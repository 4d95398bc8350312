//! Spans of time as the criteria count them: whole days, and months of the calendar.
//!
//! In UTC, so that the same repository has the same measures wherever they are computed.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Whole days from one instant to another; none when the first is later.
pub(super) fn days(from: Timestamp, to: Timestamp) -> Option<u64> {
    u64::try_from((to.as_second() - from.as_second()).div_euclid(86_400)).ok()
}

/// The instant six months of the calendar earlier.
pub(super) fn six_months_before(at: Timestamp) -> Timestamp {
    months_before(at, 6)
}

/// The instant so many months of the calendar earlier.
pub(super) fn months_before(at: Timestamp, months: i32) -> Timestamp {
    at.to_zoned(TimeZone::UTC).saturating_sub(months.months()).timestamp()
}

/// Whether an instant lies in the six months before another, as far as it is known.
pub(super) fn is_recent(then: Option<Timestamp>, at: Timestamp) -> Option<bool> {
    then.map(|then| then >= six_months_before(at))
}

/// The day as French and English readers write it.
pub(super) fn day(at: Timestamp) -> (String, String) {
    let zoned = at.to_zoned(TimeZone::UTC);
    (zoned.strftime("%d/%m/%Y").to_string(), zoned.strftime("%Y-%m-%d").to_string())
}
