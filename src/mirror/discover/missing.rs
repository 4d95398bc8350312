//! Projects whose source is gone: how long and how often they were missed, and when their copies
//! are to be put away.
//!
//! Decides; must not touch a copy.

use std::collections::HashSet;

use glane_catalog::model::{Absence, ProjectKey, ProjectState, ReasonCode};
use glane_store::Standing;

use super::known::Known;
use crate::forge::{Forge, Listing};
use crate::mirror::pass::Context;

/// Counts one more complete listing without each project that left and still has copies. Returns
/// those that were missed often and long enough, whose copies are not yet put away, and that the forge,
/// asked by their id, does not know.
///
/// # Errors
/// When the store cannot be read or written.
pub(super) async fn count(
    context: &Context,
    forge: &dyn Forge,
    listing: &Listing,
    known: &Known,
) -> anyhow::Result<Vec<ProjectKey>> {
    let listed: HashSet<&str> = listing.projects.iter().map(|source| source.key.id.as_str()).collect();
    let mut settled = Vec::new();
    for standing in known.standings.values() {
        if !is_missing(standing) || listed.contains(standing.source.key.id.as_str()) {
            continue;
        }
        let key = &standing.source.key;
        let Some(mut record) = context.store.project(key).await? else { continue };
        if record.absence.is_none_or(|absence| !absence.is_settled()) {
            record.absence = Some(Absence::once_more(record.absence, context.clock.now()));
            context.store.put_project(&record).await?;
        }
        // Not knowing is no reason to change anything.
        let is_open = record.all_mirrors().any(|mirror| !mirror.archived);
        let is_settled = is_open && record.absence.is_some_and(|absence| absence.is_settled());
        if is_settled && matches!(forge.project(key).await, Ok(None)) {
            settled.push(key.clone());
        }
    }
    settled.sort();
    Ok(settled)
}

/// Whether it left because its source is gone, and copies of it remain. What a person took out is
/// that person's to put away.
fn is_missing(standing: &Standing) -> bool {
    standing.state == ProjectState::Withdrawn
        && !standing.mirrors.is_empty()
        && standing.reasons.first().is_some_and(|reason| reason.code == ReasonCode::NotPublic)
}
