//! What is said of each node of a vocabulary, gathered into concepts.
//!
//! Must not know how RDF is written.

use std::collections::HashMap;

use crate::vocabulary::imported::Concept;

/// Most nodes of one file.
const NODES: usize = 100_000;

/// Most labels of one concept, and most concepts it is part of.
const SAID: usize = 60;

/// What a property says.
pub(super) enum Value {
    /// Another node.
    Node(String),
    /// A text in a language.
    Text { text: String, language: Option<String> },
}

#[derive(Default)]
struct Node {
    id: String,
    preferred: Vec<Value>,
    other: Vec<Value>,
    /// What it says as a label of SKOS-XL.
    form: Option<String>,
    broader: Vec<String>,
    schemes: Vec<String>,
    status: Option<String>,
    /// It is a scheme or a collection, and no concept.
    holds_concepts: bool,
}

/// Nodes in the order in which they were met.
#[derive(Default)]
pub(super) struct Gathered {
    nodes: Vec<Node>,
    places: HashMap<String, usize>,
}

impl Gathered {
    pub(super) fn is_full(&self) -> bool {
        self.nodes.len() >= NODES
    }

    fn node(&mut self, id: &str) -> &mut Node {
        let place = *self.places.entry(id.to_owned()).or_insert_with(|| {
            self.nodes.push(Node { id: id.to_owned(), ..Node::default() });
            self.nodes.len() - 1
        });
        &mut self.nodes[place]
    }

    /// Notes the class that a node is of.
    pub(super) fn is_a(&mut self, id: &str, class: &str) {
        let class = class.rsplit(['#', '/']).next().unwrap_or(class);
        self.node(id).holds_concepts |= matches!(class, "ConceptScheme" | "Collection" | "OrderedCollection");
    }

    /// Notes what is said of a node.
    pub(super) fn say(&mut self, id: &str, property: &str, value: Value) {
        if property == "type" {
            if let Value::Node(class) = value {
                self.is_a(id, &class);
            }
            return;
        }
        let node = self.node(id);
        match (property, value) {
            ("prefLabel", value) => put(&mut node.preferred, value),
            ("altLabel" | "hiddenLabel" | "labelEquivalentExact", value) => put(&mut node.other, value),
            ("broader", Value::Node(above)) => put(&mut node.broader, above),
            ("inScheme", Value::Node(scheme)) => put(&mut node.schemes, scheme),
            ("literalForm", Value::Text { text, language }) if is_french(language.as_deref()) => {
                node.form = Some(text);
            }
            ("status", Value::Text { text, .. }) if !text.is_empty() => node.status = Some(text),
            ("deprecated", Value::Text { text, .. }) if text == "true" => {
                node.status.get_or_insert_with(|| "Déprécié".to_owned());
            }
            _ => {}
        }
    }

    /// The nodes that are concepts: those with a label, of any sort.
    pub(super) fn concepts(&self) -> Vec<Concept> {
        self.nodes.iter().filter(|node| !node.holds_concepts).filter_map(|node| self.concept(node)).collect()
    }

    fn concept(&self, node: &Node) -> Option<Concept> {
        let texts = |values: &[Value]| -> Vec<String> {
            let said = values.iter().filter_map(|value| match value {
                Value::Text { text, language } => is_french(language.as_deref()).then(|| text.clone()),
                Value::Node(label) => self.nodes[*self.places.get(label)?].form.clone(),
            });
            said.filter(|text| !text.is_empty()).collect()
        };
        let preferred = texts(&node.preferred).into_iter().next();
        let mut labels: Vec<String> = Vec::new();
        for label in texts(&node.other) {
            if Some(&label) != preferred.as_ref() && !labels.contains(&label) {
                labels.push(label);
            }
        }
        (preferred.is_some() || !labels.is_empty()).then(|| Concept {
            uri: node.id.clone(),
            label: preferred,
            labels,
            status: node.status.clone(),
            broader: node.broader.clone(),
            schemes: node.schemes.clone(),
        })
    }
}

fn put<T>(values: &mut Vec<T>, value: T) {
    if values.len() < SAID {
        values.push(value);
    }
}

/// Whether a label is French, or says no language.
fn is_french(language: Option<&str>) -> bool {
    language.is_none_or(|language| language.to_ascii_lowercase().starts_with("fr"))
}
