//! The answer of `glane inspect` for programs: everything that was read, each value with its claims.
//!
//! Must not leave anything out for a reader's sake: that is the report's work.

use std::collections::BTreeMap;

use glane_catalog::model::{
    Claim, Dependency, Examination, Field, Finding, GateReport, History, Identifiers, LanguageShare,
    LicencePart, Reason, ResourceFile, SourceKind,
};
use serde::Serialize;

use super::gate::{Judged, SeenThere};
use super::quality::Quality;
use crate::mirror::gate::Verdict;

/// The whole answer.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    repository: &'a str,
    commit: Option<&'a str>,
    identifiers: &'a Identifiers,
    licence: Licence<'a>,
    metadata: Metadata<'a>,
    resources: &'a [ResourceFile],
    gate: Gate<'a>,
    quality: Quality,
    findings: &'a [Finding],
}

#[derive(Serialize)]
struct Licence<'a> {
    expression: Option<&'a str>,
    parts: &'a [LicencePart],
    claims: Vec<InspectedClaim<'a>>,
}

#[derive(Serialize)]
struct InspectedClaim<'a> {
    value: &'a str,
    source: SourceKind,
    path: Option<&'a str>,
    key: Option<&'a str>,
    line: Option<u32>,
    confidence: f32,
}

#[derive(Serialize)]
struct Metadata<'a> {
    #[serde(flatten)]
    fields: BTreeMap<Field, Resolved<'a>>,
    default_branch: Option<&'a str>,
    languages: &'a [LanguageShare],
    history: &'a History,
    dependencies: &'a [Dependency],
    files: u64,
    bytes: u64,
}

#[derive(Serialize)]
struct Resolved<'a> {
    value: Option<&'a str>,
    claims: Vec<InspectedClaim<'a>>,
}

#[derive(Serialize)]
struct Gate<'a> {
    verdict: &'a str,
    reasons: &'a [Reason],
    seen: Vec<SeenThere<'a>>,
}

/// Puts it together.
pub(super) fn answer<'a>(
    repository: &'a str,
    examination: &'a Examination,
    judged: &'a Judged,
    quality: Quality,
) -> Answer<'a> {
    let (verdict, seen): (&Verdict, &GateReport) = (&judged.verdict, &judged.report);
    Answer {
        repository,
        commit: examination.commit.as_deref(),
        identifiers: &examination.identifiers,
        licence: Licence {
            expression: examination.licence.expression.as_deref(),
            parts: &examination.licence.parts,
            claims: examination.licence.claims.iter().map(inspected).collect(),
        },
        metadata: Metadata {
            fields: examination
                .fields
                .iter()
                .filter(|(field, _)| *field != Field::Licence)
                .map(|(field, claims)| {
                    (
                        field,
                        Resolved {
                            value: examination.fields.value(field),
                            claims: claims.iter().map(inspected).collect(),
                        },
                    )
                })
                .collect(),
            default_branch: examination.default_branch.as_deref(),
            languages: &examination.languages,
            history: &examination.history,
            dependencies: &examination.dependencies,
            files: examination.files,
            bytes: examination.bytes,
        },
        resources: &examination.resources,
        gate: Gate {
            verdict: if *verdict == Verdict::Pass { "pass" } else { "hold" },
            reasons: verdict.reasons(),
            seen: seen.sightings.iter().map(SeenThere::from).collect(),
        },
        quality,
        findings: &examination.findings,
    }
}

fn inspected(claim: &Claim) -> InspectedClaim<'_> {
    InspectedClaim {
        value: &claim.value,
        source: claim.source.kind,
        path: claim.source.path.as_deref(),
        key: claim.source.key.as_deref(),
        line: claim.source.line,
        confidence: claim.confidence,
    }
}
