//! Node's `package.json`.
//!
//! "SEE LICENSE IN" are npm's own words for: not here.

use super::{authors, common_json, licence_text};
use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::tree::{Node, json};

pub(in crate::read) fn npm(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(json::parse(text), "JSON") else { return };
    common_json(sheet, &root);
    sheet.address(Field::Repository, "repository", root.get("repository"));
    sheet.address(Field::Repository, "repository.url", root.at("repository.url"));
    sheet.address(Field::Issues, "bugs", root.get("bugs"));
    sheet.address(Field::Issues, "bugs.url", root.at("bugs.url"));
    sheet.claim_each(Field::Platform, "os", root.get("os"));
    // "UNLICENSED" is a declaration.
    let spoken = |text: &str| !text.to_uppercase().starts_with("SEE LICENSE");
    if let Some((text, node)) = root.get("license").and_then(|node| Some((licence_text(node)?, node)))
        && spoken(text)
    {
        sheet.licence(text, "license", node.line, 1.0);
    }
    for item in root.get("licenses").map(Node::items).unwrap_or_default() {
        sheet.licence(licence_text(item).unwrap_or_default(), "licenses", item.line, 0.8);
    }
    for key in ["author", "contributors", "maintainers"] {
        authors(sheet, key, root.get(key));
    }
}
