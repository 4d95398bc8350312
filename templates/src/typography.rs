//! How numbers, dates, sizes and sentences are written in French and in English.
//!
//! French: narrow no-break space in numbers and before double punctuation, decimal comma,
//! typographic apostrophe. Must not know any page.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::Lang;

/// Narrow no-break space, U+202F.
pub const NARROW: char = '\u{202f}';

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A whole number, in groups of three: `12 345` or `12,345`.
#[must_use]
pub fn number(value: u64, lang: Lang) -> String {
    let separator = match lang {
        Lang::Fr => NARROW,
        Lang::En => ',',
    };
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A number with at most `places` decimals; those that say nothing are left out.
#[must_use]
pub fn decimal(value: f64, places: usize, lang: Lang) -> String {
    let written = format!("{:.places$}", value.abs());
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    let fraction = fraction.trim_end_matches('0');
    let sign = if value < 0.0 && (whole != "0" || !fraction.is_empty()) { "\u{2212}" } else { "" };
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| number(whole, lang));
    match (fraction, lang) {
        ("", _) => format!("{sign}{whole}"),
        (_, Lang::Fr) => format!("{sign}{whole},{fraction}"),
        (_, Lang::En) => format!("{sign}{whole}.{fraction}"),
    }
}

/// A share given from 0 to 100, halves away from zero: `45,3 %` or `45.3%`.
#[must_use]
pub fn percent(value: f64, lang: Lang) -> String {
    // Decimals of the binary number would take 46.15 for less than it says.
    let value = (value * 10.0).round() / 10.0;
    match lang {
        Lang::Fr => format!("{}{NARROW}%", decimal(value, 1, lang)),
        Lang::En => format!("{}%", decimal(value, 1, lang)),
    }
}

/// A size in bytes, in powers of a thousand: `1,2 Mo` or `1.2 MB`.
#[must_use]
pub fn size(bytes: u64, lang: Lang) -> String {
    let units = match lang {
        Lang::Fr => ["octets", "ko", "Mo", "Go", "To"],
        Lang::En => ["bytes", "kB", "MB", "GB", "TB"],
    };
    let mut value = bytes as f64;
    let mut step = 0;
    while value >= 999.5 && step + 1 < units.len() {
        value /= 1000.0;
        step += 1;
    }
    let places = usize::from(step > 0 && value < 10.0);
    let unit = if bytes < 2 { units[0].trim_end_matches('s') } else { units[step] };
    format!("{}{NARROW}{unit}", decimal(value, places, lang))
}

/// A day: `3 mars 2026`, `1er mars 2026` or `3 March 2026`.
#[must_use]
pub fn date(at: Timestamp, zone: &TimeZone, lang: Lang) -> String {
    let day = at.to_zoned(zone.clone()).date();
    let month = usize::try_from(day.month() - 1).unwrap_or_default();
    match (lang, day.day()) {
        (Lang::Fr, 1) => format!("1er\u{a0}{} {}", MONTHS_FR[month], day.year()),
        (Lang::Fr, number) => format!("{number}\u{a0}{} {}", MONTHS_FR[month], day.year()),
        (Lang::En, number) => format!("{number}\u{a0}{} {}", MONTHS_EN[month], day.year()),
    }
}

/// A duration in the largest unit that fits: `3 h`, `12 j` or `12 d`.
#[must_use]
pub fn duration(seconds: u64, lang: Lang) -> String {
    let (value, unit) = match seconds {
        0..60 => (seconds, "s"),
        60..3_600 => (seconds / 60, "min"),
        3_600..172_800 => (seconds / 3_600, "h"),
        _ => (seconds / 86_400, if lang == Lang::Fr { "j" } else { "d" }),
    };
    format!("{}{NARROW}{unit}", number(value, lang))
}

/// How long something takes, from what ISO 8601 says of it: `PT1H30M` is `1 h 30 min`.
///
/// None for what is no such text, or nothing at all.
#[must_use]
pub fn span(iso: &str, lang: Lang) -> Option<String> {
    let span: jiff::Span = iso.trim().parse().ok()?;
    let day = if lang == Lang::Fr { "j" } else { "d" };
    let units = [
        (i64::from(span.get_weeks()) * 7 + i64::from(span.get_days()), day),
        (i64::from(span.get_hours()), "h"),
        (span.get_minutes(), "min"),
        (span.get_seconds(), "s"),
    ];
    let parts: Vec<String> = units
        .into_iter()
        .filter_map(|(value, unit)| Some((u64::try_from(value).ok().filter(|value| *value > 0)?, unit)))
        .map(|(value, unit)| format!("{}{NARROW}{unit}", number(value, lang)))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A French sentence with the spaces and apostrophes of print.
///
/// Only an existing space before `; : ! ? » %` or after `«` is narrowed: an address such as
/// `https://…` stays as it is.
#[must_use]
pub fn french(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut characters = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        let written = match c {
            ' ' | '\u{a0}' if next.is_some_and(|n| ";:!?»%".contains(n)) || before == '«' => NARROW,
            '\'' if before.is_alphabetic() && next.is_some_and(|n| n.is_alphanumeric() || n == '«') => '’',
            other => other,
        };
        out.push(written);
        before = c;
    }
    out
}

/// A sentence in the spelling of its language; only French has any to mend.
#[must_use]
pub fn sentence(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => french(text),
        Lang::En => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_each_language_does() {
        assert_eq!(number(12_345, Lang::Fr), "12\u{202f}345");
        assert_eq!(number(1_234_567, Lang::En), "1,234,567");
        assert_eq!(number(999, Lang::Fr), "999");
        assert_eq!(decimal(1234.50, 2, Lang::Fr), "1\u{202f}234,5");
        assert_eq!(decimal(-0.04, 1, Lang::Fr), "0");
        assert_eq!(decimal(-3.0, 1, Lang::En), "\u{2212}3");
        assert_eq!(percent(45.33, Lang::Fr), "45,3\u{202f}%");
    }

    #[test]
    fn shares_are_rounded_as_by_hand() {
        for (part, whole, shown) in [(6, 13, "46.2%"), (11, 13, "84.6%"), (1, 16, "6.3%"), (1, 8, "12.5%")] {
            assert_eq!(percent(f64::from(part) * 100.0 / f64::from(whole), Lang::En), shown);
        }
        assert_eq!(percent(46.15, Lang::Fr), "46,2\u{202f}%");
    }

    #[test]
    fn sizes_take_the_unit_that_fits() {
        assert_eq!(size(1, Lang::Fr), "1\u{202f}octet");
        assert_eq!(size(999, Lang::Fr), "999\u{202f}octets");
        assert_eq!(size(1_234_000, Lang::Fr), "1,2\u{202f}Mo");
        assert_eq!(size(999_999, Lang::En), "1\u{202f}MB");
        assert_eq!(size(20_500, Lang::En), "20\u{202f}kB");
    }

    #[test]
    fn dates_are_those_of_the_given_zone() {
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        let late: Timestamp = "2026-02-28T23:30:00Z".parse().unwrap();
        assert_eq!(date(late, &zone, Lang::Fr), "1er\u{a0}mars 2026");
        assert_eq!(date(late, &TimeZone::UTC, Lang::En), "28\u{a0}February 2026");
    }

    #[test]
    fn durations_take_the_largest_unit() {
        assert_eq!(duration(59, Lang::Fr), "59\u{202f}s");
        assert_eq!(duration(7_300, Lang::Fr), "2\u{202f}h");
        assert_eq!(duration(172_800, Lang::Fr), "2\u{202f}j");
    }

    #[test]
    fn spans_are_read_from_iso_8601() {
        assert_eq!(span("PT1H30M", Lang::Fr).as_deref(), Some("1\u{202f}h 30\u{202f}min"));
        assert_eq!(span("P2DT45S", Lang::En).as_deref(), Some("2\u{202f}d 45\u{202f}s"));
        for no in ["1h30", "", "PT0S", "-PT1H"] {
            assert_eq!(span(no, Lang::Fr), None, "{no}");
        }
    }

    #[test]
    fn french_sentences_get_their_spaces() {
        assert_eq!(
            french("Gardez la mention de l'auteur ; c'est « libre » : https://x.fr/?a"),
            "Gardez la mention de l’auteur\u{202f}; c’est «\u{202f}libre\u{202f}»\u{202f}: https://x.fr/?a"
        );
    }
}
