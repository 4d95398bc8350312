//! Lists of texts and yes-or-no keys that several tables have: patterns, topics, hosts.
//!
//! Knows how a key is written; not what is done with it.

use globset::Glob;

use super::report::Report;
use super::section::{Entry, Section};

/// Patterns; empty when none is written.
pub(super) fn globs(section: &Section<'_>, key: &str, report: &mut Report<'_>) -> Vec<String> {
    globs_or(section, key, Vec::new(), report)
}

/// Patterns with a default, which a written list replaces.
pub(super) fn globs_or(
    section: &Section<'_>,
    key: &str,
    default: Vec<String>,
    report: &mut Report<'_>,
) -> Vec<String> {
    let entries = section.texts(key, report);
    for entry in &entries {
        if let Err(error) = Glob::new(entry.value) {
            let message = format!(
                "the pattern \"{}\" in {key} cannot be read: {}",
                entry.value.escape_debug(),
                error.kind()
            );
            report.problem(entry.at, message, "use * ? [a-z] {a,b} and **, as in \"academie/**\"");
        }
    }
    if section.place(key, report).is_some() {
        return list(section, key, &entries, report);
    }
    report.show(section.key(key), default.clone(), None);
    default
}

/// Topics, in lower case as forges keep them.
pub(super) fn topics(section: &Section<'_>, key: &str, report: &mut Report<'_>) -> Vec<String> {
    let entries = section.texts(key, report);
    let topics: Vec<String> = entries.iter().map(|entry| entry.value.trim().to_lowercase()).collect();
    let at = section.place(key, report);
    report.show(section.key(key), topics.clone(), at);
    topics
}

/// A list as it is written.
pub(super) fn list(
    section: &Section<'_>,
    key: &str,
    entries: &[Entry<&str>],
    report: &mut Report<'_>,
) -> Vec<String> {
    let list: Vec<String> = entries.iter().map(|entry| entry.value.to_owned()).collect();
    let at = section.place(key, report);
    report.show(section.key(key), list.clone(), at);
    list
}

/// A yes or no with a default.
pub(super) fn flag(section: &Section<'_>, key: &str, default: bool, report: &mut Report<'_>) -> bool {
    let written = section.flag(key, report);
    let value = written.map_or(default, |entry| entry.value);
    report.show(section.key(key), value, written.map(|entry| entry.at));
    value
}
