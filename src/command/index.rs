//! `glane index status|rebuild`.
//!
//! Must not search.

use std::sync::Arc;

use glane_index::Index;

use super::progress::Progress;
use super::{Ending, output};
use crate::service::Service;
use crate::work::follow::Follower;
use crate::work::lock;

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

/// Runs `glane index rebuild`.
pub(super) async fn rebuild(service: &Service) -> anyhow::Result<Ending> {
    let _lock = lock::take(&service.settings.store.data)?;
    let index = Index::open(&service.index_folder())?;
    let mut follower = Follower::new(Arc::clone(&service.store), index, service.clock.clone())?;
    let mut progress = Progress::begin("changes");
    let applied = follower.rebuild(|applied| progress.step(&applied.to_string())).await?;
    drop(progress);
    let documents = Index::open(&service.index_folder())?.status()?.documents;
    output::note(&format!("index rebuilt: {documents} documents from {applied} changes of the catalogue"));
    Ok(Ending::Done)
}
