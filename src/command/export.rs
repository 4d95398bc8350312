//! `glane export indicators`: the figures of this moment as files.
//!
//! Must not compute: the indicator room does.

use std::path::Path;

use glane_catalog::vocabulary::licence_policy::Lists;

use super::{Ending, output};
use crate::indicator::{self, Edition, World};
use crate::service::Service;

/// Runs `glane export indicators`.
pub(super) async fn indicators(service: &Service, folder: &Path) -> anyhow::Result<Ending> {
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
