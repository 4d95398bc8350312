//! The licence of one thing that speaks for itself: a part of a project, a record of another catalogue.
//!
//! What stands around it is not known here.

use super::together;
use crate::model::Claim;

/// Below this a claim is shown, but decides nothing.
const BELIEVED: f32 = 0.5;
/// How much less sure than the surest a claim may be to count beside it.
const NEAR: f32 = 0.2;

/// The one licence that claims name with some certainty; all of them, where they differ.
#[must_use]
pub fn said(claims: &[Claim]) -> Option<String> {
    let best = claims.iter().map(|claim| claim.confidence).fold(0.0, f32::max);
    let mut named: Vec<String> = claims
        .iter()
        .filter(|claim| claim.confidence >= BELIEVED && claim.confidence >= best - NEAR)
        .map(|claim| claim.value.clone())
        .collect();
    named.sort_unstable();
    named.dedup();
    // Where they differ, nobody can say which of them holds: all are to be kept.
    (!named.is_empty()).then(|| together(&named))
}
