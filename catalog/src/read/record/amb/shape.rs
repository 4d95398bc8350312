//! Shapes that values of JSON are checked against: lists, objects, addresses, words of a vocabulary.
//!
//! Must not know which record uses them.

use serde_json::Value;

/// What a value must be.
pub(super) enum Shape {
    /// Any text.
    Text,
    /// An address with a scheme.
    Address,
    /// An address that begins in one of these ways; before `://`, `http` and `https` are one.
    Within(&'static [&'static str]),
    /// One of these words, which spaces part.
    Among(&'static str),
    /// A two-letter code of a language.
    Language,
    /// A truth value.
    Truth,
    /// A day, or a day and an hour.
    Date,
    /// A duration after ISO 8601.
    Duration,
    /// A media type.
    Media,
    /// Digits, as a text.
    Digits,
    /// 64 hexadecimal digits.
    Digest,
    /// Texts by the code of their language.
    Labels,
    /// A list of these.
    Each(&'static Shape),
    /// A list of these, one at least of which is also that.
    EachWith(&'static Shape, &'static Shape),
    /// An object with these keys; others are free.
    Object(&'static [Rule]),
    /// An object with these keys, and one at least of those that are named.
    ObjectWith(&'static [Rule], &'static [&'static str]),
}

/// What one key must hold.
pub(super) struct Rule {
    pub(super) key: &'static str,
    pub(super) must: bool,
    pub(super) shape: &'static Shape,
}

/// A rule that a record breaks: where, and what was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) key: String,
    pub(super) wanted: &'static str,
}

impl Shape {
    /// Notes every place where a value is not of this shape.
    pub(super) fn check(&self, value: &Value, key: &str, broken: &mut Vec<Broken>) {
        match self {
            Self::Each(inner) | Self::EachWith(inner, _) => {
                let Some(items) = value.as_array() else { return self.refuse(key, broken) };
                for (at, item) in items.iter().enumerate() {
                    inner.check(item, &format!("{key}[{at}]"), broken);
                }
                if let Self::EachWith(_, one) = self
                    && !items.iter().any(|item| one.is(item))
                {
                    self.refuse(key, broken);
                }
            }
            Self::Object(rules) | Self::ObjectWith(rules, _) => {
                let Some(map) = value.as_object() else { return self.refuse(key, broken) };
                for rule in *rules {
                    let inner = format!("{key}.{}", rule.key);
                    let inner = inner.trim_start_matches('.');
                    match map.get(rule.key) {
                        Some(found) => rule.shape.check(found, inner, broken),
                        None if rule.must => {
                            broken.push(Broken { key: inner.to_owned(), wanted: "it must be there" });
                        }
                        None => {}
                    }
                }
                if let Self::ObjectWith(_, some) = self
                    && !some.iter().any(|one| map.contains_key(*one))
                {
                    self.refuse(key, broken);
                }
            }
            _ if !self.fits(value) => self.refuse(key, broken),
            _ => {}
        }
    }

    fn refuse(&self, key: &str, broken: &mut Vec<Broken>) {
        let key = if key.is_empty() { "@context" } else { key };
        broken.push(Broken { key: key.to_owned(), wanted: self.wanted() });
    }

    fn is(&self, value: &Value) -> bool {
        let mut broken = Vec::new();
        self.check(value, "", &mut broken);
        broken.is_empty()
    }

    /// Whether a value that holds no others is of this shape.
    fn fits(&self, value: &Value) -> bool {
        if let (Self::Truth, Value::Bool(_)) = (self, value) {
            return true;
        }
        if let (Self::Labels, Value::Object(map)) = (self, value) {
            return map.iter().all(|(code, text)| code.len() == 2 && text.is_string());
        }
        let Some(text) = value.as_str() else { return false };
        match self {
            Self::Text => true,
            Self::Address => is_address(text),
            Self::Within(starts) => {
                let bare = text.replacen("http://", "https://", 1);
                is_address(text) && starts.iter().any(|start| bare.starts_with(start))
            }
            Self::Among(words) => !text.is_empty() && words.split_whitespace().any(|word| word == text),
            Self::Language => text.len() == 2 && crate::read::language::language(text).is_some(),
            Self::Date => is_date(text),
            Self::Duration => is_duration(text),
            Self::Media => {
                text.split_once('/').is_some_and(|(kind, rest)| KINDS.contains(&kind) && is_media(rest))
            }
            Self::Digits => !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()),
            Self::Digest => text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()),
            _ => false,
        }
    }

    fn wanted(&self) -> &'static str {
        match self {
            Self::Text => "a text is asked for",
            Self::Address => "an address is asked for",
            Self::Within(_) => "an address of the vocabularies that are allowed is asked for",
            Self::Among(_) => "one of the words of the specification is asked for",
            Self::Language => "a language code of two letters is asked for",
            Self::Truth => "true or false is asked for, without quotes",
            Self::Date => "a date such as 2026-09-01 is asked for",
            Self::Duration => "a duration such as PT1H30M is asked for",
            Self::Media => "a media type such as application/pdf is asked for",
            Self::Digits => "a number in quotes is asked for",
            Self::Digest => "64 hexadecimal digits are asked for",
            Self::Labels => "labels by language are asked for, such as {\"fr\": \"…\"}",
            Self::Each(_) => "a list in square brackets is asked for",
            Self::EachWith(..) => {
                "a list is asked for that holds at least one value of the specification's own"
            }
            Self::Object(_) => "an object in braces is asked for",
            Self::ObjectWith(..) => "an object is asked for that leads somewhere",
        }
    }
}

const KINDS: &[&str] =
    &["application", "audio", "example", "font", "image", "message", "model", "multipart", "text", "video"];

fn is_media(rest: &str) -> bool {
    !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-+_.".contains(&byte))
}

fn is_address(text: &str) -> bool {
    !text.contains(char::is_whitespace) && url::Url::parse(text).is_ok()
}

/// A day, or a day and an hour with or without a zone.
fn is_date(text: &str) -> bool {
    let hour =
        |text: &str| text.parse::<jiff::civil::DateTime>().is_ok() || text.parse::<jiff::Timestamp>().is_ok();
    let spelt = text.len() >= 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    spelt
        && (text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok() || text.contains('T') && hour(text))
}

/// A duration of whole units in their order, with `T` before hours.
fn is_duration(text: &str) -> bool {
    let Some(rest) = text.trim_start_matches('-').strip_prefix('P') else { return false };
    let (days, hours) = rest.split_once('T').map_or((rest, None), |(days, hours)| (days, Some(hours)));
    let parts = |text: &str, units: &str| {
        let mut units = units.chars();
        let mut digits = 0;
        for letter in text.chars() {
            if letter.is_ascii_digit() || letter == '.' && digits > 0 {
                digits += 1;
            } else if digits > 0 && units.any(|unit| unit == letter) {
                digits = 0;
            } else {
                return false;
            }
        }
        digits == 0
    };
    let some = !days.is_empty() || hours.is_some_and(|hours| !hours.is_empty());
    some && parts(days, "YMWD") && hours.is_none_or(|hours| !hours.is_empty() && parts(hours, "HMS"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_durations_as_the_standard_writes_them() {
        for text in ["2019-07-03", "2019-07-03T13:13:13", "2022-03-26T08:35:37Z", "2022-03-26T08:35:37+02:00"]
        {
            assert!(is_date(text), "{text}");
        }
        for text in ["04-10-2020", "2020/11/05", "10.09.2022", "11. November 2022", "2020", "2020-13-01", "é"]
        {
            assert!(!is_date(text), "{text}");
        }
        for text in ["PT47M58S", "P1DT2H", "P3W", "PT1.5S", "P1Y2M"] {
            assert!(is_duration(text), "{text}");
        }
        for text in ["T47M58S", "47m58s", "P", "PT", "P1H", "PT1", "PTH", "P1DT", ""] {
            assert!(!is_duration(text), "{text}");
        }
    }
}
