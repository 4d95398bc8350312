//! `[[forge]]`: one source of repositories.
//!
//! Checks what can be known without asking the forge.

use std::path::PathBuf;

use glane_catalog::model::ForgeId;
use serde_json::Value;
use url::Url;

use super::address::{address, exposes_token};
use super::context::Context;
use super::nearest::suggestion;
use super::origin::Setting;
use super::report::Report;
use super::schedule::{FIELDS, schedule};
use super::secret::token;
use super::section::{Entry, Section};
use super::settings::{ForgeKind, ForgeSettings};

/// Keys of `[[forge]]`.
pub(super) const KEYS: &[&str] = &[
    "id",
    "kind",
    "url",
    "path",
    "repositories",
    "groups",
    "include",
    "exclude",
    "token_file",
    "token_env",
    "schedule",
];

const KINDS: &[&str] = &["gitlab", "plain"];
const GITLAB_ONLY: &[&str] = &["url", "groups", "token_file", "token_env"];
const PLAIN_ONLY: &[&str] = &["path", "repositories"];

/// Reads one forge; none when its name or kind cannot be told.
pub(super) fn forge(
    section: &Section<'_>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Option<ForgeSettings> {
    let id = id(section, report);
    let kind = kind(section, report);
    match kind {
        Some(ForgeKind::Gitlab) => refuse(section, PLAIN_ONLY, "gitlab", report),
        Some(ForgeKind::Plain) => refuse(section, GITLAB_ONLY, "plain", report),
        Some(ForgeKind::Forgejo | ForgeKind::Github) | None => {}
    }
    let url = url(section, kind, report);
    let (path, repositories) = (path(section, context, report), repositories(section, report));
    if kind == Some(ForgeKind::Plain) && unwritten(section, PLAIN_ONLY, report) {
        let message = "[[forge]] of kind \"plain\" has neither \"path\" nor \"repositories\"";
        let remedy = "add path = \"folder of bare repositories\" or repositories = [\"https://…/a.git\"]";
        report.problem(section.at, message, remedy);
    }
    let groups = groups(section, report);
    let (include, exclude) = (globs(section, "include", report), globs(section, "exclude", report));
    let token = token(section, context, report);
    if let (Some(url), Some(_)) = (&url, &token)
        && exposes_token(url)
    {
        report.warning(section.at, format!("the token would be sent to {url} in the clear"), "use https");
    }
    let schedule = plan(section, report);
    let (id, kind) = (id?, kind?);
    let settings = ForgeSettings::new(id, kind);
    Some(ForgeSettings { url, path, repositories, groups, include, exclude, token, schedule, ..settings })
}

fn id(section: &Section<'_>, report: &mut Report<'_>) -> Option<ForgeId> {
    let entry = section.required("id", "\"…\", a short name for addresses and folders", report)?;
    report.show(section.key("id"), entry.value, Some(entry.at));
    ForgeId::new(entry.value)
        .map_err(|error| {
            report.problem(entry.at, error.to_string(), "choose another, as in \"forge-education\"");
        })
        .ok()
}

fn kind(section: &Section<'_>, report: &mut Report<'_>) -> Option<ForgeKind> {
    let entry = section.required("kind", "\"gitlab\" or \"plain\"", report)?;
    report.show(section.key("kind"), entry.value, Some(entry.at));
    match entry.value {
        "gitlab" => Some(ForgeKind::Gitlab),
        "plain" => Some(ForgeKind::Plain),
        other => {
            let message = format!("unknown kind of forge \"{}\"", other.escape_debug());
            report.problem(entry.at, message, suggestion(other, KINDS, "known kinds"));
            None
        }
    }
}

/// Refuses keys that mean nothing for a kind.
pub(super) fn refuse(section: &Section<'_>, keys: &[&str], kind: &str, report: &mut Report<'_>) {
    for key in keys {
        if let Some(at) = section.place(key, report) {
            let message = format!("\"{key}\" means nothing in {} of kind \"{kind}\"", section.heading);
            report.problem(at, message, format!("take {key} out, or change the kind"));
        }
    }
}

/// Whether none of these keys is written (an unreadable one is a problem of its own).
pub(super) fn unwritten(section: &Section<'_>, keys: &[&str], report: &Report<'_>) -> bool {
    keys.iter().all(|key| section.place(key, report).is_none())
}

fn url(section: &Section<'_>, kind: Option<ForgeKind>, report: &mut Report<'_>) -> Option<Url> {
    if kind == Some(ForgeKind::Gitlab) && section.place("url", report).is_none() {
        let message = "[[forge]] of kind \"gitlab\" has no \"url\"";
        report.problem(section.at, message, "add url = \"https://forge.example.org\"");
    }
    let entry = section.text("url", report);
    let url = entry.and_then(|entry| address("url", entry, report));
    let value = url.as_ref().map_or(Value::Null, |url| url.as_str().into());
    report.show(section.key("url"), value, entry.map(|entry| entry.at));
    url
}

fn path(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> Option<PathBuf> {
    let entry = section.text("path", report);
    let path = entry.map(|entry| context.path(entry.value));
    if let (Some(entry), Some(path)) = (entry, &path)
        && !path.is_dir()
    {
        let what = if path.exists() { "is not a folder" } else { "does not exist" };
        let remedy = "name the folder that holds the bare repositories";
        report.problem(entry.at, format!("path: {} {what}", path.display()), remedy);
    }
    let value = path.as_ref().map_or(Value::Null, |path| path.display().to_string().into());
    report.show(section.key("path"), value, entry.map(|entry| entry.at));
    path
}

fn repositories(section: &Section<'_>, report: &mut Report<'_>) -> Vec<Url> {
    let mut list: Vec<Url> = Vec::new();
    let entries = section.texts("repositories", report);
    for entry in &entries {
        match address("repositories", *entry, report) {
            Some(url) if list.contains(&url) => {
                report.problem(entry.at, format!("{url} is listed twice"), "keep it once");
            }
            Some(url) => list.push(url),
            None => {}
        }
    }
    let at = section.place("repositories", report);
    report.show(section.key("repositories"), list.iter().map(Url::as_str).collect::<Vec<_>>(), at);
    list
}

fn groups(section: &Section<'_>, report: &mut Report<'_>) -> Vec<String> {
    let entries = section.texts("groups", report);
    for entry in &entries {
        let text = entry.value;
        if text.contains("://")
            || text.starts_with('/')
            || text.ends_with('/')
            || text.contains(char::is_whitespace)
        {
            let message = format!("\"{}\" is not the path of a group", text.escape_debug());
            report.problem(
                entry.at,
                message,
                "write its path as the forge's address shows it, as in \"academie/maths\"",
            );
        }
    }
    list(section, "groups", &entries, report)
}

fn globs(section: &Section<'_>, key: &str, report: &mut Report<'_>) -> Vec<String> {
    let entries = section.texts(key, report);
    for entry in &entries {
        if let Err(error) = globset::Glob::new(entry.value) {
            let message = format!(
                "the pattern \"{}\" in {key} cannot be read: {}",
                entry.value.escape_debug(),
                error.kind()
            );
            report.problem(entry.at, message, "use * ? [a-z] {a,b} and **, as in \"academie/**\"");
        }
    }
    list(section, key, &entries, report)
}

fn list(section: &Section<'_>, key: &str, entries: &[Entry<&str>], report: &mut Report<'_>) -> Vec<String> {
    let list: Vec<String> = entries.iter().map(|entry| entry.value.to_owned()).collect();
    let at = section.place(key, report);
    report.show(section.key(key), list.clone(), at);
    list
}

fn plan(section: &Section<'_>, report: &mut Report<'_>) -> Option<String> {
    let entry = section.text("schedule", report);
    let mut plan = None;
    let mut note = None;
    if let Some(entry) = entry {
        match schedule(entry.value) {
            Ok(six) => {
                note = (six != entry.value)
                    .then(|| format!("written \"{}\": five fields are read as at second 0", entry.value));
                plan = Some(six);
            }
            Err(what) => {
                let message =
                    format!("the schedule \"{}\" cannot be read: {what}", entry.value.escape_debug());
                report.problem(entry.at, message, FIELDS);
            }
        }
    }
    let value = plan.clone().map_or(Value::Null, Value::from);
    let origin = report.origin(entry.map(|entry| entry.at));
    report.settings.push(Setting { key: section.key("schedule"), value, origin, note });
    plan
}
