//! Python's `pyproject.toml`: PEP 621 and 639, and Poetry's own table before them.
//!
//! Values that are computed (`dynamic`) are not there.

use super::{authors, labelled, licence_text, trove};
use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::tree::{Node, toml};

pub(in crate::read) fn pyproject(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(toml::parse(text), "TOML") else { return };
    let (prefix, project) = match (root.get("project"), root.at("tool.poetry")) {
        (Some(project), _) => ("project", project),
        (None, Some(poetry)) => ("tool.poetry", poetry),
        (None, None) => return,
    };
    let path = |key: &str| format!("{prefix}.{key}");
    sheet.claim(Field::Name, &path("name"), project.get("name"));
    sheet.claim(Field::Summary, &path("description"), project.get("description"));
    sheet.claim(Field::Version, &path("version"), project.get("version"));
    sheet.claim_each(Field::Keyword, &path("keywords"), project.get("keywords"));
    authors(sheet, &path("authors"), project.get("authors"));
    authors(sheet, &path("maintainers"), project.get("maintainers"));
    for (key, node) in project.get("urls").into_iter().flat_map(Node::entries).chain(project.entries()) {
        if let Some(field) = labelled(key) {
            sheet.address(field, &path(key), Some(node));
        }
    }
    let declared = project.get("license").and_then(|node| Some((licence_text(node)?, node)));
    if let Some((text, node)) = declared {
        sheet.licence(text.lines().next().unwrap_or_default(), &path("license"), node.line, 1.0);
    }
    for item in project.get("classifiers").map(Node::items).unwrap_or_default() {
        trove::claim(
            sheet,
            item.text().unwrap_or_default(),
            &path("classifiers"),
            item.line,
            declared.is_none(),
        );
    }
}
