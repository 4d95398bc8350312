//! `codemeta.json`, versions 2 and 3, a schema.org description in JSON-LD.
//!
//! Contexts are not resolved: the keys are taken as the format spells them.

use super::sheet::Sheet;
use super::tree::{Node, json};
use crate::model::Field;

/// Keys that name one value, with the field they claim.
const TEXTS: &[(&str, Field)] = &[
    ("name", Field::Name),
    ("description", Field::Summary),
    ("description", Field::Description),
    ("version", Field::Version),
    ("softwareVersion", Field::Version),
];

/// Keys that hold an address.
const ADDRESSES: &[(&str, Field)] = &[
    ("url", Field::Website),
    ("softwareHelp", Field::Documentation),
    ("buildInstructions", Field::Documentation),
    ("codeRepository", Field::Repository),
    ("issueTracker", Field::Issues),
    ("image", Field::Logo),
    ("logo", Field::Logo),
];

/// Keys that hold words, a list of them, or things with a name.
const NAMES: &[(&str, Field)] = &[
    ("producer", Field::Organisation),
    ("funder", Field::Funder),
    ("copyrightHolder", Field::Holder),
    ("operatingSystem", Field::Platform),
    ("audience", Field::Audience),
];

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let Some(whole) = sheet.root(json::parse(text), "JSON") else { return };
    let root = described(&whole);
    for (key, field) in TEXTS {
        sheet.claim(*field, key, root.get(key));
    }
    for (key, field) in ADDRESSES {
        for item in root.get(key).map(Node::items).unwrap_or_default() {
            sheet.address(*field, key, Some(addressed(item)));
        }
    }
    for (key, field) in NAMES {
        for item in root.get(key).map(Node::items).unwrap_or_default() {
            let name = item.get("name").or_else(|| item.get("audienceType")).unwrap_or(item);
            sheet.claim(*field, key, Some(name));
        }
    }
    for (key, field) in [("datePublished", Field::Released), ("dateCreated", Field::Created)] {
        sheet.day(field, key, root.get(key));
    }
    licence(sheet, root.get("license"));
    for key in ["author", "maintainer", "contributor"] {
        people(sheet, key, root.get(key));
    }
    keywords(sheet, root.get("keywords"));
    languages(sheet, root.get("inLanguage"));
    if let Some(node) = root.get("developmentStatus") {
        let text = node.text().or_else(|| node.get("@id")?.text()).unwrap_or_default();
        sheet.status(text, "developmentStatus", node.line, 1.0);
    }
    related(sheet, root);
}

/// What it is cited under, what it was made from, what it teaches.
fn related(sheet: &mut Sheet<'_>, root: &Node) {
    for key in ["identifier", "sameAs"] {
        for item in root.get(key).map(Node::items).unwrap_or_default() {
            let text = item.text().or_else(|| item.get("value")?.text()).unwrap_or_default();
            sheet.identifier(text, key, item.line);
        }
    }
    for item in root.get("isBasedOn").map(Node::items).unwrap_or_default() {
        sheet.address(Field::BasedOn, "isBasedOn", Some(addressed(item)));
    }
    for key in ["educationalLevel", "teaches", "about"] {
        for item in root.get(key).map(Node::items).unwrap_or_default() {
            let text = item.text().or_else(|| item.get("name")?.text()).unwrap_or_default();
            sheet.school(text, Some(key), item.line, 0.9);
        }
    }
}

/// The software itself, where the file holds a graph of several things.
fn described(root: &Node) -> &Node {
    let software = |node: &&Node| {
        let kind = node.get("@type").or_else(|| node.get("type"));
        kind.into_iter()
            .flat_map(Node::items)
            .filter_map(Node::text)
            .any(|kind| kind.ends_with("SoftwareSourceCode") || kind.ends_with("SoftwareApplication"))
    };
    root.get("@graph").and_then(|graph| graph.items().iter().find(software)).unwrap_or(root)
}

/// An address, or the thing that has it.
fn addressed(node: &Node) -> &Node {
    ["@id", "url"].iter().find_map(|key| node.get(key)).unwrap_or(node)
}

/// An address, an expression, an object with one of both, or a list of these, of which any may hold.
fn licence(sheet: &mut Sheet<'_>, node: Option<&Node>) {
    let Some(node) = node else { return };
    let texts: Vec<&str> = node
        .items()
        .iter()
        .filter_map(|item| {
            ["", "@id", "url", "identifier", "name"].iter().find_map(|key| match *key {
                "" => item.text(),
                key => item.get(key).and_then(Node::text),
            })
        })
        .collect();
    for text in texts {
        sheet.licence(text, "license", node.line, 1.0);
    }
}

fn people(sheet: &mut Sheet<'_>, key: &str, node: Option<&Node>) {
    for person in node.map(Node::items).unwrap_or_default() {
        let named = |key: &str| person.get(key).and_then(Node::text).unwrap_or_default();
        let full = format!("{} {}", named("givenName"), named("familyName"));
        let name = if full.trim().is_empty() { named("name") } else { full.as_str() };
        let name = if name.is_empty() { person.text().unwrap_or_default() } else { name };
        sheet.author(name, Some(key), person.line.or_else(|| node.and_then(|node| node.line)), 1.0);
    }
}

/// A list, or one text with commas.
fn keywords(sheet: &mut Sheet<'_>, node: Option<&Node>) {
    for item in node.map(Node::items).unwrap_or_default() {
        for word in item.text().unwrap_or_default().split([',', ';']) {
            sheet.say(Field::Keyword, word, Some("keywords"), item.line, 1.0);
        }
    }
}

fn languages(sheet: &mut Sheet<'_>, node: Option<&Node>) {
    for item in node.map(Node::items).unwrap_or_default() {
        let tag = item.text().or_else(|| item.get("alternateName")?.text()).unwrap_or_default();
        let lower = tag.to_lowercase();
        let code = lower.split(['-', '_']).next().unwrap_or_default();
        if (2..=3).contains(&code.len()) {
            sheet.say(Field::Language, code, Some("inLanguage"), item.line, 1.0);
        }
    }
}
