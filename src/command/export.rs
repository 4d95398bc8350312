//! `glane export`: the figures of this moment, or the catalogue, as files.
//!
//! Must not compute nor choose what may leave: the rooms of indicators and of data sets do.

use std::path::Path;
use std::sync::Arc;

use glane_catalog::vocabulary::licence_policy::Lists;

use super::{Ending, output};
use crate::cli;
use crate::dataset::{self, About, DatasetFile, Shown};
use crate::indicator::{self, Edition, World};
use crate::operate::restored;
use crate::service::Service;

/// Runs `glane export …`.
pub(super) async fn run(service: &Service, arguments: &cli::Export) -> anyhow::Result<Ending> {
    match arguments {
        cli::Export::Indicators(arguments) => indicators(service, &arguments.out).await,
        cli::Export::Catalogue(arguments) => catalogue(service, &arguments.out).await,
    }
}

async fn indicators(service: &Service, folder: &Path) -> anyhow::Result<Ending> {
    let forges = service.store.forges().await?;
    let (mut projects, mut after) = (Vec::new(), 0);
    loop {
        let page = service.store.projects(after, 500).await?;
        let Some(last) = page.last() else { break };
        after = last.number;
        projects.extend(page);
    }
    let policy = &service.settings.policy;
    let lists =
        Lists { allow: policy.allow_licences.clone(), refuse: policy.refuse_licences.clone(), only: None };
    let world = World { projects: &projects, forges: &forges, lists: &lists, now: service.clock.now() };
    for path in indicator::export(&Edition::of(&world), folder)? {
        output::line(&path.display().to_string());
    }
    Ok(Ending::Done)
}

async fn catalogue(service: &Service, folder: &Path) -> anyhow::Result<Ending> {
    // What was withdrawn after the backup would leave again.
    restored::refuse_unconfirmed(&service.settings.store.data)?;
    let about = About::of(&service.settings);
    let named = |file: &DatasetFile| *file != DatasetFile::Catalogue || about.address.is_some();
    let (files, nameless): (Vec<_>, Vec<_>) = DatasetFile::ALL.into_iter().partition(named);
    let shown = Shown::new(Arc::clone(&service.store));
    for path in dataset::export(&files, &about, shown, service.clock.now(), folder).await? {
        output::line(&path.display().to_string());
    }
    for file in &nameless {
        let name = file.name();
        output::note(&format!(
            "error: {name} is not written: it knows projects by their pages; set url of [site] to the public \
             address of the site, and export again"
        ));
    }
    Ok(if nameless.is_empty() { Ending::Done } else { Ending::WithFailures })
}
