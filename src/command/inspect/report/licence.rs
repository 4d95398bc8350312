//! The licence: what it is, what it asks and allows, of which parts, who says so, who disagrees.
//!
//! Must not judge: what contradicts the whole is what the resolver found to.

use std::cmp::Ordering;
use std::collections::HashSet;

use glane_catalog::model::{Claim, Finding, PartRole};
use glane_catalog::vocabulary::licence_policy::{licence, taken_up};

use super::{Told, place};
use crate::command::output::{Paper, Style};

/// Most parts and claims that are shown; all of them are in the answer for programs.
const MOST: usize = 10;
/// The column at which the expression of a claim stands.
const VALUE: usize = 30;

pub(super) fn section(told: &Told<'_>, paper: &mut Paper) {
    let (reading, tongue) = (&told.examination.licence, told.tongue);
    match &reading.expression {
        Some(expression) => paper.section("Licence", &[(Style::Good, expression)]),
        None => paper.section("Licence", &[(Style::Bad, tongue.say("aucune trouvée", "none found"))]),
    }
    if let Some(expression) = &reading.expression {
        asks(told, expression, paper);
    }
    parts(told, paper);
    claims(told, paper);
}

/// What it asks of those who reuse it, and in what they may.
fn asks(told: &Told<'_>, expression: &str, paper: &mut Paper) {
    let tongue = told.tongue;
    if let Some(known) = licence(expression)
        && let (Some(fr), Some(en)) = (&known.obligation_fr, &known.obligation_en)
    {
        paper.line(2, 2, &[(Style::Plain, tongue.say(fr, en))]);
    }
    if let Some((fr, en)) = taken_up(expression) {
        let caution = tongue.say("(une aide, pas un avis juridique)", "(help, not legal advice)");
        paper.line(2, 2, &[(Style::Plain, tongue.say(&fr, &en)), (Style::Faint, caution)]);
    }
}

fn parts(told: &Told<'_>, paper: &mut Paper) {
    let (parts, tongue) = (&told.examination.licence.parts, told.tongue);
    if parts.is_empty() {
        return;
    }
    paper.line(
        2,
        2,
        &[(Style::Faint, tongue.say("Autres licences, par partie", "Parts under another licence"))],
    );
    for part in parts.iter().take(MOST) {
        let role = match part.role {
            PartRole::Code => tongue.say("code", "code"),
            PartRole::Content => tongue.say("contenus", "content"),
            PartRole::Settings => tongue.say("réglages", "settings"),
        };
        let role = format!("({role})");
        row(&part.path, &[(Style::Plain, &part.expression), (Style::Faint, &role)], paper);
    }
    more(parts.len(), told, paper);
}

fn claims(told: &Told<'_>, paper: &mut Paper) {
    let tongue = told.tongue;
    let mut claims: Vec<&Claim> = told.examination.licence.claims.iter().collect();
    if claims.is_empty() {
        return;
    }
    // What was said in so many words first, then what lies nearest to the root.
    let depth = |claim: &Claim| claim.source.path.as_deref().map_or(0, |path| path.matches('/').count());
    claims.sort_by_key(|claim| depth(claim));
    claims.sort_by(|a, b| b.confidence.partial_cmp(&a.confidence).unwrap_or(Ordering::Equal));
    let mut told_already = HashSet::new();
    claims.retain(|claim| told_already.insert((place(&claim.source), claim.value.as_str())));
    paper.line(2, 2, &[(Style::Faint, tongue.say("D’où vient cette information", "Where this is said"))]);
    for claim in claims.iter().take(MOST) {
        let sure = format!("{:.0}{}", claim.confidence * 100.0, tongue.say("\u{202f}%", "%"));
        let disputed = told.examination.findings.iter().any(|finding| contradicts(finding, claim));
        let mut spans = vec![(Style::Plain, claim.value.as_str()), (Style::Faint, sure.as_str())];
        if disputed {
            spans.push((Style::Bad, tongue.say("≠ contredit l’ensemble", "≠ contradicts the whole")));
        }
        row(&place(&claim.source), &spans, paper);
    }
    more(claims.len(), told, paper);
}

fn contradicts(finding: &Finding, claim: &Claim) -> bool {
    finding.code == "licence_conflict"
        && finding.path == claim.source.path
        && finding.line == claim.source.line
        && finding.key == claim.source.key
}

/// A place, and what stands there.
fn row(place: &str, spans: &[(Style, &str)], paper: &mut Paper) {
    paper.row(4, VALUE, (Style::Place, place), spans);
}

fn more(all: usize, told: &Told<'_>, paper: &mut Paper) {
    if let Some(rest) = all.checked_sub(MOST).filter(|rest| *rest > 0) {
        super::and_more(rest, told.tongue, paper);
    }
}
