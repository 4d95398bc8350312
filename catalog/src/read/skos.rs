//! A vocabulary in SKOS or SKOS-XL, as RDF/XML: its concepts with their labels.
//!
//! Read as the stripes of RDF/XML, node and property by turns, without any namespace resolved.
//! Nothing is expanded and no document type is read; must not know which vocabulary it is.

mod gather;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::model::{Finding, Severity};
use crate::vocabulary::imported::Concept;
use gather::{Gathered, Value};

/// Deepest nesting read.
const DEPTH: usize = 32;

/// Most elements read from one file.
const ELEMENTS: usize = 4_000_000;

/// Longest text kept, in bytes.
const TEXT: usize = 600;

/// What a release of a vocabulary says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Release {
    /// Its concepts, in the order of the file.
    pub concepts: Vec<Concept>,
    /// What kept it from being read to its end.
    pub findings: Vec<Finding>,
}

/// An element that is still open.
struct Open {
    name: String,
    /// The node it is, or what a property leads to.
    id: Option<String>,
    language: Option<String>,
    text: String,
}

/// Reads one file; what can be read before a fault is kept.
#[must_use]
pub fn skos(path: &str, bytes: &[u8]) -> Release {
    let mut walk = Walk::default();
    let problem = walk.through(bytes);
    let concepts = walk.gathered.concepts();
    let mut findings = Vec::new();
    let problem =
        problem.or_else(|| concepts.is_empty().then(|| "it has no concept with a label".to_owned()));
    if let Some(problem) = problem {
        findings.push(
            Finding::new(
                Severity::Error,
                "skos_unreadable",
                format!("{path}: {problem}"),
                "Give a release of the vocabulary in SKOS, as RDF/XML in UTF-8.",
            )
            .in_file(path, None),
        );
    }
    Release { concepts, findings }
}

#[derive(Default)]
struct Walk {
    open: Vec<Open>,
    elements: usize,
    gathered: Gathered,
}

impl Walk {
    /// Goes through all events; what stopped it before the end.
    fn through(&mut self, bytes: &[u8]) -> Option<String> {
        let mut reader = Reader::from_reader(bytes);
        loop {
            match reader.read_event() {
                Ok(Event::Eof) if self.open.is_empty() => return None,
                Ok(Event::Eof) => return Some("it ends in the middle".to_owned()),
                Ok(Event::DocType(_)) => return Some("it has a document type, which is not read".to_owned()),
                Ok(Event::Start(_) | Event::Empty(_)) if self.is_full() => {
                    return Some("it nests too deep or holds too much".to_owned());
                }
                Ok(Event::Start(start)) => self.begin(&start),
                Ok(Event::Empty(start)) => {
                    self.begin(&start);
                    self.end();
                }
                Ok(Event::End(_)) => self.end(),
                Ok(Event::Text(piece)) => self.add(&String::from_utf8_lossy(&piece)),
                Ok(Event::CData(piece)) => self.add(&String::from_utf8_lossy(&piece)),
                Ok(Event::GeneralRef(name)) => self.add(&super::tree::xml::entity(&name)),
                Ok(_) => {}
                Err(error) => return Some(error.to_string()),
            }
        }
    }

    fn is_full(&self) -> bool {
        self.open.len() >= DEPTH || self.elements >= ELEMENTS || self.gathered.is_full()
    }

    /// Nodes stand at odd depths, properties at even ones; the root is at depth 0.
    fn begin(&mut self, start: &BytesStart<'_>) {
        let attribute = |wanted: &[&str]| {
            let found = start.attributes().with_checks(false).take(16).flatten().find(|attribute| {
                wanted.contains(&local(&String::from_utf8_lossy(attribute.key.as_ref())))
            })?;
            let value = found.unescape_value().ok()?;
            Some(value.trim().to_owned()).filter(|value| value.len() <= TEXT && !value.is_empty())
        };
        let name = local(&String::from_utf8_lossy(start.name().as_ref())).to_owned();
        let is_node = !self.open.len().is_multiple_of(2);
        let mut id = attribute(if is_node { &["about", "ID", "nodeID"] } else { &["resource", "nodeID"] });
        self.elements += 1;
        if is_node {
            let known = id.get_or_insert_with(|| format!("_:{}", self.elements)).clone();
            self.gathered.is_a(&known, &name);
            if let Some(property) = self.open.last_mut().filter(|property| property.name != "RDF") {
                property.id.get_or_insert(known);
            }
        }
        self.open.push(Open { name, id, language: attribute(&["lang"]), text: String::new() });
    }

    fn end(&mut self) {
        let Some(property) = self.open.pop() else { return };
        let is_property = self.open.len().is_multiple_of(2);
        let Some(node) = self.open.last().and_then(|node| node.id.as_deref()).filter(|_| is_property) else {
            return;
        };
        let value = match property.id {
            Some(id) => Value::Node(id),
            None => Value::Text { text: property.text.trim().to_owned(), language: property.language },
        };
        self.gathered.say(node, &property.name, value);
    }

    fn add(&mut self, piece: &str) {
        if let Some(element) = self.open.last_mut()
            && element.text.len() + piece.len() <= TEXT
        {
            element.text.push_str(piece);
        }
    }
}

/// A name without the prefix of its namespace.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests;
