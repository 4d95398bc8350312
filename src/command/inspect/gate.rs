//! What the gate says of an inspected repository, with every place it looked twice at.
//!
//! The reader holds the repository in their hands: places are shown, what was matched is not.

use std::path::Path;

use anyhow::Context as _;
use glane_catalog::model::{Examination, GateReport, Sighting, SightingKind, Weight};
use jiff::civil::Date;
use serde::Serialize;

use super::Surroundings;
use crate::config::Policy;
use crate::examine::Request;
use crate::layout;
use crate::mirror::gate::{self, Evidence, Rules, Standing, Verdict};
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

/// What the gate says of a repository, and by what.
#[derive(Debug)]
pub(super) struct Judged {
    /// Its verdict.
    pub(super) verdict: Verdict,
    /// What it saw.
    pub(super) report: GateReport,
    /// The day it judged.
    pub(super) today: Date,
    /// Of each sighting, whether it holds the repository.
    holding: Vec<bool>,
}

impl Judged {
    /// A verdict on what was seen, of which nothing holds that the repository itself waives.
    pub(super) fn new(verdict: Verdict, report: GateReport, today: Date) -> Self {
        let waiving = Policy::default().gate.waivers_for_secrets;
        let holding = {
            let standing = Standing::new(&report, &[], &[], today).waiving_secrets(waiving);
            report.sightings.iter().map(|seen| standing.of(seen).holds()).collect()
        };
        Self { verdict, report, today, holding }
    }

    /// Everything seen, and whether it holds the repository.
    pub(super) fn seen(&self) -> impl Iterator<Item = (&Sighting, bool)> {
        self.report.sightings.iter().zip(self.holding.iter().copied())
    }

    /// Whether anything seen holds it.
    pub(super) fn holds_anything(&self) -> bool {
        self.holding.contains(&true)
    }
}

/// Looks at every object that its references lead to, and judges it.
///
/// # Errors
/// When the repository cannot be read.
pub(super) async fn judge(
    given: &Surroundings,
    policy: &Policy,
    request: &Request,
    examination: &Examination,
) -> anyhow::Result<Judged> {
    let (programs, today) = (&given.programs, gate::today(given.now));
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
        today,
    };
    let verdict = gate::weigh(&evidence, policy);
    Ok(Judged::new(verdict, report, today))
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
