//! Which of several records of one work stands for all of them.
//!
//! A part of one of our projects, since its files are here; then the record that says most; then the one
//! that has been here longest. Whoever merely claims to be the work comes after those that it is tied to:
//! anybody can copy a title and an identifier. The same for the same records, in whatever order they come.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::tie::Tie;
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

/// How firmly one belongs to its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bond {
    /// It holds a mark firmly that it has in common with others.
    Firm,
    /// It claims the marks that it has in common with others, and so do they.
    Claimed,
    /// It claims a mark that another holds firmly, and nothing else ties it to that one.
    Borrowed,
}

/// How firmly one belongs to those it is tied to.
#[must_use]
pub fn bond(resource: i64, ties: &[&Tie]) -> Bond {
    let firm = |tie: &&&Tie| tie.firm.contains(&resource);
    let known: BTreeSet<i64> = ties.iter().filter(firm).flat_map(|tie| &tie.firm).copied().collect();
    let claimed = ties.iter().filter(|tie| tie.weak.contains(&resource));
    if claimed.flat_map(|tie| &tie.firm).any(|other| !known.contains(other)) {
        Bond::Borrowed
    } else if known.is_empty() {
        Bond::Claimed
    } else {
        Bond::Firm
    }
}

/// One of several records of a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The number of the resource, lower the longer it has been here.
    pub resource: i64,
    /// Whether it is a part of one of our projects.
    pub is_part: bool,
    /// How firmly it belongs to the others.
    pub bond: Bond,
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
    // Of those that merely claim, the oldest: whoever copied came later, and may say more.
    let order = |one: &&Candidate| match one.bond {
        Bond::Firm => (one.bond, !one.is_part, Reverse(one.says), one.resource),
        Bond::Claimed | Bond::Borrowed => (one.bond, false, Reverse(0), one.resource),
    };
    candidates.iter().min_by_key(order).map(|one| one.resource)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(resource: i64, is_part: bool, says: i64) -> Candidate {
        Candidate { resource, is_part, says, bond: Bond::Firm }
    }

    #[test]
    fn a_part_then_the_fullest_then_the_oldest() {
        assert_eq!(first(&[one(1, false, 9), one(2, true, 1)]), Some(2));
        assert_eq!(first(&[one(1, false, 3), one(2, false, 4)]), Some(2));
        assert_eq!(first(&[one(7, false, 4), one(2, false, 4), one(3, false, 4)]), Some(2));
        assert_eq!(first(&[]), None);
    }

    #[test]
    fn whoever_merely_claims_leads_nobody_that_was_there() {
        let claims = |resource, bond| Candidate { bond, ..one(resource, true, 9) };
        assert_eq!(first(&[claims(1, Bond::Borrowed), one(2, false, 1)]), Some(2));
        assert_eq!(first(&[claims(1, Bond::Claimed), one(2, false, 1)]), Some(2));
        let older = Candidate { bond: Bond::Claimed, ..one(1, false, 1) };
        assert_eq!(first(&[claims(2, Bond::Claimed), older]), Some(1), "not the one that says more");
    }

    #[test]
    fn a_bond_is_borrowed_from_whoever_holds_what_one_claims() {
        let tie = |firm: &[i64], weak: &[i64]| Tie {
            firm: firm.iter().copied().collect(),
            weak: weak.iter().copied().collect(),
        };
        let (doi, place, other) = (tie(&[1, 2], &[3]), tie(&[2, 3], &[]), tie(&[], &[3, 4]));
        assert_eq!(bond(1, &[&doi, &place]), Bond::Firm);
        assert_eq!(bond(3, &[&doi]), Bond::Borrowed);
        assert_eq!(bond(3, &[&doi, &place]), Bond::Borrowed, "it is at home with 2, and not with 1");
        assert_eq!(bond(3, &[&tie(&[2], &[3]), &place]), Bond::Firm);
        assert_eq!([bond(3, &[&other]), bond(4, &[&other])], [Bond::Claimed; 2]);
    }
}
