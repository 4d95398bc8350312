//! `metadata.yml` as OERSI takes it out of repositories: one record of schema.org, or a list of them.
//!
//! Other tools have files of that name too: theirs say nothing here. Must not know the other formats.

use super::super::sheet::Sheet;
use super::super::tree::{Node, Value, yaml};
use super::amb::named;
use super::node::each as values;
use super::{RECORDS, work};
use crate::model::Severity;
use crate::read::Reading;

/// Keys of schema.org, two of which beside a name make a record even without a context.
const KEYS: &[&str] = &[
    "creativeWorkStatus",
    "learningResourceType",
    "license",
    "creator",
    "inLanguage",
    "educationalLevel",
    "about",
    "datePublished",
];

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(yaml::parse(text), "YAML") else { return };
    let (records, included) = records(&root);
    for line in included {
        let told = (
            format!("{} includes another file, which is read where it lies", sheet.path()),
            "Nothing, if the file included is in this repository and is a record itself.",
        );
        sheet.find(Severity::Info, "included", told, None, line);
    }
    let Some(first) = records.first() else {
        let told = (
            format!("{} is not a record of an open educational resource: it is another tool’s", sheet.path()),
            "Nothing; to have a resource listed, write name, license, creator and creativeWorkStatus: Published.",
        );
        sheet.find(Severity::Info, "other_tool", told, None, None);
        return;
    };
    one(sheet, first);
    if records.len() > 1 {
        let told = (
            format!("{} lists {} resources; the first is read here", sheet.path(), records.len()),
            "Nothing: each of the others is a resource of its own.",
        );
        sheet.find(Severity::Info, "several_records", told, None, None);
    }
}

/// Every record of a list, each with its identifier.
pub(super) fn each(text: &str) -> Vec<(String, Reading)> {
    let Some(root) = yaml::parse(text).root else { return Vec::new() };
    let found = records(&root).0;
    let read = |(at, node): (usize, &&Node)| {
        let id = named(node).map_or_else(|| format!("#{}", at + 1), str::to_owned);
        let mut sheet = Sheet::of_record(&id);
        one(&mut sheet, node);
        let reading = sheet.done();
        (id, reading)
    };
    found.iter().enumerate().take(RECORDS).map(read).collect()
}

/// The files that a text includes, as it names them: paths from where it lies, the last part with `*` at times.
#[must_use]
pub fn included(text: &str) -> Vec<String> {
    let root = yaml::parse(text).root;
    let names = root.iter().flat_map(items).filter_map(Node::text).filter(|name| is_file(name));
    names.take(RECORDS).map(str::to_owned).collect()
}

/// The records of a file, and the lines on which it includes others.
fn records(root: &Node) -> (Vec<&Node>, Vec<Option<u32>>) {
    let items = items(root);
    let included = items.iter().filter(|item| item.text().is_some_and(is_file)).map(|item| item.line);
    (items.iter().filter(|item| is_record(item)).collect(), included.collect())
}

/// What a file lists, or its one entry.
fn items(root: &Node) -> &[Node] {
    match &root.value {
        Value::List(items) => items,
        _ => std::slice::from_ref(root),
    }
}

fn is_file(name: &str) -> bool {
    name.ends_with(".yml") || name.ends_with(".yaml") || name.ends_with(".json")
}

fn is_record(node: &Node) -> bool {
    let context = node.get("@context").and_then(|context| context.items().first()?.text());
    let typed =
        values(node, &["type", "@type"]).iter().any(|(_, kind)| kind.text() == Some("LearningResource"));
    let keys = KEYS.iter().filter(|key| node.get(key).is_some()).count();
    let spoken =
        context.is_some_and(|context| context.contains("schema.org") || context.contains("w3id.org/kim"));
    node.get("name").is_some() && (spoken || typed || keys >= 2)
}

fn one(sheet: &mut Sheet<'_>, record: &Node) {
    let status = record.get("creativeWorkStatus");
    match status.and_then(Node::text) {
        Some("Published") => {}
        Some(other) => {
            let told = (
                format!("creativeWorkStatus is {other}: the record is not meant to be listed"),
                "Write creativeWorkStatus: Published once it is.",
            );
            let line = status.and_then(|node| node.line);
            return sheet.find(Severity::Info, "not_published", told, Some("creativeWorkStatus"), line);
        }
        None => {
            let told = (
                "creativeWorkStatus is missing: OERSI lists only what says that it is published".to_owned(),
                "Write creativeWorkStatus: Published.",
            );
            sheet.find(Severity::Warning, "status_missing", told, Some("creativeWorkStatus"), record.line);
        }
    }
    persons(sheet, record);
    work::claims(sheet, record);
}

/// Tells an ORCID that stands where no reader looks for it, and a person without a name.
fn persons(sheet: &mut Sheet<'_>, record: &Node) {
    for (key, person) in values(record, &["creator", "author", "contributor"]) {
        let misplaced = person.entries().any(|(name, value)| {
            !matches!(name, "id" | "@id") && value.text().is_some_and(|text| text.contains("orcid.org/"))
                || name.eq_ignore_ascii_case("orcid")
        });
        if misplaced {
            let told = (
                format!("an ORCID of {key} stands in another field than id"),
                "Write the whole address under id: https://orcid.org/0000-….",
            );
            sheet.find(Severity::Warning, "orcid_misplaced", told, Some(key), person.line);
        }
        if work::person(person).is_empty() {
            let told =
                (format!("someone under {key} has no name"), "Write name, or givenName and familyName.");
            sheet.find(Severity::Warning, "name_missing", told, Some(key), person.line);
        }
    }
}
