//! `codemeta.json` 3.0, proposed for a repository that has none.
//!
//! The format demands no key, so what is not known is left out. No type is given to an author: a name
//! does not say whether it is a person's.

use serde::Serialize;

use super::Described;
use super::address::spdx;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sheet<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_repository: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    software_help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    producer: Option<Body<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copyright_holder: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue_tracker: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    keywords: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    programming_language: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    development_status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Named<'a> {
    name: &'a str,
}

impl<'a> Named<'a> {
    pub(super) fn all(names: &'a [String]) -> Vec<Self> {
        names.iter().map(|name| Self { name }).collect()
    }
}

#[derive(Serialize)]
pub(super) struct Body<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

impl<'a> Body<'a> {
    pub(super) fn of(name: Option<&'a str>) -> Option<Self> {
        name.map(|name| Self { kind: "Organization", name })
    }
}

/// The day of an instant, as both formats of linked data write it.
pub(super) fn day(at: jiff::Timestamp) -> String {
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

/// The file, ending with a line feed.
#[must_use]
pub fn codemeta(described: &Described) -> String {
    let sheet = Sheet {
        context: "https://w3id.org/codemeta/3.0",
        kind: "SoftwareSourceCode",
        name: &described.name,
        description: described.description.as_deref().or(described.summary.as_deref()),
        code_repository: described.repository.as_deref(),
        url: described.website.as_deref(),
        software_help: described.documentation.as_deref(),
        license: described
            .licence
            .as_deref()
            .map(|known| spdx(known, "https").unwrap_or_else(|| known.to_owned())),
        author: Named::all(&described.authors),
        producer: Body::of(described.organisation.as_deref()),
        copyright_holder: described.holder.as_deref().map(|name| Named { name }),
        issue_tracker: described.issues.as_deref(),
        keywords: &described.keywords,
        programming_language: &described.programming,
        version: described.version.as_deref(),
        development_status: described.status.as_deref(),
        date_created: described.created.map(day),
        date_published: described.released.as_deref(),
        date_modified: described.modified.map(day),
    };
    // A struct of texts: nothing in it can fail to be written.
    serde_json::to_string_pretty(&sheet).map(|text| text + "\n").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::model::Field;
    use crate::read::{Format, read};

    #[test]
    fn our_own_reader_finds_what_was_written() {
        let described = sample::whole();
        let text = codemeta(&described);
        let reading = read(Format::Codemeta, "codemeta.json", text.as_bytes());
        assert_eq!(reading.findings, []);
        for (field, value) in [
            (Field::Name, "Typofr"),
            (Field::Licence, "EUPL-1.2"),
            (Field::Repository, "https://forge.example.fr/nsi/typofr.git"),
            (Field::Website, "https://typofr.example.fr/"),
            (Field::Documentation, "https://docs.example.fr/"),
            (Field::Version, "1.2.0"),
            (Field::Status, "stable"),
            (Field::Organisation, "Académie de Test"),
            (Field::Holder, "Académie de Test"),
            (Field::Issues, "https://forge.example.fr/nsi/typofr/-/issues"),
            (Field::Released, "2026-05-01"),
        ] {
            assert_eq!(reading.fields.value(field), Some(value), "{field:?}");
        }
        assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace", "Équipe NSI"]);
        assert_eq!(reading.fields.values(Field::Keyword), ["typographie", "NSI"]);
    }

    #[test]
    fn an_expression_stays_one_and_what_is_unknown_is_left_out() {
        let text = codemeta(&Described { licence: Some("MIT OR Apache-2.0".into()), ..sample::bare() });
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let keys: Vec<&String> = value.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["@context", "@type", "license", "name"]);
        let reading = read(Format::Codemeta, "codemeta.json", text.as_bytes());
        assert_eq!(reading.fields.value(Field::Licence), Some("MIT OR Apache-2.0"));
    }

    #[test]
    fn every_key_is_one_of_the_vocabulary() {
        let Some(root) = crate::corpus::root() else { return };
        let context = std::fs::read(root.join("catalogues/codemeta/codemeta-context.jsonld")).unwrap();
        let context: serde_json::Value = serde_json::from_slice(&context).unwrap();
        let written: serde_json::Value = serde_json::from_str(&codemeta(&sample::whole())).unwrap();
        for key in written.as_object().unwrap().keys().filter(|key| !key.starts_with('@')) {
            assert!(context["@context"].get(key).is_some(), "{key} is not of CodeMeta");
        }
    }
}
