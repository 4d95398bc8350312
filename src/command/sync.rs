//! `glane sync`: one pass over the forges, reported project by project.
//!
//! Must not decide anything: the steps do.

use std::collections::BTreeMap;
use std::sync::Arc;

use glane_catalog::model::{ForgeId, ProjectKey, Reason, ReasonCode};
use glane_index::Index;
use serde::Serialize;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use super::progress::Progress;
use super::{Ending, UsageError};
use super::{harvest, output};
use crate::cli;
use crate::mirror::discover::{self, Asked, Discovered, Wish};
use crate::mirror::outcome::{self, PassReport, RefCounts};
use crate::mirror::pass::Context;
use crate::mirror::plan::{self, PlanLine, Prospect};
use crate::service::Service;
use crate::work::follow::Follower;
use crate::work::runner::{self, Report};
use crate::work::{listing, pauses, schedule};

/// What a whole sync came to: the last line of `--json`.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Summary {
    /// Projects by how their pass ended.
    pub published: u64,
    /// Copies already equal.
    pub unchanged: u64,
    /// Held by the gate.
    pub held: u64,
    /// Nothing to publish.
    pub skipped: u64,
    /// Did not work.
    pub failed: u64,
    /// Projects that are not public, seen in listings and left alone.
    pub not_public: u64,
    /// Forges that could not be listed.
    pub forges_failed: u64,
    /// References changed in all.
    pub refs: RefCounts,
}

/// Runs `glane sync`.
pub(super) async fn run(service: &Service, arguments: &cli::Sync) -> anyhow::Result<Ending> {
    let forges = chosen(service, arguments.forge.as_deref())?;
    if arguments.allow_deletions && forges.len() > 1 {
        return Err(UsageError("name the forge of that project with --forge".to_owned()).into());
    }
    if arguments.dry_run {
        return dry_run(service, &forges, arguments).await;
    }
    let asked = if arguments.all { Asked::ForAll } else { Asked::ByPerson };
    let wish = Wish { only: arguments.project.as_deref(), asked };
    let summary = pass_over(service, &forges, wish, Show::of(arguments.json)).await?;
    if arguments.json {
        output::json(&BTreeMap::from([("summary", &summary)]));
    } else {
        output::note(&in_words(&summary));
    }
    let failed = summary.failed + summary.forges_failed > 0;
    Ok(if failed { Ending::WithFailures } else { Ending::Done })
}

async fn dry_run(service: &Service, forges: &[ForgeId], arguments: &cli::Sync) -> anyhow::Result<Ending> {
    let print = |line: &PlanLine| {
        if arguments.json { output::json(line) } else { output::line(&line.to_string()) }
    };
    let counts = plan::dry_run(&service.context()?, forges, arguments.project.as_deref(), print).await?;
    if let (Some(named), true) = (&arguments.project, counts.is_empty()) {
        let text = format!("no public project {named} on the chosen forges; give its full path or id");
        return Err(UsageError(text).into());
    }
    if arguments.json {
        output::json(&BTreeMap::from([("summary", &counts)]));
    } else {
        let words: Vec<String> =
            counts.iter().map(|(plan, count)| format!("{count} {}", plan.as_str())).collect();
        output::note(&format!(
            "nothing was done; a pass would give, before the gate looks at what is new: {}",
            words.join(", ")
        ));
    }
    let failed = counts.contains_key(&Prospect::Failed);
    Ok(if failed { Ending::WithFailures } else { Ending::Done })
}

/// How the projects are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    /// One JSON object a line on standard output.
    Json,
    /// One plain line a project on standard output.
    Lines,
}

impl Show {
    fn of(json: bool) -> Self {
        if json { Self::Json } else { Self::Lines }
    }
}

fn chosen(service: &Service, forge: Option<&str>) -> anyhow::Result<Vec<ForgeId>> {
    let all: Vec<ForgeId> = service.settings.forges.iter().map(|forge| forge.id.clone()).collect();
    if all.is_empty() {
        let file =
            service.settings.file.as_ref().map_or("glane.toml".into(), |file| file.display().to_string());
        return Err(
            UsageError(format!("no [[forge]] in {file}: take the # away from one of the examples")).into()
        );
    }
    let Some(wanted) = forge else { return Ok(all) };
    match all.iter().find(|id| id.as_str() == wanted) {
        Some(id) => Ok(vec![id.clone()]),
        None => {
            let known: Vec<&str> = all.iter().map(ForgeId::as_str).collect();
            Err(UsageError(format!("no forge \"{wanted}\" is configured; there are: {}", known.join(", ")))
                .into())
        }
    }
}

/// One pass over some forges, to the end, with the index brought into step.
pub(super) async fn pass_over(
    service: &Service,
    forges: &[ForgeId],
    wish: Wish<'_>,
    show: Show,
) -> anyhow::Result<Summary> {
    let (context, _locks) = service.mirroring().await?;
    // Before the catalogue moves on: an index that was ahead of it would no longer be seen to be.
    if let Err(error) = follow(service).await {
        tracing::warn!(error = format!("{error:#}"), "the index cannot follow yet");
    }
    let (sender, receiver) = mpsc::unbounded_channel();
    let listening = tokio::spawn(listen(receiver, show));
    // A person may have mended what the pauses are for.
    pauses::probe(&context).await?;
    file(&context, forges, wish, &sender).await?;
    match wish.only {
        None => runner::drain(&context, &sender).await?,
        // What else happens to be due waits for whoever asked for it.
        Some(only) => {
            let meant = subjects(service, forges, only).await?;
            runner::drain_of(&context, meant, &sender).await?;
        }
    }
    drop(sender);
    let summary = listening.await?;
    follow(service).await?;
    Ok(summary)
}

/// The jobs' subjects of the project of this path or id on these forges.
async fn subjects(service: &Service, forges: &[ForgeId], only: &str) -> anyhow::Result<Vec<String>> {
    let mut subjects = Vec::new();
    for forge in forges {
        let key = ProjectKey { forge: forge.clone(), id: only.to_owned() };
        subjects.push(key.to_string());
        subjects
            .extend(service.store.project_at(forge, only).await?.map(|found| found.source.key.to_string()));
    }
    Ok(subjects)
}

/// Brings the index into step with the catalogue.
pub(super) async fn follow(service: &Service) -> anyhow::Result<()> {
    let index = Index::open(&service.index_folder())?;
    Follower::new(Arc::clone(&service.store), index, service.clock.clone())?.catch_up().await?;
    Ok(())
}

/// Lists the forges, all at the same time, before any project is begun: what an interrupted pass
/// left to do is then filed anew with the rest, done once and counted once.
async fn file(
    context: &Arc<Context>,
    forges: &[ForgeId],
    wish: Wish<'_>,
    reports: &mpsc::UnboundedSender<Report>,
) -> anyhow::Result<()> {
    let mut listings = JoinSet::new();
    for id in forges {
        schedule::note_discovery(context.store.as_ref(), id, context.clock.now()).await?;
        let (context, id, only) = (Arc::clone(context), id.clone(), wish.only.map(str::to_owned));
        let asked = wish.asked;
        listings.spawn(async move {
            listing::list(&context, &id, Wish { only: only.as_deref(), asked }, 0).await
        });
    }
    let mut found = 0;
    while let Some(listed) = listings.join_next().await {
        let (report, _) = listed??;
        found += match &report {
            Report::Discovered(_, discovered) => discovered.projects + discovered.sent_away,
            _ => 1,
        };
        let _ = reports.send(report);
    }
    let Some(only) = wish.only.filter(|_| found == 0) else { return Ok(()) };
    let Some(report) = left_out(context, forges, only).await? else {
        let text = format!("no public project {only} on the chosen forges; give its full path or id");
        return Err(UsageError(text).into());
    };
    let _ = reports.send(Report::Passed(report));
    Ok(())
}

/// Why a project that is known, and named by a person, is not gone through.
async fn left_out(context: &Context, forges: &[ForgeId], only: &str) -> anyhow::Result<Option<PassReport>> {
    for forge in forges {
        let key = ProjectKey { forge: forge.clone(), id: only.to_owned() };
        let named = match context.store.project(&key).await? {
            Some(project) => Some(project),
            None => context.store.project_at(forge, only).await?,
        };
        let Some(project) = named else { continue };
        let Some(reason) = project.reasons.first() else { continue };
        let state = outcome::Ending::of(project.state);
        let report = unnamed(forge, None, state, reason.clone());
        // The name of what is not public is not said, though whoever asks knows it.
        return Ok(match reason.code {
            ReasonCode::NotPublic => Some(report),
            ReasonCode::Excluded | ReasonCode::WithdrawnByDecision => Some(PassReport {
                id: Some(project.source.key.id),
                path: Some(project.source.path),
                ..report
            }),
            _ => None,
        });
    }
    Ok(None)
}

async fn listen(mut reports: mpsc::UnboundedReceiver<Report>, show: Show) -> Summary {
    let mut summary = Summary::default();
    let mut progress = Progress::begin("projects");
    while let Some(report) = reports.recv().await {
        match report {
            Report::Discovered(forge, discovered) => {
                if let Some(doubt) = &discovered.doubt {
                    summary.forges_failed += 1;
                    undiscovered(&progress, show, &forge, doubt);
                }
                progress.more(discovered.projects);
                summary.not_public += discovered.not_public;
                for item in apart(&forge, &discovered).iter().chain(&discovered.standing) {
                    count(&mut summary, item);
                    progress.data(|| passed(show, item));
                }
            }
            Report::Undiscovered(forge, reason) => {
                summary.forges_failed += 1;
                undiscovered(&progress, show, &forge, &reason);
            }
            Report::Passed(report) => {
                progress.step(report.path.as_deref().unwrap_or_default());
                count(&mut summary, &report);
                progress.data(|| passed(show, &report));
            }
            Report::Harvested(done) => progress.note(&harvest::in_words(&done)),
            Report::Maintained(done) => progress.note(&done),
            Report::Broken(subject, reason) => {
                let broken = broken(&subject, reason);
                summary.failed += 1;
                match &broken {
                    Ok(report) => progress.data(|| passed(show, report)),
                    Err(text) => progress.note(text),
                }
            }
        }
    }
    summary
}

/// A report without a pass: something of a forge that has no path, or whose path is not said.
fn unnamed(forge: &ForgeId, id: Option<String>, state: outcome::Ending, reason: Reason) -> PassReport {
    let reasons = vec![reason];
    PassReport { id, ..PassReport::at_rest(forge.clone(), state, reasons) }
}

/// What a listing came to besides jobs: items that could not be read, projects that were sent away.
fn apart(forge: &ForgeId, discovered: &Discovered) -> Vec<PassReport> {
    let unreadable = discovered.unreadable.iter().cloned();
    let gone = (0..discovered.sent_away).map(|_| Reason::new(ReasonCode::NotPublic, discover::NOT_PUBLIC));
    unreadable
        .chain(gone)
        .map(|reason| {
            let state = outcome::Ending::of(outcome::Stop::from(reason.clone()).state);
            unnamed(forge, None, state, reason)
        })
        .collect()
}

/// A job that broke off, by its subject: a project's key or a forge's id.
fn broken(subject: &str, reason: Reason) -> Result<PassReport, String> {
    let (forge, id) = match subject.parse::<ProjectKey>() {
        Ok(key) => (key.forge, Some(key.id)),
        Err(_) => match ForgeId::new(subject) {
            Ok(forge) => (forge, None),
            Err(_) => return Err(format!("{subject}: {}", reason.message)),
        },
    };
    Ok(unnamed(&forge, id, outcome::Ending::Failed, reason))
}

fn undiscovered(progress: &Progress, show: Show, forge: &ForgeId, reason: &Reason) {
    let failure = unnamed(forge, None, outcome::Ending::Failed, reason.clone());
    match show {
        Show::Json => progress.data(|| output::json(&failure)),
        Show::Lines => {
            progress.note(&format!("{forge}: not listed: {}; nothing is concluded from it", reason.message));
        }
    }
}

fn count(summary: &mut Summary, report: &PassReport) {
    let place = match report.state {
        outcome::Ending::Published => &mut summary.published,
        outcome::Ending::Unchanged => &mut summary.unchanged,
        outcome::Ending::Held => &mut summary.held,
        outcome::Ending::Skipped => &mut summary.skipped,
        outcome::Ending::Failed => &mut summary.failed,
    };
    *place += 1;
    summary.refs.created += report.refs.created;
    summary.refs.updated += report.refs.updated;
    summary.refs.deleted += report.refs.deleted;
    summary.refs.rejected += report.refs.rejected;
}

fn passed(show: Show, report: &PassReport) {
    if show == Show::Json {
        return output::json(report);
    }
    let is_hidden = report.reasons.iter().any(|reason| reason.code == ReasonCode::NotPublic);
    let path = report.path.as_deref().or(report.id.as_deref()).unwrap_or(if is_hidden {
        "(a project that is no longer public)"
    } else {
        "(an item of its listing)"
    });
    let refs = report.refs;
    let moved = [
        ("new", refs.created),
        ("moved", refs.updated),
        ("deleted", refs.deleted),
        ("refused", refs.rejected),
    ]
    .iter()
    .filter(|(_, count)| *count > 0)
    .map(|(word, count)| format!("{count} {word}"))
    .collect::<Vec<_>>()
    .join(", ");
    let moved = if moved.is_empty() { String::new() } else { format!("  ({moved})") };
    output::line(&format!("{:<9} {}:{path}{moved}", report.state.as_str(), report.forge));
    for reason in &report.reasons {
        output::line(&format!("          {}: {}", reason.code.as_str(), reason.message));
    }
}

/// The summary in a sentence.
pub(super) fn in_words(summary: &Summary) -> String {
    let mut parts = Vec::new();
    for (count, word) in [
        (summary.published, "published"),
        (summary.unchanged, "unchanged"),
        (summary.held, "held"),
        (summary.skipped, "skipped"),
        (summary.failed, "failed"),
    ] {
        if count > 0 {
            parts.push(format!("{count} {word}"));
        }
    }
    if summary.not_public > 0 {
        parts.push(format!("{} not public and left alone", summary.not_public));
    }
    if summary.forges_failed > 0 {
        let word = if summary.forges_failed == 1 { "forge" } else { "forges" };
        parts.push(format!("{} {word} not listed", summary.forges_failed));
    }
    if parts.is_empty() { "nothing to do".to_owned() } else { parts.join(", ") }
}
