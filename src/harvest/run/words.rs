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
