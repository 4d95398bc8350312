//! SARIF 2.1.0: what to mend, for GitHub's code scanning and whoever reads the standard.
//!
//! After <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>, with what GitHub asks for
//! beyond it (descriptions and help of each rule, a location of each result). Must not decide what is in
//! the list.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::fingerprint::fingerprints;
use super::gitlab::{described, ended, place_of};
use super::mend::{Mend, Weight};
use crate::command::output::one_line;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What stands unencoded in a relative reference (RFC 3986); the colon too would begin a scheme.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// The log, with one run.
pub(super) fn report(list: &[Mend]) -> Value {
    let mut rules: Vec<&Mend> = Vec::new();
    for mend in list {
        if !rules.iter().any(|rule| rule.code == mend.code) {
            rules.push(mend);
        }
    }
    let index = |mend: &Mend| rules.iter().position(|rule| rule.code == mend.code);
    let results: Vec<Value> = list
        .iter()
        .zip(fingerprints(list))
        .map(|(mend, fingerprint)| result(mend, index(mend), &fingerprint))
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "glane inspect",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(rule).collect::<Vec<_>>(),
            } },
            "automationDetails": { "id": "glane-inspect/" },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(first: &Mend) -> Value {
    let name = first.code.replace(['_', '-'], " ");
    let remedy = if first.remedy.is_empty() { &first.what } else { &first.remedy };
    json!({
        "id": first.code,
        "shortDescription": { "text": name },
        "fullDescription": { "text": one_line(&ended(remedy)) },
        "help": { "text": one_line(&ended(remedy)) },
        "defaultConfiguration": { "level": level(first.weight) },
    })
}

fn result(mend: &Mend, rule: Option<usize>, fingerprint: &str) -> Value {
    let path = mend.path.as_deref().unwrap_or_else(|| place_of(&mend.code));
    let mut region = json!({ "startLine": mend.line.unwrap_or(1).max(1) });
    if let (Some(column), Some(_)) = (mend.column, mend.line) {
        region["startColumn"] = column.max(1).into();
    }
    json!({
        "ruleId": mend.code,
        "ruleIndex": rule,
        "level": level(mend.weight),
        "message": { "text": described(mend) },
        "locations": [{ "physicalLocation": {
            "artifactLocation": {
                "uri": utf8_percent_encode(path, PATH).to_string(),
                "uriBaseId": "%SRCROOT%",
            },
            "region": region,
        } }],
        "partialFingerprints": { "glaneFinding/v1": fingerprint },
    })
}

fn level(weight: Weight) -> &'static str {
    match weight {
        Weight::Hold | Weight::Error => "error",
        Weight::Warning => "warning",
        Weight::Info => "note",
    }
}
