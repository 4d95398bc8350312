//! Days as files write them: `2026-09-01`, `D:20260901120000+02'00'`, `1er septembre 2026`, `01/09/2026`.
//!
//! A month or a year alone is no day, and a date only where no more is said. Must not know what a day is of.

use crate::vocabulary::fold::fold;

/// Months, folded, in French and in English.
const MONTHS: &[(&str, &str)] = &[
    ("janvier", "january"),
    ("fevrier", "february"),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july"),
    ("aout", "august"),
    ("septembre", "september"),
    ("octobre", "october"),
    ("novembre", "november"),
    ("decembre", "december"),
];

/// The day that a text says, as `2026-09-01`.
pub(super) fn of(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("D:").unwrap_or(text);
    let digits: String = text.chars().take(14).take_while(char::is_ascii_digit).collect();
    if digits.len() >= 8 {
        return day(&digits[..4], &digits[4..6], &digits[6..8]);
    }
    if let Some(written) = text.get(..10).filter(|written| written.as_bytes()[4] == b'-') {
        return day(&written[..4], written.get(5..7)?, written.get(8..10)?);
    }
    let folded = fold(text.get(..60).unwrap_or(text));
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let month = |word: &str| {
        let at = MONTHS.iter().position(|(french, english)| word == *french || word == *english)?;
        Some((at + 1).to_string())
    };
    // A weekday may stand before.
    words.windows(3).find_map(|three| {
        let [first, second, third] = three else { return None };
        let first_day = first.trim_end_matches("er").trim_end_matches("st");
        month(second)
            .and_then(|month| day(third, &month, first_day))
            .or_else(|| day(third, &month(first)?, second))
            // French files put the day first.
            .or_else(|| day(third, second, first))
    })
}

/// A day (`2026-09-01`), with or without an hour behind it, or a month or a year where no more is said, as
/// records write them.
pub(super) fn date(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = |from: usize, to: usize| {
        text.get(from..to).is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    if !digits(0, 4) {
        return None;
    }
    if let Some(day) = text.get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok()) {
        // What many programs write where they know no date.
        return (day.year() > 1970 || day.day_of_year() > 1).then(|| day.to_string());
    }
    let month = || text[5..].parse::<u8>().is_ok_and(|month| (1..=12).contains(&month));
    let partial = text.len() == 4 || text.len() == 7 && text.as_bytes()[4] == b'-' && digits(5, 7) && month();
    (partial && text.get(..4) != Some("0000")).then(|| text.to_owned())
}

fn day(year: &str, month: &str, day: &str) -> Option<String> {
    let year = year.parse::<i16>().ok().filter(|year| (1971..2100).contains(year))?;
    jiff::civil::Date::new(year, month.parse().ok()?, day.parse().ok()?).ok().map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::{date, of};

    #[test]
    fn days_are_read_and_years_are_none() {
        for (text, day) in [
            ("2026-09-01", Some("2026-09-01")),
            ("2026-09-01T10:00:00Z", Some("2026-09-01")),
            ("D:20100726124820+02'00'", Some("2010-07-26")),
            ("20100726", Some("2010-07-26")),
            ("mardi 1er septembre 2026", Some("2026-09-01")),
            ("September 1, 2026", Some("2026-09-01")),
            ("01/09/2026", Some("2026-09-01")),
            ("2026", None),
            ("septembre 2026", None),
            ("D:00000000", None),
            ("été–2026–x", None),
            ("\\today", None),
            ("", None),
        ] {
            assert_eq!(of(text).as_deref(), day, "{text}");
        }
    }

    #[test]
    fn records_may_say_a_month_or_a_year() {
        assert_eq!(date("2015-05-22T19:20:30").as_deref(), Some("2015-05-22"));
        assert_eq!((date("2015-06").as_deref(), date("2011").as_deref()), (Some("2015-06"), Some("2011")));
        for nothing in ["1970-01-01", "2015/06", "été 2015", "0000", "20", "2015-13", "2015é01"] {
            assert_eq!(date(nothing), None, "{nothing}");
        }
    }
}
