//! `CITATION.cff` 1.2: how its authors want a work to be cited.
//!
//! Must not know other formats.

use super::sheet::Sheet;
use super::tree::{Node, yaml};
use crate::model::{Field, Severity};

/// Keys that the format demands, with what to add.
const REQUIRED: &[(&str, &str)] = &[
    ("cff-version", "Add cff-version: 1.2.0."),
    ("message", "Add message, a sentence that asks for the citation."),
    ("title", "Add title, the name of the work."),
    ("authors", "Add authors, each with family-names and given-names, or with name for a body."),
];

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let (tree, _) = yaml::parse_beyond_breaks(text);
    let whole = tree.problem.is_none();
    let Some(root) = sheet.root(tree, "YAML") else { return };
    for (key, remedy) in REQUIRED.iter().filter(|(key, _)| whole && root.get(key).is_none()) {
        let told = (format!("{key} is missing"), *remedy);
        sheet.find(Severity::Warning, "citation_missing", told, Some(key), None);
    }
    sheet.claim(Field::Name, "title", root.get("title"));
    sheet.claim(Field::Summary, "abstract", root.get("abstract"));
    sheet.claim(Field::Description, "abstract", root.get("abstract"));
    sheet.claim_each(Field::Keyword, "keywords", root.get("keywords"));
    sheet.claim(Field::Version, "version", root.get("version"));
    sheet.day(Field::Released, "date-released", root.get("date-released"));
    sheet.address(Field::Website, "url", root.get("url"));
    sheet.address(Field::Repository, "repository-code", root.get("repository-code"));
    sheet.address(Field::Repository, "repository", root.get("repository"));
    // The other value, `software`, says nothing of its sort.
    sheet.claim(Field::Kind, "type", root.get("type").filter(|node| node.text() == Some("dataset")));
    identifiers(sheet, &root);
    licence(sheet, root.get("license"));
    for person in root.get("authors").map(Node::items).unwrap_or_default() {
        let named = |key: &str| person.get(key).and_then(Node::text).unwrap_or_default();
        let parts =
            [named("given-names"), named("name-particle"), named("family-names"), named("name-suffix")];
        let full: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let name = if full.is_empty() { named("name").to_owned() } else { full.join(" ") };
        sheet.author(&name, Some("authors"), person.line, 1.0);
        sheet.say(Field::Organisation, named("affiliation"), Some("authors.affiliation"), person.line, 0.5);
    }
}

/// What the work is cited under; an ORCID is a person's and is not read.
fn identifiers(sheet: &mut Sheet<'_>, root: &Node) {
    if let Some(node) = root.get("doi") {
        sheet.identifier(node.text().unwrap_or_default(), "doi", node.line);
    }
    for item in root.get("identifiers").map(Node::items).unwrap_or_default() {
        let value = item.get("value").and_then(Node::text).unwrap_or_default();
        sheet.identifier(value, "identifiers", item.line);
    }
}

/// A list means that any of them may be chosen.
fn licence(sheet: &mut Sheet<'_>, node: Option<&Node>) {
    let Some(node) = node else { return };
    let texts: Vec<&str> = node.items().iter().filter_map(Node::text).collect();
    sheet.licence(&texts.join(" OR "), "license", node.line, 1.0);
}
