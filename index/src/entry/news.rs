//! When a record was news last, for those who follow a search.
//!
//! Must not know the records.

use jiff::Timestamp;

/// When a record was found, or when it changed since. What says of itself that it changed after it was looked
/// at is not believed: it would stay on top of every list for ever.
pub(super) fn news(
    found: Option<Timestamp>,
    changed: Option<Timestamp>,
    looked_at: Option<Timestamp>,
) -> Option<Timestamp> {
    let changed = changed.filter(|changed| looked_at.is_none_or(|looked_at| *changed <= looked_at));
    found.into_iter().chain(changed).max().or(looked_at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_work_is_news_when_it_is_found_and_no_work_is_of_tomorrow() {
        let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
        let (old, found, later, seen) = (
            at("2019-01-01T00:00:00Z"),
            at("2026-03-01T00:00:00Z"),
            at("2026-04-01T00:00:00Z"),
            at("2026-05-01T00:00:00Z"),
        );
        assert_eq!(news(found, old, seen), found);
        assert_eq!(news(found, later, seen), later);
        assert_eq!(news(found, at("2099-01-01T00:00:00Z"), seen), found);
        assert_eq!(news(None, None, seen), seen);
        assert_eq!(news(None, None, None), None);
    }
}
