//! Single sentences, headers and pieces of manifests, most of them French, with traps.

use super::{Score, found, same};
use crate::licence::ALL_RIGHTS_RESERVED;
use crate::model::Field;
use crate::read::{Format, read};

/// The format whose reader a snippet is for, by the file that its note names.
fn format(note: &str, text: &str) -> Option<Format> {
    let name = note.split([':', ' ']).next().unwrap_or_default();
    Format::of(name).or_else(|| match text {
        _ if text.starts_with("[package]") => Some(Format::CargoToml),
        _ if text.starts_with("[project]") => Some(Format::PyprojectToml),
        _ if text.starts_with("cff-version") => Some(Format::Citation),
        _ if text.starts_with("publiccode") => Some(Format::Publiccode),
        _ if text.starts_with("{\"@context") => Some(Format::Codemeta),
        _ if text.starts_with("---\n") => Some(Format::Markdown),
        _ => None,
    })
}

fn declared(format: Format, text: &str) -> String {
    let reading = read(format, "x", text.as_bytes());
    let claims = reading.fields.claims(Field::Licence).iter();
    let values: Vec<&str> =
        claims.filter(|claim| claim.value != ALL_RIGHTS_RESERVED).map(|claim| claim.value.as_str()).collect();
    if values.is_empty() { "NONE".to_owned() } else { values.join(" AND ") }
}

#[test]
fn snippets_are_understood_and_no_trap_is_taken() {
    let Some(root) = crate::corpus::root() else { return };
    let text = std::fs::read_to_string(root.join("licences/snippets.jsonl")).unwrap();
    let (mut score, mut traps) = (Score::default(), Score::default());
    for case in text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()) {
        let field = |name: &str| case[name].as_str().unwrap_or_default();
        let found = match format(field("note"), field("text")) {
            Some(format) if field("kind") == "manifest" => declared(format, field("text")),
            _ => found(field("text")),
        };
        let expected = field("expected");
        let is_right = same(&found, expected) || field("accept").split(';').any(|other| same(&found, other));
        score.count(field("id"), expected, &found, is_right);
        if expected == "NONE" {
            traps.count(field("id"), expected, &found, is_right);
        }
    }
    score.judge("snippets", 100.0 * 120.0 / 134.0, 5.0);
    traps.judge("traps", 100.0, 0.0);
}
