//! The files of a course, each with the author and licence that Moodle asked for.
//!
//! Files that people handed in, or keep for themselves, are not the course's.

use std::collections::HashSet;

use super::super::super::sheet::Sheet;
use super::super::super::tree::Node;
use super::super::credit::carry;
use super::stated;
use crate::licence::{ALL_RIGHTS_RESERVED, parse_expression};
use crate::model::Attachment;

/// Parts of Moodle in which only people's own files lie.
const PERSONAL: &[&str] = &[
    "user",
    "assignsubmission",
    "assignfeedback",
    "mod_data",
    "mod_glossary",
    "badges",
    "backup",
    "grade",
    "question_attempt",
];
/// Areas of other parts in which they do.
const HANDED_IN: &[&str] =
    &["submission", "feedback", "response", "post", "attachment", "draft", "private", "attempt"];

/// Licences by Moodle's short names; those without a version are the 3.0 that Moodle links them to.
const LICENCES: &[(&str, &str)] = &[
    ("cc", "CC-BY"),
    ("cc-sa", "CC-BY-SA"),
    ("cc-nd", "CC-BY-ND"),
    ("cc-nc", "CC-BY-NC"),
    ("cc-nc-sa", "CC-BY-NC-SA"),
    ("cc-nc-nd", "CC-BY-NC-ND"),
];

/// Notes the files that a teacher put into the course.
pub(super) fn carry_all(sheet: &mut Sheet<'_>, listed: &Node) {
    let mut seen = HashSet::new();
    for file in listed.all("file") {
        let Some(name) = stated(Some(file), "filename").filter(|name| *name != ".") else { continue };
        let part = stated(Some(file), "component").unwrap_or_default();
        let area = stated(Some(file), "filearea").unwrap_or_default();
        let personal = PERSONAL.iter().any(|known| part.starts_with(known));
        if personal || HANDED_IN.iter().any(|known| area.contains(known)) {
            continue;
        }
        let folder = stated(Some(file), "filepath").unwrap_or("/");
        let place = format!("{part}/{area}{folder}{name}");
        if seen.insert(place.clone()) {
            carry(
                sheet,
                Attachment {
                    place,
                    media: stated(Some(file), "mimetype")
                        .filter(|media| *media != "document/unknown")
                        .map(str::to_owned),
                    bytes: stated(Some(file), "filesize").and_then(|size| size.parse().ok()),
                    licence: stated(Some(file), "license").and_then(licence),
                    author: stated(Some(file), "author").map(str::to_owned),
                    ..Attachment::default()
                },
            );
        }
    }
}

/// The licence of a short name; `unknown` and `public` name none.
fn licence(name: &str) -> Option<String> {
    let name = name.to_lowercase();
    if name == "allrightsreserved" {
        return Some(ALL_RIGHTS_RESERVED.to_owned());
    }
    if matches!(name.as_str(), "unknown" | "public") {
        return None;
    }
    let (kind, version) = name.strip_suffix("-4.0").map_or((name.as_str(), "3.0"), |kind| (kind, "4.0"));
    match LICENCES.iter().find(|(known, _)| *known == kind) {
        Some((_, base)) => Some(format!("{base}-{version}")),
        // Schools add licences of their own to the list.
        None => parse_expression(&name).map(|known| known.expression),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_of_moodle_are_licences() {
        for (name, expected) in [
            ("cc", Some("CC-BY-3.0")),
            ("cc-nc-sa", Some("CC-BY-NC-SA-3.0")),
            ("cc-sa-4.0", Some("CC-BY-SA-4.0")),
            ("cc-4.0", Some("CC-BY-4.0")),
            ("cc-nc-nd-4.0", Some("CC-BY-NC-ND-4.0")),
            ("allrightsreserved", Some(ALL_RIGHTS_RESERVED)),
            ("unknown", None),
            ("public", None),
            ("maison", None),
        ] {
            assert_eq!(licence(name).as_deref(), expected, "{name}");
            if let Some(expression) = expected.filter(|expression| *expression != ALL_RIGHTS_RESERVED) {
                assert_eq!(parse_expression(expression).unwrap().expression, expression);
            }
        }
    }
}
