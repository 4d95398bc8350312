//! `[[host]]`: one public place where copies go.
//!
//! Checks what can be known without asking the host.

use std::path::PathBuf;

use glane_catalog::model::HostId;
use serde_json::Value;
use url::Url;

use super::address::{GITHUB, address, exposes_token};
use super::context::Context;
use super::forge::{refuse, unwritten};
use super::list::flag;
use super::nearest::suggestion;
use super::report::Report;
use super::secret::{APP_KEY, TOKEN, secret};
use super::section::Section;
use super::settings::{GithubApp, HostKind, HostSettings};

/// Keys of `[[host]]`.
pub(super) const KEYS: &[&str] = &[
    "id",
    "kind",
    "url",
    "path",
    "organisation",
    "token_file",
    "token_env",
    "app_id",
    "app_installation",
    "app_key_file",
    "publish",
    "runs_nothing",
    "name",
];

const KINDS: &[&str] = &["github", "gitlab", "forgejo", "plain"];
const TOKENS: &[&str] = &["token_file", "token_env"];
const APP: &[&str] = &["app_id", "app_installation", "app_key_file"];
const PLACES: &[&str] = &["forge", "path", "name"];
/// The forge is part of the default name, so that two forges never meet on one host.
const NAME: &str = "{forge}-{path}";

/// Reads one host; none when its name or kind cannot be told.
pub(super) fn host(
    section: &Section<'_>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Option<HostSettings> {
    let id = id(section, report);
    let kind = kind(section, report);
    let url = url(section, kind, report);
    let path = path(section, context, report);
    let organisation = organisation(section, kind, report);
    let token = secret(TOKEN, section, context, report);
    let app = app(section, context, report);
    match kind {
        Some(HostKind::Github) => github(section, report),
        Some(HostKind::Gitlab) => api("gitlab", section, report),
        Some(HostKind::Forgejo) => api("forgejo", section, report),
        Some(HostKind::Plain) => plain(section, report),
        None => {}
    }
    if let Some(url) = &url
        && (token.is_some() || app.is_some())
        && exposes_token(url)
    {
        report.warning(section.at, format!("the token would be sent to {url} in the clear"), "use https");
    }
    let publish = flag(section, "publish", false, report);
    let runs_nothing = flag(section, "runs_nothing", false, report);
    let name = name(section, report);
    let settings = HostSettings::new(id?, kind?);
    Some(HostSettings { url, path, organisation, token, app, publish, runs_nothing, name, ..settings })
}

fn github(section: &Section<'_>, report: &mut Report<'_>) {
    refuse(section, &["path", "runs_nothing"], "github", report);
    owned("github", section, report);
    if let (Some(at), false) = (section.place("app_id", report), unwritten(section, TOKENS, report)) {
        let remedy = "keep token_file or token_env, or the app's three keys";
        report.problem(at, "[[host]] has both a token and a GitHub App", remedy);
    }
    if unwritten(section, TOKENS, report) && unwritten(section, APP, report) {
        let message = "[[host]] of kind \"github\" has no token";
        let remedy = "add token_file = \"…\" or token_env = \"…\", a token that may create and push; or app_id, \
                      app_installation and app_key_file";
        report.problem(section.at, message, remedy);
    }
}

/// What GitLab and Forgejo need.
fn api(kind: &str, section: &Section<'_>, report: &mut Report<'_>) {
    refuse(section, &[&["path", "runs_nothing"], APP].concat(), kind, report);
    if unwritten(section, &["url"], report) {
        let message = format!("[[host]] of kind \"{kind}\" has no \"url\"");
        report.problem(section.at, message, "add url = \"https://forge.example.org\"");
    }
    owned(kind, section, report);
    if unwritten(section, TOKENS, report) {
        let message = format!("[[host]] of kind \"{kind}\" has no token");
        let remedy =
            "add token_file = \"…\" or token_env = \"…\"; the token must be allowed to create and push";
        report.problem(section.at, message, remedy);
    }
}

fn owned(kind: &str, section: &Section<'_>, report: &mut Report<'_>) {
    if unwritten(section, &["organisation"], report) {
        let message = format!("[[host]] of kind \"{kind}\" has no \"organisation\"");
        report.problem(section.at, message, "add organisation = \"…\", the one that will own the copies");
    }
}

/// The GitHub App, if its three keys are there.
fn app(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> Option<GithubApp> {
    let id = number(section, "app_id", report);
    let installation = number(section, "app_installation", report);
    let key = secret(APP_KEY, section, context, report);
    let missing: Vec<&str> =
        APP.iter().copied().filter(|name| section.place(name, report).is_none()).collect();
    if !missing.is_empty() && missing.len() < APP.len() {
        let message = format!("[[host]] names a GitHub App without {}", missing.join(" and "));
        report.problem(section.at, message, "add what is missing, or use a token");
    }
    Some(GithubApp { id: id?, installation: installation?, key: key? })
}

fn number(section: &Section<'_>, key: &str, report: &mut Report<'_>) -> Option<u64> {
    let entry = section.number(key, 1..=i64::MAX.unsigned_abs(), report);
    let value = entry.map(|entry| entry.value);
    report.show(section.key(key), value, entry.map(|entry| entry.at));
    value
}

fn plain(section: &Section<'_>, report: &mut Report<'_>) {
    refuse(section, &[&["organisation", "publish"], APP].concat(), "plain", report);
    let (path, url) = (section.place("path", report), section.place("url", report));
    match (path, url) {
        (None, None) => {
            let message = "[[host]] of kind \"plain\" has neither \"path\" nor \"url\"";
            report.problem(
                section.at,
                message,
                "add path = \"folder for the copies\" or url = \"https://…\"",
            );
        }
        (Some(_), Some(at)) => {
            report.problem(at, "[[host]] has both \"path\" and \"url\"", "keep one, or declare two hosts");
        }
        (Some(_), None) => {
            refuse(section, &[TOKENS, &["runs_nothing"]].concat(), "plain with a path", report);
        }
        (None, Some(_)) => {}
    }
}

fn id(section: &Section<'_>, report: &mut Report<'_>) -> Option<HostId> {
    let entry = section.required("id", "\"…\", a short name", report)?;
    report.show(section.key("id"), entry.value, Some(entry.at));
    HostId::new(entry.value)
        .map_err(|error| report.problem(entry.at, error.to_string(), "choose another, as in \"github\""))
        .ok()
}

fn kind(section: &Section<'_>, report: &mut Report<'_>) -> Option<HostKind> {
    let entry = section.required("kind", "\"github\", \"gitlab\", \"forgejo\" or \"plain\"", report)?;
    report.show(section.key("kind"), entry.value, Some(entry.at));
    match entry.value {
        "github" => Some(HostKind::Github),
        "gitlab" => Some(HostKind::Gitlab),
        "forgejo" | "gitea" => Some(HostKind::Forgejo),
        "plain" => Some(HostKind::Plain),
        other => {
            let message = format!("unknown kind of host \"{}\"", other.escape_debug());
            report.problem(entry.at, message, suggestion(other, KINDS, "known kinds"));
            None
        }
    }
}

fn url(section: &Section<'_>, kind: Option<HostKind>, report: &mut Report<'_>) -> Option<Url> {
    let entry = section.text("url", report);
    let written = entry.and_then(|entry| address("url", entry, report));
    let default = || if kind == Some(HostKind::Github) { Url::parse(GITHUB).ok() } else { None };
    let url = written.or_else(default);
    let value = url.as_ref().map_or(Value::Null, |url| url.as_str().into());
    report.show(section.key("url"), value, entry.map(|entry| entry.at));
    url
}

fn path(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> Option<PathBuf> {
    let entry = section.text("path", report);
    let path = entry.map(|entry| context.path(entry.value));
    if let (Some(entry), Some(path)) = (entry, &path)
        && path.exists()
        && !path.is_dir()
    {
        let message = format!("path: {} is not a folder", path.display());
        report.problem(entry.at, message, "name a folder, or a path where one can be made");
    }
    let value = path.as_ref().map_or(Value::Null, |path| path.display().to_string().into());
    report.show(section.key("path"), value, entry.map(|entry| entry.at));
    path
}

fn organisation(section: &Section<'_>, kind: Option<HostKind>, report: &mut Report<'_>) -> Option<String> {
    let entry = section.text("organisation", report);
    // A group of GitLab may lie within another.
    let nested = kind == Some(HostKind::Gitlab);
    let takes = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if let Some(entry) = entry
        && (!entry.value.split('/').all(|part| !part.is_empty() && part.bytes().all(takes))
            || (!nested && entry.value.contains('/')))
    {
        let message = format!("\"{}\" is not the name of an organisation", entry.value.escape_debug());
        report.problem(entry.at, message, "write the last part of its address, as in \"mon-organisation\"");
    }
    let value = entry.map_or(Value::Null, |entry| entry.value.into());
    report.show(section.key("organisation"), value, entry.map(|entry| entry.at));
    entry.map(|entry| entry.value.to_owned())
}

fn name(section: &Section<'_>, report: &mut Report<'_>) -> String {
    let entry = section.text("name", report);
    let rule = entry.map_or(NAME, |entry| entry.value);
    if let Some(entry) = entry
        && let Err((message, remedy)) = check_rule(entry.value)
    {
        report.problem(entry.at, message, remedy);
    }
    report.show(section.key("name"), rule, entry.map(|entry| entry.at));
    rule.to_owned()
}

/// A rule names the project, and holds known places and characters every host takes.
fn check_rule(rule: &str) -> Result<(), (String, String)> {
    const EXAMPLE: &str = "use letters, digits, . _ - and the places {forge}, {path}, {name}";
    let mut rest = rule;
    while let Some((before, after)) = rest.split_once('{') {
        check_literal(before).map_err(|message| (message, EXAMPLE.to_owned()))?;
        let (place, after) = after
            .split_once('}')
            .ok_or_else(|| ("the naming rule has a { without its }".to_owned(), EXAMPLE.to_owned()))?;
        if !PLACES.contains(&place) {
            let message = format!("the naming rule has an unknown place {{{}}}", place.escape_debug());
            return Err((message, suggestion(place, PLACES, "known places")));
        }
        rest = after;
    }
    check_literal(rest).map_err(|message| (message, EXAMPLE.to_owned()))?;
    if rule.contains("{path}") || rule.contains("{name}") {
        return Ok(());
    }
    let message = "the naming rule would give every copy the same name".to_owned();
    Err((message, "add {path} or {name}, as in \"{forge}-{path}\"".to_owned()))
}

fn check_literal(text: &str) -> Result<(), String> {
    let strange = text.chars().find(|c| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '_' | '-'));
    strange
        .map_or(Ok(()), |c| Err(format!("the naming rule has \"{}\", which no host takes", c.escape_debug())))
}
