//! `glane index status|rebuild|evaluate`.
//!
//! Must not search.

use std::sync::Arc;
use std::time::{Duration, Instant};

use glane_index::{Index, RetrievalSet, Score};
use jiff::Timestamp;

use super::progress::Progress;
use super::{Ending, output};
use crate::cli;
use crate::disk;
use crate::service::Service;
use crate::work::follow::{Follower, REBUILD};
use crate::work::lock;

/// How often it is looked whether another process has done what it was asked.
const LOOK: Duration = Duration::from_millis(500);
/// How often it is said that this goes on.
const TOLD: Duration = Duration::from_secs(10);

/// Runs `glane index status`.
pub(super) fn status(service: &Service, json: bool) -> anyhow::Result<Ending> {
    let status = Index::open(&service.index_folder())?.status()?;
    if json {
        output::json(&status);
        return Ok(Ending::Done);
    }
    output::line(&format!("folder       {}", status.path.display()));
    output::line(&format!("fingerprint  {}", status.fingerprint));
    output::line(&format!("sequence     {}", status.sequence));
    output::line(&format!(
        "documents    {} ({} deleted, not yet reclaimed)",
        status.documents, status.deleted
    ));
    output::line(&format!("segments     {}", status.segments));
    output::line(&format!("bytes        {}", status.bytes));
    if let Some(aside) = &status.recovered {
        output::note(&format!("warning: a damaged index was set aside at {}", aside.display()));
    }
    Ok(Ending::Done)
}

/// Runs `glane index rebuild`: here where nobody else works, else by whoever follows the index.
pub(super) async fn rebuild(service: &Service) -> anyhow::Result<Ending> {
    let data = &service.settings.store.data;
    if let Some(_lock) = lock::take_if_alone(data)? {
        return build(service).await;
    }
    let asked = service.clock.now();
    service.store.set_last_run(REBUILD, asked).await?;
    output::note(
        "another glane works here, and is asked to build the index; if none of them is `glane serve` or a pass, it is \
         built here once they have ended. Interrupting this command does not stop what was begun",
    );
    let (begun, mut told) = (Instant::now(), Instant::now());
    loop {
        if service.store.last_run(REBUILD).await?.is_none_or(|at| at < asked) {
            output::note("index rebuilt by the other glane");
            return Ok(Ending::Done);
        }
        if let Some(_lock) = lock::take_if_alone(data)? {
            let ending = build(service).await?;
            service.store.set_last_run(REBUILD, Timestamp::UNIX_EPOCH).await?;
            return Ok(ending);
        }
        if told.elapsed() >= TOLD {
            told = Instant::now();
            let seconds = begun.elapsed().as_secs();
            output::note(&format!("waiting for {seconds} s; its log and /status.json say how far it is"));
        }
        tokio::time::sleep(LOOK).await;
    }
}

async fn build(service: &Service) -> anyhow::Result<Ending> {
    let index = Index::open(&service.index_folder())?;
    let mut follower = Follower::new(Arc::clone(&service.store), index, service.clock.clone())?;
    let mut progress = Progress::begin("changes");
    let applied = follower
        .rebuild(|filling| progress.reached(filling.done, Some(filling.of), &filling.of.to_string()))
        .await
        .map_err(|error| anyhow::Error::msg(disk::explained(format!("{error:#}"))))?;
    drop(progress);
    let documents = Index::open(&service.index_folder())?.status()?.documents;
    output::note(&format!("index rebuilt: {documents} documents from {applied} changes of the catalogue"));
    Ok(Ending::Done)
}

/// Runs `glane index evaluate`: needs no catalogue, and touches the index of none.
pub(super) fn evaluate(arguments: &cli::Evaluate) -> anyhow::Result<Ending> {
    let mut set = RetrievalSet::read(&arguments.folder, &arguments.queries)?;
    if arguments.unaccented {
        set = set.without_accents();
    }
    let folder = tempfile::tempdir()?;
    let report = glane_index::evaluate(&set, folder.path())?;
    if arguments.json {
        output::json(&report);
        return Ok(Ending::Done);
    }
    output::line(&format!(
        "{:<16} {:>9} {:>8} {:>10} {:>11}",
        "", "questions", "nDCG@10", "recall@10", "recall@100"
    ));
    output::line(&row("all", &report.all));
    for (category, score) in &report.categories {
        output::line(&row(category, score));
    }
    if report.unanswerable > 0 {
        output::line(&format!(
            "{} questions without an answer: {} found nothing, or only what is marked as a guess",
            report.unanswerable, report.unanswered
        ));
    }
    Ok(Ending::Done)
}

fn row(name: &str, score: &Score) -> String {
    let Score { questions, ndcg_10, recall_10, recall_100 } = score;
    format!("{name:<16} {questions:>9} {ndcg_10:>8.3} {recall_10:>10.3} {recall_100:>11.3}")
}
