//! Words of a record that only the vocabulary of the operator knows, as levels and subjects of ours.
//!
//! What the record says is kept; what is found is added with less certainty.

use glane_catalog::model::{Claim, Field, ResourceRecord};
use glane_catalog::vocabulary::imported::{Found, Imported};
use glane_catalog::vocabulary::school::Kind;

/// How sure it is that a concept means the term of ours that holds it.
const WITHIN: f32 = 0.7;
/// How sure it is that it means the term that says the same.
const SAME: f32 = 0.9;

/// Adds levels and subjects to a record that its keywords lead to.
pub(super) fn resolve(record: &mut ResourceRecord, imported: &Imported) {
    let mut found = Vec::new();
    for claim in record.fields.claims(Field::Keyword) {
        let Some(meant) = imported.find(&claim.value) else { continue };
        let confidence = if matches!(meant, Found::Same(_)) { SAME } else { WITHIN };
        let Some(term) = meant.term() else { continue };
        let field = match term.kind {
            Kind::Level => Field::Level,
            Kind::Subject => Field::Subject,
            _ => continue,
        };
        if !record.fields.claims(field).iter().any(|known| known.value == term.term) {
            found.push((field, Claim::new(term.term.clone(), claim.source.clone(), confidence)));
        }
    }
    for (field, claim) in found {
        record.fields.add(field, claim);
    }
}

#[cfg(test)]
mod tests {
    use glane_catalog::model::{Source, SourceId};
    use glane_catalog::read::Reading;
    use glane_catalog::vocabulary::imported::Concept;

    use super::*;
    use crate::config::{SourceKind, SourceSettings};
    use crate::harvest::{Gathered, record};

    fn concept(uri: &str, label: &str, broader: &[&str]) -> Concept {
        Concept {
            uri: uri.to_owned(),
            label: Some(label.to_owned()),
            labels: Vec::new(),
            status: None,
            broader: broader.iter().map(|uri| (*uri).to_owned()).collect(),
            schemes: vec!["http://data.education.fr/voc/scolomfr/scolomfr-voc-015".to_owned()],
        }
    }

    #[test]
    fn a_word_of_the_imported_vocabulary_leads_to_the_subject_that_holds_it() {
        let imported = Imported::new([
            concept("http://e/svt", "sciences de la vie et de la Terre", &[]),
            concept("http://e/geo", "géodynamique externe", &["http://e/svt"]),
        ]);
        let mut reading = Reading::default();
        for (field, word) in [(Field::Name, "Érosion"), (Field::Keyword, "Géodynamique externe")] {
            reading.fields.add(field, Claim::new(word.to_owned(), Source::record("n", None), 1.0));
        }
        let settings = SourceSettings::new(SourceId::new("portail").unwrap(), SourceKind::Oai);
        let Gathered::Record(mut record) = record(&settings, "n", reading) else { panic!("refused") };
        resolve(&mut record, &imported);
        let [claim] = record.fields.claims(Field::Subject) else { panic!("{:?}", record.fields) };
        assert_eq!((claim.value.as_str(), claim.confidence), ("sciences de la vie et de la Terre", WITHIN));
        assert_eq!(record.fields.value(Field::Keyword), Some("Géodynamique externe"));
        resolve(&mut record, &imported);
        assert_eq!(record.fields.claims(Field::Subject).len(), 1);
    }
}
