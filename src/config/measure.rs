//! Sizes and durations of the file: read, bounded and shown.
//!
//! Does not know what is measured.

use std::time::Duration;

use serde_json::Value;

use super::report::Report;
use super::section::{Entry, Section};
use super::unit;

const SIZE: &str =
    "write a whole number and B, kB, MB, GB, TB (thousands) or KiB, MiB, GiB, TiB (1024), as in \"500MB\"";
const DURATION: &str = "write a whole number and s, m, h or d, as in \"30s\" or \"10m\"";

/// A size in bytes with a default.
pub(super) fn size(
    section: &Section<'_>,
    key: &str,
    default: u64,
    least: u64,
    report: &mut Report<'_>,
) -> u64 {
    let (value, at) = (read_size(section, key, least, report).unwrap_or(default), section.place(key, report));
    report.show(section.key(key), unit::show_size(value), at);
    value
}

/// A size in bytes that may be left out.
pub(super) fn size_or_none(
    section: &Section<'_>,
    key: &str,
    least: u64,
    report: &mut Report<'_>,
) -> Option<u64> {
    let (value, at) = (read_size(section, key, least, report), section.place(key, report));
    report.show(section.key(key), value.map_or(Value::Null, |value| unit::show_size(value).into()), at);
    value
}

/// A duration with a default.
pub(super) fn duration(
    section: &Section<'_>,
    key: &str,
    default: Duration,
    report: &mut Report<'_>,
) -> Duration {
    let (value, at) = (read_duration(section, key, report).unwrap_or(default), section.place(key, report));
    report.show(section.key(key), unit::show_duration(value), at);
    value
}

/// A duration that may be left out.
pub(super) fn duration_or_none(
    section: &Section<'_>,
    key: &str,
    report: &mut Report<'_>,
) -> Option<Duration> {
    let (value, at) = (read_duration(section, key, report), section.place(key, report));
    report.show(section.key(key), value.map_or(Value::Null, |value| unit::show_duration(value).into()), at);
    value
}

fn read_size(section: &Section<'_>, key: &str, least: u64, report: &mut Report<'_>) -> Option<u64> {
    let entry = section.text(key, report)?;
    let value = measured(key, entry, unit::size(entry.value), SIZE, report)?;
    if value < least {
        let message = format!("{key} = \"{}\" is too little", entry.value);
        report.problem(entry.at, message, format!("give at least {}", unit::show_size(least)));
    }
    Some(value)
}

fn read_duration(section: &Section<'_>, key: &str, report: &mut Report<'_>) -> Option<Duration> {
    let entry = section.text(key, report)?;
    let value = measured(key, entry, unit::duration(entry.value), DURATION, report)?;
    if value.is_zero() {
        report.problem(entry.at, format!("{key} = \"{}\" leaves no time", entry.value), "give at least 1s");
    }
    Some(value)
}

fn measured<T>(
    key: &str,
    entry: Entry<&str>,
    read: Option<T>,
    remedy: &str,
    report: &mut Report<'_>,
) -> Option<T> {
    if read.is_none() {
        report.problem(entry.at, format!("{key}: \"{}\" cannot be read", entry.value.escape_debug()), remedy);
    }
    read
}
