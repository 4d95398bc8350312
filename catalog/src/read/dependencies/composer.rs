//! PHP: `composer.lock` and `composer.json`.
//!
//! PHP itself and its extensions are no packages: their names have no vendor.

use super::{Found, exact};
use crate::model::Register;
use crate::read::tree::{Node, json};

pub(super) fn lock(found: &mut Found<'_>, text: &str) {
    let Some(root) = json::parse(text).root else { return };
    for list in ["packages", "packages-dev"] {
        for package in root.get(list).map(Node::items).unwrap_or_default() {
            let value = |key: &str| package.get(key).and_then(Node::text);
            if let Some(name) = value("name").filter(|name| name.contains('/')) {
                found.add(Register::Composer, name, value("version"), None);
            }
        }
    }
}

pub(super) fn manifest(found: &mut Found<'_>, text: &str) {
    let Some(root) = json::parse(text).root else { return };
    for table in ["require", "require-dev"] {
        for (name, node) in root.get(table).into_iter().flat_map(Node::entries) {
            if name.contains('/') {
                found.add(Register::Composer, name, node.text().and_then(exact), node.line);
            }
        }
    }
}
