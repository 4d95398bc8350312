//! Manifests of package managers: what they say about the package itself.
//!
//! Nothing is ever run or resolved: a manifest that computes its values says nothing here.

use super::sheet::Sheet;
use super::tree::{Node, Value, json, toml};
use crate::licence::{ALL_RIGHTS_RESERVED, declares_all_rights_reserved};
use crate::model::Field;

/// Rust's `Cargo.toml`.
pub(super) fn cargo(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(toml::parse(text), "TOML") else { return };
    // A workspace root without a package may carry the values its members inherit.
    let (prefix, Some(package)) = (match (root.get("package"), root.at("workspace.package")) {
        (Some(package), _) => ("package", Some(package)),
        (None, inherited) => ("workspace.package", inherited),
    }) else {
        return;
    };
    let inherited = |key: &str| match package.get(key) {
        Some(node) if node.get("workspace").is_some() => {
            root.at("workspace.package").and_then(|from| from.get(key))
        }
        other => other,
    };
    let path = |key: &str| format!("{prefix}.{key}");
    sheet.claim(Field::Name, &path("name"), inherited("name"));
    sheet.claim(Field::Summary, &path("description"), inherited("description"));
    sheet.claim(Field::Version, &path("version"), inherited("version"));
    sheet.claim_each(Field::Keyword, &path("keywords"), inherited("keywords"));
    sheet.address(Field::Website, &path("homepage"), inherited("homepage"));
    sheet.address(Field::Documentation, &path("documentation"), inherited("documentation"));
    sheet.address(Field::Repository, &path("repository"), inherited("repository"));
    if let Some((text, node)) = inherited("license").and_then(|node| Some((node.text()?, node))) {
        sheet.licence(text, &path("license"), node.line, 1.0);
    }
    authors(sheet, &path("authors"), inherited("authors"));
}

/// Node's `package.json`.
pub(super) fn npm(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(json::parse(text), "JSON") else { return };
    common_json(sheet, &root);
    sheet.address(Field::Repository, "repository", root.get("repository"));
    sheet.address(Field::Repository, "repository.url", root.at("repository.url"));
    // "SEE LICENSE IN" are npm's own words for: not here; "UNLICENSED" is a declaration.
    let spoken = |text: &str| !text.to_uppercase().starts_with("SEE LICENSE");
    if let Some((text, node)) = root.get("license").and_then(|node| Some((licence_text(node)?, node)))
        && spoken(text)
    {
        sheet.licence(text, "license", node.line, 1.0);
    }
    for item in root.get("licenses").map(Node::items).unwrap_or_default() {
        sheet.licence(licence_text(item).unwrap_or_default(), "licenses", item.line, 0.8);
    }
    authors(sheet, "author", root.get("author"));
    authors(sheet, "contributors", root.get("contributors"));
}

/// PHP's `composer.json`; a list of licences is a choice.
pub(super) fn composer(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(json::parse(text), "JSON") else { return };
    common_json(sheet, &root);
    sheet.address(Field::Documentation, "support.docs", root.at("support.docs"));
    sheet.address(Field::Repository, "support.source", root.at("support.source"));
    if let Some(node) = root.get("license") {
        let texts = node.items().iter().filter_map(Node::text);
        let named = |text| if declares_all_rights_reserved(text) { ALL_RIGHTS_RESERVED } else { text };
        let texts: Vec<&str> = texts.map(named).collect();
        sheet.licence(&texts.join(" OR "), "license", node.line, 1.0);
    }
    authors(sheet, "authors", root.get("authors"));
}

/// Python's `pyproject.toml`: PEP 621 and 639, and Poetry's own table before them.
pub(super) fn pyproject(sheet: &mut Sheet<'_>, text: &str) {
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
    for (key, node) in project.get("urls").into_iter().flat_map(Node::entries).chain(project.entries()) {
        let field = match key.to_lowercase().as_str() {
            "homepage" | "home" | "website" => Field::Website,
            "documentation" | "docs" => Field::Documentation,
            "repository" | "source" | "source code" | "code" => Field::Repository,
            _ => continue,
        };
        sheet.address(field, &path(key), Some(node));
    }
    if let Some((text, node)) = project.get("license").and_then(|node| Some((licence_text(node)?, node))) {
        sheet.licence(text.lines().next().unwrap_or_default(), &path("license"), node.line, 1.0);
    } else {
        classifiers(sheet, &path("classifiers"), project.get("classifiers"));
    }
}

/// `License :: OSI Approved :: MIT License`; the name often lacks a version.
fn classifiers(sheet: &mut Sheet<'_>, key: &str, node: Option<&Node>) {
    for item in node.map(Node::items).unwrap_or_default() {
        let Some(name) = item.text().and_then(|text| text.strip_prefix("License ::")) else { continue };
        let name = name.rsplit("::").next().unwrap_or(name);
        let name = name.split_once('(').map_or(name, |(before, inside)| {
            let inside = inside.trim_end().trim_end_matches(')');
            if crate::licence::parse_expression(inside).is_some() { inside } else { before }
        });
        if crate::licence::parse_expression(name).is_some() || declares_all_rights_reserved(name) {
            sheet.licence(name, key, item.line, 0.9);
        }
    }
}

fn common_json(sheet: &mut Sheet<'_>, root: &Node) {
    sheet.claim(Field::Name, "name", root.get("name"));
    sheet.claim(Field::Summary, "description", root.get("description"));
    sheet.claim(Field::Version, "version", root.get("version"));
    sheet.claim_each(Field::Keyword, "keywords", root.get("keywords"));
    sheet.address(Field::Website, "homepage", root.get("homepage"));
}

/// A text, or a table that holds it under `text`, `type` or `name`.
fn licence_text(node: &Node) -> Option<&str> {
    node.text().or_else(|| ["text", "type", "name"].iter().find_map(|key| node.get(key)?.text()))
}

/// A list of texts or of tables with a `name`; one text; one table.
fn authors(sheet: &mut Sheet<'_>, key: &str, node: Option<&Node>) {
    for person in node.map(Node::items).unwrap_or_default() {
        let name = match &person.value {
            Value::Text(name) => name,
            _ => person.get("name").and_then(Node::text).unwrap_or_default(),
        };
        sheet.author(name, Some(key), person.line, 1.0);
    }
}
