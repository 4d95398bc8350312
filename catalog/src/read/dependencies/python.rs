//! Python: `poetry.lock`, `uv.lock` and `pyproject.toml`.
//!
//! Requirements of PEP 508 are cut after the name.

use super::Found;
use super::requirements::requirement;
use crate::model::Register;
use crate::read::tree::{Node, toml};

pub(super) fn lock(found: &mut Found<'_>, text: &str) {
    let Some(root) = toml::parse(text).root else { return };
    for package in root.get("package").map(Node::items).unwrap_or_default() {
        let value = |key: &str| package.get(key).and_then(Node::text);
        // uv lists the project itself.
        let own = ["source.virtual", "source.editable"].iter().any(|key| package.at(key).is_some());
        if let Some(name) = value("name").filter(|_| !own) {
            found.add(Register::Pypi, name, value("version"), package.get("name").and_then(|node| node.line));
        }
    }
}

pub(super) fn manifest(found: &mut Found<'_>, text: &str) {
    let Some(root) = toml::parse(text).root else { return };
    let listed = root.at("project.dependencies").map(Node::items).unwrap_or_default().iter();
    let optional = root.at("project.optional-dependencies").into_iter().flat_map(Node::entries);
    for item in listed.chain(optional.flat_map(|(_, group)| group.items())) {
        if let Some((name, version)) = item.text().and_then(requirement) {
            found.add(Register::Pypi, name, version, item.line);
        }
    }
    for table in ["tool.poetry.dependencies", "tool.poetry.dev-dependencies"] {
        for (name, node) in root.at(table).into_iter().flat_map(Node::entries) {
            if name != "python" && node.get("path").is_none() {
                found.add(Register::Pypi, name, None, node.line);
            }
        }
    }
}
