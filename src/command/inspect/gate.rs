//! What the gate says of an inspected repository, with every place it looked twice at.
//!
//! The reader holds the repository in their hands: places are shown, what was matched is not.

use std::path::Path;

use anyhow::Context as _;
use glane_catalog::model::{Examination, GateReport, Sighting, SightingKind, Weight};
use serde::Serialize;

use crate::clock::Clock;
use crate::config::Policy;
use crate::examine::Request;
use crate::layout;
use crate::mirror::gate::{self, Evidence, Rules, Verdict};
use crate::mirror::references;
use crate::process::Programs;

/// One thing seen, for a program to read.
#[derive(Serialize)]
pub(super) struct SeenThere<'a> {
    kind: SightingKind,
    rule: &'a str,
    weight: Weight,
    path: &'a str,
    line: Option<u32>,
    commit: Option<&'a str>,
    at_tip: bool,
}

impl<'a> From<&'a Sighting> for SeenThere<'a> {
    fn from(seen: &'a Sighting) -> Self {
        let Sighting { kind, rule, weight, path, line, commit, at_tip, .. } = seen;
        Self {
            kind: *kind,
            rule,
            weight: *weight,
            path,
            line: *line,
            commit: commit.as_deref(),
            at_tip: *at_tip,
        }
    }
}

/// Looks at every object that its references lead to, and judges it.
///
/// # Errors
/// When the repository cannot be read.
pub(super) async fn judge(
    programs: &Programs,
    policy: &Policy,
    request: &Request,
    examination: &Examination,
) -> anyhow::Result<(Verdict, GateReport)> {
    let report = match &examination.commit {
        Some(commit) => look(programs, policy, request, commit).await?,
        None => GateReport::default(),
    };
    let evidence = Evidence {
        source: None,
        examination,
        report: &report,
        decisions: &[],
        hosts: &[],
        files_run: false,
        awaits_approval: false,
        today: gate::today(Clock::system().now()),
    };
    Ok((gate::weigh(&evidence, policy), report))
}

async fn look(
    programs: &Programs,
    policy: &Policy,
    request: &Request,
    commit: &str,
) -> anyhow::Result<GateReport> {
    let path: &Path = &request.repository;
    let stopped =
        |reason: glane_catalog::model::Reason| anyhow::anyhow!("{}: {}", path.display(), reason.message);
    let repository = layout::open(path).map_err(stopped)?;
    let mut found = references::read(&repository, &request.references).context("references")?;
    // What is checked out without a branch is looked at as well.
    found.ids.entry("HEAD".to_owned()).or_insert_with(|| commit.to_owned());
    let rules = Rules::new(&policy.gate, String::new(), None).map_err(stopped)?;
    gate::look_once(programs, path, &found, Some(commit.to_owned()), &rules).await.map_err(stopped)
}

/// The verdict, its reasons, and one line a thing seen, those first for which it would be held.
pub(super) fn lines(verdict: &Verdict, report: &GateReport) -> Vec<String> {
    let mut lines = vec![format!("\nGate: {}", verdict.as_str())];
    let reasons = verdict.reasons().iter();
    lines.extend(reasons.map(|reason| format!("  {}: {}", reason.code.as_str(), reason.message)));
    let mut seen: Vec<&Sighting> = report.sightings.iter().collect();
    seen.sort_by_key(|seen| std::cmp::Reverse(seen.weight));
    lines.extend(seen.into_iter().map(line));
    lines.extend(report.publication.problems.iter().map(|problem| format!("  .publication.toml: {problem}")));
    lines
}

fn line(seen: &Sighting) -> String {
    let weight = if seen.weight == Weight::Hold { "hold" } else { "note" };
    let line = seen.line.map(|line| format!(":{line}")).unwrap_or_default();
    let commit = seen.commit.as_deref().and_then(|commit| commit.get(..12));
    let place = match commit {
        Some(commit) if !seen.at_tip => format!(" (in the history, commit {commit})"),
        _ => String::new(),
    };
    let path = seen.path.escape_debug();
    format!("  {weight} {} {}: {path}{line}{place}", seen.kind.as_str(), seen.rule)
}
