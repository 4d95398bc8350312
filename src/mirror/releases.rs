//! Releases, where a forge's settings ask for them: carried to each faithful copy, and asked for once a
//! day though no reference moves, since a release may be made, and gain files, long after its tag.
//!
//! Must not say what may go out: that is the gate's.

use glane_catalog::model::{ProjectRecord, Reason, ReasonCode};
use glane_store::StoreError;

use super::confirm::Confirmation;
use super::outcome::Stop;
use super::pass::Context;
use super::{gate, listed};
use crate::forge::{Host, Released, Target};
use crate::layout::Layout;

/// Seconds after which the releases of a source are asked for again.
const ASKED_EVERY: i64 = 24 * 3600;

/// Whether the releases of this project follow it.
fn are_carried(context: &Context, project: &ProjectRecord) -> bool {
    let forge = context.sources.get(&project.source.key.forge);
    forge.is_some_and(|source| source.carry.releases) && !project.is_wiki()
}

/// The name under which the store keeps when they were last asked for.
fn run(project: &ProjectRecord) -> String {
    format!("releases {}", project.number)
}

/// Whether the source is to be asked: once a day, and when somebody has decided something since.
///
/// # Errors
/// When the store fails.
pub(super) async fn are_due(context: &Context, project: &ProjectRecord) -> Result<bool, StoreError> {
    if !are_carried(context, project) {
        return Ok(false);
    }
    let Some(last) = context.store.last_run(&run(project)).await? else { return Ok(true) };
    if context.clock.now().as_second() - last.as_second() >= ASKED_EVERY {
        return Ok(true);
    }
    let decisions = context.store.decisions(Some(&project.source.key)).await?;
    Ok(decisions.last().is_some_and(|decision| decision.at.as_second() >= last.as_second()))
}

/// Writes down that every copy has the releases it may have.
///
/// # Errors
/// When the store fails.
pub(super) async fn note(context: &Context, project: &ProjectRecord) -> Result<(), StoreError> {
    if are_carried(context, project) {
        context.store.set_last_run(&run(project), context.clock.now()).await?;
    }
    Ok(())
}

/// Brings releases to a faithful copy; what fails is a reserve.
///
/// # Errors
/// A [`Stop`] when the project may no longer go out.
pub(super) async fn carry(
    context: &Context,
    project: &ProjectRecord,
    layout: &Layout,
    (host, target): (&dyn Host, &Target),
    confirmation: &Confirmation<'_>,
) -> Result<Option<Reason>, Stop> {
    let key = &project.source.key;
    let carried = are_carried(context, project);
    let Some(forge) = context.forges.get(&key.forge).filter(|_| carried) else { return Ok(None) };
    let releases = match forge.releases(key).await {
        Ok(releases) => releases,
        Err(error) => return Ok(Some(error.reason)),
    };
    if releases.is_empty() {
        return Ok(None);
    }
    let (releases, left_out) = match gate::releases(context, releases).await {
        Ok(judged) => judged,
        Err(reason) => return Ok(Some(reason)),
    };
    confirmation.clear(project, &[]).await?;
    let files = gate::Files::new(context, project, layout);
    let released = host.release(target, &releases, &files).await;
    files.note().await?;
    Ok(match released {
        Ok(released) => left_out.or_else(|| lacking(&released)),
        Err(error) => Some(error.reason),
    })
}

/// What is lacking of the releases that were carried.
fn lacking(released: &Released) -> Option<Reason> {
    if !released.held.is_empty() {
        let text = format!(
            "releases are left out for what is in their files: {}; see glane gate show",
            listed(&released.held)
        );
        return Some(Reason::new(ReasonCode::Secrets, text));
    }
    (!released.without.is_empty()).then(|| {
        let text = format!("releases were made without some of their files: {}", listed(&released.without));
        Reason::new(ReasonCode::HostRefused, text)
    })
}
