//! The works among resources that ties lead to, one from the other.
//!
//! Who holds a mark firmly is of one work with whoever else does. What one merely claims leads to the one work
//! that it meets, and brings no two together: anybody can name two works in one file. Must not know what a
//! mark is.

use std::collections::BTreeSet;

use super::tie::Tie;

/// Takes resources apart into works; `parts` are those of them that lie in projects.
///
/// Every resource is in one of the sets.
#[must_use]
pub fn works(all: &BTreeSet<i64>, parts: &BTreeSet<i64>, ties: &[&Tie]) -> Vec<BTreeSet<i64>> {
    // A mark that one alone holds ties it to nobody: whoever names it must not take its other ties from it.
    let firm: Vec<BTreeSet<i64>> =
        ties.iter().map(|tie| &tie.firm & all).filter(|holders| holders.len() > 1).collect();
    let rooted: BTreeSet<i64> = firm.iter().flatten().copied().collect();
    // Copies of one file in several projects are no work of a catalogue yet: they settle as one.
    let (copies, mut found): (Vec<_>, Vec<_>) =
        together(&rooted, &firm).into_iter().partition(|work| work.is_subset(parts));
    let alone = |some: BTreeSet<i64>| some.into_iter().map(|one| BTreeSet::from([one]));
    let rest = all - &rooted;
    // What catalogues say of their records counts before what files of projects say of themselves.
    settle(&mut found, alone(&rest - parts).collect(), ties, |one, found| claimed(one, found, ties));
    settle(&mut found, copies.into_iter().chain(alone(&rest & parts)).collect(), ties, |one, found| {
        let named = named(one, parts, found, ties);
        if named.is_empty() { claimed(one, found, ties) } else { named }
    });
    found
}

/// Puts bundles with the one work that they meet, with each other where they meet none, and by themselves
/// where they meet several.
fn settle(
    found: &mut Vec<BTreeSet<i64>>,
    bundles: Vec<BTreeSet<i64>>,
    ties: &[&Tie],
    met: impl Fn(&BTreeSet<i64>, &[BTreeSet<i64>]) -> Vec<usize>,
) {
    let met: Vec<(BTreeSet<i64>, Vec<usize>)> = bundles
        .into_iter()
        .map(|one| {
            let works = met(&one, found);
            (one, works)
        })
        .collect();
    let mut free = Vec::new();
    for (one, works) in met {
        match works[..] {
            [] => free.push(one),
            [only] => found[only].extend(one),
            _ => found.push(one),
        }
    }
    let some: BTreeSet<i64> = free.iter().flatten().copied().collect();
    free.extend(ties.iter().map(|tie| tie.weak.clone()));
    found.extend(together(&some, &free));
}

/// The works that some claim to be: by who holds what they claim, else by who claims the same.
fn claimed(some: &BTreeSet<i64>, works: &[BTreeSet<i64>], ties: &[&Tie]) -> Vec<usize> {
    let others = ties.iter().filter(|tie| !tie.weak.is_disjoint(some));
    of(others.flat_map(|tie| if tie.firm.is_empty() { &tie.weak } else { &tie.firm }), works)
}

/// The works whose records claim what some parts hold: a catalogue that tells the digest of their file.
fn named(some: &BTreeSet<i64>, parts: &BTreeSet<i64>, works: &[BTreeSet<i64>], ties: &[&Tie]) -> Vec<usize> {
    let others = ties.iter().filter(|tie| !tie.firm.is_disjoint(some));
    of(others.flat_map(|tie| &tie.weak).filter(|one| !parts.contains(one)), works)
}

/// The works of which some are.
fn of<'a>(some: impl Iterator<Item = &'a i64>, works: &[BTreeSet<i64>]) -> Vec<usize> {
    let some: BTreeSet<i64> = some.copied().collect();
    (0..works.len()).filter(|at| !works[*at].is_disjoint(&some)).collect()
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

    #[test]
    fn a_part_whose_file_a_catalogue_names_is_of_the_work_that_it_claims() {
        // 1 and 2 are records, 8 and 9 parts: a part holds the digest of its file and claims an identifier,
        // a record holds the identifier and claims the digest.
        let (file, doi) = (tie(&[9], &[1]), tie(&[1], &[9]));
        assert_eq!(apart(&[9], std::slice::from_ref(&file)), are(&[&[1, 9]]), "the file");
        assert_eq!(apart(&[9], std::slice::from_ref(&doi)), are(&[&[1, 9]]), "the identifier");
        assert_eq!(apart(&[9], &[file.clone(), doi.clone()]), are(&[&[1, 9]]), "both");
        assert_eq!(apart(&[9], &[file.clone(), tie(&[1, 2], &[])]), are(&[&[1, 2, 9]]), "two catalogues");
        assert_eq!(apart(&[8, 9], &[doi.clone(), tie(&[8, 9], &[])]), are(&[&[1, 8, 9]]), "a copy elsewhere");
        // What a catalogue says of a file counts before what the file says of itself.
        assert_eq!(apart(&[9], &[file, tie(&[2], &[9])]), are(&[&[1, 9], &[2]]));
        // Copies that claim an identifier each bring no two records together.
        let ties = [doi, tie(&[2], &[8]), tie(&[8, 9], &[])];
        assert_eq!(apart(&[8, 9], &ties), are(&[&[1], &[2], &[8, 9]]));
    }

    #[test]
    fn what_parts_claim_of_records_takes_no_record_from_another() {
        // 1 and 2 are of one place, under one title; 8 and 9 claim an identifier of each.
        let ties = [tie(&[], &[1, 2]), tie(&[1], &[8]), tie(&[2], &[9])];
        assert_eq!(apart(&[8, 9], &ties), are(&[&[1, 2, 8, 9]]));
    }
}
