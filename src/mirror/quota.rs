//! What all repositories together may take on this disk: over it nothing new is begun, and what is
//! published goes on.
//!
//! Measured now and then, and counted on between. Must not remove anything.

use glane_catalog::model::{ProjectRecord, Reason, ReasonCode};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use super::pass::Context;
use crate::layout;

/// How long a measure is counted on before the disk is measured again.
const MEASURED: SignedDuration = SignedDuration::from_hours(1);

/// The last measure, with what came since.
#[derive(Debug, Default)]
pub struct Quota {
    known: Mutex<Option<(Timestamp, u64)>>,
}

/// Lets a project in that was never published, unless the quota is used up.
///
/// # Errors
/// `too_large`, saying whose limit it is.
pub(super) async fn admit(context: &Context, project: &ProjectRecord) -> Result<(), Reason> {
    let Some(most) = context.policy.max_total else { return Ok(()) };
    if project.published_at.is_some() {
        return Ok(());
    }
    let now = context.clock.now();
    let mut known = context.quota.known.lock().await;
    let fresh = known.filter(|(at, _)| now.duration_since(*at) < MEASURED);
    let taken = match fresh {
        Some((_, taken)) => taken,
        None => {
            let folder = context.data.join("repositories");
            let taken = tokio::task::block_in_place(|| layout::bytes_on_disk(&folder));
            *known = Some((now, taken));
            taken
        }
    };
    if taken < most {
        return Ok(());
    }
    let text = format!(
        "nothing new is fetched: all repositories take {} MB of the {} MB that this installation allows \
         (policy.max_total), whatever the size of this one: its operator must raise it or make room",
        taken >> 20,
        most >> 20
    );
    Err(Reason::new(ReasonCode::TooLarge, text))
}

/// Counts what a project that is not yet published has brought.
pub(super) async fn add(context: &Context, project: &ProjectRecord, bytes: u64) {
    if project.published_at.is_none()
        && let Some((_, taken)) = context.quota.known.lock().await.as_mut()
    {
        *taken = taken.saturating_add(bytes);
    }
}
