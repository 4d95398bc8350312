//! Which project is meant: a full path, or `forge:id`; in doubt the candidates are named.
//!
//! Must not read anything but the catalogue.

use glane_catalog::model::{ProjectKey, ProjectRecord};

use crate::command::UsageError;
use crate::service::Service;

/// Projects read at once.
const SOME: u32 = 500;
/// Most candidates named.
const NAMED: usize = 8;

/// The project that is meant.
///
/// # Errors
/// When there is none, or more than one.
pub(in crate::command) async fn project(service: &Service, named: &str) -> anyhow::Result<ProjectRecord> {
    let store = &service.store;
    if let Ok(key) = named.parse::<ProjectKey>() {
        if let Some(project) = store.project(&key).await? {
            return Ok(project);
        }
        if let Some(project) = store.project_at(&key.forge, &key.id).await? {
            return Ok(project);
        }
    }
    let (mut exact, mut close) = (Vec::new(), Vec::new());
    let mut after = 0;
    loop {
        let some = store.projects(after, SOME).await?;
        let Some(last) = some.last() else { break };
        after = last.number;
        for project in some {
            let path = &project.source.path;
            if path == named {
                exact.push(project);
            } else if is_close(&project, named) {
                close.push(project);
            }
        }
    }
    match (exact.len(), close.len()) {
        (1, _) => Ok(exact.remove(0)),
        (0, 1) if close[0].source.path.to_lowercase() == named.to_lowercase() => Ok(close.remove(0)),
        (0, 0) => Err(UsageError(format!("no project {named}: give its full path, or forge:id")).into()),
        (0, _) => {
            let text = format!("no project {named}; did you mean {}?", listed(&close));
            Err(UsageError(text).into())
        }
        _ => {
            let text = format!("{named} is the path of several projects: {}; give forge:id", listed(&exact));
            Err(UsageError(text).into())
        }
    }
}

fn is_close(project: &ProjectRecord, named: &str) -> bool {
    let (path, named) = (project.source.path.to_lowercase(), named.to_lowercase());
    let last = path.rsplit('/').next().unwrap_or_default();
    path == named
        || last == named
        || path.ends_with(&format!("/{named}"))
        || project.aliases.iter().any(|alias| alias.to_lowercase() == named)
}

fn listed(projects: &[ProjectRecord]) -> String {
    let names: Vec<String> = projects
        .iter()
        .take(NAMED)
        .map(|project| format!("{} ({})", project.source.path, project.source.key))
        .collect();
    let more = projects.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more}", names.join(", "))
}
