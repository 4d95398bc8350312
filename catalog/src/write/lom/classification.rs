//! LOM 9: subjects and levels by their concepts, competences, and themes where there is nothing else.
//!
//! A path has one taxon: a leaf says what its ancestors are, and taxa that do not follow are refused.

use super::super::resource::Told;
use super::super::xml::Xml;
use super::{string, word};
use crate::model::Field;
use crate::vocabulary::school::Kind;

pub(super) fn all(xml: &mut Xml, told: &Told<'_>) {
    let mut some = false;
    for (kind, field, purpose, vocabulary) in [
        (Kind::Subject, Field::Subject, ("scolomfr-voc-028-num-004", "enseignement"), "scolomfr-voc-015"),
        (Kind::Level, Field::Level, ("educational_level", "niveau éducatif détaillé"), "scolomfr-voc-022"),
    ] {
        let terms = told.terms(kind, field).into_iter();
        let taxa: Vec<(&str, &str)> =
            terms.filter_map(|term| Some((term.uri.as_deref()?, term.term.as_str()))).collect();
        some |= !taxa.is_empty();
        classification(xml, purpose, vocabulary, &taxa);
    }
    let competences = told.values(Field::Competence);
    let taxa: Vec<(&str, &str)> = competences.iter().map(|text| address_or(text)).collect();
    some |= !taxa.is_empty();
    classification(xml, ("educational_objective", "objectif pédagogique"), "texte libre", &taxa);
    if !some {
        // One is compulsory: what it is about, else what it is called.
        let keywords = told.values(Field::Keyword);
        let theme = keywords.first().copied().unwrap_or(told.title());
        classification(xml, ("idea", "notion"), "texte libre", &[("", theme)]);
    }
}

fn address_or(text: &str) -> (&str, &str) {
    if text.starts_with("http") { (text, "") } else { ("", text) }
}

fn classification(xml: &mut Xml, (purpose, label): (&str, &str), vocabulary: &str, taxa: &[(&str, &str)]) {
    if taxa.is_empty() {
        return;
    }
    xml.within("classification", &[], |xml| {
        word(xml, "purpose", purpose, label);
        for (address, entry) in taxa {
            xml.within("taxonPath", &[], |xml| {
                string(xml, "source", vocabulary);
                xml.within("taxon", &[], |xml| {
                    xml.leaf("id", address);
                    string(xml, "entry", entry);
                });
            });
        }
    });
}
