//! Codes that records write: languages, dates and durations, in the one form that claims have.
//!
//! Must not know any record.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::vocabulary::table::rows;

/// Three-letter codes of libraries that differ from those of linguists.
const LIBRARY: &[(&str, &str)] = &[
    ("fre", "fr"),
    ("ger", "de"),
    ("dut", "nl"),
    ("gre", "el"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("ice", "is"),
    ("per", "fa"),
    ("rum", "ro"),
    ("slo", "sk"),
    ("wel", "cy"),
    ("alb", "sq"),
    ("arm", "hy"),
    ("baq", "eu"),
    ("bur", "my"),
    ("geo", "ka"),
    ("mac", "mk"),
    ("mao", "mi"),
    ("may", "ms"),
    ("tib", "bo"),
];

/// Names that people write instead of a code.
const NAMES: &[(&str, &str)] = &[
    ("français", "fr"),
    ("francais", "fr"),
    ("french", "fr"),
    ("anglais", "en"),
    ("english", "en"),
    ("allemand", "de"),
    ("german", "de"),
    ("espagnol", "es"),
    ("spanish", "es"),
    ("italien", "it"),
];

/// Two-letter codes, and the three-letter ones that mean the same.
static CODES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    rows(include_str!("../../../data/publiccode/languages.csv"))
        .flat_map(|row| {
            let short = row[0].to_owned();
            [(row[1].to_owned(), short.clone()), (short.clone(), short)]
        })
        .filter(|(code, _)| !code.is_empty())
        .collect()
});

/// The two-letter code of a language that is written as a code of two or three letters, a tag
/// (`fr-FR`), an address of the Library of Congress, or a usual name.
pub(super) fn language(text: &str) -> Option<String> {
    let lower = text.trim().trim_end_matches('/').to_lowercase();
    let last = lower.rsplit('/').next().unwrap_or(&lower);
    let code = last.split(['-', '_']).next().unwrap_or(last);
    let library = LIBRARY.iter().chain(NAMES).find(|(known, _)| *known == code).map(|(_, short)| *short);
    library.map(str::to_owned).or_else(|| CODES.get(code).cloned())
}

/// A duration after ISO 8601 (`PT1H30M`) that is one; a duration of nothing is none.
pub(super) fn duration(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    let spelt = text.starts_with('P') && text.len() <= 40;
    let span: jiff::Span = text.parse().ok().filter(|_| spelt)?;
    (!span.is_zero() && !span.is_negative()).then_some(text)
}

/// A day (`2026-09-01`), with or without an hour behind it, or a month or a year where no more is said.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_in_every_usual_form() {
        for (text, code) in [
            ("http://id.loc.gov/vocabulary/iso639-1/fr", Some("fr")),
            ("http://id.loc.gov/vocabulary/iso639-2/fra", Some("fr")),
            ("http://id.loc.gov/vocabulary/iso639-2/eng", Some("en")),
            ("fre", Some("fr")),
            ("fr-FR", Some("fr")),
            ("en_GB", Some("en")),
            ("Français", Some("fr")),
            ("ger", Some("de")),
            ("zxx", None),
            ("", None),
        ] {
            assert_eq!(language(text).as_deref(), code, "{text}");
        }
    }

    #[test]
    fn durations_and_dates_that_say_something() {
        assert_eq!(duration("pt1h30m").as_deref(), Some("PT1H30M"));
        for nothing in ["PT0H", "T47M58S", "47m58s", "une heure", "", "P", "-PT1H"] {
            assert_eq!(duration(nothing), None, "{nothing}");
        }
        assert_eq!(date("2015-05-22T19:20:30").as_deref(), Some("2015-05-22"));
        assert_eq!((date("2015-06").as_deref(), date("2011").as_deref()), (Some("2015-06"), Some("2011")));
        for nothing in ["1970-01-01", "2015/06", "été 2015", "0000", "20", "2015-13", "2015é01"] {
            assert_eq!(date(nothing), None, "{nothing}");
        }
    }
}
