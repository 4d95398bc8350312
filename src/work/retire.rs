//! Projects whose source is gone for good: their copies become read-only, and stay.
//!
//! Must not decide which these are, and never deletes.

use glane_catalog::model::{ProjectKey, ProjectState};

use super::lock;
use crate::layout::Layout;
use crate::mirror::copy::retire;
use crate::mirror::pass::Context;

/// Puts the copies of these projects away. What a host refuses is logged, and tried again after the
/// next listing, as is a project in whose folder another process works.
///
/// # Errors
/// When the store fails.
pub(super) async fn put_away(context: &Context, keys: &[ProjectKey]) -> anyhow::Result<()> {
    for key in keys {
        let Some(mut project) = context.store.project(key).await? else { continue };
        // A listing that is under way elsewhere may have brought it back.
        if project.state != ProjectState::Withdrawn {
            continue;
        }
        let folder = Layout::folder(&context.data, &key.forge, project.number);
        let Some(_lock) = lock::project(&folder)? else { continue };
        for reason in retire(context, &mut project).await {
            tracing::warn!(
                project = project.number,
                code = reason.code.as_str(),
                "a copy could not be made read-only; it is tried again after the next listing"
            );
        }
        context.store.put_project(&project).await?;
    }
    Ok(())
}
