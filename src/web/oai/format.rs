//! The formats in which a resource is told; what it says in each is `glane_catalog::write`'s.

use glane_catalog::model::ResourceRecord;
use glane_catalog::write::Catalogue;
use glane_catalog::write::amb::rdf::{self, amb_rdf};
use glane_catalog::write::lom::lom;
use glane_catalog::write::oai_dc::oai_dc;

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Dublin Core, which everyone must give.
    DublinCore,
    /// LOM in the profile `ScoLOMFR`.
    Lom,
    /// AMB, whose JSON stands here as RDF/XML, the XML of what is written in JSON-LD.
    Amb,
}

impl Format {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::DublinCore, Self::Lom, Self::Amb];

    /// Its name in questions.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::DublinCore => "oai_dc",
            Self::Lom => "lom",
            Self::Amb => "amb",
        }
    }

    /// The format of a name.
    pub(super) fn named(prefix: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.prefix() == prefix)
    }

    /// Its schema.
    pub(super) fn schema(self) -> &'static str {
        match self {
            Self::DublinCore => "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
            Self::Lom => "http://www.lom-fr.fr/scolomfr/outils/xsd/scolomfrv20/scolomfr.xsd",
            Self::Amb => rdf::SCHEMA,
        }
    }

    /// The namespace of its root.
    pub(super) fn namespace(self) -> &'static str {
        match self {
            Self::DublinCore => "http://www.openarchives.org/OAI/2.0/oai_dc/",
            Self::Lom => "http://ltsc.ieee.org/xsd/LOM",
            Self::Amb => rdf::NAMESPACE,
        }
    }

    /// A resource in it: one element with the namespaces it needs.
    pub(super) fn tell(self, record: &ResourceRecord, catalogue: Catalogue<'_>) -> String {
        match self {
            Self::DublinCore => oai_dc(record, catalogue),
            Self::Lom => lom(record, catalogue),
            Self::Amb => amb_rdf(record, catalogue),
        }
    }
}

#[cfg(test)]
mod tests {
    use glane_catalog::model::ResourceKey;

    use super::*;

    #[test]
    fn what_is_told_of_a_format_is_what_its_records_say() {
        let at = jiff::Timestamp::UNIX_EPOCH;
        let record = ResourceRecord {
            found_at: at,
            gathered_at: at,
            ..ResourceRecord::new(ResourceKey::Part {
                project: "mim:1".parse().unwrap(),
                path: "a".to_owned(),
            })
        };
        for format in Format::ALL {
            let told = format.tell(&record, Catalogue { base: "https://communs.example", name: "Communs" });
            let place = format!("{} {}\"", format.namespace(), format.schema());
            assert!(told.contains(&place), "{place} in {told}");
            assert!(!told.starts_with("<?xml"), "{told}");
            assert_eq!(Format::named(format.prefix()), Some(format));
        }
    }
}
