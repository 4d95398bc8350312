//! schema.org descriptions as JSON-LD, for the pages that search engines read.
//!
//! What is written can stand inside `<script type="application/ld+json">` as it is: no text of anybody's
//! can end that element. Must not know the page around it.

use std::fmt::Write as _;

use serde::Serialize;

use super::Described;
use super::address::{spdx, web};
use super::linked::Work;

/// What sort of thing is described.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Source code.
    Software,
    /// Something to teach or learn with.
    Resource,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sheet<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(flatten)]
    work: Work<'a, Licence<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_repository: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    programming_language: Option<&'a [String]>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    educational_level: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    about: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creative_work_status: Option<&'a str>,
    is_accessible_for_free: bool,
}

/// The page of a licence; an expression has none, and is named.
#[derive(Serialize)]
#[serde(untagged)]
enum Licence<'a> {
    Page(String),
    Work {
        #[serde(rename = "@type")]
        kind: &'static str,
        name: &'a str,
    },
}

impl<'a> Licence<'a> {
    fn of(expression: &'a str) -> Self {
        spdx(expression, "https").map_or(Self::Work { kind: "CreativeWork", name: expression }, Self::Page)
    }
}

/// The description as JSON-LD; `page` is the address of the page it stands on.
#[must_use]
pub fn json_ld(described: &Described, kind: Kind, page: &str) -> String {
    let page = web(page);
    let software = kind == Kind::Software;
    let website = described.website.iter();
    let archived = described.archived.then_some("archived");
    let description = described.summary.as_deref().or(described.description.as_deref());
    let sheet = Sheet {
        context: "https://schema.org",
        kind: if software { "SoftwareSourceCode" } else { "LearningResource" },
        id: page.as_deref(),
        work: Work::of(described, description, described.licence.as_deref().map(Licence::of)),
        url: page.as_deref(),
        same_as: website.chain(&described.repository).chain(&described.copies).map(String::as_str).collect(),
        code_repository: described.repository.as_deref().filter(|_| software),
        programming_language: Some(described.programming.as_slice())
            .filter(|names| software && !names.is_empty()),
        educational_level: &described.levels,
        about: &described.subjects,
        in_language: described.language.as_deref(),
        creative_work_status: archived.or(described.status.as_deref()),
        is_accessible_for_free: true,
    };
    for_script(&serde_json::to_string(&sheet).unwrap_or_default())
}

/// The same JSON without a letter that could end a script element or a line of it, or turn the order of
/// those around it: these stand inside strings only, where an escape means the same.
pub(super) fn for_script(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                // Writing into a text cannot fail.
                let _ = write!(safe, "\\u{:04x}", u32::from(letter));
            }
            plain => safe.push(plain),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn parsed(text: &str) -> serde_json::Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn software_and_resources_have_their_own_keys() {
        let page = "https://glane.example.fr/projets/nsi/typofr";
        let software = parsed(&json_ld(&sample::whole(), Kind::Software, page));
        assert_eq!(software["@type"], "SoftwareSourceCode");
        assert_eq!(software["@id"], page);
        assert_eq!(software["license"], "https://spdx.org/licenses/EUPL-1.2");
        assert_eq!(software["codeRepository"], "https://forge.example.fr/nsi/typofr.git");
        assert_eq!(software["programmingLanguage"][0], "Rust");
        assert_eq!(software["dateModified"], "2026-05-06");
        assert_eq!(software["author"][1]["name"], "Équipe NSI");
        let choice = Described { licence: Some("MIT OR Apache-2.0".into()), ..sample::whole() };
        assert_eq!(parsed(&json_ld(&choice, Kind::Software, page))["license"]["name"], "MIT OR Apache-2.0");
        let resource = parsed(&json_ld(&sample::whole(), Kind::Resource, page));
        assert_eq!(resource["@type"], "LearningResource");
        assert_eq!(resource["educationalLevel"][0], "Lycée");
        assert_eq!(resource["inLanguage"], "fr");
        assert!(resource.get("codeRepository").is_none() && resource.get("programmingLanguage").is_none());
        let bare = parsed(&json_ld(&sample::bare(), Kind::Software, "javascript:alert(1)"));
        let keys: Vec<&String> = bare.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["@context", "@type", "isAccessibleForFree", "name"]);
    }

    #[test]
    fn no_text_ends_the_script_element() {
        for word in sample::hostile() {
            let hostile = Described {
                name: word.to_owned(),
                summary: Some(word.to_owned()),
                licence: Some(word.to_owned()),
                authors: vec![word.to_owned()],
                keywords: vec![word.to_owned()],
                ..sample::whole()
            };
            let text = json_ld(&hostile, Kind::Software, &word);
            assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\u{202e}', '\n']), "{text}");
            let read = parsed(&text);
            assert_eq!(
                (&read["name"], &read["author"][0]["name"]),
                (&word.as_str().into(), &word.as_str().into())
            );
        }
    }
}
