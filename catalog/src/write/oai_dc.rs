//! Dublin Core as every catalogue of OAI-PMH must give it (`oai_dc`).
//!
//! Fifteen elements, each as often as there is something to say. Must not know the protocol.

use super::resource::{Catalogue, Told};
use super::xml::Xml;
use crate::model::{Field, ResourceRecord};

/// The namespace, which is also the place of the schema.
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    ),
];

/// Fields whose values are one element each, in the order of the elements.
const MANY: &[(&str, Field)] = &[
    ("dc:creator", Field::Author),
    ("dc:subject", Field::Subject),
    ("dc:subject", Field::Level),
    ("dc:subject", Field::Keyword),
];

/// What sort of resource it is, in DCMI's words.
pub(super) fn dcmi(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "video" => "MovingImage",
        "audio" => "Sound",
        "image" => "StillImage",
        "dataset" => "Dataset",
        "activity" => "InteractiveResource",
        "document" | "book" => "Text",
        "training" => "Event",
        _ => return None,
    })
}

/// The `oai_dc:dc` element of a resource, without an XML declaration.
#[must_use]
pub fn oai_dc(record: &ResourceRecord, catalogue: Catalogue<'_>) -> String {
    let told = Told::new(record, catalogue);
    let mut xml = Xml::new();
    xml.within("oai_dc:dc", NAMESPACES, |xml| elements(xml, &told));
    xml.done()
}

fn elements(xml: &mut Xml, told: &Told<'_>) {
    xml.leaf("dc:title", told.title());
    for (name, field) in MANY {
        told.values(*field).iter().for_each(|value| xml.leaf(name, value));
    }
    xml.leaf("dc:description", told.description().unwrap_or_default());
    for (name, field) in [("dc:publisher", Field::Organisation), ("dc:contributor", Field::Contributor)] {
        told.values(field).iter().for_each(|value| xml.leaf(name, value));
    }
    let date =
        [Field::Published, Field::Modified, Field::Created].into_iter().find_map(|field| told.value(field));
    xml.leaf("dc:date", date.unwrap_or_default());
    told.values(Field::ResourceType).iter().for_each(|value| xml.leaf("dc:type", value));
    xml.leaf("dc:type", told.value(Field::ResourceKind).and_then(dcmi).unwrap_or_default());
    for file in &told.record.attachments {
        xml.leaf("dc:format", file.media.as_deref().unwrap_or_default());
    }
    let place = told.place();
    xml.leaf("dc:identifier", &place);
    if place != told.page {
        xml.leaf("dc:identifier", &told.page);
    }
    told.values(Field::Identifier).iter().for_each(|value| xml.leaf("dc:identifier", value));
    told.values(Field::BasedOn).iter().for_each(|value| xml.leaf("dc:source", value));
    told.values(Field::Language).iter().for_each(|value| xml.leaf("dc:language", value));
    for field in [Field::PartOf, Field::HasPart, Field::VersionOf, Field::Related] {
        told.values(field).iter().for_each(|value| xml.leaf("dc:relation", value));
    }
    xml.leaf("dc:rights", &told.rights().unwrap_or_default());
}
