//! YAML from the parser's events, so that a broken file still gives what stands before the break.
//!
//! Aliases of collections are not followed, which leaves alias bombs nothing to expand.

use std::collections::HashMap;

use granit_parser::{Event, Marker, Parser, options};

use super::{Node, Problem, Tree, Value};

/// Deepest nesting read; no format of ours nests deeper than ten.
const DEPTH: usize = 64;

/// Most events read from one file.
const EVENTS: usize = 200_000;

/// A collection that is still open.
enum Open {
    List { items: Vec<Node>, line: Option<u32> },
    Map { entries: Vec<(String, Node)>, key: Option<(String, Option<u32>)>, line: Option<u32> },
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    /// Texts that aliases may refer to.
    anchors: HashMap<usize, String>,
}

/// Reads the first document of a YAML text.
pub(in crate::read) fn parse(text: &str) -> Tree {
    let limits =
        options! { flow_nesting_limit: DEPTH, block_nesting_limit: DEPTH, emit_unresolved_aliases: true };
    let mut builder = Builder::default();
    let mut problem = None;
    for event in Parser::new_from_str_with_options(text, limits).take(EVENTS) {
        match event {
            Ok((Event::DocumentEnd | Event::StreamEnd, _)) => break,
            Ok((event, span)) => builder.take(event, line(&span.start)),
            Err(error) => {
                let at = error.marker();
                problem = Some(Problem {
                    // Without the place, which the finding gives.
                    message: error.info(),
                    line: line(at),
                    column: u32::try_from(at.col() + 1).ok(),
                });
                break;
            }
        }
    }
    Tree { root: builder.finish(), problem }
}

fn line(at: &Marker) -> Option<u32> {
    u32::try_from(at.line()).ok()
}

impl Builder {
    fn take(&mut self, event: Event<'_>, line: Option<u32>) {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == granit_parser::ScalarStyle::Plain;
                let null = plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                if anchor > 0 && text.len() <= 10_000 {
                    self.anchors.insert(anchor, text.to_string());
                }
                self.scalar(if null { Value::Null } else { Value::Text(text.into_owned()) }, line);
            }
            Event::Alias(anchor) => {
                let value = self.anchors.get(&anchor).map_or(Value::Null, |text| Value::Text(text.clone()));
                self.scalar(value, line);
            }
            Event::UnresolvedAlias(_) => self.scalar(Value::Null, line),
            Event::SequenceStart(..) => self.open.push(Open::List { items: Vec::new(), line }),
            Event::MappingStart(..) => self.open.push(Open::Map { entries: Vec::new(), key: None, line }),
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            _ => {}
        }
    }

    /// A scalar is a key when its map waits for one.
    fn scalar(&mut self, value: Value, line: Option<u32>) {
        if let Some(Open::Map { key: key @ None, .. }) = self.open.last_mut() {
            *key = Some((if let Value::Text(text) = value { text } else { String::new() }, line));
        } else {
            self.put(Node { value, line });
        }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, .. }) => match key.take() {
                Some((name, at)) => entries.push((name, Node { line: at, ..node })),
                // A collection as a key names nothing that any format of ours knows.
                None => *key = Some((String::new(), node.line)),
            },
            None => self.root = Some(node),
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::List { items, line }) => self.put(Node { value: Value::List(items), line }),
            Some(Open::Map { entries, line, .. }) => self.put(Node { value: Value::Map(entries), line }),
            None => {}
        }
    }

    /// Closes what a break left open.
    fn finish(mut self) -> Option<Node> {
        while !self.open.is_empty() {
            self.close();
        }
        self.root
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_keep_their_lines() {
        let tree = parse("a: 1\nb:\n  c: >\n    long\n    text\n  d: [x, y]\n");
        let root = tree.root.unwrap();
        assert_eq!(root.at("b.c").and_then(Node::text), Some("long text\n"));
        assert_eq!(root.at("b.c").unwrap().line, Some(3));
        assert_eq!(root.at("b.d").unwrap().items().len(), 2);
        assert!(tree.problem.is_none());
    }

    #[test]
    fn a_break_leaves_what_stands_before_it() {
        let tree = parse("name: Ara\nlegal:\n  license: MIT\n bad: [\n");
        assert_eq!(tree.root.unwrap().at("legal.license").and_then(Node::text), Some("MIT"));
        let problem = tree.problem.unwrap();
        assert_eq!((problem.line, problem.column), (Some(4), Some(2)));
        assert!(!problem.message.contains(" at char "), "{}", problem.message);
    }

    #[test]
    fn aliases_of_texts_are_followed_and_bombs_are_not() {
        let tree = parse("a: &t texte\nb: *t\nc: &l [1, 2]\nd: [*l, *l]\n");
        let root = tree.root.unwrap();
        assert_eq!(root.get("b").and_then(Node::text), Some("texte"));
        assert_eq!(root.get("d").unwrap().items()[0].value, Value::Null);
    }
}
