//! PHP's `composer.json`; a list of licences is a choice.
//!
//! Scripts in it are not read.

use super::{authors, common_json};
use crate::licence::{ALL_RIGHTS_RESERVED, declares_all_rights_reserved};
use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::tree::{Node, json};

pub(in crate::read) fn composer(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(json::parse(text), "JSON") else { return };
    common_json(sheet, &root);
    sheet.address(Field::Documentation, "support.docs", root.at("support.docs"));
    sheet.address(Field::Repository, "support.source", root.at("support.source"));
    sheet.address(Field::Issues, "support.issues", root.at("support.issues"));
    if let Some(node) = root.get("type").filter(|node| node.text() == Some("library")) {
        sheet.claim(Field::Kind, "type", Some(node));
    }
    if let Some(node) = root.get("abandoned").filter(|node| node.text() != Some("false")) {
        sheet.say(Field::Status, "obsolete", Some("abandoned"), node.line, 0.9);
    }
    if let Some(node) = root.get("license") {
        let texts = node.items().iter().filter_map(Node::text);
        let named = |text| if declares_all_rights_reserved(text) { ALL_RIGHTS_RESERVED } else { text };
        let texts: Vec<&str> = texts.map(named).collect();
        sheet.licence(&texts.join(" OR "), "license", node.line, 1.0);
    }
    authors(sheet, "authors", root.get("authors"));
}
