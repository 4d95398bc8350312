//! `[policy]`: what may become public, and the limits of time, size and memory.
//!
//! Which licences the built-in policy allows is not known here.

use glane_catalog::licence::parse_expression;

use super::measure::{duration, duration_or_none, size, size_or_none};
use super::report::Report;
use super::section::{Entry, Section};
use super::settings::{GatePolicy, Policy};

/// Keys of `[policy]`.
pub(super) const KEYS: &[&str] = &[
    "allow_licences",
    "refuse_licences",
    "max_repository",
    "git_timeout",
    "examine_timeout",
    "examine_memory",
    "workers",
    "daily_look",
    "archive_keep",
    "max_total",
    "repack_every",
];

/// Below this an examination cannot even load the licence texts.
const LEAST_MEMORY: u64 = 64 << 20;

/// Reads the section.
pub(super) fn policy(section: &Section<'_>, gate: GatePolicy, report: &mut Report<'_>) -> Policy {
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
        gate,
        max_repository: size(section, "max_repository", default.max_repository, 1, report),
        git_timeout: duration(section, "git_timeout", default.git_timeout, report),
        examine_timeout: duration(section, "examine_timeout", default.examine_timeout, report),
        examine_memory: size(section, "examine_memory", default.examine_memory, LEAST_MEMORY, report),
        workers: workers
            .map_or(default.workers, |entry| usize::try_from(entry.value).unwrap_or(default.workers)),
        daily_look: duration(section, "daily_look", default.daily_look, report),
        archive_keep: duration_or_none(section, "archive_keep", report),
        max_total: size_or_none(section, "max_total", 1, report),
        repack_every: duration(section, "repack_every", default.repack_every, report),
    };
    report.show(section.key("workers"), policy.workers, workers.map(|entry| entry.at));
    policy
}

/// Identifiers of licences, as SPDX spells them.
pub(super) fn licences(section: &Section<'_>, key: &str, report: &mut Report<'_>) -> Vec<Entry<String>> {
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
pub(super) fn spdx_id(text: &str) -> Result<String, String> {
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
