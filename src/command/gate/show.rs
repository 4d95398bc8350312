//! `glane gate show`: what was seen in one project, how each thing stands, how it is mended.
//!
//! What was matched is known to nobody: it is shown neither here nor anywhere.

use std::collections::BTreeSet;

use glane_catalog::model::{Decision, ProjectState, Reason, Sighting, SightingKind, Waiver};
use serde::Serialize;

use super::letter::Letter;
use super::remedy::{remedy_if, title};
use super::{Held, find, hosts, owner, sign};
use crate::cli::{GateShow, Tongue};
use crate::command::{Ending, UsageError, output};
use crate::mirror::gate::{Standing, Status, today};
use crate::service::Service;

#[derive(Serialize)]
struct Answer<'a> {
    forge: &'a str,
    id: &'a str,
    path: &'a str,
    state: ProjectState,
    reasons: &'a [Reason],
    looked_at: Option<jiff::Timestamp>,
    ruleset: &'a str,
    objects: u64,
    bytes: u64,
    truncated: bool,
    large_files: u64,
    findings: Vec<Finding<'a>>,
    waivers: &'a [Waiver],
    problems: &'a [String],
    decisions: &'a [Decision],
}

#[derive(Serialize)]
struct Finding<'a> {
    #[serde(flatten)]
    sighting: &'a Sighting,
    #[serde(flatten)]
    status: Status,
    remedy: &'static str,
}

/// Shows it.
pub(super) async fn run(service: &Service, arguments: &GateShow) -> anyhow::Result<Ending> {
    let project = find::project(service, &arguments.project.project).await?;
    let held = Held::of(service, project).await?;
    let hosts = hosts(service, &held.project);
    let standing = held.standing(service, &hosts);
    if arguments.for_owner {
        let letter = Letter::of(service, &held, &standing);
        let message = letter.written(arguments.lang);
        let message = message.ok_or_else(|| {
            let path = &held.project.source.path;
            UsageError(format!("{path} is not held: there is nothing to tell its owner"))
        })?;
        output::data(&match &arguments.sign {
            Some(key) => sign::signed(&message, key)?,
            None => message,
        });
    } else if arguments.json {
        output::json(&answer(&held, &standing));
    } else {
        output::data(&report(service, &held, &standing));
    }
    Ok(Ending::Done)
}

fn answer<'a>(held: &'a Held, standing: &Standing<'_>) -> Answer<'a> {
    let (project, report) = (&held.project, &held.report);
    let finding = |sighting: &'a Sighting| {
        let status = standing.of(sighting);
        Finding { sighting, remedy: remedy_if(status.holds(), sighting.kind), status }
    };
    Answer {
        forge: project.source.key.forge.as_str(),
        id: &project.source.key.id,
        path: &project.source.path,
        state: project.state,
        reasons: &project.reasons,
        looked_at: report.at,
        ruleset: &report.ruleset,
        objects: report.objects,
        bytes: report.bytes,
        truncated: report.truncated,
        large_files: report.large_files,
        findings: report.sightings.iter().map(finding).collect(),
        waivers: &report.publication.waivers,
        problems: &report.publication.problems,
        decisions: &held.decisions,
    }
}

fn report(service: &Service, held: &Held, standing: &Standing<'_>) -> String {
    let (project, report) = (&held.project, &held.report);
    let mut lines =
        vec![format!("{} ({}): {}", project.source.path, project.source.key, project.state.as_str())];
    lines.extend(
        project.reasons.iter().map(|reason| format!("  {}: {}", reason.code.as_str(), reason.message)),
    );
    match report.at {
        Some(at) => lines.push(format!(
            "looked at on {}: {} objects, {} MB",
            at.strftime("%Y-%m-%d %H:%M UTC"),
            report.objects,
            report.bytes >> 20
        )),
        None => lines.push("not looked at yet".to_owned()),
    }
    for kind in SightingKind::ALL {
        let mut seen: Vec<(&Sighting, Status)> =
            of_kind(held, *kind).map(|seen| (seen, standing.of(seen))).collect();
        if seen.is_empty() {
            continue;
        }
        seen.sort_by_key(|(_, status)| !status.holds());
        lines.push(format!("\n{}", title(*kind, Tongue::En)));
        let holds = seen.iter().any(|(_, status)| status.holds());
        lines.push(format!("  {}", remedy_if(holds, *kind)));
        lines.extend(seen.iter().map(|(seen, status)| line(seen, status)));
    }
    if report.truncated {
        lines.push(
            "\nThere is more than is listed: it is looked at again once something is mended.".to_owned(),
        );
    }
    let problems = owner::problems(&report.publication, today(service.clock.now()), &owner::rules(service));
    lines.extend(problems.iter().map(|problem| format!("\n.publication.toml: {}", problem.english)));
    lines.extend(releases(held, standing));
    let decisions = held.decisions.iter().map(decided);
    lines.extend(
        decisions.enumerate().map(|(n, line)| if n == 0 { format!("\nDecisions\n{line}") } else { line }),
    );
    lines.join("\n") + "\n"
}

/// Most findings that one command releases.
const AT_ONCE: usize = 20;

/// The commands that release what holds the project and was not refused, a kind at a time.
fn releases(held: &Held, standing: &Standing<'_>) -> Vec<String> {
    let key = &held.project.source.key;
    let mut lines = Vec::new();
    for kind in SightingKind::ALL {
        let open = of_kind(held, *kind).filter(|seen| standing.of(seen) == Status::Open);
        let ids: BTreeSet<&str> = open.map(|seen| seen.id.as_str()).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        for some in ids.chunks(AT_ONCE) {
            let findings: Vec<String> = some.iter().map(|id| format!(" --finding {id}")).collect();
            lines.push(format!("  glane gate release {key}{} --reason \"…\"", findings.concat()));
        }
    }
    if !lines.is_empty() {
        lines.insert(0, "\nTo let it become public, once its owner has said why".to_owned());
    }
    lines
}

fn of_kind(held: &Held, kind: SightingKind) -> impl Iterator<Item = &Sighting> {
    held.report.sightings.iter().filter(move |seen| seen.kind == kind)
}

fn line(seen: &Sighting, status: &Status) -> String {
    let path = seen.path.escape_debug();
    let line = seen.line.map(|line| format!(":{line}")).unwrap_or_default();
    let commit = seen.commit.as_deref().and_then(|commit| commit.get(..12)).unwrap_or("-");
    let tip = if seen.at_tip { ", there today" } else { "" };
    let status = match status {
        Status::Open => "HOLD".to_owned(),
        Status::Noted => "note".to_owned(),
        Status::Released { by, reason, .. } => format!("released by {by}: {reason}"),
        Status::Refused { by, reason, .. } => format!("REFUSED by {by}: {reason}"),
        Status::Waived { reason, until } => format!("waived until {until}: {reason}"),
        Status::Acknowledged { by, .. } => format!("acknowledged by {by}"),
    };
    format!("  {}  {}  {path}{line}  commit {commit}{tip}  {status}", seen.id, seen.rule)
}

fn decided(decision: &Decision) -> String {
    let subject = decision.subject.as_deref().map(|subject| format!(" {subject}")).unwrap_or_default();
    let day = decision.at.strftime("%Y-%m-%d");
    format!("  {day}  {}{subject}  by {}: {}", decision.kind.as_str(), decision.by, decision.reason)
}
