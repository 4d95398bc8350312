//! JSON, strictly; lines by looking for the key.
//!
//! A broken file gives nothing but its problem: half a JSON value says too little.

use serde_json::Value as Json;

use super::{Lines, Node, Problem, Tree, Value};

/// Reads a JSON text.
pub(in crate::read) fn parse(text: &str) -> Tree {
    match serde_json::from_str::<Json>(text) {
        Ok(json) => Tree { root: Some(node(json, &Keys::of(text), None)), problem: None },
        Err(error) => {
            let problem = Problem {
                message: error.to_string(),
                line: u32::try_from(error.line()).ok().filter(|line| *line > 0),
                column: u32::try_from(error.column()).ok().filter(|column| *column > 0),
            };
            Tree { root: None, problem: Some(problem) }
        }
    }
}

/// First line of each key.
struct Keys<'a> {
    text: &'a str,
    lines: Lines,
}

impl<'a> Keys<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, lines: Lines::of(text) }
    }

    fn line(&self, key: &str) -> Option<u32> {
        let quoted = format!("\"{key}\"");
        let is_key = |at: &usize| self.text[at + quoted.len()..].trim_start().starts_with(':');
        let at = self.text.match_indices(&quoted).take(64).map(|(at, _)| at).find(is_key)?;
        Some(self.lines.place(at).0)
    }
}

/// `serde_json` stops at 128 levels, so this recursion is bounded; only keys near the top are located.
fn node(json: Json, keys: &Keys<'_>, line: Option<u32>) -> Node {
    let value = match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Text(value.to_string()),
        Json::Number(value) => Value::Text(value.to_string()),
        Json::String(text) => Value::Text(text),
        Json::Array(items) => Value::List(items.into_iter().map(|item| node(item, keys, line)).collect()),
        Json::Object(map) => {
            // Only a handful of keys lead to claims; large maps (dependency lists) are not located.
            let small = map.len() <= 64 && line.is_none();
            let entries = map.into_iter().map(|(key, item)| {
                let at = if small { keys.line(&key) } else { line };
                let read = node(item, keys, at);
                (key, read)
            });
            Value::Map(entries.collect())
        }
    };
    Node::new(value, line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_lines_and_problems_have_places() {
        let tree = parse("{\n  \"name\": \"x\",\n  \"author\": {\"name\": \"Y\"}\n}");
        let root = tree.root.unwrap();
        assert_eq!(root.get("name").unwrap().line, Some(2));
        assert_eq!(root.at("author.name").unwrap().line, Some(3));
        let broken = parse("{\n  \"name\": \n}").problem.unwrap();
        assert_eq!(broken.line, Some(3));
    }
}
