//! What each key may hold, and which keys there are: types and unknown keys.
//!
//! Follows the table of keys; must not know what values mean.

use std::collections::HashSet;

use super::key::Key;
use super::report::{Report, quoted};
use super::terms::{self, Kind};
use crate::read::tree::{Node, Value};

/// Checks the whole file against the table of keys.
pub(super) fn check(report: &mut Report<'_>) {
    let root = report.root;
    if let Value::Map(_) = root.value {
        entries(report, root, "", &Key::default());
    }
}

/// The keys of one map, each once and each known.
fn entries(report: &mut Report<'_>, node: &Node, pattern: &str, key: &Key) {
    let mut seen = HashSet::new();
    for (name, child) in node.entries() {
        let here = key.name(name);
        if !seen.insert(name) {
            let message = format!("{} stands twice", quoted(name));
            report.error("publiccode_duplicate_key", &here, message, "Keep one of the two.");
            continue;
        }
        let dotted = if pattern.is_empty() { name.to_owned() } else { format!("{pattern}.{name}") };
        // Lower case was written until 0.2 and is still taken.
        let dotted =
            if dotted == "it" || dotted.starts_with("it.") { dotted.replacen("it", "IT", 1) } else { dotted };
        if terms::key(&dotted).is_some() {
            value(report, child, &dotted, &here);
        } else if terms::key(&format!("{pattern}.*")).is_some() {
            value(report, child, &format!("{pattern}.*"), &key.language(name));
        } else if name != "<<" {
            unknown(report, &dotted, &here);
        }
    }
}

fn unknown(report: &mut Report<'_>, pattern: &str, key: &Key) {
    let message = format!("the standard has no key {}", quoted(&key.to_string()));
    let remedy = terms::dialect(pattern).unwrap_or("Remove the key, or correct its spelling.");
    report.error("publiccode_unknown_key", key, message, remedy);
}

fn value(report: &mut Report<'_>, node: &Node, pattern: &str, key: &Key) {
    let Some(known) = terms::key(pattern) else { return };
    let wanted = match (known.kind, &node.value) {
        (_, Value::Null) | (Kind::Text, Value::Text(_)) | (Kind::Addresses, Value::Text(_)) => return,
        (Kind::Flag, Value::Text(text)) if node.place.plain && is_flag(text) => return,
        (Kind::Texts | Kind::Addresses, Value::List(items)) => {
            return texts(report, items, key);
        }
        (Kind::Map, Value::Map(_)) => return entries(report, node, pattern, key),
        (Kind::Maps, Value::List(items)) => return maps(report, items, pattern, key),
        (Kind::Text, _) => "a text",
        (Kind::Flag, _) => "true or false, without quotes",
        (Kind::Texts, _) => "a list of texts",
        (Kind::Addresses, _) => "an address or a list of addresses",
        (Kind::Map, _) => "a map of keys",
        (Kind::Maps, _) => "a list of maps",
    };
    report.wrong_type(key, node, wanted);
}

/// YAML 1.2 has these alone: `yes`, `no`, `on` and `off` are texts.
fn is_flag(text: &str) -> bool {
    matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
}

fn texts(report: &mut Report<'_>, items: &[Node], key: &Key) {
    for (at, item) in items.iter().enumerate() {
        if !matches!(item.value, Value::Null | Value::Text(_)) {
            report.wrong_type(&key.item(at), item, "a text");
        }
    }
}

fn maps(report: &mut Report<'_>, items: &[Node], pattern: &str, key: &Key) {
    for (at, item) in items.iter().enumerate() {
        match item.value {
            Value::Null => {}
            Value::Map(_) => entries(report, item, &format!("{pattern}[]"), &key.item(at)),
            Value::Text(_) | Value::List(_) => report.wrong_type(&key.item(at), item, "a map of keys"),
        }
    }
}
