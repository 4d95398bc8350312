//! `glane gate list`: projects that are held, left out or waiting, with the causes.
//!
//! Counts only: the places are in `glane gate show`.

use std::collections::BTreeMap;

use glane_catalog::model::{ProjectRecord, ProjectState, Reason};
use serde::Serialize;

use super::{Held, hosts};
use crate::command::{Ending, output};
use crate::service::Service;

/// Projects read at once.
const SOME: u32 = 500;

#[derive(Serialize)]
struct Line<'a> {
    forge: &'a str,
    id: &'a str,
    path: &'a str,
    state: ProjectState,
    published: bool,
    reasons: &'a [Reason],
    /// Things that hold it, by kind.
    holding: BTreeMap<&'static str, usize>,
}

/// Lists them.
pub(super) async fn run(service: &Service, json: bool) -> anyhow::Result<Ending> {
    let (mut after, mut held) = (0, 0);
    loop {
        let some = service.store.projects(after, SOME).await?;
        let Some(last) = some.last() else { break };
        after = last.number;
        for project in some {
            if project.state == ProjectState::Held {
                held += 1;
                say(service, project, json).await?;
            }
        }
    }
    if !json {
        output::note(&match held {
            0 => "no project is held".to_owned(),
            1 => "1 project is held".to_owned(),
            _ => format!("{held} projects are held"),
        });
    }
    Ok(Ending::Done)
}

async fn say(service: &Service, project: ProjectRecord, json: bool) -> anyhow::Result<()> {
    let held = Held::of(service, project).await?;
    let hosts = hosts(service, &held.project);
    let standing = held.standing(service, &hosts);
    let mut holding: BTreeMap<&'static str, usize> = BTreeMap::new();
    for seen in held.report.sightings.iter().filter(|seen| standing.of(seen).holds()) {
        *holding.entry(seen.kind.as_str()).or_default() += 1;
    }
    let project = &held.project;
    let line = Line {
        forge: project.source.key.forge.as_str(),
        id: &project.source.key.id,
        path: &project.source.path,
        state: project.state,
        published: project.published_at.is_some(),
        reasons: &project.reasons,
        holding,
    };
    if json {
        output::json(&line);
        return Ok(());
    }
    let before = if line.published { "  (what was published before stays)" } else { "" };
    output::line(&format!("{}:{}{before}", line.forge, line.path));
    for reason in line.reasons {
        output::line(&format!("  {}: {}", reason.code.as_str(), reason.message));
    }
    Ok(())
}
