//! `codemeta.json` 3.0, proposed for a repository that has none.
//!
//! The format demands no key, so what is not known is left out.

use serde::Serialize;

use super::Described;
use super::address::spdx;
use super::linked::{Named, Work};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Sheet<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(flatten)]
    work: Work<'a, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_repository: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    software_help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copyright_holder: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issue_tracker: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    programming_language: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    development_status: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
}

/// The file, ending with a line feed.
#[must_use]
pub fn codemeta(described: &Described) -> String {
    let description = described.description.as_deref().or(described.summary.as_deref());
    let licence = described.licence.as_deref();
    let licence = licence.map(|known| spdx(known, "https").unwrap_or_else(|| known.to_owned()));
    let sheet = Sheet {
        context: "https://w3id.org/codemeta/3.0",
        kind: "SoftwareSourceCode",
        work: Work::of(described, description, licence),
        code_repository: described.repository.as_deref(),
        url: described.website.as_deref(),
        software_help: described.documentation.as_deref(),
        copyright_holder: described.holder.as_deref().map(|name| Named { name }),
        issue_tracker: described.issues.as_deref(),
        programming_language: &described.programming,
        development_status: described.status.as_deref(),
        date_published: described.released.as_deref(),
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
