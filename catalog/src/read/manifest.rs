//! Manifests of package managers: what they say about the package itself, one kind a file.
//!
//! Nothing is ever run or resolved: a manifest that computes its values says nothing here.

mod cargo;
mod composer;
mod dotnet;
mod gem;
mod gradle;
mod maven;
mod npm;
mod python;
mod quoted;
mod r;
mod setup;
mod trove;

use super::sheet::Sheet;
use super::tree::{Node, Value};
use crate::model::Field;

pub(super) use cargo::cargo;
pub(super) use composer::composer;
pub(super) use dotnet::csproj;
pub(super) use gem::gemspec;
pub(super) use gradle::gradle;
pub(super) use maven::pom;
pub(super) use npm::npm;
pub(super) use python::pyproject;
pub(super) use r::description;
pub(super) use setup::{setup_cfg, setup_py};

/// What npm and Composer spell alike.
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

/// The field that the label of an address means, as Python's and others' lists of addresses have them.
fn labelled(label: &str) -> Option<Field> {
    match label.to_lowercase().replace(['-', '_'], " ").trim() {
        "homepage" | "home" | "website" | "url" => Some(Field::Website),
        "documentation" | "docs" | "documentation uri" => Some(Field::Documentation),
        "repository" | "source" | "source code" | "code" | "github" | "gitlab" | "source code uri" => {
            Some(Field::Repository)
        }
        "issues" | "bug tracker" | "tracker" | "bug reports" | "issue tracker" | "bug tracker uri" => {
            Some(Field::Issues)
        }
        "demo" | "demonstration" => Some(Field::Demo),
        _ => None,
    }
}
