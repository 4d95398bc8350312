//! Days: `releaseDate`, and `until` of a contract.
//!
//! A day and no hour, as ISO 8601 writes it.

use super::super::key::Key;
use super::super::report::{Report, quoted};

pub(super) fn check(report: &mut Report<'_>) {
    let key = Key::of("releaseDate");
    if let Some(text) = report.text(&key) {
        day(report, &key, text);
        if text == "1970-01-01" {
            let message = "releaseDate is the first day of 1970, which stands for none".to_owned();
            report.advise(
                "publiccode_date",
                &key,
                message,
                "Write the day of the release, or remove the key.",
            );
        }
    }
}

pub(super) fn day(report: &mut Report<'_>, key: &Key, text: &str) {
    if !is_day(text) {
        let message = format!("{} must be a day: \"{}\" is none", quoted(&key.last()), quoted(text));
        report.error("publiccode_date", key, message, "Write year, month and day: 2026-09-01.");
    }
}

fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}
