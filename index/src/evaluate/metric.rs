//! The measures, by their definitions.
//!
//! Must not know where a ranking comes from.

use std::collections::BTreeMap;

/// Normalised discounted cumulative gain: each record at rank r adds (2^grade − 1) / log2(r + 1), and the
/// sum is divided by that of the best possible ranking. What was not judged is worth nothing.
pub(super) fn ndcg(found: &[&str], grades: &BTreeMap<String, u32>, depth: usize) -> f64 {
    let gained = found.iter().take(depth).map(|id| grades.get(*id).copied().unwrap_or(0));
    let mut best: Vec<u32> = grades.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = discounted(best.into_iter().take(depth));
    if ideal == 0.0 { 0.0 } else { discounted(gained) / ideal }
}

fn discounted(grades: impl Iterator<Item = u32>) -> f64 {
    let gains = grades
        .zip(2_u32..)
        .map(|(grade, place)| (2_f64.powf(f64::from(grade)) - 1.0) / f64::from(place).log2());
    gains.sum()
}

/// The share of the right records that are among the first.
pub(super) fn recall(found: &[&str], grades: &BTreeMap<String, u32>, depth: usize) -> f64 {
    let right = |id: &&&str| grades.get(**id).is_some_and(|grade| *grade > 0);
    let all = grades.values().filter(|grade| **grade > 0).count();
    let met = found.iter().take(depth).filter(right).count();
    #[expect(clippy::cast_precision_loss, reason = "at most a hundred records")]
    let share = met as f64 / all.max(1) as f64;
    share
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grades() -> BTreeMap<String, u32> {
        [("a", 3), ("b", 2), ("c", 1), ("d", 0)].map(|(id, grade)| (id.to_owned(), grade)).into()
    }

    fn is(value: f64, expected: f64) {
        assert!((value - expected).abs() < 1e-6, "{value} {expected}");
    }

    #[test]
    fn ndcg_as_computed_by_hand() {
        // Ideal: 7/1 + 3/log2(3) + 1/2 = 7 + 1.8927893 + 0.5 = 9.3927893.
        is(ndcg(&["a", "b", "c"], &grades(), 10), 1.0);
        // Found: 0 + 7/log2(3) + 3/2 = 4.4165082 + 1.5 = 5.9165082.
        is(ndcg(&["x", "a", "b"], &grades(), 10), 5.916_508_275 / 9.392_789_261);
        is(ndcg(&["x", "d", "a"], &grades(), 2), 0.0);
        is(ndcg(&[], &grades(), 10), 0.0);
        is(ndcg(&["a"], &BTreeMap::new(), 10), 0.0);
        // One right answer at rank 4: 1 / log2(5).
        is(ndcg(&["x", "y", "z", "a"], &[("a".to_owned(), 1)].into(), 10), 0.430_676_558);
    }

    #[test]
    fn recall_counts_what_is_right() {
        is(recall(&["x", "a", "d", "c"], &grades(), 10), 2.0 / 3.0);
        is(recall(&["x", "a", "d", "c"], &grades(), 2), 1.0 / 3.0);
        is(recall(&["a"], &BTreeMap::new(), 10), 0.0);
    }
}
