//! Which claims count once rules and side files have had their say, after REUSE 3.3.
//!
//! Must not know which licence they name.

use super::place::{Place, TAG_KEY};
use crate::licence::reuse::{Precedence, Rule};
use crate::model::Claim;

/// Most rules asked about each file.
const MOST: usize = 200;

/// The rules that speak for files whatever these say of themselves, the last one first.
#[derive(Debug, Default)]
pub struct Overrides<'a>(Vec<Rule<'a>>);

impl<'a> Overrides<'a> {
    /// Those among these claims.
    #[must_use]
    pub fn of(claims: &'a [Claim]) -> Self {
        let mut rules: Vec<Rule<'a>> = claims.iter().rev().filter_map(Rule::of).take(MOST).collect();
        // Others only matter where one overrides.
        if !rules.iter().any(|rule| rule.precedence == Precedence::Override) {
            rules.clear();
        }
        Self(rules)
    }

    /// Whether one speaks for a file: the last rule that is about it counts.
    #[must_use]
    pub fn speak_for(&self, path: &str) -> bool {
        let rule = self.0.iter().find(|rule| rule.is_about(path));
        rule.is_some_and(|rule| rule.precedence == Precedence::Override)
    }
}

/// The claims that count, each with its place.
pub(super) fn counting(claims: &[Claim], believed: f32) -> Vec<(Place, &Claim)> {
    let rules = Overrides::of(claims);
    let kept = |claim: &&Claim| claim.confidence >= believed && !is_spoken_for(claim, claims, &rules);
    claims.iter().filter(kept).filter_map(|claim| Some((Place::of(claim)?, claim))).collect()
}

/// Whether somebody else speaks for the file of a claim: its `.license` file, or an overriding rule.
fn is_spoken_for(claim: &Claim, claims: &[Claim], rules: &Overrides<'_>) -> bool {
    let Some(path) = claim.source.path.as_deref().filter(|_| claim.source.key.as_deref() == Some(TAG_KEY))
    else {
        return false;
    };
    let side = format!("{path}.license");
    let beside = claims.iter().any(|other| other.source.path.as_deref() == Some(side.as_str()));
    beside || rules.speak_for(path)
}
