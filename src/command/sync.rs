//! `glane sync`: one pass over the forges, reported project by project.
//!
//! Must not decide anything: the steps do.

use std::collections::BTreeMap;
use std::sync::Arc;

use glane_catalog::model::{ForgeId, Reason};
use glane_index::Index;
use serde::Serialize;
use tokio::sync::mpsc;

use super::output;
use super::progress::Progress;
use super::{Ending, UsageError};
use crate::cli;
use crate::mirror::discover;
use crate::mirror::pass::{self, Context, PassReport, RefCounts};
use crate::mirror::plan;
use crate::service::Service;
use crate::work::follow::Follower;
use crate::work::runner::{self, Report};
use crate::work::schedule;

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

#[derive(Serialize)]
struct ForgeFailure<'a> {
    forge: &'a ForgeId,
    id: Option<&'a str>,
    path: Option<&'a str>,
    state: pass::Ending,
    reasons: &'a [Reason],
    refs: RefCounts,
    ms: u64,
}

/// Runs `glane sync`.
pub(super) async fn run(service: &Service, arguments: &cli::Sync) -> anyhow::Result<Ending> {
    let forges = chosen(service, arguments.forge.as_deref())?;
    if arguments.dry_run {
        return plan::dry_run(&service.context()?, &forges, arguments.project.as_deref(), |line| {
            if arguments.json { output::json(line) } else { output::line(&line.to_string()) }
        })
        .await
        .map(|whole| if whole { Ending::Done } else { Ending::WithFailures });
    }
    let summary = pass_over(service, &forges, arguments.project.as_deref(), Show::of(arguments.json)).await?;
    if arguments.json {
        output::json(&BTreeMap::from([("summary", &summary)]));
    } else {
        output::note(&in_words(&summary));
    }
    let failed = summary.failed + summary.forges_failed > 0;
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
    project: Option<&str>,
    show: Show,
) -> anyhow::Result<Summary> {
    let (context, _lock) = service.mirroring().await?;
    let (sender, receiver) = mpsc::unbounded_channel();
    let listening = tokio::spawn(listen(receiver, show));
    file(&context, forges, project, &sender).await?;
    runner::drain(&context, &sender).await?;
    drop(sender);
    let summary = listening.await?;
    let index = Index::open(&service.index_folder())?;
    Follower::new(Arc::clone(&service.store), index)?.catch_up().await?;
    Ok(summary)
}

/// Files the discoveries; a single project is looked for at once.
async fn file(
    context: &Context,
    forges: &[ForgeId],
    project: Option<&str>,
    reports: &mpsc::UnboundedSender<Report>,
) -> anyhow::Result<()> {
    let mut found = 0;
    for id in forges {
        let (Some(only), Some(forge)) = (project, context.forges.get(id)) else {
            schedule::file_discovery(context.store.as_ref(), id, context.clock.now()).await?;
            continue;
        };
        let report = match discover::discover(context, forge.as_ref(), Some(only)).await? {
            Ok(discovered) => {
                found += discovered.projects;
                Report::Discovered(id.clone(), discovered)
            }
            Err(reason) => {
                found += 1;
                Report::Undiscovered(id.clone(), reason)
            }
        };
        let _ = reports.send(report);
    }
    match project {
        Some(only) if found == 0 => Err(UsageError(format!(
            "no public project {only} on the chosen forges; give its full path or id"
        ))
        .into()),
        _ => Ok(()),
    }
}

async fn listen(mut reports: mpsc::UnboundedReceiver<Report>, show: Show) -> Summary {
    let mut summary = Summary::default();
    let mut progress = Progress::begin("projects");
    while let Some(report) = reports.recv().await {
        match report {
            Report::Discovered(forge, discovered) => {
                progress.more(discovered.projects);
                summary.not_public += discovered.not_public;
                for reason in &discovered.unreadable {
                    progress.note(&format!("{forge}: {}", reason.message));
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
            Report::Broken(subject, reason) => {
                summary.failed += 1;
                progress.note(&format!("{subject}: {}", reason.message));
            }
        }
    }
    summary
}

fn undiscovered(progress: &Progress, show: Show, forge: &ForgeId, reason: &Reason) {
    let failure = ForgeFailure {
        forge,
        id: None,
        path: None,
        state: pass::Ending::Failed,
        reasons: std::slice::from_ref(reason),
        refs: RefCounts::default(),
        ms: 0,
    };
    match show {
        Show::Json => progress.data(|| output::json(&failure)),
        Show::Lines => {
            progress.note(&format!("{forge}: not listed: {}; nothing is concluded from it", reason.message));
        }
    }
}

fn count(summary: &mut Summary, report: &PassReport) {
    let place = match report.state {
        pass::Ending::Published => &mut summary.published,
        pass::Ending::Unchanged => &mut summary.unchanged,
        pass::Ending::Held => &mut summary.held,
        pass::Ending::Skipped => &mut summary.skipped,
        pass::Ending::Failed => &mut summary.failed,
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
    let path = report.path.as_deref().unwrap_or("(a project that is no longer public)");
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
        parts.push(format!("{} forge(s) not listed", summary.forges_failed));
    }
    if parts.is_empty() { "nothing to do".to_owned() } else { parts.join(", ") }
}
