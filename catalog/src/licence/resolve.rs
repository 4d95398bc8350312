//! From all that speaks of a licence to the licence of the whole, and of the parts that differ.
//!
//! Order of trust: the text of a LICENSE at the root; rules and tags of REUSE; declarations of
//! metadata files and manifests; manifests of a workspace's members, where all say the same; the texts
//! of `LICENSES/`; the README; notices; the forge. Must not read files: it sees claims only.

mod own;
mod part;
mod place;
mod role;

use crate::model::{Claim, Finding, LicenceReading, PartRole, Severity};

use super::expression::parsed;
use super::reuse::{Precedence, Rule};
pub use own::Overrides;
pub(crate) use place::TAG_KEY;
use place::{MEMBER_END, Place};
pub use role::is_foreign;

/// Key of a claim of a README about what is read rather than run.
pub(crate) const CONTENT_KEY: &str = "licence (contents)";

/// The licence of the whole, of its parts, and what should be mended about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved {
    /// The licence with all its claims; of the whole, so none when only parts have one.
    pub reading: LicenceReading,
    /// Disagreements between claims.
    pub findings: Vec<Finding>,
}

impl Resolved {
    /// The licence of the whole or, without one, those of its parts, which then must all be kept.
    #[must_use]
    pub fn overall(&self) -> Option<String> {
        let parts = || {
            let mut all: Vec<String> =
                self.reading.parts.iter().map(|part| part.expression.clone()).collect();
            all.sort();
            all.dedup();
            (!all.is_empty()).then(|| together(&all))
        };
        self.reading.expression.clone().or_else(parts)
    }
}

/// Below this a claim about the whole is shown, but decides nothing.
const BELIEVED: f32 = 0.5;

/// The licence of a repository from all claims about it.
///
/// A text or a manifest below the root speaks for its folder; files of others are kept as claims and
/// decide nothing.
#[must_use]
pub fn resolve(claims: &[Claim]) -> Resolved {
    let placed = own::counting(claims, BELIEVED);
    let alike = distinct(&placed, Place::Member).len() == 1;
    let for_all = |place: &Place| !place.is_below() && (*place != Place::Member || alike);
    let whole = placed.iter().map(|(place, _)| *place).filter(for_all).min();
    let expression = whole.map(|best| with_contents(&with_later(&of_place(best, &placed), &placed), &placed));
    let expression = expression.filter(|expression| !expression.is_empty());
    let findings = expression.as_deref().map(|whole| conflicts(whole, &placed)).unwrap_or_default();
    let parts = part::parts(&placed, expression.as_deref());
    Resolved { reading: LicenceReading { expression, claims: claims.to_vec(), parts }, findings }
}

/// Makes of a manifest's claim one of a member of a workspace, which the root names.
pub fn mark_member(claim: &mut Claim) {
    let key = claim.source.key.take().unwrap_or_default();
    claim.source.key = Some(format!("{key}{MEMBER_END}"));
}

fn of_place(best: Place, placed: &[(Place, &Claim)]) -> String {
    match best {
        Place::Text => from_texts(placed),
        Place::Rule | Place::Tag => from_reuse(placed),
        Place::Inventory | Place::Notice => together(&distinct(placed, best)),
        // The first declaration in order of precedence speaks for all; others can only contradict it.
        _ => distinct(placed, best).into_iter().next().unwrap_or_default(),
    }
}

/// A rule about all files; else what rules and tags say of the code; else of the rest.
fn from_reuse(placed: &[(Place, &Claim)]) -> String {
    let rules: Vec<Rule<'_>> = placed.iter().filter_map(|(_, claim)| Rule::of(claim)).collect();
    if let Some(all) = rules.iter().rev().find(|rule| rule.is_about_all()) {
        return all.expression.to_owned();
    }
    let spoken: Vec<(PartRole, &str)> = placed
        .iter()
        .filter(|(place, _)| matches!(place, Place::Rule | Place::Tag))
        .map(|(_, claim)| {
            let path = Rule::of(claim).map(|rule| rule.scope()).or_else(|| claim.source.path.clone());
            (role::role(&path.unwrap_or_default()), claim.value.as_str())
        })
        .collect();
    let first = spoken.iter().map(|(role, _)| *role).min();
    let aggregated = rules.iter().any(|rule| rule.precedence == Precedence::Aggregate);
    let mut values: Vec<String> = Vec::new();
    for (role, value) in spoken {
        if (Some(role) == first || aggregated) && !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }
    together(&values)
}

/// What a README puts its contents under stands beside the licence of the code.
fn with_contents(expression: &str, placed: &[(Place, &Claim)]) -> String {
    let contents = placed
        .iter()
        .find(|(place, claim)| *place == Place::Readme && claim.source.key.as_deref() == Some(CONTENT_KEY));
    match contents {
        Some((_, claim))
            if !expression.is_empty() && !bases(expression).contains(&base(&claim.value).to_owned()) =>
        {
            together(&[expression.to_owned(), claim.value.clone()])
        }
        _ => expression.to_owned(),
    }
}

/// The distinct values claimed at a place, in order.
fn distinct(placed: &[(Place, &Claim)], at: Place) -> Vec<String> {
    let mut values: Vec<String> = Vec::new();
    for (_, claim) in placed.iter().filter(|(place, _)| *place == at) {
        if !values.contains(&claim.value) {
            values.push(claim.value.clone());
        }
    }
    values
}

/// Several texts at the root: as a declaration joins them, else all of them.
fn from_texts(placed: &[(Place, &Claim)]) -> String {
    let mut texts = distinct(placed, Place::Text);
    // The LGPL is written as a supplement to the GPL, whose text lies beside it.
    if texts.iter().any(|text| text.starts_with("LGPL-")) {
        texts.retain(|text| !text.starts_with("GPL-"));
    }
    if texts.len() > 1 {
        let all = bases(&texts.join(" AND "));
        let declared = placed.iter().find(|(place, claim)| place.declares() && bases(&claim.value) == all);
        if let Some((_, claim)) = declared {
            return claim.value.clone();
        }
    }
    together(&texts)
}

/// The expression under which several licences are all kept.
#[must_use]
pub fn together(values: &[String]) -> String {
    let part = |value: &String| {
        if value.contains(" OR ") && values.len() > 1 { format!("({value})") } else { value.clone() }
    };
    values.iter().map(part).collect::<Vec<_>>().join(" AND ")
}

/// The identifiers of an expression without `-only`, `-or-later` and `+`, sorted.
fn bases(expression: &str) -> Vec<String> {
    let mut ids: Vec<String> = parsed(expression)
        .map(|known| {
            known.requirements().map(|each| base(&each.req.license.to_string()).to_owned()).collect()
        })
        .unwrap_or_default();
    ids.sort();
    ids.dedup();
    ids
}

fn base(id: &str) -> &str {
    id.trim_end_matches('+').trim_end_matches("-or-later").trim_end_matches("-only")
}

/// A text cannot say "or later": where a tag or declaration says it of the same version, it holds;
/// but where tags of some files say "only", what tags and notices of others say is of these alone.
fn with_later(expression: &str, placed: &[(Place, &Claim)]) -> String {
    let named = |(_, claim): &&(Place, &Claim)| -> Vec<String> {
        let known = parsed(&claim.value);
        known
            .iter()
            .flat_map(spdx::Expression::requirements)
            .map(|each| each.req.license.to_string())
            .collect()
    };
    let tagged: Vec<String> =
        placed.iter().filter(|(place, _)| *place == Place::Tag).flat_map(|one| named(&one)).collect();
    let later = placed.iter().filter(|(place, _)| *place != Place::Text).flat_map(|one| {
        let of_file = matches!(one.0, Place::Tag | Place::Notice);
        let contradicted = |id: &String| of_file && tagged.contains(&format!("{}-only", base(id)));
        named(&one)
            .into_iter()
            .filter(|id| id.ends_with("-or-later"))
            .filter(move |id| !contradicted(id))
            .collect::<Vec<_>>()
    });
    later.fold(expression.to_owned(), |text, id| text.replace(&format!("{}-only", base(&id)), &id))
}

/// Declarations that share no licence with the result.
fn conflicts(expression: &str, placed: &[(Place, &Claim)]) -> Vec<Finding> {
    let chosen = bases(expression);
    let mut findings: Vec<Finding> = Vec::new();
    for (place, claim) in placed.iter().filter(|(place, _)| place.declares()) {
        let claimed = bases(&claim.value);
        if claimed.iter().any(|id| chosen.contains(id)) || claimed.is_empty() {
            continue;
        }
        let path = claim.source.path.as_deref().unwrap_or_default();
        let message =
            format!("{path} says {}, but the licence found for the whole is {expression}", claim.value);
        let remedy = match place {
            Place::Readme => "Name the same licence in the README as in the LICENSE file.",
            _ => "Write the same SPDX expression here as in the LICENSE file, or correct the LICENSE file.",
        };
        let mut finding = Finding::new(Severity::Warning, "licence_conflict", message, remedy)
            .in_file(path, claim.source.line);
        finding.key.clone_from(&claim.source.key);
        findings.push(finding);
    }
    findings
}

#[cfg(test)]
mod tests;
