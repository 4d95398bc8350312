//! Texts inside trees: elements with attributes, and texts in several languages, of which one is taken.
//!
//! French first, then English, then what is there. Must not know any record.

use crate::read::tree::{Node, Value};

/// Most values of one key that are looked at.
const VALUES: usize = 500;

/// Languages in the order they are preferred.
const PREFERRED: &[&str] = &["fr", "en", "de"];

/// The text of an element, whether or not it has attributes.
pub(super) fn text(node: &Node) -> Option<&str> {
    node.text().or_else(|| node.get("#text")?.text()).map(str::trim).filter(|text| !text.is_empty())
}

/// Prose of a document whose lines were broken to fit: lines are joined, paragraphs stay apart.
pub(super) fn flowed(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for line in text.lines().map(str::trim) {
        let parted = whole.is_empty() || whole.ends_with('\n');
        match (line.is_empty(), parted) {
            (true, true) => {}
            (true, false) => whole.push_str("\n\n"),
            (false, true) => whole.push_str(line),
            (false, false) => {
                whole.push(' ');
                whole.push_str(line);
            }
        }
    }
    whole
}

/// The one text of a JSON-LD value: a text, an object that has one, or one of a map of languages.
pub(super) fn said(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Text(text) => Some(text.as_str()),
        Value::List(items) => items.iter().find_map(said),
        Value::Map(entries) => {
            let named = ["@value", "name", "prefLabel", "title"].iter().find_map(|key| said(node.get(key)?));
            let spoken = || PREFERRED.iter().find_map(|language| said(node.get(language)?));
            let any = || entries.iter().find(|(key, _)| is_language(key)).and_then(|(_, text)| text.text());
            named.or_else(spoken).or_else(any)
        }
        Value::Null => None,
    }
}

fn is_language(key: &str) -> bool {
    let code = key.split('-').next().unwrap_or(key);
    key != "id" && (2..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The address of a thing: the text itself, or what it has under `id`, `@id` or `url`.
pub(super) fn address(node: &Node) -> Option<&str> {
    node.text().or_else(|| ["id", "@id", "url"].iter().find_map(|key| node.get(key)?.text())).map(str::trim)
}

/// The value under the first of these keys that is there.
pub(super) fn first<'a>(node: &'a Node, keys: &[&str]) -> Option<&'a Node> {
    keys.iter().find_map(|key| node.get(key)).filter(|found| found.value != Value::Null)
}

/// Every value under these keys, with the key; lists are opened.
pub(super) fn each<'a, 'k>(node: &'a Node, keys: &'k [&'k str]) -> Vec<(&'k str, &'a Node)> {
    let items = |key: &'k str| node.get(key).map(Node::items).unwrap_or_default();
    keys.iter().flat_map(|key| items(key).iter().take(VALUES).map(move |item| (*key, item))).collect()
}
