//! Rust: `Cargo.lock` and `Cargo.toml`.
//!
//! Packages without a source are those of the workspace itself.

use super::Found;
use crate::model::Register;
use crate::read::tree::{Node, toml};

pub(super) fn lock(found: &mut Found<'_>, text: &str) {
    let Some(root) = toml::parse(text).root else { return };
    for package in root.get("package").map(Node::items).unwrap_or_default() {
        let value = |key: &str| package.get(key).and_then(Node::text);
        if let (Some(name), Some(_)) = (value("name"), value("source")) {
            let line = package.get("name").and_then(|node| node.line);
            found.add(Register::Cargo, name, value("version"), line);
        }
    }
}

pub(super) fn manifest(found: &mut Found<'_>, text: &str) {
    let Some(root) = toml::parse(text).root else { return };
    for table in ["dependencies", "dev-dependencies", "build-dependencies", "workspace.dependencies"] {
        for (name, node) in root.at(table).into_iter().flat_map(Node::entries) {
            let elsewhere = node.get("path").is_some() || node.get("workspace").is_some();
            if !elsewhere {
                let name = node.get("package").and_then(Node::text).unwrap_or(name);
                found.add(Register::Cargo, name, None, node.line);
            }
        }
    }
}
