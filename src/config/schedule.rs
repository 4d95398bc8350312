//! Cron expressions, read by the parser and with the options of the scheduler that will run them.
//!
//! Five fields are read as at second 0; the scheduler is always given six.

use croner::parser::{CronParser, Seconds, Year};

/// How the fields stand, for messages.
pub(super) const FIELDS: &str = "write six fields \"second minute hour day month weekday\" (\"0 30 3 * * *\" is every day at 03:30), \
     or five without the second; the time zone is Europe/Paris";

/// Reads a schedule into six fields.
///
/// # Errors
/// What is wrong with it, in words.
pub(super) fn schedule(text: &str) -> Result<String, String> {
    let fields: Vec<&str> = text.split_whitespace().collect();
    let six = match fields.len() {
        5 => format!("0 {}", fields.join(" ")),
        6 => fields.join(" "),
        n => return Err(format!("it has {n} field{}", if n == 1 { "" } else { "s" })),
    };
    CronParser::builder()
        .seconds(Seconds::Required)
        .year(Year::Disallowed)
        .dom_and_dow(true)
        .build()
        .parse(&six)
        .map(|_| six)
        .map_err(|error| error.to_string().trim_end_matches('.').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_fields_are_read_as_at_second_zero() {
        assert_eq!(schedule("30 3 * * *").unwrap(), "0 30 3 * * *");
        assert_eq!(schedule("15  30 3 * * MON-FRI").unwrap(), "15 30 3 * * MON-FRI");
    }

    #[test]
    fn what_is_not_cron_is_refused() {
        for bad in ["", "every day", "61 0 0 * * *", "0 60 3 * * *", "0 0 25 * * *", "a b c d e", "@daily"] {
            assert!(schedule(bad).is_err(), "{bad}");
        }
    }
}
