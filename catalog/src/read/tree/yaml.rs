//! YAML from the parser's events, so that a broken file still gives what stands before the break.
//!
//! Aliases of collections are not followed, which leaves alias bombs nothing to expand.

use std::collections::{HashMap, HashSet};

use granit_parser::{Event, Marker, Parser, options};

use super::{Node, Place, Problem, Tree, Value};

/// Deepest nesting read; no format of ours nests deeper than ten.
const DEPTH: usize = 64;

/// Most events read from one file.
const EVENTS: usize = 200_000;

/// Most pieces a broken text is read in.
const PIECES: usize = 8;

/// A collection that is still open, with the place where it starts.
enum Open {
    List { items: Vec<Node>, at: At },
    Map { entries: Vec<(String, Node)>, key: Option<(String, At)>, at: At },
}

/// Line and column, from 1.
type At = (u32, u32);

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    root: Option<Node>,
    /// Texts that aliases may refer to.
    anchors: HashMap<usize, String>,
    /// The line of the first alias of a collection, which is left out.
    unfollowed: Option<u32>,
    /// The line of the last key at the margin: a break is often told much later than it stands.
    last: u32,
}

/// What one piece gave.
struct Piece {
    tree: Tree,
    unfollowed: Option<u32>,
    /// The line after which reading may begin again; none when the piece was read whole.
    broken_after: Option<u32>,
}

/// Reads the first document of a YAML text.
pub(in crate::read) fn parse(text: &str) -> Tree {
    read(text).tree
}

/// Reads a YAML text beyond its breaks: after each, from the next key that stands at the margin.
///
/// The problem told is the first one. A second thing told is the line of an alias that was left out.
pub(in crate::read) fn parse_beyond_breaks(text: &str) -> (Tree, Option<u32>) {
    let Piece { mut tree, mut unfollowed, broken_after: mut after } = read(text);
    for _ in 1..PIECES {
        let Some((skipped, rest)) = after.and_then(|line| next_key(text, line)) else { break };
        let piece = read(rest);
        unfollowed = unfollowed.or(piece.unfollowed.map(|line| line + skipped));
        after = piece.broken_after.map(|line| line + skipped);
        let piece = piece.tree;
        let Some(Node { value: Value::Map(further), .. }) = piece.root else { continue };
        let root = tree.root.get_or_insert_with(|| Node::new(Value::Map(Vec::new()), None));
        if let Value::Map(entries) = &mut root.value {
            let known: HashSet<String> = entries.iter().map(|(key, _)| key.clone()).collect();
            for (key, mut node) in further {
                if !known.contains(&key) {
                    move_down(&mut node, skipped);
                    entries.push((key, node));
                }
            }
        }
    }
    (tree, unfollowed)
}

/// The text from the first line after `line` that begins with a key, and how many lines stand before.
fn next_key(text: &str, line: u32) -> Option<(u32, &str)> {
    let after = usize::try_from(line).ok()?;
    let mut offset = 0;
    for (number, content) in text.split_inclusive('\n').enumerate() {
        let name = content.split(':').next().unwrap_or_default();
        let keyed = name.len() < content.trim_end().len()
            && !name.is_empty()
            && name.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-'));
        if number >= after && keyed {
            return Some((u32::try_from(number).ok()?, &text[offset..]));
        }
        offset += content.len();
    }
    None
}

/// Moves the places of a piece to where they stand in the whole; the depth is bounded by [`DEPTH`].
fn move_down(node: &mut Node, lines: u32) {
    node.line = node.line.map(|line| line + lines);
    node.place.key.0 += lines;
    node.place.start.0 += lines;
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| move_down(item, lines)),
        Value::Map(entries) => entries.iter_mut().for_each(|(_, item)| move_down(item, lines)),
        Value::Null | Value::Text(_) => {}
    }
}

fn read(text: &str) -> Piece {
    let limits =
        options! { flow_nesting_limit: DEPTH, block_nesting_limit: DEPTH, emit_unresolved_aliases: true };
    let mut builder = Builder::default();
    let mut problem = None;
    for event in Parser::new_from_str_with_options(text, limits).take(EVENTS) {
        match event {
            Ok((Event::DocumentEnd | Event::StreamEnd, _)) => break,
            Ok((event, span)) => builder.take(event, at(&span.start)),
            Err(error) => {
                let (line, column) = at(error.marker());
                // Without the place, which the finding gives.
                problem = Some(Problem { message: error.info(), line: Some(line), column: Some(column) });
                break;
            }
        }
    }
    let (unfollowed, last) = (builder.unfollowed, builder.last);
    let broken_after = problem.is_some().then_some(last.max(1));
    Piece { tree: Tree { root: builder.finish(), problem }, unfollowed, broken_after }
}

fn at(marker: &Marker) -> At {
    (u32::try_from(marker.line()).unwrap_or(0), u32::try_from(marker.col() + 1).unwrap_or(0))
}

impl Builder {
    fn take(&mut self, event: Event<'_>, at: At) {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == granit_parser::ScalarStyle::Plain;
                let null = plain && matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL");
                if anchor > 0 && text.len() <= 10_000 {
                    self.anchors.insert(anchor, text.to_string());
                }
                self.scalar(if null { Value::Null } else { Value::Text(text.into_owned()) }, at, plain);
            }
            Event::Alias(anchor) => {
                let known = self.anchors.get(&anchor).cloned();
                if known.is_none() {
                    self.unfollowed.get_or_insert(at.0);
                }
                self.scalar(known.map_or(Value::Null, Value::Text), at, false);
            }
            Event::UnresolvedAlias(_) => {
                self.unfollowed.get_or_insert(at.0);
                self.scalar(Value::Null, at, false);
            }
            Event::SequenceStart(..) => self.open.push(Open::List { items: Vec::new(), at }),
            Event::MappingStart(..) => self.open.push(Open::Map { entries: Vec::new(), key: None, at }),
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            _ => {}
        }
    }

    /// A scalar is a key when its map waits for one.
    fn scalar(&mut self, value: Value, at: At, plain: bool) {
        if let [Open::Map { key: None, .. }] = self.open.as_slice() {
            self.last = at.0;
        }
        if let Some(Open::Map { key: key @ None, .. }) = self.open.last_mut() {
            *key = Some((if let Value::Text(text) = value { text } else { String::new() }, at));
        } else {
            let place = Place { key: at, start: at, plain };
            self.put(Node { value, line: Some(at.0), place });
        }
    }

    fn put(&mut self, mut node: Node) {
        match self.open.last_mut() {
            Some(Open::List { items, .. }) => items.push(node),
            Some(Open::Map { entries, key, .. }) => match key.take() {
                Some((name, at)) => {
                    node.line = Some(at.0);
                    node.place.key = at;
                    entries.push((name, node));
                }
                // A collection as a key names nothing that any format of ours knows.
                None => *key = Some((String::new(), node.place.start)),
            },
            None => self.root = Some(node),
        }
    }

    fn close(&mut self) {
        let (value, at) = match self.open.pop() {
            Some(Open::List { items, at }) => (Value::List(items), at),
            Some(Open::Map { entries, at, .. }) => (Value::Map(entries), at),
            None => return,
        };
        let place = Place { key: at, start: at, plain: false };
        self.put(Node { value, line: Some(at.0), place });
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
    fn what_stands_after_a_break_is_read_with_its_lines() {
        let text = "name: Ara\ndescription:\n  fr:\n    longDescription: |\n  sans retrait: [\nlegal:\n  license: MIT\n";
        let (tree, _) = parse_beyond_breaks(text);
        let root = tree.root.unwrap();
        assert!(tree.problem.is_some());
        assert_eq!(root.get("name").and_then(Node::text), Some("Ara"));
        let licence = root.at("legal.license").unwrap();
        assert_eq!((licence.text(), licence.line, licence.place.start), (Some("MIT"), Some(7), (7, 12)));
    }

    #[test]
    fn aliases_of_texts_are_followed_and_bombs_are_not() {
        let tree = parse("a: &t texte\nb: *t\nc: &l [1, 2]\nd: [*l, *l]\n");
        let root = tree.root.unwrap();
        assert_eq!(root.get("b").and_then(Node::text), Some("texte"));
        assert_eq!(root.get("d").unwrap().items()[0].value, Value::Null);
    }
}
