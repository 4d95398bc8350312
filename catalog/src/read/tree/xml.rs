//! XML as maps of elements, with the line each starts on; a document type is refused.
//!
//! Nothing is expanded but the five names of XML itself, so that no document can grow by being read.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Lines, Node, Problem, Tree, Value};

/// Deepest nesting read.
const DEPTH: usize = 64;

/// Most elements read from one file, with their attributes: each is many times as large as what is written.
const ELEMENTS: usize = 400_000;

/// Most characters of one text.
const TEXT: usize = 16 * 1024;

const TOO_MUCH: &str = "it nests too deep or holds too much";

/// An element that is still open.
struct Open {
    name: String,
    line: u32,
    entries: Vec<(String, Node)>,
    text: String,
}

/// Reads an XML text: the root's own entries are at the top, attributes under `@name`.
pub(in crate::read) fn parse(text: &str) -> Tree {
    let lines = Lines::of(text);
    let mut reader = Reader::from_str(text);
    let mut open = vec![Open { name: String::new(), line: 1, entries: Vec::new(), text: String::new() }];
    let mut elements = 0;
    let problem = loop {
        let offset = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX).min(text.len());
        let line = || lines.place(offset).0;
        match reader.read_event() {
            Ok(Event::Eof) => break None,
            Ok(Event::DocType(_)) => break Some(told("it has a document type, which is not read", line())),
            Ok(Event::Start(start)) => {
                let element = begin(&start, line());
                elements += 1 + element.entries.len();
                if open.len() >= DEPTH || elements > ELEMENTS {
                    break Some(told(TOO_MUCH, line()));
                }
                open.push(element);
            }
            Ok(Event::Empty(start)) => {
                let element = begin(&start, line());
                elements += 1 + element.entries.len();
                if elements > ELEMENTS {
                    break Some(told(TOO_MUCH, line()));
                }
                put(&mut open, element);
            }
            Ok(Event::End(_)) => {
                if let Some(element) = open.pop() {
                    put(&mut open, element);
                }
            }
            Ok(Event::Text(piece)) => add(&mut open, &piece),
            Ok(Event::CData(piece)) => add(&mut open, &piece),
            Ok(Event::GeneralRef(name)) => add(&mut open, entity(&name).as_bytes()),
            Ok(_) => {}
            Err(error) => break Some(told(&error.to_string(), line())),
        }
    };
    Tree { root: finish(open), problem }
}

/// Closes what a break left open; the root is the one element of the document.
fn finish(mut open: Vec<Open>) -> Option<Node> {
    while open.len() > 1 {
        if let Some(element) = open.pop() {
            put(&mut open, element);
        }
    }
    open.pop().and_then(|document| document.entries.into_iter().next()).map(|(_, node)| node)
}

fn told(message: &str, line: u32) -> Problem {
    Problem { message: message.to_owned(), line: Some(line), column: None }
}

/// An element with its attributes; a prefix of a namespace is left out.
fn begin(start: &BytesStart<'_>, line: u32) -> Open {
    let local = |name: &[u8]| {
        let name = String::from_utf8_lossy(name).into_owned();
        name.rsplit_once(':').map_or(name.clone(), |(_, local)| local.to_owned())
    };
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).take(64).flatten().map(|attribute| {
        let value = String::from_utf8_lossy(&attribute.value).into_owned();
        let name = format!("@{}", local(attribute.key.as_ref()));
        (name, Node::new(Value::Text(value), Some(line)))
    });
    Open { name: local(start.name().as_ref()), line, entries: attributes.collect(), text: String::new() }
}

/// Closes an element into what holds it: a text, or a map of what it holds.
fn put(open: &mut [Open], element: Open) {
    let Some(parent) = open.last_mut() else { return };
    let text = element.text.trim();
    let value = if !element.entries.is_empty() {
        let mut entries = element.entries;
        if !text.is_empty() {
            entries.push(("#text".to_owned(), Node::new(Value::Text(text.to_owned()), Some(element.line))));
        }
        Value::Map(entries)
    } else if text.is_empty() {
        Value::Null
    } else {
        Value::Text(text.to_owned())
    };
    parent.entries.push((element.name, Node::new(value, Some(element.line))));
}

fn add(open: &mut [Open], piece: &[u8]) {
    if let Some(element) = open.last_mut()
        && element.text.len() < TEXT
    {
        element.text.push_str(&String::from_utf8_lossy(piece));
    }
}

/// What a reference stands for: a character by its name in XML itself, or by its number.
pub(in crate::read) fn entity(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => number.parse().ok(),
    });
    match (name.as_ref(), number.and_then(char::from_u32)) {
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("amp", _) => "&".to_owned(),
        ("apos", _) => "'".to_owned(),
        ("quot", _) => "\"".to_owned(),
        (_, Some(letter)) => letter.to_string(),
        _ => format!("&{name};"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_keep_their_lines_and_names_are_not_expanded() {
        let tree = parse(
            "<?xml version=\"1.0\"?>\n<project>\n <name>A &amp; B</name>\n <a x=\"1\">t</a><a/>\n</project>",
        );
        let root = tree.root.unwrap();
        assert!(tree.problem.is_none());
        assert_eq!(root.at("name").and_then(Node::text), Some("A & B"));
        assert_eq!(root.get("name").unwrap().line, Some(3));
        assert_eq!(root.all("a").count(), 2);
        assert_eq!(root.at("a.@x").and_then(Node::text), Some("1"));
    }

    #[test]
    fn a_document_type_is_refused() {
        let tree = parse("<!DOCTYPE a [<!ENTITY b \"x\">]><a>&b;</a>");
        assert!(tree.root.is_none() && tree.problem.is_some());
        assert!(parse(&"<a>".repeat(100_000)).problem.is_some());
        for many in ["<a/>", "<a b='' c=''/>", "<a b='' c=''></a>"] {
            let tree = parse(&format!("<r>{}</r>", many.repeat(ELEMENTS / 2)));
            assert_eq!(tree.problem.is_some(), many.contains('b'), "{many}");
            assert!(parse(&format!("<r>{}</r>", many.repeat(ELEMENTS))).problem.is_some(), "{many}");
        }
    }
}
