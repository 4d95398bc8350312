//! `[policy]`: what may become public, and the limits of time, size and memory.
//!
//! Which licences the built-in policy allows is not known here.

use std::time::Duration;

use glane_catalog::licence::parse_expression;

use super::place::Place;
use super::report::Report;
use super::section::{Entry, Section};
use super::settings::Policy;
use super::unit;

/// Keys of `[policy]`.
pub(super) const KEYS: &[&str] = &[
    "allow_licences",
    "refuse_licences",
    "max_repository",
    "git_timeout",
    "examine_timeout",
    "examine_memory",
    "workers",
];

/// Below this an examination cannot even load the licence texts.
const LEAST_MEMORY: u64 = 64 << 20;

/// Reads the section.
pub(super) fn policy(section: &Section<'_>, report: &mut Report<'_>) -> Policy {
    let default = Policy::default();
    let allow = licences(section, "allow_licences", report);
    let refuse = licences(section, "refuse_licences", report);
    for twice in refuse.iter().filter(|entry| allow.iter().any(|other| other.value == entry.value)) {
        let message = format!("{} is both in allow_licences and in refuse_licences", twice.value);
        report.problem(twice.at, message, "keep it in one of the two lists");
    }
    let workers = section.number("workers", 1..=64, report);
    let policy = Policy {
        allow_licences: allow.into_iter().map(|entry| entry.value).collect(),
        refuse_licences: refuse.into_iter().map(|entry| entry.value).collect(),
        gate: default.gate,
        max_repository: size(section, "max_repository", default.max_repository, 1, report),
        git_timeout: duration(section, "git_timeout", default.git_timeout, report),
        examine_timeout: duration(section, "examine_timeout", default.examine_timeout, report),
        examine_memory: size(section, "examine_memory", default.examine_memory, LEAST_MEMORY, report),
        workers: workers.map_or(default.workers, |entry| entry.value as usize),
    };
    report.show(section.key("workers"), policy.workers, workers.map(|entry| entry.at));
    policy
}

fn licences(section: &Section<'_>, key: &str, report: &mut Report<'_>) -> Vec<Entry<String>> {
    let mut list = Vec::new();
    for entry in section.texts(key, report) {
        match spdx_id(entry.value.trim()) {
            Ok(id) => list.push(Entry { value: id, at: entry.at }),
            Err(remedy) => {
                let id = entry.value.escape_debug();
                let message = format!("\"{id}\" in {key} is not an SPDX licence identifier");
                report.problem(entry.at, message, remedy);
            }
        }
    }
    let shown: Vec<&str> = list.iter().map(|entry| entry.value.as_str()).collect();
    let at = section.place(key, report);
    report.show(section.key(key), shown, at);
    list
}

/// The identifier as SPDX spells it.
///
/// # Errors
/// The remedy, which names the identifier that was meant where one can be told.
fn spdx_id(text: &str) -> Result<String, String> {
    if text.starts_with("LicenseRef-") {
        return Ok(text.to_owned());
    }
    let meant = parse_expression(text).map(|meant| meant.expression).filter(|meant| !meant.contains(' '));
    match meant {
        Some(id) if id.eq_ignore_ascii_case(text) => Ok(id),
        Some(id) => Err(format!("did you mean \"{id}\"?")),
        None => {
            let list = "the list is at https://spdx.org/licenses/";
            Err(format!("write one identifier an entry, as in \"EUPL-1.2\"; {list}"))
        }
    }
}

fn size(section: &Section<'_>, key: &str, default: u64, least: u64, report: &mut Report<'_>) -> u64 {
    let entry = section.text(key, report);
    let read = entry.and_then(|entry| measured(key, entry, unit::size(entry.value), report));
    if let (Some(value), Some(entry)) = (read, entry)
        && value < least
    {
        let message = format!("{key} = \"{}\" is too little", entry.value);
        report.problem(entry.at, message, format!("give at least {}", unit::show_size(least)));
    }
    let value = read.unwrap_or(default);
    shown(section, key, unit::show_size(value), entry.map(|entry| entry.at), report);
    value
}

fn duration(section: &Section<'_>, key: &str, default: Duration, report: &mut Report<'_>) -> Duration {
    let entry = section.text(key, report);
    let read = entry.and_then(|entry| measured(key, entry, unit::duration(entry.value), report));
    if let (Some(Duration::ZERO), Some(entry)) = (read, entry) {
        report.problem(entry.at, format!("{key} = \"{}\" leaves no time", entry.value), "give at least 1s");
    }
    let value = read.unwrap_or(default);
    shown(section, key, unit::show_duration(value), entry.map(|entry| entry.at), report);
    value
}

fn measured<T>(key: &str, entry: Entry<&str>, read: Option<T>, report: &mut Report<'_>) -> Option<T> {
    if read.is_none() {
        let remedy = if key.ends_with("timeout") {
            "write a whole number and s, m, h or d, as in \"30s\" or \"10m\""
        } else {
            "write a whole number and B, kB, MB, GB, TB (thousands) or KiB, MiB, GiB, TiB (1024), as in \"500MB\""
        };
        report.problem(entry.at, format!("{key}: \"{}\" cannot be read", entry.value.escape_debug()), remedy);
    }
    read
}

fn shown(section: &Section<'_>, key: &str, value: String, at: Option<Place>, report: &mut Report<'_>) {
    report.show(section.key(key), value, at);
}
