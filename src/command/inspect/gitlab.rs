//! GitLab's code quality report: what to mend, as its merge requests show it.
//!
//! After <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>. Must not decide
//! what is in the list.

use serde::Serialize;

use super::fingerprint::fingerprints;
use super::mend::{Mend, Weight};
use crate::command::output::one_line;

/// Where what is about no file is shown: GitLab wants a path.
pub(super) const NO_FILE: &str = "README.md";

/// One entry.
#[derive(Debug, Serialize)]
pub(super) struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Debug, Serialize)]
struct Lines {
    begin: u32,
}

/// The report: an array of entries.
pub(super) fn report(list: &[Mend]) -> Vec<Issue> {
    list.iter()
        .zip(fingerprints(list))
        .map(|(mend, fingerprint)| Issue {
            description: described(mend),
            check_name: mend.code.clone(),
            fingerprint,
            severity: match mend.weight {
                Weight::Hold => "blocker",
                Weight::Error => "major",
                Weight::Warning => "minor",
                Weight::Info => "info",
            },
            location: Location {
                path: mend.path.clone().unwrap_or_else(|| place_of(&mend.code).to_owned()),
                lines: Lines { begin: mend.line.unwrap_or(1).max(1) },
            },
        })
        .collect()
}

/// The file that would mend it, where there is one.
pub(super) fn place_of(code: &str) -> &'static str {
    if code.contains("licence") { "LICENSE" } else { NO_FILE }
}

/// What is wrong and the remedy, on one line.
pub(super) fn described(mend: &Mend) -> String {
    let key = mend.key.as_deref().map(|key| format!("{key}: ")).unwrap_or_default();
    let commit = mend.commit.as_deref().and_then(|commit| commit.get(..12));
    let commit = commit.map(|commit| format!(" ({commit})")).unwrap_or_default();
    let remedy = if mend.remedy.is_empty() { String::new() } else { format!(" {}", mend.remedy) };
    let rule = mend.rule.as_deref().map(|rule| format!(" ({rule})")).unwrap_or_default();
    one_line(&format!("{key}{}{commit}{remedy}", ended(&format!("{}{rule}", mend.what))))
}

/// A sentence with its full stop.
pub(super) fn ended(text: &str) -> String {
    let text = text.trim_end();
    if text.ends_with(['.', '!', '?', ':', '…']) { text.to_owned() } else { format!("{text}.") }
}
