//! `[[source]]`: one other catalogue, or list of resources, that is harvested.
//!
//! Checks what can be known without asking it.

mod known;

use std::path::PathBuf;

use glane_catalog::model::SourceId;
use glane_catalog::vocabulary::sources::KnownSource;
use serde_json::Value;
use url::Url;

use super::address::{address, address_with_query};
use super::context::Context;
use super::forge::{refuse, unwritten};
use super::list::list;
use super::nearest::suggestion;
use super::origin::Setting;
use super::policy::spdx_id;
use super::report::Report;
use super::schedule::{FIELDS, schedule};
use super::section::Section;
use super::settings::{SourceKind, SourceSettings};

/// Keys of `[[source]]`.
pub(super) const KEYS: &[&str] =
    &["id", "known", "kind", "url", "path", "name", "format", "sets", "licence", "schedule"];

/// What only OAI-PMH has; parts of it, and of an instance of PeerTube, may be named.
const OAI_ONLY: &[&str] = &["format"];
const IN_PARTS: &[&str] = &["sets"];
/// Without a schedule: in the night from Saturday to Sunday, when servers rest.
const WEEKLY: &str = "0 20 2 * * SUN";
/// The word for none at all.
const BY_HAND: &str = "none";

/// Reads one source; none when its name or kind cannot be told.
pub(super) fn source(
    section: &Section<'_>,
    context: &Context<'_>,
    report: &mut Report<'_>,
) -> Option<SourceSettings> {
    let id = id(section, report);
    let known = known::known(section, report);
    let kind = kind(section, known, report);
    let is_document = kind.is_none_or(is_document);
    if let Some(kind) = kind {
        if kind != SourceKind::Oai {
            refuse(section, OAI_ONLY, kind.as_str(), report);
        }
        if !matches!(kind, SourceKind::Oai | SourceKind::Peertube) {
            refuse(section, IN_PARTS, kind.as_str(), report);
        }
        if !is_document {
            refuse(section, &["path"], kind.as_str(), report);
        }
    }
    let (url, path) = (url(section, known, is_document, report), path(section, context, report));
    place(section, kind.filter(|_| url.is_none() || path.is_some()), report);
    let sets = section.texts("sets", report);
    let settings = SourceSettings {
        name: shown_text(section, "name", known.map(|known| known.name.as_str()), report),
        url,
        path,
        format: shown_text(section, "format", known.and_then(|known| known.format.as_deref()), report),
        sets: list(section, "sets", &sets, report),
        licence: licence(section, report).or_else(|| known?.licence.clone()),
        schedule: plan(section, report),
        ..SourceSettings::new(id?, kind?)
    };
    Some(settings)
}

/// Whether a kind is a document, which may lie on this machine too.
fn is_document(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Amb | SourceKind::Oersi | SourceKind::Csv)
}

fn id(section: &Section<'_>, report: &mut Report<'_>) -> Option<SourceId> {
    let entry = section.required("id", "\"…\", a short name for the catalogue", report)?;
    report.show(section.key("id"), entry.value, Some(entry.at));
    SourceId::new(entry.value)
        .map_err(|error| report.problem(entry.at, error.to_string(), "choose another, as in \"canal-u\""))
        .ok()
}

fn kind(section: &Section<'_>, known: Option<&KnownSource>, report: &mut Report<'_>) -> Option<SourceKind> {
    if section.place("kind", report).is_none() && section.place("known", report).is_some() {
        return SourceKind::ALL
            .into_iter()
            .find(|kind| known.is_some_and(|known| known.kind == kind.as_str()));
    }
    let names = SourceKind::ALL.map(SourceKind::as_str);
    let entry = section.required(
        "kind",
        "one of \"oai\", \"sitemap\", \"amb\", \"oersi\", \"csv\", \"peertube\"",
        report,
    )?;
    report.show(section.key("kind"), entry.value, Some(entry.at));
    let kind = SourceKind::ALL.into_iter().find(|kind| kind.as_str() == entry.value);
    if kind.is_none() {
        let message = format!("unknown kind of source \"{}\"", entry.value.escape_debug());
        report.problem(entry.at, message, suggestion(entry.value, &names, "known kinds"));
    }
    kind
}

/// One place, and no more: an address, or for documents a file.
fn place(section: &Section<'_>, kind: Option<SourceKind>, report: &mut Report<'_>) {
    let Some(kind) = kind else { return };
    let (no_url, path) = (unwritten(section, &["url"], report), section.place("path", report));
    if no_url && (path.is_none() || !is_document(kind)) {
        let message = format!("[[source]] of kind \"{}\" has no \"url\"", kind.as_str());
        let or = if is_document(kind) { ", or path = \"…\" for a file of this machine" } else { "" };
        report.problem(section.at, message, format!("add url = \"https://catalogue.example.org/…\"{or}"));
    }
    if let (false, Some(at)) = (no_url, path) {
        report.problem(at, "[[source]] has both \"url\" and \"path\"", "keep one, or declare two sources");
    }
}

fn url(
    section: &Section<'_>,
    known: Option<&KnownSource>,
    is_document: bool,
    report: &mut Report<'_>,
) -> Option<Url> {
    let entry = section.text("url", report);
    let read = if is_document { address_with_query } else { address };
    let listed = || known.and_then(|known| Url::parse(&known.url).ok());
    let url = entry.map_or_else(listed, |entry| read("url", entry, report));
    let value = url.as_ref().map_or(Value::Null, |url| url.as_str().into());
    report.show(section.key("url"), value, entry.map(|entry| entry.at));
    url
}

fn path(section: &Section<'_>, context: &Context<'_>, report: &mut Report<'_>) -> Option<PathBuf> {
    let entry = section.text("path", report);
    let path = entry.map(|entry| context.path(entry.value));
    if let (Some(entry), Some(path)) = (entry, &path)
        && !path.is_file()
    {
        let what = if path.exists() { "is not a file" } else { "does not exist" };
        report.problem(entry.at, format!("path: {} {what}", path.display()), "name the file of records");
    }
    let value = path.as_ref().map_or(Value::Null, |path| path.display().to_string().into());
    report.show(section.key("path"), value, entry.map(|entry| entry.at));
    path
}

fn shown_text(
    section: &Section<'_>,
    key: &str,
    known: Option<&str>,
    report: &mut Report<'_>,
) -> Option<String> {
    let entry = section.text(key, report);
    let text = entry.map(|entry| entry.value.trim()).or(known).map(str::to_owned);
    report.show(section.key(key), text.clone().map_or(Value::Null, Value::from), entry.map(|entry| entry.at));
    text
}

fn licence(section: &Section<'_>, report: &mut Report<'_>) -> Option<String> {
    let entry = section.text("licence", report);
    let licence = entry.and_then(|entry| {
        let read = spdx_id(entry.value.trim());
        if let Err(remedy) = &read {
            let message =
                format!("\"{}\" in licence is not an SPDX licence identifier", entry.value.escape_debug());
            report.problem(entry.at, message, remedy);
        }
        read.ok()
    });
    let value = licence.clone().map_or(Value::Null, Value::from);
    report.show(section.key("licence"), value, entry.map(|entry| entry.at));
    licence
}

fn plan(section: &Section<'_>, report: &mut Report<'_>) -> Option<String> {
    let entry = section.text("schedule", report);
    let mut note = None;
    let plan = match entry {
        None => Some(WEEKLY.to_owned()),
        Some(entry) if entry.value.trim() == BY_HAND => None,
        Some(entry) => match schedule(entry.value) {
            Ok(six) => {
                note = (six != entry.value)
                    .then(|| format!("written \"{}\": five fields are read as at second 0", entry.value));
                Some(six)
            }
            Err(what) => {
                let message =
                    format!("the schedule \"{}\" cannot be read: {what}", entry.value.escape_debug());
                report.problem(entry.at, message, FIELDS);
                None
            }
        },
    };
    let value = plan.clone().map_or(BY_HAND.into(), Value::from);
    let origin = report.origin(entry.map(|entry| entry.at));
    report.settings.push(Setting { key: section.key("schedule"), value, origin, note });
    plan
}
