//! The gate: what a repository must be before anything of it becomes public.
//!
//! A judgement over what was learnt; whoever asks it has asked the source a moment ago. What the
//! owner must know stands in the gate's report, never in the reasons: those are counts and remedies.

mod approval;
mod licence;
mod look;
mod release;
mod rules;
mod standing;

use std::collections::BTreeMap;

use glane_catalog::model::{
    Decision, Examination, GateReport, HostId, ProjectRecord, ProjectState, Publication, Reason, ReasonCode,
    SightingKind, SourceProject, Visibility,
};
use jiff::civil::Date;

pub use self::approval::{Approval, approve, refused_before};
pub(super) use self::look::ruleset;
pub use self::look::{is_current, look, look_once};
pub use self::release::Releases;
pub use self::rules::{Rules, Setup};
pub(crate) use self::standing::matcher;
pub use self::standing::{Standing, Status, farthest_end};
use super::outcome::{RefCounts, Stop};
use super::pass::Context;
use crate::config::Policy;
use crate::forge::Host;

/// Topics by which a project asks to be left out.
const LEAVE_OUT: [&str; 2] = ["non-publie", "non-publié"];

/// What the gate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may become public.
    Pass,
    /// Not yet, with the reasons its owner reads.
    Hold(Vec<Reason>),
    /// There is nothing to publish.
    Skip(Reason),
}

impl Verdict {
    /// `pass`, `hold` or `skip`.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Hold(_) => "hold",
            Self::Skip(_) => "skip",
        }
    }

    /// The reasons, none for a pass.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        match self {
            Self::Pass => &[],
            Self::Hold(reasons) => reasons,
            Self::Skip(reason) => std::slice::from_ref(reason),
        }
    }
}

/// What the gate judges by.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// What the source says now; none for a repository inspected outside of any forge, whose
    /// visibility is then not judged.
    pub source: Option<&'a SourceProject>,
    /// What was read in it.
    pub examination: &'a Examination,
    /// What was seen in the objects that would become public.
    pub report: &'a GateReport,
    /// What people decided about it, in their order.
    pub decisions: &'a [Decision],
    /// The hosts it goes to.
    pub hosts: &'a [HostId],
    /// Whether one of them might run what a repository asks it to run.
    pub files_run: bool,
    /// Whether a person has yet to approve that it is published for the first time.
    pub awaits_approval: bool,
    /// The day it is.
    pub today: Date,
}

/// Judges a repository.
#[must_use]
pub fn weigh(evidence: &Evidence<'_>, policy: &Policy) -> Verdict {
    if let Some(reason) = nothing_to_publish(evidence) {
        return Verdict::Skip(reason);
    }
    let mut reasons = licence::judge(evidence.examination, policy);
    let Evidence { report, decisions, hosts, files_run, today, .. } = *evidence;
    let standing = Standing::new(report, decisions, hosts, today).where_files_run(files_run);
    reasons.extend(sightings(report, &standing.waiving_secrets(policy.gate.waivers_for_secrets)));
    if evidence.awaits_approval {
        reasons.push(Reason::new(
            ReasonCode::AwaitsApproval,
            "nobody has approved its first publication: glane gate approve, with your name",
        ));
    }
    if reasons.is_empty() { Verdict::Pass } else { Verdict::Hold(reasons) }
}

fn nothing_to_publish(evidence: &Evidence<'_>) -> Option<Reason> {
    if let Some(source) = evidence.source {
        if source.visibility != Visibility::Public {
            return Some(Reason::new(ReasonCode::NotPublic, "it is not public at its source"));
        }
        if let Some(reason) = left_out(source) {
            return Some(reason);
        }
    }
    let publication = &evidence.report.publication;
    if let Some(problem) = unreadable(publication) {
        let text = format!("its file .publication.toml cannot be read: {problem}");
        return Some(Reason::new(ReasonCode::OptOut, text));
    }
    if publication.opt_out {
        let text = "its file .publication.toml asks that it be left out: write publish = true there to have it \
                    published; copies made before stay until glane withdraw";
        return Some(Reason::new(ReasonCode::OptOut, text));
    }
    evidence.examination.commit.is_none().then(|| {
        Reason::new(
            ReasonCode::Empty,
            "the repository has no commit yet; it will be looked at again at the next pass",
        )
    })
}

/// What makes a repository's word on its own publication doubtful, where doubt keeps it back.
pub(crate) fn unreadable(publication: &Publication) -> Option<&str> {
    let doubt = publication.problems.iter().find(|problem| problem.contains("nothing is published"));
    doubt.filter(|_| publication.opt_out).map(String::as_str)
}

/// Why a project is left out by what its forge says of it alone, before anything is fetched.
fn left_out(source: &SourceProject) -> Option<Reason> {
    let asks = |topic: &String| LEAVE_OUT.contains(&topic.trim().to_lowercase().as_str());
    if source.topics.iter().any(asks) {
        let text = "its topic \"non-publie\" asks that it be left out: take the topic away to have it published; copies \
                    made before stay until glane withdraw";
        return Some(Reason::new(ReasonCode::OptOut, text));
    }
    source.is_mirror.then(|| {
        Reason::new(
            ReasonCode::MirrorOfOther,
            "the forge itself copies it from elsewhere: catalogue the original, or stop the copying there",
        )
    })
}

/// One reason a kind of thing, with how many there are; where they are, only the report says.
fn sightings(report: &GateReport, standing: &Standing<'_>) -> Vec<Reason> {
    let mut counts: BTreeMap<SightingKind, usize> = BTreeMap::new();
    for seen in &report.sightings {
        if standing.of(seen).holds() {
            *counts.entry(seen.kind).or_default() += 1;
        }
    }
    let cut_short = report.truncated.then(|| {
        let text = "there is more to look at in it than can be listed: mend what glane gate show names, and it is \
                    looked at again";
        Reason::new(ReasonCode::Secrets, text)
    });
    let counted = counts.into_iter().map(|(kind, count)| Reason::new(code(kind), sentence(kind, count)));
    counted.chain(cut_short).collect()
}

/// The code under which a kind of thing holds a project.
fn code(kind: SightingKind) -> ReasonCode {
    match kind {
        SightingKind::Secret | SightingKind::InternalAddress | SightingKind::Workflow => ReasonCode::Secrets,
        SightingKind::PersonalData => ReasonCode::PersonalData,
        SightingKind::Identity => ReasonCode::AuthorAddresses,
        SightingKind::ThirdParty => ReasonCode::ThirdPartyWork,
        SightingKind::Size => ReasonCode::TooLarge,
    }
}

fn sentence(kind: SightingKind, count: usize) -> String {
    let (what, remedy) = match kind {
        SightingKind::Secret => (
            "looks like a key, token or password",
            "revoke it first, then take it out of the history, or release it",
        ),
        SightingKind::PersonalData => {
            ("looks like data of pupils or staff", "take it out of the history, or release it")
        }
        SightingKind::Identity => (
            "is a kind of address of authors that should not travel",
            "acknowledge it, or rewrite the history",
        ),
        SightingKind::ThirdParty => {
            ("says that somebody else holds rights", "take it out of the history, or release it")
        }
        SightingKind::InternalAddress => ("leads to a machine inside", "take it out, or release it"),
        SightingKind::Size => {
            ("is larger than hosts take, or than can be looked into", "store it elsewhere, or release it")
        }
        SightingKind::Workflow => (
            "would run on a host where it cannot be switched off",
            "take it out of every branch and tag, or release it",
        ),
    };
    let things = if count == 1 { "1 thing".to_owned() } else { format!("{count} things") };
    format!("{things} in it: {what}; glane gate show names the places: {remedy}")
}

/// Judges a project, or a wiki, by what is stored of it.
///
/// # Errors
/// A [`Stop`] with the reasons.
pub async fn judge(context: &Context, project: &ProjectRecord) -> Result<(), Stop> {
    if project.is_wiki() {
        return judge_wiki(context, project).await;
    }
    let Some(examination) = project.latest() else {
        return Err(Reason::new(ReasonCode::ExaminationFailed, "the repository was not examined").into());
    };
    let report = context.store.gate_report(project.number).await?.unwrap_or_default();
    let decisions = context.store.decisions(Some(&project.source.key)).await?;
    if let Some(reason) = refused_before(&decisions) {
        return Err(reason.into());
    }
    let evidence = Evidence {
        source: Some(&project.source),
        examination,
        report: &report,
        decisions: &decisions,
        hosts: &context.hosts_of(&project.source.key.forge).map(|host| host.id().clone()).collect::<Vec<_>>(),
        files_run: files_run(context, project),
        awaits_approval: context.gate.awaits_approval(project, &decisions),
        today: today(context.clock.now()),
    };
    match weigh(&evidence, &context.policy) {
        Verdict::Pass => Ok(()),
        Verdict::Hold(reasons) => {
            Err(Stop { state: ProjectState::Held, reasons, refs: RefCounts::default(), retry_after: None })
        }
        Verdict::Skip(reason) => Err(reason.into()),
    }
}

/// Whether one of the hosts of a project might run what a repository asks it to run.
fn files_run(context: &Context, project: &ProjectRecord) -> bool {
    context.hosts_of(&project.source.key.forge).any(Host::runs_files)
}

/// Judges the wiki of a project that passed: what was seen in it alone, since its licence is the project's.
async fn judge_wiki(context: &Context, wiki: &ProjectRecord) -> Result<(), Stop> {
    let report = context.store.gate_report(wiki.number).await?.unwrap_or_default();
    let decisions = context.store.decisions(Some(&wiki.source.key)).await?;
    if let Some(reason) = refused_before(&decisions) {
        return Err(reason.into());
    }
    if report.publication.opt_out {
        let text = "its file .publication.toml asks that it be left out: write publish = true there";
        return Err(Reason::new(ReasonCode::OptOut, text).into());
    }
    let hosts: Vec<HostId> = context.hosts_of(&wiki.source.key.forge).map(|host| host.id().clone()).collect();
    let standing = Standing::new(&report, &decisions, &hosts, today(context.clock.now()))
        .waiving_secrets(context.policy.gate.waivers_for_secrets)
        .where_files_run(files_run(context, wiki));
    let reasons = sightings(&report, &standing);
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Stop { state: ProjectState::Held, reasons, refs: RefCounts::default(), retry_after: None })
}

/// Stops a project of which nothing may even be fetched: withdrawn, refused, or left out.
///
/// # Errors
/// A [`Stop`] with the reason.
pub async fn admit(context: &Context, project: &ProjectRecord) -> Result<(), Stop> {
    let decisions = context.store.decisions(Some(&project.source.key)).await?;
    match refused_before(&decisions).or_else(|| left_out(&project.source)) {
        Some(reason) => Err(reason.into()),
        None => Ok(()),
    }
}

/// The day of an instant, in universal time.
#[must_use]
pub fn today(now: jiff::Timestamp) -> Date {
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
}

#[cfg(test)]
mod tests;
