//! `[gate]`: what is looked for in a repository before anything of it becomes public.
//!
//! How it is looked for, and what a rule says, is not known here.

use std::path::PathBuf;

use serde_json::Value;

use super::context::Context;
use super::list::{flag, globs, globs_or};
use super::policy::licences;
use super::report::Report;
use super::section::Section;
use super::settings::GatePolicy;

/// Keys of `[gate]`.
pub(super) const KEYS: &[&str] = &[
    "secrets",
    "personal_data",
    "third_party",
    "author_addresses",
    "skip_paths",
    "rules",
    "waivers_for_secrets",
    "code_licences",
    "resource_licences",
];

/// Reads the section.
pub(super) fn gate(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> GatePolicy {
    let default = GatePolicy::default();
    GatePolicy {
        secrets: flag(section, "secrets", default.secrets, report),
        personal_data: flag(section, "personal_data", default.personal_data, report),
        third_party: flag(section, "third_party", default.third_party, report),
        author_addresses: globs_or(section, "author_addresses", default.author_addresses, report),
        skip_paths: globs(section, "skip_paths", report),
        rules: rules(section, context, report),
        waivers_for_secrets: flag(section, "waivers_for_secrets", default.waivers_for_secrets, report),
        code_licences: only(section, "code_licences", report),
        resource_licences: only(section, "resource_licences", report),
    }
}

fn rules(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> Option<PathBuf> {
    let entry = section.text("rules", report);
    let path = entry.map(|entry| context.path(entry.value));
    if let (Some(entry), Some(path)) = (entry, &path)
        && !path.is_file()
    {
        let what = if path.exists() { "is not a file" } else { "does not exist" };
        let remedy = "name a file of rules in the format of gitleaks (TOML)";
        report.problem(entry.at, format!("rules: {} {what}", path.display()), remedy);
    }
    let value = path.as_ref().map_or(Value::Null, |path| path.display().to_string().into());
    report.show(section.key("rules"), value, entry.map(|entry| entry.at));
    path
}

/// The licences of a list that narrows the built-in policy; none when it is not written.
fn only(section: &Section<'_>, key: &str, report: &mut Report<'_>) -> Option<Vec<String>> {
    let Some(at) = section.place(key, report) else {
        report.show(section.key(key), Value::Null, None);
        return None;
    };
    let before = report.problems.len();
    let list: Vec<String> = licences(section, key, report).into_iter().map(|entry| entry.value).collect();
    if list.is_empty() && report.problems.len() == before {
        let remedy = "name the licences that may become public, or leave the key out for the built-in policy";
        report.problem(at, format!("{key} is empty, so that nothing could become public"), remedy);
    }
    Some(list)
}
