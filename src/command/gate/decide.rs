//! Decisions: written to the log with who and when, and a look at the project asked for.
//!
//! Must not carry them out: the next pass does.

use std::collections::BTreeSet;

use glane_catalog::model::{
    Decision, DecisionKind, ProjectRecord, ProjectState, ReasonCode, SightingKind, Withdrawal,
};
use glane_store::{JobKind, JobSpec};

use super::{Held, find, hosts};
use crate::cli::{By, GateDecide, GateRelease, GateWhy};
use crate::command::{Ending, UsageError, output};
use crate::mirror::gate::{Status, matcher, refused_before};
use crate::service::Service;

/// A person waits for it.
const PRIORITY: i32 = 100;

/// Something to write down about one project.
struct Word<'a> {
    kind: DecisionKind,
    subjects: Vec<Option<String>>,
    reason: &'a str,
    by: String,
}

/// Lets things that were seen become public.
pub(super) async fn release(
    service: &Service,
    arguments: &GateRelease,
    user: &str,
) -> anyhow::Result<Ending> {
    let project = find::project(service, &arguments.project.project).await?;
    let held = Held::of(service, project).await?;
    let mut subjects = match (&arguments.rule, &arguments.path) {
        (Some(rule), Some(glob)) => {
            let Some(glob) = matcher(glob) else {
                let text = format!(
                    "the pattern \"{}\" cannot be read: use * ? [a-z] {{a,b}} and **",
                    glob.escape_debug()
                );
                return Err(UsageError(text).into());
            };
            let seen = held.report.sightings.iter();
            let fits = seen.filter(|seen| seen.rule == *rule && glob.is_match(&seen.path));
            fits.map(|seen| seen.id.clone()).collect()
        }
        _ => known(&held, &arguments.finding)?,
    };
    if subjects.is_empty() {
        let text = "nothing was seen that fits: glane gate show lists rules and paths";
        return Err(UsageError(text.to_owned()).into());
    }
    let refused = refused(service, &held, &subjects);
    if !refused.is_empty() {
        let (ids, key) = (refused.join(", "), &held.project.source.key);
        let lift = format!("glane gate lift {key} --finding {} --reason \"…\"", refused[0]);
        output::note(&format!(
            "warning: {ids} was refused by a person and stays so until it is lifted: {lift}"
        ));
        subjects.retain(|subject| !refused.contains(subject));
        if subjects.is_empty() {
            return Ok(nothing("nothing else is to be released"));
        }
    }
    let word = Word {
        kind: DecisionKind::Release,
        subjects: subjects.into_iter().map(Some).collect(),
        reason: &arguments.reason,
        by: name(&arguments.by, user)?,
    };
    write(service, &held.project, &word).await
}

/// Approves, with a reason where one is given.
pub(super) async fn plainly(
    service: &Service,
    decide: &GateDecide,
    kind: DecisionKind,
    subject: Option<String>,
    otherwise: &str,
    user: &str,
) -> anyhow::Result<Ending> {
    let project = find::project(service, &decide.project.project).await?;
    let held = Held::of(service, project).await?;
    if let Some(why) = without_object(&held, kind, &[]) {
        return Ok(nothing(&why));
    }
    let project = &held.project;
    let reason = decide.reason.as_deref().unwrap_or(otherwise);
    let word = Word { kind, subjects: vec![subject], reason, by: name(&decide.by, user)? };
    write(service, project, &word).await
}

/// Notes that the owner knows that addresses of authors travel, to one host or to all.
pub(super) async fn acknowledge(
    service: &Service,
    decide: &GateDecide,
    host: Option<&str>,
    user: &str,
) -> anyhow::Result<Ending> {
    if let Some(host) = host {
        let known: Vec<&str> = service.settings.hosts.iter().map(|host| host.id.as_str()).collect();
        if !known.contains(&host) {
            let text =
                format!("no host \"{}\" is configured; there are: {}", host.escape_debug(), known.join(", "));
            return Err(UsageError(text).into());
        }
    }
    let (kind, host) = (DecisionKind::Acknowledge, host.map(str::to_owned));
    plainly(service, decide, kind, host, "the owner knows that these addresses travel", user).await
}

/// Refuses, lifts or declares a clean-up.
pub(super) async fn with_reason(
    service: &Service,
    why: &GateWhy,
    findings: &[String],
    kind: DecisionKind,
    user: &str,
) -> anyhow::Result<Ending> {
    let project = find::project(service, &why.project.project).await?;
    let held = Held::of(service, project).await?;
    let subjects = match findings {
        [] => vec![None],
        some => known(&held, some)?.into_iter().map(Some).collect(),
    };
    if let Some(why) = without_object(&held, kind, findings) {
        return Ok(nothing(&why));
    }
    let word = Word { kind, subjects, reason: &why.reason, by: name(&why.by, user)? };
    write(service, &held.project, &word).await
}

/// Those of these ids that a person refused.
fn refused(service: &Service, held: &Held, ids: &[String]) -> Vec<String> {
    let hosts = hosts(service, &held.project);
    let standing = held.standing(service, &hosts);
    let seen = held.report.sightings.iter().filter(|seen| ids.contains(&seen.id));
    let refused = seen.filter(|seen| matches!(standing.of(seen), Status::Refused { .. }));
    let ids: BTreeSet<String> = refused.map(|seen| seen.id.clone()).collect();
    ids.into_iter().collect()
}

/// Says that there is nothing to decide about.
fn nothing(why: &str) -> Ending {
    output::note(&format!("{why}; nothing was recorded"));
    Ending::WithFailures
}

/// Why a decision would be about nothing.
fn without_object(held: &Held, kind: DecisionKind, findings: &[String]) -> Option<String> {
    let path = &held.project.source.path;
    match kind {
        DecisionKind::Lift if findings.is_empty() => (refused_before(&held.decisions).is_none()
            && Withdrawal::standing(&held.decisions).is_none())
        .then(|| format!("{path} is neither refused nor withdrawn: there is nothing to lift")),
        DecisionKind::Lift => {
            let decided = |id: &&String| {
                let about = |decision: &&Decision| decision.subject.as_ref() == Some(*id);
                let last = held.decisions.iter().rfind(about);
                last.is_some_and(|last| last.kind != DecisionKind::Lift)
            };
            let idle: Vec<&str> = findings.iter().filter(|id| !decided(id)).map(String::as_str).collect();
            (!idle.is_empty())
                .then(|| format!("nothing was decided about {}: there is nothing to lift", idle.join(", ")))
        }
        DecisionKind::Approve => {
            let out = held.project.reasons.iter().any(|reason| reason.code == ReasonCode::OptOut);
            out.then(|| format!("the owner of {path} asks that it be left out: there is nothing to approve"))
        }
        DecisionKind::Acknowledge => {
            let seen = held.report.sightings.iter().any(|seen| seen.kind == SightingKind::Identity);
            (!seen).then(|| {
                format!("no address of an author was seen in {path}: there is nothing to acknowledge")
            })
        }
        DecisionKind::CleanUp => held
            .project
            .published_at
            .is_none()
            .then(|| format!("nothing of {path} was published: there is no deletion to follow")),
        _ => None,
    }
}

/// The ids, each of which must be that of something seen.
fn known(held: &Held, ids: &[String]) -> anyhow::Result<Vec<String>> {
    for id in ids {
        if !held.report.sightings.iter().any(|seen| seen.id == *id) {
            let text = format!(
                "nothing was seen in {} under the id \"{}\": glane gate show {} lists them",
                held.project.source.path,
                id.escape_debug(),
                held.project.source.key
            );
            return Err(UsageError(text).into());
        }
    }
    Ok(ids.to_vec())
}

/// Who decides.
fn name(by: &By, user: &str) -> anyhow::Result<String> {
    let name = by.or(user);
    if name.is_empty() {
        return Err(UsageError("who decides? give a name with --by".to_owned()).into());
    }
    Ok(name.to_owned())
}

async fn write(service: &Service, project: &ProjectRecord, word: &Word<'_>) -> anyhow::Result<Ending> {
    if word.reason.trim().is_empty() {
        return Err(UsageError("give a reason that says something".to_owned()).into());
    }
    let now = service.clock.now();
    let decision = |subject: &Option<String>| Decision {
        number: 0,
        kind: word.kind,
        project: Some(project.source.key.clone()),
        subject: subject.clone(),
        by: word.by.clone(),
        reason: word.reason.trim().to_owned(),
        at: now,
    };
    service.store.add_decisions(&word.subjects.iter().map(decision).collect::<Vec<_>>()).await?;
    let path = &project.source.path;
    let what = match word.subjects.len() {
        1 => String::new(),
        number => format!(" ({number} times)"),
    };
    let kind = word.kind.as_str();
    if project.state == ProjectState::Withdrawn && word.kind != DecisionKind::Lift {
        output::note(&format!("{path}: {kind} recorded{what}; it is not public at its source, or withdrawn"));
        return Ok(Ending::Done);
    }
    let job = JobSpec {
        kind: JobKind::Mirror,
        subject: project.source.key.to_string(),
        priority: PRIORITY,
        not_before: now,
    };
    service.store.file_jobs(&[job], now).await?;
    output::note(&format!("{path}: {kind} recorded{what}; the next pass takes it into account"));
    if word.kind == DecisionKind::Refuse && project.published_at.is_some() {
        let key = &project.source.key;
        output::note(&format!(
            "what was published of it stays public as it is, here and on the hosts: glane withdraw {key} takes it out"
        ));
    }
    Ok(Ending::Done)
}
