//! `CITATION.cff` 1.2: how its authors want a work to be cited.
//!
//! Must not know other formats.

use super::sheet::Sheet;
use super::tree::{Node, yaml};
use crate::model::Field;

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(yaml::parse(text), "YAML") else { return };
    sheet.claim(Field::Name, "title", root.get("title"));
    sheet.claim(Field::Summary, "abstract", root.get("abstract"));
    sheet.claim(Field::Description, "abstract", root.get("abstract"));
    sheet.claim_each(Field::Keyword, "keywords", root.get("keywords"));
    sheet.claim(Field::Version, "version", root.get("version"));
    sheet.address(Field::Website, "url", root.get("url"));
    sheet.address(Field::Repository, "repository-code", root.get("repository-code"));
    licence(sheet, root.get("license"));
    for person in root.get("authors").map(Node::items).unwrap_or_default() {
        let named = |key: &str| person.get(key).and_then(Node::text).unwrap_or_default();
        let parts =
            [named("given-names"), named("name-particle"), named("family-names"), named("name-suffix")];
        let full: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let name = if full.is_empty() { named("name").to_owned() } else { full.join(" ") };
        sheet.author(&name, Some("authors"), person.line, 1.0);
    }
}

/// A list means that any of them may be chosen.
fn licence(sheet: &mut Sheet<'_>, node: Option<&Node>) {
    let Some(node) = node else { return };
    let texts: Vec<&str> = node.items().iter().filter_map(Node::text).collect();
    sheet.licence(&texts.join(" OR "), "license", node.line, 1.0);
}
