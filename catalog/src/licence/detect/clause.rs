//! Clauses that take away from the licence they stand beside.
//!
//! Must not know which licence it is.

use super::{Detected, Method};
use crate::vocabulary::fold::fold;

/// Confidence in a licence with such a clause: below what decides.
const DOUBTED: f32 = 0.4;

/// Clauses, folded, that no licence of the list holds and that restrict what one allows.
const TAKING_AWAY: &[&str] = &[
    "usage commercial interdit",
    "utilisation commerciale interdite",
    "interdit sans accord",
    "usage militaire",
    "usage reserve a",
    "commercial use is prohibited",
    "commercial use prohibited",
    "for non-commercial use only",
    "commons clause",
];

/// Doubts every licence found beside such a clause, but for those that forbid commerce themselves.
pub(super) fn doubt(text: &str, found: &mut [Detected]) {
    // Inside a text that stands word for word there is no clause but the licence's own.
    let own = |line: u32| {
        found
            .iter()
            .any(|one| one.method == Method::ExactText && (one.start_line..=one.end_line).contains(&line))
    };
    let left: Vec<&str> =
        (1..).zip(text.lines()).filter(|(line, _)| !own(*line)).map(|(_, line)| line).collect();
    let folded = fold(&left.join(" "));
    if found.is_empty() || !TAKING_AWAY.iter().any(|clause| folded.contains(clause)) {
        return;
    }
    for one in found.iter_mut().filter(|one| !one.expression.contains("-NC")) {
        one.confidence = one.confidence.min(DOUBTED);
        one.method = Method::ClauseAdded;
    }
}
