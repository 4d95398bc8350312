//! Node: `package-lock.json` (1 to 3) and `package.json`.
//!
//! Links lead to parts of the same repository.

use super::{Found, exact};
use crate::model::Register;
use crate::read::tree::{Node, json};

pub(super) fn lock(found: &mut Found<'_>, text: &str) {
    let Some(root) = json::parse(text).root else { return };
    match root.get("packages") {
        Some(packages) => {
            for (place, package) in packages.entries() {
                let Some((_, name)) = place.rsplit_once("node_modules/") else { continue };
                if package.get("link").is_none() {
                    let name = package.get("name").and_then(Node::text).unwrap_or(name);
                    found.add(Register::Npm, name, package.get("version").and_then(Node::text), None);
                }
            }
        }
        None => nested(found, &root),
    }
}

/// Version 1 nests what is needed below what needs it; the parser bounds the depth.
fn nested(found: &mut Found<'_>, node: &Node) {
    for (name, package) in node.get("dependencies").into_iter().flat_map(Node::entries) {
        let version = package.get("version").and_then(Node::text);
        found.add(Register::Npm, name, version.and_then(exact), None);
        nested(found, package);
    }
}

pub(super) fn manifest(found: &mut Found<'_>, text: &str) {
    let Some(root) = json::parse(text).root else { return };
    for table in ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] {
        for (name, node) in root.get(table).into_iter().flat_map(Node::entries) {
            let version = node.text().unwrap_or_default();
            if !["file:", "link:", "workspace:", "portal:"].iter().any(|near| version.starts_with(near)) {
                found.add(Register::Npm, name, exact(version), node.line);
            }
        }
    }
}
