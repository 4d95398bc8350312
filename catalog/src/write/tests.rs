//! Tests of the writers of records together with their readers: what is written is read as the same.
//!
//! Made-up resources; the schemas are the corpus'.

mod hostile;
mod lom_structure;
mod rdf;
mod round_trip;
mod schema;

use super::Catalogue;
use crate::model::{Attachment, Claim, Field, Fields, LicenceReading, ResourceKey, ResourceRecord, Source};

const HERE: Catalogue<'static> = Catalogue { base: "https://glane.example.fr/", name: "Glane d’essai" };

/// A resource with these values, and this licence.
pub(super) fn resource(values: &[(Field, &str)], licence: Option<&str>) -> ResourceRecord {
    let mut fields = Fields::new();
    for (field, value) in values {
        fields.add(*field, Claim::new((*value).to_owned(), Source::record("1", None), 1.0));
    }
    ResourceRecord {
        number: 1,
        reason: "un essai".to_owned(),
        fields,
        licence: LicenceReading { expression: licence.map(str::to_owned), ..LicenceReading::default() },
        found_at: "2026-09-01T08:00:00Z".parse().unwrap(),
        gathered_at: "2026-10-02T08:00:00Z".parse().unwrap(),
        ..ResourceRecord::new(ResourceKey::Record {
            source: "essai".parse().unwrap(),
            id: "oai:x:1".to_owned(),
        })
    }
}

/// A resource of which everything is known.
fn whole() -> ResourceRecord {
    let values = [
        (Field::Name, "Fractions & proportions : « parts » < 1"),
        (Field::Description, "Une séance pour découvrir les fractions.\n\nAvec un corrigé."),
        (Field::Language, "fr"),
        (Field::Language, "en"),
        (Field::Keyword, "pizza"),
        (Field::Keyword, "numération décimale"),
        (Field::Author, "Ada Lovelace"),
        (Field::Author, "IREM de Test"),
        (Field::Contributor, "Alan Turing"),
        (Field::Organisation, "Académie de Test, site ; ouest"),
        (Field::Funder, "Région de Test"),
        (Field::Level, "6e"),
        (Field::Level, "MPSI"),
        (Field::Subject, "mathématiques"),
        (Field::Subject, "numérique et sciences informatiques"),
        (Field::ResourceType, "exercice"),
        (Field::ResourceType, "diaporama"),
        (Field::ResourceKind, "video"),
        (Field::Audience, "apprenant"),
        (Field::Audience, "enseignant"),
        (Field::Duration, "PT1H30M"),
        (Field::Created, "2024-01-02"),
        (Field::Published, "2024-05-06"),
        (Field::Modified, "2025-07-08"),
        (Field::Version, "2.1"),
        (Field::Website, "https://exemple.fr/fractions?a=1&b=2"),
        (Field::Identifier, "10.1234/abc"),
        (Field::Identifier, "ark:/19153/b2nk3c28"),
        (Field::Free, "yes"),
        (Field::Access, "no_account"),
        (Field::Logo, "https://exemple.fr/image.png"),
        (Field::PartOf, "https://exemple.fr/cours"),
        (Field::HasPart, "https://exemple.fr/fractions/1"),
        (Field::BasedOn, "https://exemple.fr/origine"),
        (Field::BasedOn, "Un vieux manuel"),
        (Field::VersionOf, "https://exemple.fr/fractions/en"),
        (Field::Related, "https://exemple.fr/voisin"),
        (Field::Competence, "https://exemple.fr/competences/1"),
    ];
    ResourceRecord {
        attachments: vec![Attachment {
            place: "https://exemple.fr/fractions.pdf".to_owned(),
            media: Some("application/pdf".to_owned()),
            bytes: Some(1234),
            sha256: Some("ab".repeat(32)),
            ..Attachment::default()
        }],
        ..resource(&values, Some("CC-BY-SA-4.0"))
    }
}

/// A resource of which next to nothing is known.
fn bare() -> ResourceRecord {
    resource(&[(Field::Name, "x")], None)
}
