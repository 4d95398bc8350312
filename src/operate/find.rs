//! From what an operator types to the project that is meant.
//!
//! Reads the store; must not guess between two.

use glane_catalog::model::{ProjectKey, ProjectRecord};
use glane_store::Store;

/// Nothing is known under this name.
#[derive(Debug, thiserror::Error)]
#[error("no project {0} in the catalogue; give its full path, or its key as forge:id")]
pub struct UnknownProject(pub String);

/// The project of this key (`forge:id`), or of this present or former path on any forge; none when
/// there is none.
///
/// # Errors
/// When the store fails, or projects of several forges have that path: their keys are listed.
pub async fn project(store: &dyn Store, named: &str) -> anyhow::Result<Option<ProjectRecord>> {
    if let Ok(key) = named.parse::<ProjectKey>()
        && let Some(found) = store.project(&key).await?
    {
        return Ok(Some(found));
    }
    let mut found = Vec::new();
    for forge in store.forges().await? {
        found.extend(store.project_at(&forge.forge, named).await?);
    }
    if found.len() > 1 {
        let keys: Vec<String> = found.iter().map(|record| record.source.key.to_string()).collect();
        anyhow::bail!("{named} is the path of several projects: name one of {}", keys.join(", "));
    }
    Ok(found.pop())
}

/// The same, where there must be one.
///
/// # Errors
/// Also when there is none.
pub async fn known_project(store: &dyn Store, named: &str) -> anyhow::Result<ProjectRecord> {
    project(store, named).await?.ok_or_else(|| UnknownProject(named.to_owned()).into())
}
