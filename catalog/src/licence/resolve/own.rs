//! Which claims count once rules and side files have had their say, after REUSE 3.3.
//!
//! Must not know which licence they name.

use super::place::{Place, TAG_KEY};
use crate::licence::reuse::{Precedence, Rule};
use crate::model::Claim;

/// The claims that count, each with its place.
pub(super) fn counting<'a>(claims: &'a [Claim], believed: f32) -> Vec<(Place, &'a Claim)> {
    let rules: Vec<Rule<'a>> = claims.iter().filter_map(Rule::of).collect();
    let kept = |claim: &&Claim| claim.confidence >= believed && !is_spoken_for(claim, claims, &rules);
    claims.iter().filter(kept).filter_map(|claim| Some((Place::of(claim)?, claim))).collect()
}

/// Whether somebody else speaks for the file of a claim: its `.license` file, or an overriding rule.
fn is_spoken_for(claim: &Claim, claims: &[Claim], rules: &[Rule<'_>]) -> bool {
    let Some(path) = claim.source.path.as_deref().filter(|_| claim.source.key.as_deref() == Some(TAG_KEY))
    else {
        return false;
    };
    let side = format!("{path}.license");
    let beside = claims.iter().any(|other| other.source.path.as_deref() == Some(side.as_str()));
    // The last table that is about a file counts.
    let rule = rules.iter().rev().find(|rule| rule.is_about(path));
    beside || rule.is_some_and(|rule| rule.precedence == Precedence::Override)
}
