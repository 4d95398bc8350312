//! `codemeta.json`, versions 2 and 3, a schema.org description in JSON-LD.
//!
//! Contexts are not resolved: the keys are taken as the format spells them.

use super::sheet::Sheet;
use super::tree::{Node, json};
use crate::model::Field;

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(json::parse(text), "JSON") else { return };
    sheet.claim(Field::Name, "name", root.get("name"));
    sheet.claim(Field::Summary, "description", root.get("description"));
    sheet.claim(Field::Description, "description", root.get("description"));
    licence(sheet, root.get("license"));
    for key in ["author", "maintainer", "contributor"] {
        people(sheet, key, root.get(key));
    }
    keywords(sheet, root.get("keywords"));
    sheet.address(Field::Website, "url", root.get("url"));
    sheet.address(Field::Documentation, "softwareHelp", root.get("softwareHelp"));
    sheet.address(Field::Repository, "codeRepository", root.get("codeRepository"));
    for key in ["version", "softwareVersion"] {
        sheet.claim(Field::Version, key, root.get(key));
    }
    sheet.claim(Field::Status, "developmentStatus", root.get("developmentStatus"));
    sheet.claim(Field::Organisation, "producer.name", root.at("producer.name"));
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
