//! `glane harvest --forget`: the records of a source that is harvested no more leave the catalogue.
//!
//! Must not know how records are kept.

use glane_catalog::model::SourceId;
use serde::Serialize;

use super::super::{Ending, UsageError, output};
use crate::command::sync::follow;
use crate::harvest::journal::Journal;
use crate::service::Service;
use crate::work::lock;

/// What it came to.
#[derive(Debug, Serialize)]
struct Forgotten<'a> {
    source: &'a str,
    removed: u64,
}

/// Removes what is kept of a source, and what is noted of it.
pub(super) async fn run(service: &Service, named: &str, json: bool) -> anyhow::Result<Ending> {
    let source = SourceId::new(named).map_err(|error| UsageError(error.to_string()))?;
    if service.settings.sources.iter().any(|settings| settings.id == source) {
        let text =
            format!("{source} is still configured, and would come back: take its [[source]] out first");
        return Err(UsageError(text).into());
    }
    let _locks = service.harvesting().await?;
    let folder = Journal::folder_of(&service.settings.store.data, &source);
    // A worker of an older configuration may be in the midst of it.
    let Some(_lock) = lock::project(&folder)? else {
        anyhow::bail!("another process harvests {source}: wait for its end");
    };
    let known: Vec<String> = service.store.resource_ids(&source).await?.into_iter().collect();
    let removed = service.store.remove_resources(&source, &known).await?;
    Journal::remove(&service.settings.store.data, &source)?;
    follow(service).await?;
    let forgotten = Forgotten { source: source.as_str(), removed };
    if json {
        output::json(&forgotten);
    } else {
        output::line(&format!("{source}: {removed} removed"));
    }
    Ok(Ending::Done)
}
