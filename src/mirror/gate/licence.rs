//! The licence, by two policies: one for code, one for what teaches.
//!
//! A repository that has both is judged part by part, where its parts say their own licence.

use glane_catalog::licence::speaks_of_files;
use glane_catalog::model::{Claim, Examination, Reason, ReasonCode, Severity};
use glane_catalog::read::{Format, is_resource};
use glane_catalog::vocabulary::{language, licence_policy};

use crate::config::Policy;

/// Claims below this are guesses, by which no part is refused.
const SURE: f32 = 0.5;
/// Words in the name of a licence file that say of what it is the licence.
const OF_CONTENT: [&str; 7] = ["content", "contenu", "docs", "documentation", "data", "assets", "cours"];
/// The same for code.
const OF_CODE: [&str; 3] = ["code", "src", "source"];

/// A part of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Code,
    Resources,
}

/// Why the licence keeps a repository back; nothing when it does not.
pub(super) fn judge(examination: &Examination, policy: &Policy) -> Vec<Reason> {
    let Some(expression) = &examination.licence.expression else {
        return vec![none_found(examination)];
    };
    let lists = |only: &Option<Vec<String>>| licence_policy::Lists {
        allow: policy.allow_licences.clone(),
        refuse: policy.refuse_licences.clone(),
        only: only.clone(),
    };
    let for_code = lists(&policy.gate.code_licences);
    let for_resources = lists(&policy.gate.resource_licences);
    let judged = |part: Part, expression: &str| match part {
        Part::Code => licence_policy::allowed_for_code(expression, &for_code),
        Part::Resources => licence_policy::allowed_for_resources(expression, &for_resources),
    };
    let code = judged(Part::Code, expression);
    if !code.allowed && !judged(Part::Resources, expression).allowed {
        return vec![not_allowed(expression, &code.why)];
    }
    let has_both = !examination.languages.is_empty() && !examination.resources.is_empty();
    let claims = examination.licence.claims.iter().filter(|claim| has_both && claim.confidence >= SURE);
    claims
        .filter_map(|claim| {
            let part = part(claim)?;
            let allowance = judged(part, &claim.value);
            (!allowance.allowed).then(|| part_not_allowed(part, claim, &allowance.why))
        })
        .collect()
}

/// The part that a claim is about, if it is not about the whole.
fn part(claim: &Claim) -> Option<Part> {
    let path = claim.source.path.as_deref()?;
    // Rules of REUSE speak of other files, which they name.
    if speaks_of_files(path) {
        return None;
    }
    if is_resource(path).is_some() && path.contains('/') {
        return Some(Part::Resources);
    }
    match Format::of(path) {
        Some(format) if format.is_manifest() => Some(Part::Code),
        Some(Format::LicenceText) if !path.contains('/') => {
            let name = path.to_lowercase();
            let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
            let says = |list: &[&str]| {
                words.iter().any(|word| list.contains(&word.trim_end_matches('s')) || list.contains(word))
            };
            if says(&OF_CONTENT) { Some(Part::Resources) } else { says(&OF_CODE).then_some(Part::Code) }
        }
        Some(_) => None,
        None => language::language_of(path).map(|_| Part::Code),
    }
}

fn none_found(examination: &Examination) -> Reason {
    let unread = examination
        .findings
        .iter()
        .find(|finding| finding.severity == Severity::Error && finding.code.starts_with("licence"))
        .map(|finding| format!(" ({})", finding.message))
        .unwrap_or_default();
    Reason::new(
        ReasonCode::NoLicence,
        format!(
            "no licence was found{unread}: add a LICENSE file with the full text of a licence, \
             for instance EUPL-1.2 for code or CC-BY-SA-4.0 for lessons"
        ),
    )
}

fn not_allowed(expression: &str, why: &str) -> Reason {
    Reason::new(
        ReasonCode::LicenceNotAllowed,
        format!(
            "the licence {expression} does not let the public reuse the work ({why}): choose one of the State's list, \
             of the OSI or the FSF for code, a Creative Commons licence or the Licence Ouverte for lessons; \
             or the operator adds it to policy.allow_licences"
        ),
    )
}

fn part_not_allowed(part: Part, claim: &Claim, why: &str) -> Reason {
    let (what, remedy) = match part {
        Part::Code => ("code", "choose one of the State's list, of the OSI or the FSF for code"),
        Part::Resources => {
            ("lessons", "choose a Creative Commons licence or the Licence Ouverte for lessons")
        }
    };
    let path = claim.source.path.as_deref().unwrap_or_default();
    let place = claim.source.line.map_or_else(|| path.to_owned(), |line| format!("{path}:{line}"));
    let text = format!(
        "the {what} of this repository has a licence of its own that is not allowed for {what}: {} in {place} ({why}); {remedy}",
        claim.value
    );
    Reason::new(ReasonCode::LicenceNotAllowed, text)
}
