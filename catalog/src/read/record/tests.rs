//! What the records of the corpus say, as a person read it in them.

mod catalogues;
mod formats;

use super::*;
use crate::model::{Field, Severity};

/// A text of the corpus.
fn text(path: &str) -> Option<String> {
    let bytes = std::fs::read(crate::corpus::root()?.join("oer").join(path)).unwrap();
    Some(crate::read::text_of(path, &bytes))
}

/// The codes of the findings of severity error.
fn errors(reading: &Reading) -> Vec<&str> {
    let errors = reading.findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| finding.code.as_str()).collect()
}

fn value(reading: &Reading, field: Field) -> Option<&str> {
    reading.fields.value(field)
}
