//! How long something takes, as teachers write it: `1h30`, `2 séances de 55 min`, `PT45M`.
//!
//! A range, or a number without a unit, says no duration. Must not know where the words stood.

use crate::vocabulary::fold::fold;

/// Longest text that is taken for a duration, in bytes.
const LONGEST: usize = 120;
/// Longest duration, in minutes: a school year.
const MOST: f64 = 366.0 * 24.0 * 60.0;
const DAY: u32 = 24 * 60;

/// Words that stand for a number.
const NUMBERS: &[(&str, f64)] = &[
    ("un", 1.0),
    ("une", 1.0),
    ("one", 1.0),
    ("deux", 2.0),
    ("two", 2.0),
    ("trois", 3.0),
    ("three", 3.0),
    ("quatre", 4.0),
    ("four", 4.0),
    ("cinq", 5.0),
    ("five", 5.0),
    ("six", 6.0),
];

/// Words after which a number says how often, not how long.
const TIMES: &[&str] = &["x", "×", "fois", "seance", "seances", "session", "sessions", "times", "lessons"];

#[derive(Debug, PartialEq)]
enum Token {
    Number(f64),
    Word(String),
}

/// The duration that a text says, as ISO 8601; none when it says none, or two.
pub(super) fn of(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    if let Some(known) = standard(text) {
        return Some(known);
    }
    // What stands in brackets explains what stands before them.
    let bare = text.split('(').next().filter(|bare| !bare.trim().is_empty());
    let tokens = tokens(&fold(bare.unwrap_or_else(|| text.trim_matches(['(', ')']))));
    let start = tokens.iter().position(|token| matches!(token, Token::Number(_)))?;
    // "environ", "about" and the like may stand before; a long sentence is none.
    if start > 3 {
        return None;
    }
    let (minutes, used) = spoken(&tokens[start..])?;
    let rest = &tokens[start + used..];
    let again = rest.iter().any(|token| matches!(token, Token::Number(_)));
    if again { None } else { written(minutes) }
}

/// A duration after ISO 8601 (`PT1H30M`), as it is written; a duration of nothing is none.
pub(super) fn exact(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_uppercase();
    span_of(&text).map(|_| text)
}

fn span_of(text: &str) -> Option<jiff::Span> {
    // What begins otherwise is of a form that is more lenient.
    let spelt = text.starts_with(['P', 'p']) && text.len() <= 40;
    let span: jiff::Span = text.parse().ok().filter(|_| spelt)?;
    (!span.is_zero() && !span.is_negative()).then_some(span)
}

/// The same in days, hours, minutes and seconds; months and years are of no fixed length.
fn standard(text: &str) -> Option<String> {
    let relative = jiff::SpanRelativeTo::days_are_24_hours();
    written(span_of(text)?.total((jiff::Unit::Minute, relative)).ok()?)
}

/// Numbers and words, in their order; a comma between digits is a decimal point.
fn tokens(folded: &str) -> Vec<Token> {
    let letters: Vec<char> = folded.chars().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let start = at;
        if letter.is_ascii_digit() {
            while letters.get(at).is_some_and(|c| {
                c.is_ascii_digit()
                    || matches!(c, ',' | '.') && letters.get(at + 1).is_some_and(char::is_ascii_digit)
            }) {
                at += 1;
            }
            let number: String =
                letters[start..at].iter().map(|c| if *c == ',' { '.' } else { *c }).collect();
            found.extend(number.parse().ok().map(Token::Number));
        } else if letter.is_alphabetic() {
            while letters.get(at).is_some_and(|c| c.is_alphabetic()) {
                at += 1;
            }
            let word: String = letters[start..at].iter().collect();
            // Only the first: "1h30 pour un groupe" says one duration.
            let first = !found.iter().any(|token| matches!(token, Token::Number(_)));
            let number = NUMBERS.iter().find(|(name, _)| first && *name == word).map(|(_, value)| *value);
            found.push(number.map_or(Token::Word(word), Token::Number));
        } else {
            at += 1;
            let after_digit = start > 0 && letters[start - 1].is_ascii_digit();
            match letter {
                '\'' if after_digit => found.push(Token::Word("min".to_owned())),
                '×' => found.push(Token::Word("x".to_owned())),
                _ => {}
            }
        }
    }
    found
}

/// Minutes said from the first token on, and how many tokens say it.
fn spoken(tokens: &[Token]) -> Option<(f64, usize)> {
    let word = |at: usize| match tokens.get(at) {
        Some(Token::Word(word)) => word.as_str(),
        _ => "",
    };
    let Some(Token::Number(count)) = tokens.first() else { return None };
    if TIMES.contains(&word(1)) {
        let skip = 2 + usize::from(matches!(word(2), "de" | "d" | "of"));
        let (each, used) = span(tokens.get(skip..)?)?;
        return Some((count * each, skip + used));
    }
    span(tokens)
}

/// A number with its unit, and smaller ones that follow: `1 h 30`, `1 heure et demie`.
fn span(tokens: &[Token]) -> Option<(f64, usize)> {
    let (mut minutes, mut at, mut smallest) = (0.0, 0, f64::INFINITY);
    while let (Some(Token::Number(number)), unit) = (tokens.get(at), tokens.get(at + 1)) {
        let unit = match unit {
            Some(Token::Word(word)) => unit_of(word),
            _ => None,
        };
        match unit {
            Some(unit) if unit < smallest => {
                minutes += number * unit;
                smallest = unit;
                at += 2;
            }
            // `1h30`.
            None if smallest == 60.0 && *number < 60.0 => {
                return Some((minutes + number, at + 1));
            }
            _ => break,
        }
        if let (Some(Token::Word(and)), Some(Token::Word(half))) = (tokens.get(at), tokens.get(at + 1))
            && and == "et"
            && half == "demie"
        {
            return Some((minutes + smallest / 2.0, at + 2));
        }
        at += usize::from(matches!(tokens.get(at), Some(Token::Word(and)) if and == "et" || and == "and"));
    }
    (smallest.is_finite()).then_some((minutes, at))
}

fn unit_of(word: &str) -> Option<f64> {
    Some(match word {
        "h" | "heure" | "heures" | "hour" | "hours" | "hr" | "hrs" => 60.0,
        "min" | "mn" | "mins" | "minute" | "minutes" | "m" => 1.0,
        "s" | "sec" | "seconde" | "secondes" | "second" | "seconds" => 1.0 / 60.0,
        "j" | "jour" | "jours" | "day" | "days" => f64::from(DAY),
        "semaine" | "semaines" | "week" | "weeks" => 7.0 * f64::from(DAY),
        _ => return None,
    })
}

/// Minutes as ISO 8601, to the second.
fn written(minutes: f64) -> Option<String> {
    if !(1.0 / 60.0..=MOST).contains(&minutes) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the bounds above")]
    let seconds = (minutes * 60.0).round() as u32;
    let (days, rest) = (seconds / (DAY * 60), seconds % (DAY * 60));
    let mut text = String::from("P");
    if days > 0 {
        text.push_str(&format!("{days}D"));
    }
    if rest > 0 {
        text.push('T');
    }
    for (value, unit) in [(rest / 3600, 'H'), (rest / 60 % 60, 'M'), (rest % 60, 'S')] {
        if value > 0 {
            text.push_str(&format!("{value}{unit}"));
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{exact, of};

    #[test]
    fn what_teachers_write_is_understood() {
        for (text, iso) in [
            ("1h30", "PT1H30M"),
            ("1 h 30", "PT1H30M"),
            ("1 h 30 min", "PT1H30M"),
            ("environ 1h30", "PT1H30M"),
            ("55 min", "PT55M"),
            ("55'", "PT55M"),
            ("90 minutes", "PT1H30M"),
            ("8 h", "PT8H"),
            ("1,5 heure", "PT1H30M"),
            ("une heure et demie", "PT1H30M"),
            ("2 séances de 55 min", "PT1H50M"),
            ("2 × 1h", "PT2H"),
            ("3 séances d’1 h", "PT3H"),
            ("2 sessions of 45 minutes", "PT1H30M"),
            ("1 hour and 15 minutes", "PT1H15M"),
            ("PT1H30M", "PT1H30M"),
            ("pt90m", "PT1H30M"),
            ("P2D", "P2D"),
            ("P1W", "P7D"),
            ("PT1.5H", "PT1H30M"),
            ("2 jours", "P2D"),
            ("2 séances de 55 min (soit 110 min)", "PT1H50M"),
            ("03 min 20 s", "PT3M20S"),
        ] {
            assert_eq!(of(text).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn what_is_exact_stays_as_it_is_written() {
        assert_eq!(exact("pt90m").as_deref(), Some("PT90M"));
        assert_eq!(exact("P1Y").as_deref(), Some("P1Y"));
        for nothing in ["PT0H", "T47M58S", "47m58s", "une heure", "", "P", "-PT1H"] {
            assert_eq!(exact(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn what_says_none_or_two_says_none() {
        for text in [
            "",
            "90",
            "2 séances",
            "45 à 60 min",
            "1h à 1h30",
            "entre 1h et 2h",
            "P",
            "PT",
            "P1Y",
            "0 min",
            "variable",
            "999999999999 h",
            "1h30 + 30 min",
            "2e trimestre 2025",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
