//! Days as a query writes them: `2025`, `2025-01`, `>2025-01`, `2024..2025-06-30`.
//!
//! Must not know the clock: a day is only what is written.

use jiff::civil::Date;

use super::tree::Days;

/// The years that are told apart: those around them are beyond the instants that an engine can count.
const YEARS: std::ops::RangeInclusive<i16> = 1700..=2200;

/// The days that a text means; none when it means none.
pub(super) fn days(text: &str) -> Option<Days> {
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (optional(from)?, optional(to)?);
        let found = Days { from: from.map(|span| span.0), to: to.map(|span| span.1) };
        return (found != Days::default()).then_some(found);
    }
    let (sign, rest) = text.split_at(text.find(|c| !matches!(c, '>' | '<' | '=')).unwrap_or(text.len()));
    let (first, last) = span(rest)?;
    Some(match sign {
        ">" => Days { from: last.tomorrow().ok(), to: None },
        ">=" | "=>" => Days { from: Some(first), to: None },
        "<" => Days { from: None, to: first.yesterday().ok() },
        "<=" | "=<" => Days { from: None, to: Some(last) },
        "" | "=" => Days { from: Some(first), to: Some(last) },
        _ => return None,
    })
}

/// Nothing, or days; none when it is neither.
fn optional(text: &str) -> Option<Option<(Date, Date)>> {
    if text.is_empty() { Some(None) } else { span(text).map(Some) }
}

/// First and last day of a year, month or day.
fn span(text: &str) -> Option<(Date, Date)> {
    let parts: Vec<&str> = text.split('-').collect();
    let year: i16 = parts.first().filter(|part| part.len() == 4)?.parse().ok()?;
    let year = year.clamp(*YEARS.start(), *YEARS.end());
    let part = |at: usize| parts.get(at).map(|part| part.parse::<i8>().ok());
    match (part(1), part(2), parts.len()) {
        (None, None, _) => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        (Some(month), None, _) => {
            let first = Date::new(year, month?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day), 3) => {
            let day = Date::new(year, month?, day?).ok()?;
            Some((day, day))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        let end = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        days(text).map(|days| format!("{}/{}", end(days.from), end(days.to)))
    }

    #[test]
    fn days_are_read_as_they_are_written() {
        for (text, days) in [
            ("2025", "2025-01-01/2025-12-31"),
            ("2024-02", "2024-02-01/2024-02-29"),
            (">2025-01", "2025-02-01/"),
            (">=2025-01", "2025-01-01/"),
            ("<2025", "/2024-12-31"),
            ("<=2025-03-04", "/2025-03-04"),
            ("2024..2025-06", "2024-01-01/2025-06-30"),
            ("2024..", "2024-01-01/"),
            ("<9999", "/2199-12-31"),
            (">=0000", "1700-01-01/"),
        ] {
            assert_eq!(read(text).as_deref(), Some(days), "{text}");
        }
        for text in
            ["", ">", "hier", "2025-13", "2025-02-30", "..", "20256", "2025-01-01-01", "><2025", "-2025"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
