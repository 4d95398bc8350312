//! LOM 2 and 3: who made the resource, and who made its record. A card has a name and nothing else.

use super::super::resource::{Told, bearer};
use super::super::xml::Xml;
use super::{LANGUAGES, SOURCE, identifier, string, word};
use crate::model::Field;
use crate::read::mailbox;

/// Roles by the end of the key of a claim, with their concept and label.
const ROLES: &[(&str, &str, &str)] = &[
    ("validator", "validator_2", "valideur"),
    ("graphical designer", "graphical_designer", "concepteur graphique"),
    ("instructional designer", "instructional_designer", "concepteur pédagogique"),
    ("technical implementer", "technical_implementer", "implémenteur technique"),
    ("illustrator", "scolomfr-voc-003-num-031", "illustrateur"),
    ("editor", "editor", "directeur de la publication"),
];

pub(super) fn life_cycle(xml: &mut Xml, told: &Told<'_>) {
    xml.within("lifeCycle", &[], |xml| {
        string(xml, "version", told.value(Field::Version).unwrap_or_default());
        let created = told.value(Field::Created);
        let published = told.value(Field::Published);
        let (authors, bodies) = (told.values(Field::Author), told.values(Field::Organisation));
        for name in &authors {
            contribute(xml, ("author", "auteur"), &card(name, bearer(name)), created);
        }
        for name in &bodies {
            contribute(xml, ("publisher", "éditeur"), &card(name, "Organization"), published);
        }
        let contributors = told.record.fields.claims(Field::Contributor);
        for claim in contributors {
            let key = claim.source.key.as_deref().unwrap_or_default();
            let known = ROLES.iter().find(|(role, _, _)| key.ends_with(role));
            let role = known.map_or(("scolomfr-voc-003-num-005", "contributeur"), |(_, concept, label)| {
                (*concept, *label)
            });
            contribute(xml, role, &card(&claim.value, bearer(&claim.value)), None);
        }
        // The element is compulsory, and nobody is invented.
        if authors.is_empty() && bodies.is_empty() {
            let date = created.or(published);
            contribute(xml, ("unknown", "inconnu"), &card("Non indiqué", "Person"), date);
        }
    });
}

fn contribute(xml: &mut Xml, (concept, label): (&str, &str), card: &str, date: Option<&str>) {
    xml.within("contribute", &[], |xml| {
        word(xml, "role", concept, label);
        xml.leaf("entity", card);
        if let Some(date) = date {
            xml.within("date", &[], |xml| xml.leaf("dateTime", date));
        }
    });
}

/// A vCard of a name: that of a body stands under `ORG` as well.
fn card(name: &str, bearer: &str) -> String {
    // Before it stands behind a colon, where a mail looks like a part of an address.
    let plain: String = mailbox::without(name).chars().filter(|letter| !letter.is_control()).collect();
    let name = plain.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;");
    let body = if bearer == "Organization" { format!("ORG:{name}\n") } else { String::new() };
    format!("BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nN:{name}\n{body}END:VCARD")
}

/// The record itself: its address here, this catalogue, the day.
pub(super) fn meta_metadata(xml: &mut Xml, told: &Told<'_>) {
    xml.within("metaMetadata", &[], |xml| {
        identifier(xml, &told.page);
        let gathered = told.gathered();
        contribute(xml, ("creator", "créateur"), &card(told.catalogue.name, "Organization"), Some(&gathered));
        xml.leaf("metadataSchema", SOURCE);
        xml.leaf("language", &format!("{LANGUAGES}fr"));
    });
}
