//! `.all-contributorsrc`: people who asked to be thanked, by the names they gave.
//!
//! Accounts and pictures are left where they are.

use super::sheet::Sheet;
use super::tree::{Node, json};

pub(super) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(json::parse(text), "JSON") else { return };
    for person in root.get("contributors").map(Node::items).unwrap_or_default() {
        let name = person.get("name").and_then(Node::text).unwrap_or_default();
        // Those who gave no name stand there under their account.
        if name.trim().contains(' ') {
            sheet.author(name, Some("contributors"), root.get("contributors").and_then(|all| all.line), 0.9);
        }
    }
}
