//! AMB in XML: the graph that its JSON says, in RDF/XML (W3C, 2014), for protocols that carry XML alone.
//!
//! Follows the profile's own context (`https://w3id.org/kim/amb/context.jsonld`): words of schema.org
//! without prefix, labels by language, a language for every other text. Must not know the protocol.

use serde_json::{Map, Value};

use super::amb;
use crate::model::ResourceRecord;
use crate::write::resource::Catalogue;
use crate::write::xml::Xml;

/// The namespace of the root, and the place of its schema.
pub const NAMESPACE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
/// Where OAI keeps a schema for RDF/XML.
pub const SCHEMA: &str = "http://www.openarchives.org/OAI/2.0/rdf.xsd";

const BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";

/// The record of a resource as one `rdf:RDF` element, without an XML declaration.
#[must_use]
pub fn amb_rdf(record: &ResourceRecord, catalogue: Catalogue<'_>) -> String {
    let said = amb(record, catalogue);
    let language = said["@context"][1]["@language"].as_str().unwrap_or("fr");
    let place = format!("{NAMESPACE} {SCHEMA}");
    let spaces = [
        ("xmlns:rdf", NAMESPACE),
        ("xmlns:schema", "http://schema.org/"),
        ("xmlns:skos", "http://www.w3.org/2004/02/skos/core#"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ("xsi:schemaLocation", &place),
        ("xml:lang", language),
    ];
    let mut xml = Xml::new();
    xml.within("rdf:RDF", &spaces, |xml| {
        if let Value::Object(object) = &said {
            node(xml, object);
        }
    });
    xml.done()
}

/// A thing with its class as the element's name and whatever is said of it inside.
fn node(xml: &mut Xml, object: &Map<String, Value>) {
    let types: Vec<&str> = match object.get("type") {
        Some(Value::String(class)) => vec![class],
        Some(Value::Array(classes)) => classes.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let name = types.first().map_or_else(|| "rdf:Description".to_owned(), |class| qualified(class));
    let about = object.get("id").and_then(Value::as_str);
    let attributes: Vec<(&str, &str)> = about.map(|id| ("rdf:about", id)).into_iter().collect();
    let said: Vec<(&String, &Value)> =
        object.iter().filter(|(key, _)| !["@context", "id", "type"].contains(&key.as_str())).collect();
    if said.is_empty() && types.len() < 2 {
        xml.mark(&name, &attributes);
        return;
    }
    xml.within(&name, &attributes, |xml| {
        for class in types.iter().skip(1) {
            xml.mark("rdf:type", &[("rdf:resource", &address(class))]);
        }
        for (key, value) in said {
            property(xml, key, value);
        }
    });
}

fn property(xml: &mut Xml, key: &str, value: &Value) {
    let name = qualified(key);
    match value {
        Value::Array(values) => values.iter().for_each(|one| property(xml, key, one)),
        Value::String(text) => xml.leaf(&name, text),
        Value::Bool(answer) => xml.leaf_with(&name, &[("rdf:datatype", BOOLEAN)], &answer.to_string()),
        Value::Number(number) => xml.leaf(&name, &number.to_string()),
        Value::Null => {}
        Value::Object(labels) if key == "prefLabel" => {
            for (language, label) in labels {
                xml.leaf_with(&name, &[("xml:lang", language)], label.as_str().unwrap_or_default());
            }
        }
        Value::Object(object) => match object.get("id").and_then(Value::as_str) {
            Some(id) if object.len() == 1 => xml.mark(&name, &[("rdf:resource", id)]),
            _ => xml.within(&name, &[], |xml| node(xml, object)),
        },
    }
}

/// Which of the two vocabularies of the context a word is of.
fn prefix(word: &str) -> (&'static str, &'static str) {
    match word {
        "Concept" | "inScheme" | "prefLabel" => ("skos", "http://www.w3.org/2004/02/skos/core#"),
        _ => ("schema", "http://schema.org/"),
    }
}

fn qualified(word: &str) -> String {
    format!("{}:{word}", prefix(word).0)
}

fn address(word: &str) -> String {
    format!("{}{word}", prefix(word).1)
}
