//! The works among resources that ties lead to, one from the other.
//!
//! Who holds a mark firmly is of one work with whoever else does. Who merely claims marks is of the one work
//! that these lead to, and brings no two together: anybody can name two works in one file. Must not know
//! what a mark is.

use std::collections::BTreeSet;

use super::tie::Tie;

/// Takes resources apart into works; `parts` are those of them that lie in projects.
///
/// Every resource is in one of the sets.
#[must_use]
pub fn works(all: &BTreeSet<i64>, parts: &BTreeSet<i64>, ties: &[&Tie]) -> Vec<BTreeSet<i64>> {
    let firm: Vec<BTreeSet<i64>> = ties.iter().map(|tie| tie.firm.clone()).collect();
    let rooted: BTreeSet<i64> = firm.iter().flatten().copied().filter(|one| all.contains(one)).collect();
    let mut found = together(&rooted, &firm);
    let rest = all - &rooted;
    // What catalogues say of their records counts before what files of projects say of themselves.
    for claimants in [&rest - parts, &rest & parts] {
        settle(&mut found, &claimants, ties);
    }
    found
}

/// Puts those who merely claim with the one work that they meet, with each other where they meet none, and
/// by themselves where they meet several.
fn settle(found: &mut Vec<BTreeSet<i64>>, claimants: &BTreeSet<i64>, ties: &[&Tie]) {
    let met: Vec<(i64, Vec<usize>)> = claimants.iter().map(|one| (*one, met(*one, found, ties))).collect();
    let mut free = BTreeSet::new();
    for (one, works) in met {
        match works[..] {
            [] => drop(free.insert(one)),
            [only] => drop(found[only].insert(one)),
            _ => found.push(BTreeSet::from([one])),
        }
    }
    let claimed: Vec<BTreeSet<i64>> = ties.iter().map(|tie| tie.weak.clone()).collect();
    found.extend(together(&free, &claimed));
}

/// The works that one meets: by who holds what it claims, else by who claims the same.
fn met(one: i64, works: &[BTreeSet<i64>], ties: &[&Tie]) -> Vec<usize> {
    let others = ties.iter().filter(|tie| tie.weak.contains(&one));
    let others = others.flat_map(|tie| if tie.firm.is_empty() { &tie.weak } else { &tie.firm });
    let others: BTreeSet<i64> = others.copied().collect();
    (0..works.len()).filter(|at| !works[*at].is_disjoint(&others)).collect()
}

/// Puts together those of some whom bundles overlap.
fn together(some: &BTreeSet<i64>, bundles: &[BTreeSet<i64>]) -> Vec<BTreeSet<i64>> {
    let alone = some.iter().map(|one| BTreeSet::from([*one]));
    let mut groups: Vec<BTreeSet<i64>> = Vec::new();
    for bundle in bundles.iter().map(|bundle| bundle & some).chain(alone) {
        let (near, mut others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| !group.is_disjoint(&bundle));
        let whole: BTreeSet<i64> = near.into_iter().flatten().chain(bundle).collect();
        others.extend((!whole.is_empty()).then_some(whole));
        groups = others;
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(numbers: &[i64]) -> BTreeSet<i64> {
        numbers.iter().copied().collect()
    }

    fn tie(firm: &[i64], weak: &[i64]) -> Tie {
        Tie { firm: set(firm), weak: set(weak) }
    }

    fn apart(parts: &[i64], ties: &[Tie]) -> BTreeSet<Vec<i64>> {
        let all: BTreeSet<i64> = ties.iter().flat_map(Tie::all).collect();
        let ties: Vec<&Tie> = ties.iter().collect();
        works(&all, &set(parts), &ties).into_iter().map(|work| work.into_iter().collect()).collect()
    }

    fn are(works: &[&[i64]]) -> BTreeSet<Vec<i64>> {
        works.iter().map(|work| work.to_vec()).collect()
    }

    #[test]
    fn what_is_held_firmly_ties_from_one_to_the_next() {
        assert_eq!(apart(&[], &[tie(&[1, 2], &[]), tie(&[2, 3], &[])]), are(&[&[1, 2, 3]]));
    }

    #[test]
    fn a_part_that_claims_two_works_brings_them_not_together() {
        // 9 names the identifiers of the records 1 and 2, which have nothing else in common.
        assert_eq!(apart(&[9], &[tie(&[1], &[9]), tie(&[2], &[9])]), are(&[&[1], &[2], &[9]]));
        // It is at home with 1 by evidence of its own: 2 stays what it is.
        let ties = [tie(&[1, 9], &[]), tie(&[2], &[9])];
        assert_eq!(apart(&[9], &ties), are(&[&[1, 9], &[2]]));
        // Records that meet are one work, and whoever claims both marks of it is of it.
        let ties = [tie(&[1, 2], &[]), tie(&[1], &[9]), tie(&[2], &[9])];
        assert_eq!(apart(&[9], &ties), are(&[&[1, 2, 9]]));
    }

    #[test]
    fn records_that_merely_claim_are_brought_together_by_no_part() {
        // 1 and 2 claim a mark each, with the same title, and 9 claims both.
        let ties = [tie(&[], &[1, 9]), tie(&[], &[2, 9])];
        assert_eq!(apart(&[9], &ties), are(&[&[1], &[2], &[9]]));
        assert_eq!(apart(&[8, 9], &[tie(&[], &[1, 8]), tie(&[], &[8, 9])]), are(&[&[1, 8], &[9]]));
        assert_eq!(apart(&[], &[tie(&[], &[1, 2]), tie(&[], &[2, 3])]), are(&[&[1, 2, 3]]));
        assert_eq!(apart(&[7, 8, 9], &[tie(&[], &[7, 8]), tie(&[], &[8, 9])]), are(&[&[7, 8, 9]]));
    }
}
