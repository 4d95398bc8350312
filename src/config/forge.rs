//! `[[forge]]`: one source of repositories.
//!
//! Checks what can be known without asking the forge.

mod rules;

use std::path::PathBuf;

use glane_catalog::model::ForgeId;
use serde_json::Value;
use url::Url;

use self::rules::{approved_by, carry, choice, hosts, pace, tell_owners};
use super::address::{GITHUB, address, exposes_token};
use super::context::Context;
use super::list::{flag, globs, list};
use super::nearest::suggestion;
use super::origin::Setting;
use super::report::Report;
use super::schedule::{FIELDS, schedule};
use super::secret::{TOKEN, WEBHOOK, secret};
use super::section::Section;
use super::settings::{ForgeKind, ForgeSettings};

/// Keys of `[[forge]]`.
pub(super) const KEYS: &[&str] = &[
    "id",
    "kind",
    "url",
    "path",
    "repositories",
    "groups",
    "projects",
    "include",
    "exclude",
    "topics",
    "without_topics",
    "skip_archived",
    "skip_forks",
    "active_within",
    "token_file",
    "token_env",
    "webhook_secret_file",
    "webhook_secret_env",
    "requests_per_second",
    "hosts",
    "deny_refs",
    "notes",
    "wikis",
    "releases",
    "approved_by",
    "require_approval",
    "tell_owners",
    "schedule",
];

const KINDS: &[&str] = &["gitlab", "forgejo", "github", "plain"];
const PLAIN_ONLY: &[&str] = &["path", "repositories"];
/// What needs an API that a list of addresses or a folder does not have.
const API_ONLY: &[&str] = &[
    "url",
    "groups",
    "projects",
    "topics",
    "without_topics",
    "skip_archived",
    "skip_forks",
    "active_within",
    "token_file",
    "token_env",
    "webhook_secret_file",
    "webhook_secret_env",
    "wikis",
    "releases",
];
/// The other kinds have no issue that only a project's members can read.
const GITLAB_ONLY: &[&str] = &["tell_owners"];

/// Reads one forge; none when its name or kind cannot be told.
pub(super) fn forge(
    section: &Section<'_>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Option<ForgeSettings> {
    let (id, kind) = (id(section, report), kind(section, report));
    meaningless(section, kind, report);
    let url = url(section, kind, report);
    let (path, repositories) = (path(section, context, report), repositories(section, report));
    if kind == Some(ForgeKind::Plain) && unwritten(section, PLAIN_ONLY, report) {
        let message = "[[forge]] of kind \"plain\" has neither \"path\" nor \"repositories\"";
        let remedy = "add path = \"folder of bare repositories\" or repositories = [\"https://…/a.git\"]";
        report.problem(section.at, message, remedy);
    }
    let (groups, projects) = (groups(section, kind, report), projects(section, report));
    if kind == Some(ForgeKind::Github) && unwritten(section, &["groups", "projects"], report) {
        let message = "[[forge]] of kind \"github\" has neither \"groups\" nor \"projects\"";
        let remedy =
            "add groups = [\"organisation\"] or projects = [\"owner/name\"]: GitHub as a whole is too much";
        report.problem(section.at, message, remedy);
    }
    let (include, exclude) = (globs(section, "include", report), globs(section, "exclude", report));
    let choice = choice(section, report);
    let token = secret(TOKEN, section, context, report);
    if let (Some(url), Some(_)) = (&url, &token)
        && exposes_token(url)
    {
        report.warning(section.at, format!("the token would be sent to {url} in the clear"), "use https");
    }
    let settings = ForgeSettings {
        url,
        path,
        repositories,
        groups,
        projects,
        include,
        exclude,
        choice,
        webhook_secret: secret(WEBHOOK, section, context, report),
        requests_per_second: pace(section, report),
        hosts: hosts(section, context, report),
        carry: carry(section, report),
        approved_by: approved_by(section, report),
        require_approval: flag(section, "require_approval", false, report),
        tell_owners: tell_owners(section, !unwritten(section, &["token_file", "token_env"], report), report),
        schedule: plan(section, report),
        token,
        ..ForgeSettings::new(id?, kind?)
    };
    Some(settings)
}

fn meaningless(section: &Section<'_>, kind: Option<ForgeKind>, report: &mut Report<'_>) {
    match kind {
        Some(ForgeKind::Gitlab) => refuse(section, PLAIN_ONLY, "gitlab", report),
        Some(ForgeKind::Forgejo) => refuse(section, &[PLAIN_ONLY, GITLAB_ONLY].concat(), "forgejo", report),
        Some(ForgeKind::Github) => refuse(section, &[PLAIN_ONLY, GITLAB_ONLY].concat(), "github", report),
        Some(ForgeKind::Plain) => refuse(section, &[API_ONLY, GITLAB_ONLY].concat(), "plain", report),
        None => {}
    }
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
    let entry = section.required("kind", "\"gitlab\", \"forgejo\", \"github\" or \"plain\"", report)?;
    report.show(section.key("kind"), entry.value, Some(entry.at));
    match entry.value {
        "gitlab" => Some(ForgeKind::Gitlab),
        "forgejo" | "gitea" => Some(ForgeKind::Forgejo),
        "github" => Some(ForgeKind::Github),
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
    let named = match kind {
        Some(ForgeKind::Gitlab) => Some("gitlab"),
        Some(ForgeKind::Forgejo) => Some("forgejo"),
        Some(ForgeKind::Github | ForgeKind::Plain) | None => None,
    };
    if let (Some(named), None) = (named, section.place("url", report)) {
        let message = format!("[[forge]] of kind \"{named}\" has no \"url\"");
        report.problem(section.at, message, "add url = \"https://forge.example.org\"");
    }
    let entry = section.text("url", report);
    let url = entry.and_then(|entry| address("url", entry, report));
    let default = || if kind == Some(ForgeKind::Github) { Url::parse(GITHUB).ok() } else { None };
    let url = url.or_else(default);
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

fn groups(section: &Section<'_>, kind: Option<ForgeKind>, report: &mut Report<'_>) -> Vec<String> {
    // Only GitLab has groups within groups.
    let flat = matches!(kind, Some(ForgeKind::Forgejo | ForgeKind::Github));
    let entries = section.texts("groups", report);
    for entry in &entries {
        if !is_path(entry.value) || (flat && entry.value.contains('/')) {
            let what = if flat { "the name of an organisation" } else { "the path of a group" };
            let message = format!("\"{}\" is not {what}", entry.value.escape_debug());
            let example = if flat { "academie" } else { "academie/maths" };
            let remedy = format!("write its path as the forge's address shows it, as in \"{example}\"");
            report.problem(entry.at, message, remedy);
        }
    }
    list(section, "groups", &entries, report)
}

fn projects(section: &Section<'_>, report: &mut Report<'_>) -> Vec<String> {
    let entries = section.texts("projects", report);
    for entry in &entries {
        if !is_path(entry.value) || !entry.value.contains('/') {
            let message = format!("\"{}\" is not the full path of a project", entry.value.escape_debug());
            let remedy =
                "write owner and name as the forge's address shows them, as in \"academie/maths/outil\"";
            report.problem(entry.at, message, remedy);
        }
    }
    list(section, "projects", &entries, report)
}

fn is_path(text: &str) -> bool {
    !text.contains("://")
        && !text.starts_with('/')
        && !text.ends_with('/')
        && !text.contains("//")
        && !text.contains(char::is_whitespace)
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
