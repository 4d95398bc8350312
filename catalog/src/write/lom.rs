//! LOM in the profile of French schools, `ScoLOMFR` 3: what other portals take.
//!
//! Every word of a vocabulary has its address; what has none is a keyword. Must not know the protocol.

mod classification;
mod people;

use super::oai_dc::dcmi;
use super::resource::{Catalogue, Told};
use super::xml::Xml;
use crate::model::{Field, ResourceRecord};
use crate::vocabulary::school::{Kind, Term};

/// The namespaces of the profile, with the place of its schema.
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns", "http://ltsc.ieee.org/xsd/LOM"),
    ("xmlns:lomfr", "http://www.lom-fr.fr/xsd/LOMFR"),
    ("xmlns:scolomfr", "http://www.lom-fr.fr/xsd/SCOLOMFR"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    (
        "xsi:schemaLocation",
        "http://ltsc.ieee.org/xsd/LOM http://www.lom-fr.fr/scolomfr/outils/xsd/scolomfrv20/scolomfr.xsd",
    ),
];

/// What the words of vocabularies say they are of.
const SOURCE: &str = "SCOLOMFRv3.0";
/// What the addresses of concepts begin with.
const CONCEPTS: &str = "http://data.education.fr/voc/scolomfr/concept/";
/// What the addresses of languages begin with.
const LANGUAGES: &str = "http://id.loc.gov/vocabulary/iso639-1/";

/// The `lom` element of a resource, without an XML declaration.
#[must_use]
pub fn lom(record: &ResourceRecord, catalogue: Catalogue<'_>) -> String {
    let told = Told::new(record, catalogue);
    let mut xml = Xml::new();
    xml.within("lom", NAMESPACES, |xml| {
        general(xml, &told);
        people::life_cycle(xml, &told);
        people::meta_metadata(xml, &told);
        technical(xml, &told);
        educational(xml, &told);
        rights(xml, &told);
        relations(xml, &told);
        classification::all(xml, &told);
    });
    xml.done()
}

/// A text of ours, in French as the record says of itself.
fn string(xml: &mut Xml, element: &str, text: &str) {
    spoken(xml, element, text, None);
}

/// A text in the language of the resource.
fn spoken(xml: &mut Xml, element: &str, text: &str, language: Option<&str>) {
    if !text.trim().is_empty() {
        let tag = language.map(|language| format!("{LANGUAGES}{language}"));
        let attributes: Vec<(&str, &str)> = tag.iter().map(|tag| ("language", tag.as_str())).collect();
        xml.within(element, &[], |xml| xml.leaf_with("string", &attributes, text));
    }
}

/// A word of a vocabulary: where it is from, its address, and what a person reads.
fn word(xml: &mut Xml, element: &str, concept: &str, label: &str) {
    let prefix = element.rsplit_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
    let address =
        if concept.starts_with("http") { concept.to_owned() } else { format!("{CONCEPTS}{concept}") };
    xml.within(element, &[], |xml| {
        xml.leaf(&format!("{prefix}source"), SOURCE);
        xml.leaf(&format!("{prefix}value"), &address);
        xml.leaf(&format!("{prefix}label"), label);
    });
}

fn identifier(xml: &mut Xml, text: &str) {
    let catalogue = [("ark:", "ARK"), ("isbn:", "ISBN"), ("10.", "DOI"), ("swh:", "SWHID")];
    let named = catalogue.iter().find(|(start, _)| text.starts_with(start)).map_or("URI", |(_, name)| name);
    xml.within("identifier", &[], |xml| {
        xml.leaf("catalog", named);
        xml.leaf("entry", text);
    });
}

fn general(xml: &mut Xml, told: &Told<'_>) {
    xml.within("general", &[], |xml| {
        identifier(xml, &told.place());
        told.values(Field::Identifier).iter().for_each(|text| identifier(xml, text));
        let languages = told.values(Field::Language);
        // In which of several its title is, nobody said.
        let only = if let [only] = languages.as_slice() { Some(*only) } else { None };
        spoken(xml, "title", told.title(), only);
        for language in &languages {
            xml.leaf("language", &format!("{LANGUAGES}{language}"));
        }
        spoken(xml, "description", told.description().unwrap_or(told.title()), only);
        let keywords = told.values(Field::Keyword).into_iter();
        let unaddressed = [(Kind::Subject, Field::Subject), (Kind::Level, Field::Level)]
            .into_iter()
            .flat_map(|(kind, field)| told.unaddressed(kind, field));
        keywords.chain(unaddressed).for_each(|text| string(xml, "keyword", text));
        let kind = told.value(Field::ResourceKind).unwrap_or_default();
        if kind == "course" {
            word(xml, "aggregationLevel", "scolomfr-voc-008-num-03", "3 - Cours");
        }
        if let Some(dcmi) = dcmi(kind) {
            word(xml, "lomfr:documentType", &format!("http://purl.org/dc/dcmitype/{dcmi}"), label(dcmi));
        }
        types(told, "voc-005")
            .for_each(|(uri, term)| word(xml, "scolomfr:generalResourceType", uri, &term.term));
        if kind == "book" {
            word(xml, "scolomfr:generalResourceType", "scolomfr-voc-005-num-029", "ouvrage");
        }
    });
}

/// What `ScoLOMFR` calls DCMI's types.
fn label(dcmi: &str) -> &'static str {
    match dcmi {
        "MovingImage" => "image en mouvement",
        "Sound" => "son",
        "StillImage" => "image fixe",
        "Dataset" => "ensemble de données",
        "InteractiveResource" => "ressource interactive",
        "Event" => "événement",
        _ => "texte",
    }
}

/// Types whose address is of one vocabulary; those of the pedagogical one may be bare words of LOM.
fn types<'a>(
    told: &'a Told<'_>,
    vocabulary: &'a str,
) -> impl Iterator<Item = (&'static str, &'static Term)> + 'a {
    let addressed = told.terms(Kind::Type, Field::ResourceType).into_iter();
    addressed.filter_map(|term| Some((term.uri.as_deref()?, term))).filter(move |(uri, _)| {
        let editorial = uri.contains("voc-005");
        editorial == (vocabulary == "voc-005")
    })
}

fn technical(xml: &mut Xml, told: &Told<'_>) {
    xml.within("technical", &[], |xml| {
        let mut formats: Vec<&str> =
            told.record.attachments.iter().filter_map(|file| file.media.as_deref()).collect();
        formats.sort_unstable();
        formats.dedup();
        formats.iter().for_each(|format| xml.leaf("format", format));
        if let [file] = told.record.attachments.as_slice() {
            xml.leaf("size", &file.bytes.map(|bytes| bytes.to_string()).unwrap_or_default());
        }
        xml.leaf("location", &told.place());
    });
}

fn educational(xml: &mut Xml, told: &Told<'_>) {
    xml.within("educational", &[], |xml| {
        types(told, "voc-010").for_each(|(uri, term)| word(xml, "learningResourceType", uri, &term.term));
        for audience in told.values(Field::Audience) {
            let concept = match audience {
                "apprenant" => "learner",
                "enseignant" => "teacher",
                "auteur" => "author_2",
                "gestionnaire" => "manager",
                _ => continue,
            };
            word(xml, "intendedEndUserRole", concept, audience);
        }
        if let Some(duration) = told.value(Field::Duration).and_then(spelt) {
            xml.within("typicalLearningTime", &[], |xml| xml.leaf("duration", &duration));
        }
    });
}

/// A duration as the standard has it (IEEE 1484.12.3, `DurationString`): weeks are told in days, and a
/// fraction is one of seconds, behind a point; another is not told.
fn spelt(duration: &str) -> Option<String> {
    if let Some(weeks) = duration.strip_prefix('P').and_then(|rest| rest.strip_suffix('W')) {
        return weeks.parse::<u16>().ok().map(|weeks| format!("P{}D", u32::from(weeks) * 7));
    }
    let whole = duration.split_once('.').is_none_or(|(_, fraction)| {
        fraction.strip_suffix('S').is_some_and(|digits| digits.bytes().all(|digit| digit.is_ascii_digit()))
    });
    (whole && !duration.contains([',', 'W'])).then(|| duration.to_owned())
}

fn rights(xml: &mut Xml, told: &Told<'_>) {
    xml.within("rights", &[], |xml| {
        match told.value(Field::Free) {
            Some("yes") => word(xml, "cost", "no", "gratuit"),
            Some("no") => word(xml, "cost", "yes", "payant"),
            _ => {}
        }
        word(xml, "copyrightAndOtherRestrictions", "yes_2", "oui");
        string(xml, "description", &told.rights().unwrap_or_default());
    });
}

fn relations(xml: &mut Xml, told: &Told<'_>) {
    for (field, kind, label) in [
        (Field::PartOf, "isPartOf", "est une partie de"),
        (Field::HasPart, "hasPart", "contient"),
        (Field::VersionOf, "isVersionOf", "est une version de"),
        (Field::BasedOn, "source", "est basé sur"),
        (Field::Related, "references", "contient une référence à"),
    ] {
        for other in told.values(field) {
            xml.within("relation", &[], |xml| {
                word(xml, "kind", &format!("http://purl.org/dc/terms/{kind}"), label);
                xml.within("resource", &[], |xml| match super::address::web(other) {
                    Some(address) => identifier(xml, &address),
                    None => string(xml, "description", other),
                });
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::spelt;

    #[test]
    fn a_duration_is_spelt_as_the_standard_has_it() {
        for (written, told) in [
            ("PT45M", Some("PT45M")),
            ("P1Y2M3DT4H", Some("P1Y2M3DT4H")),
            ("PT90.5S", Some("PT90.5S")),
            ("P2W", Some("P14D")),
            ("PT1.5H", None),
            ("PT1,5S", None),
            ("P1WT3H", None),
        ] {
            assert_eq!(spelt(written).as_deref(), told, "{written}");
        }
    }
}
