//! Sources of resources that are known by name, from `catalog/data/sources.toml`.
//!
//! A list of addresses with their evidence; must not know how any of them is asked.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// A source that an operator may turn on by its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownSource {
    /// Its name in the configuration.
    pub id: String,
    /// What pages call it.
    pub name: String,
    /// The protocol or format it speaks, as the configuration writes it.
    pub kind: String,
    /// Where it is.
    pub url: String,
    /// The format to ask for, where its best is known.
    #[serde(default)]
    pub format: Option<String>,
    /// The licence (SPDX) that its own terms give to every record, where they do.
    #[serde(default)]
    pub licence: Option<String>,
    /// What it holds, in French.
    pub holds_fr: String,
    /// What it holds, in English.
    pub holds_en: String,
    /// Which published document gives the address, and what it says.
    pub evidence: String,
}

#[derive(Deserialize)]
struct List {
    source: Vec<KnownSource>,
}

static LIST: LazyLock<Vec<KnownSource>> = LazyLock::new(|| {
    let list = toml::from_str::<List>(include_str!("../../data/sources.toml"));
    list.map(|list| list.source).unwrap_or_default()
});

/// Every known source, in the order of the list.
#[must_use]
pub fn all() -> &'static [KnownSource] {
    &LIST
}

/// The known source with this name.
#[must_use]
pub fn named(id: &str) -> Option<&'static KnownSource> {
    LIST.iter().find(|source| source.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::licence::parse_expression;
    use crate::model::SourceId;

    #[test]
    fn every_entry_is_read_and_can_be_named() {
        let written = include_str!("../../data/sources.toml").matches("[[source]]").count();
        assert_eq!(all().len() + 1, written, "one [[source]] is in the head of the file");
        for source in all() {
            assert!(SourceId::new(&source.id).is_ok(), "{}", source.id);
            assert_eq!(named(&source.id), Some(source));
            let url = url::Url::parse(&source.url).unwrap();
            assert!(url.scheme() == "https" && url.has_host() && url.username().is_empty(), "{url}");
            assert!(["oai", "sitemap", "amb", "oersi", "csv", "peertube"].contains(&source.kind.as_str()));
            assert!(source.kind == "oai" || source.format.is_none());
            assert!(source.licence.as_deref().is_none_or(|licence| parse_expression(licence).is_some()));
            let host = url.host_str().unwrap_or_default();
            assert!(source.evidence.contains(host), "the evidence of {} names no address", source.id);
            assert!(!source.holds_fr.is_empty() && !source.holds_en.is_empty() && !source.name.is_empty());
        }
    }
}
