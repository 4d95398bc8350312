//! What the record that stands for a work takes over from the others: what it says nothing of.
//!
//! Each value names the record it is from. Who made the work and under which licence is taken from nobody
//! else: a record that does not say it stays without.

use crate::model::{Claim, Field, ResourceKey, ResourceRecord, Source};

/// What may be taken over.
const TAKEN: [Field; 15] = [
    Field::Summary,
    Field::Description,
    Field::Language,
    Field::Keyword,
    Field::Level,
    Field::Subject,
    Field::Audience,
    Field::ResourceType,
    Field::ResourceKind,
    Field::Duration,
    Field::Access,
    Field::Free,
    Field::Programme,
    Field::Competence,
    Field::Identifier,
];

/// The record with what it lacks and the others say, the first of them before the next.
#[must_use]
pub fn filled(mut record: ResourceRecord, others: &[ResourceRecord]) -> ResourceRecord {
    for field in TAKEN {
        if !record.fields.claims(field).is_empty() {
            continue;
        }
        let mut saying = others.iter().filter(|other| !other.fields.claims(field).is_empty());
        let taken: Vec<&ResourceRecord> =
            if field.is_many() { saying.collect() } else { saying.next().into_iter().collect() };
        for other in taken {
            for claim in other.fields.claims(field) {
                record.fields.add(field, from(other, claim));
            }
        }
    }
    record
}

/// The claim as one of that record: a path of another project would be looked for in this one.
fn from(other: &ResourceRecord, claim: &Claim) -> Claim {
    let whose = match &other.key {
        ResourceKey::Part { project, path } => format!("{project} {path}"),
        ResourceKey::Record { source, id } => format!("{source} {id}"),
    };
    Claim::new(
        claim.value.clone(),
        Source::record(whose.trim(), claim.source.key.as_deref()),
        claim.confidence,
    )
}
