//! Turtle: a subject with its properties, texts, addresses and instants, escaped.
//!
//! Must not know any vocabulary.

use std::fmt::Write as _;

/// A subject and what is said of it.
pub(super) struct Subject(String);

impl Subject {
    /// A subject by its address, with its classes.
    pub(super) fn new(address: &str, classes: &str) -> Self {
        Self(format!("\n{} a {classes}", iri(address)))
    }

    /// Says one thing; the object is already Turtle.
    pub(super) fn say(&mut self, property: &str, object: String) {
        self.say_all(property, [object]);
    }

    /// Says the same property of each object; of none, nothing.
    pub(super) fn say_all(&mut self, property: &str, objects: impl IntoIterator<Item = String>) {
        for object in objects {
            // Writing into a text cannot fail.
            let _ = write!(self.0, " ;\n    {property} {object}");
        }
    }

    pub(super) fn done(self) -> String {
        self.0 + " .\n"
    }
}

/// An address; the letters that Turtle forbids in one are escaped as addresses escape.
pub(super) fn iri(address: &str) -> String {
    let mut iri = String::from("<");
    for letter in address.chars() {
        match letter {
            '\0'..=' ' | '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\' => {
                let _ = write!(iri, "%{:02X}", u32::from(letter));
            }
            plain => iri.push(plain),
        }
    }
    iri + ">"
}

/// A text, in a language where that is known.
pub(super) fn text(text: &str, language: Option<&str>) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            hidden if hidden.is_control() || matches!(hidden, '\u{2028}'..='\u{202e}' | '\u{feff}') => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(hidden));
            }
            plain => quoted.push(plain),
        }
    }
    quoted.push('"');
    let is_tag =
        |tag: &&str| (2..=3).contains(&tag.len()) && tag.bytes().all(|byte| byte.is_ascii_lowercase());
    if let Some(tag) = language.filter(is_tag) {
        let _ = write!(quoted, "@{tag}");
    }
    quoted
}

/// An instant.
pub(super) fn date_time(at: jiff::Timestamp) -> String {
    format!("\"{at}\"^^xsd:dateTime")
}
