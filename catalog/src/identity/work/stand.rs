//! Which of several records of one work stands for all of them.
//!
//! A part of one of our projects, since its files are here; then the record that says most; then the one
//! that has been here longest. The same for the same records, in whatever order they come.

use std::cmp::Reverse;

use crate::model::{Field, ResourceRecord};

/// What a reader asks of a record first.
const ASKED: [Field; 12] = [
    Field::Description,
    Field::Summary,
    Field::Author,
    Field::Level,
    Field::Subject,
    Field::ResourceType,
    Field::Language,
    Field::Website,
    Field::Duration,
    Field::Access,
    Field::Keyword,
    Field::Modified,
];
/// What a licence counts: without it nothing may be done with the work.
const LICENCE: i64 = 3;

/// One of several records of a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The number of the resource, lower the longer it has been here.
    pub resource: i64,
    /// Whether it is a part of one of our projects.
    pub is_part: bool,
    /// How much it says ([`completeness`]).
    pub says: i64,
}

/// How much a record says of what is asked first.
#[must_use]
pub fn completeness(record: &ResourceRecord) -> i64 {
    let said = ASKED.into_iter().filter(|field| !record.fields.claims(*field).is_empty()).count();
    let licence = if record.licence.expression.is_some() { LICENCE } else { 0 };
    let files = i64::from(!record.attachments.is_empty());
    i64::try_from(said).unwrap_or_default() + licence + files + i64::from(record.text.is_some())
}

/// The one that stands for all.
#[must_use]
pub fn first(candidates: &[Candidate]) -> Option<i64> {
    let order = |one: &&Candidate| (!one.is_part, Reverse(one.says), one.resource);
    candidates.iter().min_by_key(order).map(|one| one.resource)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_then_the_fullest_then_the_oldest() {
        let one = |resource, is_part, says| Candidate { resource, is_part, says };
        assert_eq!(first(&[one(1, false, 9), one(2, true, 1)]), Some(2));
        assert_eq!(first(&[one(1, false, 3), one(2, false, 4)]), Some(2));
        assert_eq!(first(&[one(7, false, 4), one(2, false, 4), one(3, false, 4)]), Some(2));
        assert_eq!(first(&[]), None);
    }
}
