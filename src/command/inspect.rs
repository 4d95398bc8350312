//! `glane inspect`: one repository, wherever it is, without configuration.
//!
//! The same examination and the same gate as the mirrors use; must not write anything that stays.

mod gate;
mod identity;
mod proposal;
mod quality;
mod subject;

use std::collections::BTreeMap;

use glane_catalog::model::{
    Claim, Dependency, Examination, Field, Finding, GateReport, History, Identifiers, LanguageShare,
    LicencePart, Reason, ResourceFile, Severity, SourceKind,
};
use jiff::Timestamp;
use serde::Serialize;

use self::gate::SeenThere;
use self::quality::Quality;
use self::subject::Subject;
use super::{Ending, output};
use crate::cli;
use crate::config::{Network, Policy};
use crate::mirror::examine;
use crate::mirror::gate::Verdict;
use crate::mirror::git::Git;
use crate::process::Programs;

#[derive(Serialize)]
struct Answer<'a> {
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

/// Runs `glane inspect`.
pub(super) async fn run(
    arguments: &cli::Inspect,
    programs: Programs,
    network: Network,
    now: Timestamp,
) -> anyhow::Result<Ending> {
    let policy = Policy::default();
    // Removed when this function ends, however it ends.
    let temporary = tempfile::Builder::new().prefix("glane-inspect-").tempdir()?;
    let git = Git::new(programs.clone(), temporary.path(), policy.git_timeout)?;
    let git = git.reaching(subject::reach(&arguments.repository, network))?;
    let (examination, (verdict, seen)) = match subject::find(arguments, &git, temporary.path()).await? {
        Subject::Held(reason) if arguments.propose.is_some() => anyhow::bail!("{}", reason.message),
        Subject::Held(reason) => {
            (Examination::default(), (Verdict::Hold(vec![reason]), GateReport::default()))
        }
        Subject::Examine(request) => {
            let mut examination = examine::examine(&programs, &policy, &request)
                .await
                .map_err(|reason| anyhow::anyhow!("{}: {}", arguments.repository, reason.message))?;
            if let Some(file) = arguments.propose {
                proposal::print(file, &arguments.repository, &examination)?;
                return Ok(Ending::Done);
            }
            examination.findings.extend(identity::elsewhere(&arguments.repository, &examination));
            let judged = gate::judge(&programs, &policy, &request, &examination).await?;
            (examination, judged)
        }
    };
    if arguments.json {
        output::json(&answer(&arguments.repository, &examination, &verdict, &seen, now));
    } else {
        output::data(&report(&arguments.repository, &examination, &verdict, &seen, now));
    }
    Ok(Ending::Done)
}

fn answer<'a>(
    repository: &'a str,
    examination: &'a Examination,
    verdict: &'a Verdict,
    seen: &'a GateReport,
    now: Timestamp,
) -> Answer<'a> {
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
        quality: Quality::of(examination, now),
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

/// How many packages it needs, when it names any.
fn packages(examination: &Examination) -> Option<String> {
    let count = examination.dependencies.len() as u64;
    let counted = counted(count, "package", "packages");
    (count > 0).then(|| format!("  {:<13} {counted} named by lock files and manifests", "dependencies"))
}

/// The report for a person.
fn report(
    repository: &str,
    examination: &Examination,
    verdict: &Verdict,
    seen: &GateReport,
    now: Timestamp,
) -> String {
    let mut lines = vec![examination.fields.value(Field::Name).unwrap_or(repository).to_owned()];
    lines.extend(examination.fields.value(Field::Summary).map(|text| format!("  {text}")));
    lines.push(String::new());
    lines.push(format!("Licence: {}", examination.licence.expression.as_deref().unwrap_or("none found")));
    let parts = examination.licence.parts.iter();
    lines.extend(parts.map(|part| format!("  {} in {}", part.expression, part.path)));
    lines
        .extend(examination.licence.claims.iter().map(|claim| format!("  {} {}", claim.value, place(claim))));
    lines.push(String::new());
    lines.push("Metadata".to_owned());
    for (field, claims) in examination.fields.iter().filter(|(field, _)| *field != Field::Licence) {
        lines.extend(
            claims.iter().map(|claim| {
                format!("  {:<13} {} {}", field.as_str(), shortened(&claim.value), place(claim))
            }),
        );
    }
    lines.extend(
        examination
            .languages
            .iter()
            .map(|share| format!("  {:<13} {} ({} bytes)", "language", share.name, share.bytes)),
    );
    let history = &examination.history;
    lines.push(format!(
        "  {:<13} {} by {}, {}, {}",
        "history",
        counted(history.commits, "commit", "commits"),
        counted(history.authors, "author", "authors"),
        counted(history.branches, "branch", "branches"),
        counted(history.tags, "tag", "tags")
    ));
    lines.extend(identity::lines(examination));
    lines.extend(packages(examination));
    if let (Some(first), Some(last)) = (history.first_commit, history.last_commit) {
        lines.push(format!(
            "  {:<13} {} to {}",
            "dates",
            first.strftime("%Y-%m-%d"),
            last.strftime("%Y-%m-%d")
        ));
    }
    lines.extend(teaching(examination));
    lines.extend(quality::lines(&Quality::of(examination, now)));
    lines.extend(gate::lines(verdict, seen));
    if !examination.findings.is_empty() {
        lines.push("\nTo mend".to_owned());
        lines.extend(examination.findings.iter().map(|finding| format!("  {}", finding_line(finding))));
    }
    lines.join("\n") + "\n"
}

/// The files that teach.
fn teaching(examination: &Examination) -> Vec<String> {
    let files = &examination.resources;
    if files.is_empty() {
        return Vec::new();
    }
    let titled = |file: &ResourceFile| file.title.as_ref().map(|title| format!(": {title}"));
    let mut lines = vec![format!("\nTeaching files: {}", files.len())];
    lines.extend(
        files
            .iter()
            .take(20)
            .map(|file| format!("  {} ({}){}", file.path, file.format, titled(file).unwrap_or_default())),
    );
    lines
}

fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn place(claim: &Claim) -> String {
    let source = &claim.source;
    match (&source.path, source.line, &source.key) {
        (Some(path), Some(line), _) => format!("[{path}:{line}]"),
        (Some(path), None, _) => format!("[{path}]"),
        (None, _, Some(key)) => format!("[{key}]"),
        (None, _, None) => String::new(),
    }
}

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > 120 { line.chars().take(119).chain(['…']).collect() } else { line }
}

/// One finding on one line.
pub(super) fn finding_line(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let place = match (&finding.path, finding.line) {
        (Some(path), Some(line)) => format!("{path}:{line}: "),
        (Some(path), None) => format!("{path}: "),
        _ => String::new(),
    };
    format!("{severity}: {place}{} — {}", finding.message, finding.remedy)
}
