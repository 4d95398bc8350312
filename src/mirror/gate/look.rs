//! The look at what would become public, by a child under limits, and its report.
//!
//! The report names the tips it tells of, and is stored before anything is let pass: a look that was
//! killed is begun again where the stored report ends.

use std::time::Duration;

use glane_catalog::model::{GateReport, ProjectRecord, Reason};
use jiff::Timestamp;

use super::super::examine::{self, Child};
use super::super::lfs;
use super::super::outcome::Stop;
use super::super::pass::Context;
use super::super::references::References;
use super::Rules;
use crate::examine::{Look, LookAnswer, LookRequest};
use crate::layout::Layout;
use crate::process::Programs;

/// Memory of a look.
const MEMORY: u64 = 256 << 20;
/// Longest look: the first one at a large repository is long.
const LONGEST: Duration = Duration::from_secs(3600);

pub(super) async fn rules(context: &Context) -> Result<&Rules, Reason> {
    context.gate.rules(context.store.as_ref(), &context.policy.gate, &context.hosts).await
}

/// The name of the rules of today; none when they cannot be read, which every pass then says.
pub(in crate::mirror) async fn ruleset(context: &Context) -> Option<String> {
    Some(rules(context).await.ok()?.ruleset.clone())
}

/// Whether these very references were looked at, by the rules of today.
///
/// # Errors
/// When the store fails, or the rules cannot be read.
pub async fn is_current(
    context: &Context,
    project: &ProjectRecord,
    references: &References,
) -> Result<bool, Stop> {
    let report = context.store.gate_report(project.number).await?;
    let rules = rules(context).await?;
    Ok(report.is_some_and(|report| is_of(&report, rules, references)))
}

fn is_of(report: &GateReport, rules: &Rules, references: &References) -> bool {
    report.ruleset == rules.ruleset && report.digest == references.digest()
}

/// Looks at what these references would make public, unless that was done.
///
/// # Errors
/// When the child meets a limit or an object that cannot be read, or the store fails.
pub async fn look(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    references: &References,
) -> Result<(), Stop> {
    let rules = rules(context).await?;
    let former = context.store.gate_report(project.number).await?;
    if former.as_ref().is_some_and(|former| is_of(former, rules, references)) {
        return Ok(());
    }
    // A list that was cut short does not tell of everything.
    let former = former.filter(|former| former.ruleset == rules.ruleset && !former.truncated);
    // Before the look, so that what they hold is judged as the rest is.
    let new: Vec<&str> = references.ids.values().map(String::as_str).collect();
    let judged: Vec<&str> = former.iter().flat_map(|former| &former.tips).map(String::as_str).collect();
    let large_files = lfs::bring_for_look(context, project, layout, (&new, &judged)).await?;
    let branch = references.default_branch(project.source.default_branch.as_deref());
    let request = LookRequest {
        repository: layout.intake.clone(),
        tip: branch.and_then(|branch| references.ids.get(&format!("refs/heads/{branch}"))).cloned(),
        tips: references.ids.clone(),
        judged: former.as_ref().map(|former| former.tips.clone()).unwrap_or_default(),
        former: former.as_ref().map(|former| former.sightings.clone()).unwrap_or_default(),
        large_files: Some(large_files),
        options: rules.options.clone(),
    };
    let look = ask(&context.programs, &request).await?;
    let large_files = former.as_ref().filter(|_| !look.whole).map_or(0, |former| former.large_files);
    let mut report = of(look, references, rules, context.clock.now());
    report.releases = former.map(|former| former.releases).unwrap_or_default();
    report.large_files += large_files;
    context.store.put_gate_report(project.number, &report).await?;
    Ok(())
}

/// Looks at a whole repository, without keeping anything.
///
/// # Errors
/// As the child.
pub async fn look_once(
    programs: &Programs,
    repository: &std::path::Path,
    references: &References,
    tip: Option<String>,
    rules: &Rules,
) -> Result<GateReport, Reason> {
    let request = LookRequest {
        repository: repository.to_owned(),
        tips: references.ids.clone(),
        tip,
        // Of a clone that never took them there is nothing to say.
        large_files: Some(lfs::folder_of(repository)).filter(|folder| folder.is_dir()),
        options: rules.options.clone(),
        ..LookRequest::default()
    };
    Ok(of(ask(programs, &request).await?, references, rules, Timestamp::UNIX_EPOCH))
}

pub(super) async fn ask(programs: &Programs, request: &LookRequest) -> Result<Look, Reason> {
    let child = Child { command: "look", memory: MEMORY, time: LONGEST, limits: "of the look" };
    examine::ask::<_, LookAnswer>(programs, &child, request).await?
}

fn of(look: Look, references: &References, rules: &Rules, at: Timestamp) -> GateReport {
    let mut tips: Vec<String> = references.ids.values().cloned().collect();
    tips.sort_unstable();
    tips.dedup();
    GateReport {
        ruleset: rules.ruleset.clone(),
        digest: references.digest(),
        at: Some(at),
        sightings: look.sightings,
        objects: look.objects,
        bytes: look.bytes,
        truncated: look.truncated,
        tips,
        publication: look.publication,
        large_files: look.large_files,
        releases: Vec::new(),
    }
}
