//! Many findings of one rule in one file: the first are told one by one, the others together.
//!
//! None is lost: the last one stands for all the rest, and has another id when the rest changes.

use std::collections::BTreeMap;

use crate::model::Weight;
use crate::scan::Found;

/// Findings of one rule and weight in one file that are told one by one.
const HOLDS: usize = 20;
const NOTES: usize = 3;

/// The findings, the rest of each crowd told as one.
pub(in crate::scan) fn thin(mut found: Vec<Found<'_>>) -> Vec<Found<'_>> {
    found.sort_by(|a, b| (a.at, a.rule).cmp(&(b.at, b.rule)));
    let mut crowds: BTreeMap<(&str, Weight), (usize, usize)> = BTreeMap::new();
    let mut kept: Vec<Found<'_>> = Vec::new();
    for one in found {
        let most = if one.weight == Weight::Hold { HOLDS } else { NOTES };
        let (count, last) = crowds.entry((one.rule, one.weight)).or_default();
        *count += 1;
        if *count <= most {
            *last = kept.len();
            kept.push(one);
        } else {
            let rest = &mut kept[*last].matched;
            rest.push(0);
            rest.extend(one.matched);
        }
    }
    kept
}
