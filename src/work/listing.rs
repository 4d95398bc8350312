//! One listing of a forge: what it came to, and when it is tried again if it did not come to its end.
//!
//! Must not know how a forge is listed.

use glane_catalog::model::{ForgeId, Reason, ReasonCode};
use glane_store::{Job, PausedSide};
use jiff::{SignedDuration, Timestamp};

use super::runner::Report;
use super::{pauses, retire, withdrawals};
use crate::forge::ForgeError;
use crate::mirror::backoff;
use crate::mirror::discover::{self, Wish};
use crate::mirror::pass::{Context, LEASE};

/// Does one job of listing a forge.
///
/// # Errors
/// When the store fails.
pub(super) async fn run(context: &Context, job: &Job) -> anyhow::Result<Report> {
    let id = ForgeId::new(&job.subject)?;
    let now = context.clock.now();
    context.store.job_step(job, "discover", now, LEASE).await?;
    // A host that could not hide its copy is asked again: of what is withdrawn no job is filed here.
    withdrawals::take_up(context).await?;
    if !context.forges.contains_key(&id) {
        context.store.finish_job(job).await?;
        let reason = Reason::new(ReasonCode::Excluded, "this forge is no longer configured");
        return Ok(Report::Undiscovered(id, reason));
    }
    let (report, again) = list(context, &id, Wish::SCHEDULED, job.failures).await?;
    match (&report, again) {
        (Report::Undiscovered(_, reason), Some(again)) if reason.code == ReasonCode::Paused => {
            context.store.release_job(job, again, reason.code.as_str()).await?;
        }
        (Report::Undiscovered(_, reason), Some(again)) => {
            context.store.retry_job(job, again, reason.code.as_str()).await?;
        }
        _ => context.store.finish_job(job).await?,
    }
    Ok(report)
}

/// Lists a configured forge unless it is paused; also says when to try again what did not succeed.
///
/// # Errors
/// When the store fails.
pub async fn list(
    context: &Context,
    id: &ForgeId,
    wish: Wish<'_>,
    failures: u32,
) -> anyhow::Result<(Report, Option<Timestamp>)> {
    let (store, now) = (context.store.as_ref(), context.clock.now());
    let Some(forge) = context.forges.get(id) else { anyhow::bail!("no forge {id}") };
    if let Some(pause) = pauses::in_force(store, PausedSide::Forge, id.as_str(), now).await? {
        return Ok((Report::Undiscovered(id.clone(), pauses::reason(&pause)), Some(pause.until)));
    }
    match discover::discover(context, forge.as_ref(), wish).await? {
        Ok(discovered) => {
            pauses::after_listing(context, id, None).await?;
            retire::put_away(context, &discovered.to_retire).await?;
            Ok((Report::Discovered(id.clone(), discovered), None))
        }
        Err(error) => {
            let pause = pauses::after_listing(context, id, Some(&error)).await?;
            let again = match pause {
                Some(pause) => pause.until,
                None => now.saturating_add(wait(&error, failures, id))?,
            };
            Ok((Report::Undiscovered(id.clone(), error.reason), Some(again)))
        }
    }
}

/// As long as after any failure, and at least as long as the forge asks for.
fn wait(error: &ForgeError, failures: u32, forge: &ForgeId) -> SignedDuration {
    let asked = error.retry_after.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or(0);
    backoff::wait(failures, forge.as_str()).max(SignedDuration::from_secs(asked))
}
