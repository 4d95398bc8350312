//! Withdrawals that were decided and not carried out to their end, finished before other work.
//!
//! Must not decide, nor know the steps.

use glane_catalog::model::{DecisionKind, ProjectKey};

use super::lock;
use crate::layout::Layout;
use crate::mirror::pass::Context;
use crate::mirror::withdraw;

/// Finishes what can be finished; a project in whose folder another process works is left to it.
///
/// # Errors
/// When the store fails; a host that cannot be reached is logged and tried again at the next call.
pub async fn take_up(context: &Context) -> anyhow::Result<()> {
    let decisions = context.store.decisions(None).await?;
    let withdrawn = decisions.into_iter().filter(|decision| decision.kind == DecisionKind::Withdraw);
    let mut keys: Vec<ProjectKey> = withdrawn.filter_map(|decision| decision.project).collect();
    keys.sort();
    keys.dedup();
    for key in keys {
        take_up_one(context, &key).await?;
    }
    Ok(())
}

async fn take_up_one(context: &Context, key: &ProjectKey) -> anyhow::Result<()> {
    let Some(mut project) = context.store.project(key).await? else { return Ok(()) };
    let layout = Layout::of(&context.data, &key.forge, project.number);
    let Some(standing) = withdraw::pending(context, &project, &layout).await? else { return Ok(()) };
    let folder = Layout::folder(&context.data, &key.forge, project.number);
    let Some(_lock) = lock::project(&folder)? else { return Ok(()) };
    for reason in withdraw::carry_out(context, &mut project, &layout, &standing).await? {
        tracing::warn!(project = project.number, code = reason.code.as_str(), "a withdrawal is not finished");
    }
    Ok(())
}
