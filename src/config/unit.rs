//! Durations ("30s", "10m") and sizes ("500MB", "4GiB"), read and written.
//!
//! A number without a unit is refused: it would be a guess.

use std::time::Duration;

const SECONDS: &[(&str, u64)] = &[("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)];

const BYTES: &[(&str, u64)] = &[
    ("TiB", 1 << 40),
    ("GiB", 1 << 30),
    ("MiB", 1 << 20),
    ("KiB", 1 << 10),
    ("TB", 1_000_000_000_000),
    ("GB", 1_000_000_000),
    ("MB", 1_000_000),
    ("kB", 1000),
    ("KB", 1000),
    ("B", 1),
];

/// Reads a duration.
pub(super) fn duration(text: &str) -> Option<Duration> {
    scaled(text, SECONDS).map(Duration::from_secs)
}

/// Reads a size in bytes; `kB MB GB TB` count by thousands, `KiB MiB GiB TiB` by 1024.
pub(super) fn size(text: &str) -> Option<u64> {
    scaled(text, BYTES)
}

/// Writes a duration as [`duration`] reads it.
pub(super) fn show_duration(duration: Duration) -> String {
    show(duration.as_secs(), SECONDS)
}

/// Writes a size as [`size`] reads it.
pub(super) fn show_size(bytes: u64) -> String {
    show(bytes, BYTES)
}

fn scaled(text: &str, units: &[(&str, u64)]) -> Option<u64> {
    let split = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, unit) = text.split_at(split);
    let (_, factor) = units.iter().find(|(name, _)| *name == unit.trim_start())?;
    number.parse::<u64>().ok()?.checked_mul(*factor)
}

fn show(value: u64, units: &[(&str, u64)]) -> String {
    let whole = units.iter().find(|(_, factor)| value != 0 && value.is_multiple_of(*factor));
    whole.map_or_else(
        || format!("0{}", units.last().map_or("", |(name, _)| name)),
        |(name, factor)| format!("{}{name}", value / factor),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_sizes() {
        assert_eq!(duration("30s"), Some(Duration::from_secs(30)));
        assert_eq!(duration("10 m"), Some(Duration::from_secs(600)));
        assert_eq!(size("500MB"), Some(500_000_000));
        assert_eq!(size("4GiB"), Some(4_294_967_296));
        for bad in ["", "30", "s", "1.5h", "-1s", "10x", "99999999999999999999s", "99999999TiB"] {
            assert_eq!(duration(bad), None, "{bad}");
            assert_eq!(size(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_shown_can_be_read_again() {
        for seconds in [0, 1, 60, 3600, 5400, 86_400] {
            let shown = show_duration(Duration::from_secs(seconds));
            assert_eq!(duration(&shown), Some(Duration::from_secs(seconds)), "{shown}");
        }
        for bytes in [0, 1, 1000, 500_000_000, 512 << 20, 4 << 30] {
            assert_eq!(size(&show_size(bytes)), Some(bytes), "{}", show_size(bytes));
        }
    }
}
