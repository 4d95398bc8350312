//! AMB in RDF/XML, against what the W3C's rules and the profile's context give by hand.

use super::{HERE, whole};
use crate::write::amb::{self, rdf::amb_rdf};

#[test]
fn each_sort_of_statement_stands_as_the_rules_say() {
    let said = amb::amb(&whole(), HERE);
    let xml = amb_rdf(&whole(), HERE);
    let text = |pointer: &str| said.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    let escaped = |text: String| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    for expected in [
        "xml:lang=\"fr\"".to_owned(),
        // A thing, its first class, and its others.
        format!("<schema:LearningResource rdf:about=\"{}\">", escaped(text("/id"))),
        format!("<rdf:type rdf:resource=\"http://schema.org/{}\"/>", text("/type/1")),
        // A text, of the language of the whole.
        format!("<schema:name>{}</schema:name>", escaped(text("/name"))),
        // A thing of which nothing but its address is said.
        format!("<schema:license rdf:resource=\"{}\"/>", text("/license/id")),
        // A thing with a class; a truth; a concept with labels by language.
        format!("<schema:creator>\n      <schema:{}>", text("/creator/0/type")),
        format!(
            "<schema:isAccessibleForFree rdf:datatype=\"http://www.w3.org/2001/XMLSchema#boolean\">{}<",
            said["isAccessibleForFree"]
        ),
        format!(
            "<skos:Concept rdf:about=\"{}\">\n        <skos:prefLabel xml:lang=\"de\">{}<",
            text("/about/0/id"),
            text("/about/0/prefLabel/de")
        ),
    ] {
        assert!(xml.contains(&expected), "{expected} in {xml}");
    }
    let count = |key: &str| xml.matches(&format!("<schema:{key}")).count();
    assert_eq!(count("keywords>"), said["keywords"].as_array().unwrap().len());
    assert_eq!(count("encoding>"), said["encoding"].as_array().unwrap().len());
}
