//! Ruby's `*.gemspec`: what it spells out.
//!
//! It is a program: read as text and never run.

use super::labelled;
use super::quoted::{all_given, given};
use crate::model::Field;
use crate::read::sheet::Sheet;

/// Names of values with the fields they claim.
const TEXTS: &[(&str, Field)] = &[
    (".name", Field::Name),
    (".summary", Field::Summary),
    (".description", Field::Description),
    (".version", Field::Version),
];

pub(in crate::read) fn gemspec(sheet: &mut Sheet<'_>, text: &str) {
    for (name, field) in TEXTS {
        if let Some((value, line)) = given(text, name) {
            sheet.say(*field, &value, Some(&name[1..]), Some(line), 0.9);
        }
    }
    for name in [".license", ".licenses"] {
        let given = all_given(text, name);
        let Some(line) = given.first().map(|(_, line)| *line) else { continue };
        let joined: Vec<String> = given.into_iter().map(|(value, _)| value).collect();
        sheet.licence(&joined.join(" OR "), &name[1..], Some(line), 0.9);
    }
    for name in [".author", ".authors"] {
        for (value, line) in all_given(text, name) {
            sheet.author(&value, Some(&name[1..]), Some(line), 0.9);
        }
    }
    if let Some((value, line)) = given(text, ".homepage") {
        sheet.link(Field::Website, &value, "homepage", Some(line), 0.9);
    }
    for label in ["documentation_uri", "source_code_uri", "bug_tracker_uri"] {
        let found = given(text, &format!("\"{label}\"]")).or_else(|| given(text, &format!("'{label}']")));
        if let (Some((value, line)), Some(field)) = (found, labelled(label)) {
            sheet.link(field, &value, label, Some(line), 0.9);
        }
    }
}
