//! Instants of OAI-PMH: days or seconds, as servers write them and as they are asked for.
//!
//! Servers leave the time out, or give fractions of seconds. Must not know the clock.

use jiff::{SignedDuration, Timestamp};

/// How fine a server's instants are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Granularity {
    /// Days, which every server takes.
    #[default]
    Day,
    /// Seconds.
    Second,
}

impl Granularity {
    /// As a server declares it.
    pub(super) fn of(text: &str) -> Self {
        if text.to_ascii_lowercase().contains("hh:mm:ss") { Self::Second } else { Self::Day }
    }
}

/// An instant that a server wrote, in one form: a day, or a second.
pub(super) fn read(text: &str) -> Option<String> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Timestamp>() {
        return Some(second(at));
    }
    let day: jiff::civil::Date = text.get(..10)?.parse().ok()?;
    (text.len() == 10).then(|| day.to_string())
}

/// From when to ask so that nothing said since an instant is missed: an instant as fine as the server's.
pub(super) fn from(stamp: &str, granularity: Granularity) -> Option<String> {
    let day = stamp.get(..10)?;
    Some(if granularity == Granularity::Second && stamp.len() > 10 { stamp } else { day }.to_owned())
}

/// The same for the beginning of a harvest, with one step of the granularity before it, and a minute at
/// least: servers note a change a little before they show it.
pub(super) fn before(began: &str, granularity: Granularity) -> Option<String> {
    let at: Timestamp = match began.len() {
        10 => format!("{began}T00:00:00Z").parse().ok()?,
        _ => began.parse().ok()?,
    };
    let step = match granularity {
        Granularity::Day => SignedDuration::from_hours(24),
        Granularity::Second => SignedDuration::from_secs(60),
    };
    from(&second(at.checked_sub(step).ok()?), granularity)
}

fn second(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_read_as_servers_write_them() {
        let second = Some("2026-04-01T10:20:30Z".to_owned());
        assert_eq!(read("2026-04-01T10:20:30Z"), second);
        assert_eq!(read(" 2026-04-01T10:20:30.123456789Z "), second);
        assert_eq!(read("2026-04-01T12:20:30+02:00"), second);
        assert_eq!(read("2026-04-01").as_deref(), Some("2026-04-01"));
        for bad in ["", "hier", "2026-13-01", "2026-04-01 x", "é026-04-0é"] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_asked_for_overlaps_what_was_had() {
        let began = "2026-04-01T00:00:30Z";
        assert_eq!(before(began, Granularity::Second).as_deref(), Some("2026-03-31T23:59:30Z"));
        assert_eq!(before(began, Granularity::Day).as_deref(), Some("2026-03-31"));
        assert_eq!(from(began, Granularity::Day).as_deref(), Some("2026-04-01"));
        assert_eq!(from("2026-04-01", Granularity::Second).as_deref(), Some("2026-04-01"));
    }
}
