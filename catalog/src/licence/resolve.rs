//! From all that speaks of a licence to the licence of the whole.
//!
//! Order of trust: the text of a LICENSE at the root; REUSE texts and SPDX tags; declarations of
//! metadata files and manifests; the README; the forge. Must not read files: it sees claims only.

mod place;

use crate::model::{Claim, Finding, LicenceReading, Severity};

use super::expression::parsed;
use place::Place;
pub(crate) use place::TAG_KEY;

/// The licence of the whole, and what should be mended about it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Resolved {
    /// The licence with all its claims.
    pub reading: LicenceReading,
    /// Disagreements between claims.
    pub findings: Vec<Finding>,
}

/// Below this a claim about the whole is shown, but decides nothing.
const BELIEVED: f32 = 0.5;

/// The licence of a repository from all claims about it.
///
/// Claims of files below the root (but for `LICENSES/`) are kept, and decide nothing.
#[must_use]
pub fn resolve(claims: &[Claim]) -> Resolved {
    let placed: Vec<(Place, &Claim)> = claims
        .iter()
        .filter(|claim| claim.confidence >= BELIEVED)
        .filter_map(|claim| Some((Place::of(claim)?, claim)))
        .collect();
    let Some(best) = placed.iter().map(|(place, _)| *place).min() else {
        return Resolved {
            reading: LicenceReading { expression: None, claims: claims.to_vec() },
            findings: Vec::new(),
        };
    };
    let expression = match best {
        Place::Text => from_texts(&placed),
        Place::Tag => joined(&distinct(&placed, Place::Tag)),
        // The first declaration in order of precedence speaks for all; others can only contradict it.
        Place::Publiccode
        | Place::Codemeta
        | Place::Citation
        | Place::Manifest
        | Place::Readme
        | Place::Forge => distinct(&placed, best).into_iter().next().unwrap_or_default(),
    };
    let expression = with_later(&expression, &placed);
    let findings = conflicts(&expression, &placed);
    Resolved { reading: LicenceReading { expression: Some(expression), claims: claims.to_vec() }, findings }
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
        let declared = placed.iter().find(|(place, claim)| *place > Place::Tag && bases(&claim.value) == all);
        if let Some((_, claim)) = declared {
            return claim.value.clone();
        }
    }
    joined(&texts)
}

fn joined(values: &[String]) -> String {
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

/// A text cannot say "or later": where a tag or declaration says it of the same version, it holds.
fn with_later(expression: &str, placed: &[(Place, &Claim)]) -> String {
    let later: Vec<String> = placed
        .iter()
        .filter(|(place, _)| *place != Place::Text)
        .filter_map(|(_, claim)| parsed(&claim.value))
        .flat_map(|known| known.requirements().map(|each| each.req.license.to_string()).collect::<Vec<_>>())
        .filter(|id| id.ends_with("-or-later"))
        .collect();
    later.iter().fold(expression.to_owned(), |text, id| text.replace(&format!("{}-only", base(id)), id))
}

/// Declarations that share no licence with the result.
fn conflicts(expression: &str, placed: &[(Place, &Claim)]) -> Vec<Finding> {
    let chosen = bases(expression);
    let mut findings: Vec<Finding> = Vec::new();
    for (place, claim) in placed.iter().filter(|(place, _)| *place > Place::Tag && *place != Place::Forge) {
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
