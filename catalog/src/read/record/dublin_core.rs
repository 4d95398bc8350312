//! Dublin Core records as OAI-PMH carries them: fifteen elements, each any number of times.
//!
//! What is not said is never filled in, least of all an organisation. Must not know the other formats.

use super::super::sheet::Sheet;
use super::super::tree::{Node, xml};
use super::node::{flowed, text};
use super::wrapped;
use super::{concept, reference, rights};
use crate::model::{Field, Severity};
use crate::read::{day, duration, language};
use crate::vocabulary::school::Kind;

/// Elements whose texts are claimed as they are.
const TEXTS: &[(&str, Field)] = &[
    ("title", Field::Name),
    ("description", Field::Summary),
    ("description", Field::Description),
    ("abstract", Field::Description),
    ("publisher", Field::Organisation),
];

/// DCMI's own words for sorts of resources, which are surer than others.
const DCMI: &[&str] =
    &["Text", "Image", "StillImage", "MovingImage", "Sound", "Dataset", "Event", "InteractiveResource"];

/// Elements that lead to other works.
const RELATIONS: &[(&str, Field)] = &[
    ("isPartOf", Field::PartOf),
    ("hasPart", Field::HasPart),
    ("isVersionOf", Field::VersionOf),
    ("hasVersion", Field::VersionOf),
    ("source", Field::BasedOn),
    ("references", Field::Related),
    ("relation", Field::Related),
];

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(xml::parse(text), "XML") else { return };
    let Some(record) = wrapped::first(&root, "dc", &["title", "identifier", "creator"]) else {
        let told = (
            format!("{} holds no Dublin Core record: it has neither title nor identifier", sheet.path()),
            "Give the oai_dc:dc element itself, or a record of OAI-PMH that carries it.",
        );
        sheet.find(Severity::Error, "no_record", told, None, root.line);
        return;
    };
    claims(sheet, record);
}

pub(super) fn claims(sheet: &mut Sheet<'_>, record: &Node) {
    for (key, field) in TEXTS {
        for (text, line) in said(record, key) {
            // A second title is a translation, and a second description another way to say it.
            if field.is_many() || sheet.claims(*field).is_empty() {
                sheet.say(*field, &flowed(text), Some(key), line, 1.0);
            }
        }
    }
    for (text, line) in said(record, "creator") {
        sheet.author(text, Some("creator"), line, 1.0);
    }
    for (text, line) in said(record, "contributor") {
        sheet.person(Field::Contributor, text, Some("contributor"), line, 1.0);
    }
    for (text, line) in said(record, "identifier") {
        reference::identifier(sheet, text, "identifier", line);
    }
    for (key, field) in RELATIONS {
        for (text, line) in said(record, key) {
            reference::other(sheet, *field, (Some(text), Some(text)), key, line);
        }
    }
    for (text, line) in said(record, "subject") {
        concept::keyword(sheet, text, "subject", line);
    }
    for (text, line) in said(record, "coverage") {
        sheet.say(Field::Keyword, text, Some("coverage"), line, 0.5);
    }
    codes(sheet, record);
    for key in ["license", "rights", "accessRights"] {
        for (text, line) in said(record, key) {
            rights(sheet, text, key, line);
        }
    }
}

/// Languages, dates, durations, types and whom it is for.
fn codes(sheet: &mut Sheet<'_>, record: &Node) {
    for (text, line) in said(record, "language") {
        if let Some(language) = language::language(text) {
            sheet.say(Field::Language, &language, Some("language"), line, 1.0);
        }
    }
    for (key, field) in [
        ("issued", Field::Published),
        ("created", Field::Created),
        ("modified", Field::Modified),
        ("date", Field::Published),
    ] {
        for (text, line) in said(record, key) {
            if let Some(day) = day::date(text).filter(|_| sheet.claims(field).is_empty()) {
                sheet.say(field, &day, Some(key), line, 0.9);
            }
        }
    }
    for (text, line) in said(record, "extent") {
        if let Some(duration) = duration::exact(text).or_else(|| clock(text)) {
            sheet.say(Field::Duration, &duration, Some("extent"), line, 0.9);
        }
    }
    for (text, line) in said(record, "type") {
        let sure = if DCMI.contains(&concept::word(text)) { 0.9 } else { 0.7 };
        concept::sort(sheet, text, "type", line, sure);
        for term in concept::terms(Kind::Type, None, Some(text)) {
            sheet.say(Field::ResourceType, &term.term, Some("type"), line, 0.9);
        }
    }
    for (text, line) in said(record, "audience") {
        concept::audience(sheet, text, "audience", line);
    }
}

/// A licence or what is said of rights; statements about access only are neither.
fn rights(sheet: &mut Sheet<'_>, text: &str, key: &str, line: Option<u32>) {
    let access = text.trim_start_matches("http://purl.org/coar/access_right/");
    match access.trim_start_matches("info:eu-repo/semantics/") {
        "openAccess" => sheet.say(Field::Access, "no_account", Some(key), line, 0.7),
        "restrictedAccess" | "closedAccess" => sheet.say(Field::Access, "account", Some(key), line, 0.7),
        _ => rights::say(sheet, text, key, line),
    }
}

/// `01:02:30`, as makers of videos write how long one runs.
fn clock(text: &str) -> Option<String> {
    let parts: Vec<u32> =
        text.trim().split(':').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let [hours, minutes, seconds] = match *parts.as_slice() {
        [minutes, seconds] => [0, minutes, seconds],
        [hours, minutes, seconds] => [hours, minutes, seconds],
        _ => return None,
    };
    let sane = hours < 100 && minutes < 60 && seconds < 60;
    sane.then(|| duration::exact(&format!("PT{hours}H{minutes}M{seconds}S"))).flatten()
}

/// The texts of an element, wherever it is repeated.
fn said<'a>(record: &'a Node, key: &'a str) -> Vec<(&'a str, Option<u32>)> {
    record.all(key).filter_map(|node| Some((text(node)?, node.line))).collect()
}
