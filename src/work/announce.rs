//! Announces the changes of resources to those who harvest this catalogue, each with the second at which
//! it was taken up.
//!
//! Keeps its own place in the change sequence, apart from the index, which may be built anew at any time
//! without anything being announced again. Must not know OAI-PMH.

use std::time::Duration;

use glane_catalog::model::{Change, ChangeKind, RecordKey};
use glane_catalog::write::sets::sets;
use glane_store::{Announcement, Store};

use crate::clock::Clock;

/// Changes announced together.
const BATCH: u32 = 500;

/// How far ahead of the clock an announcement is dated.
///
/// Who harvests asks next time for what is newer than the beginning of this harvest. What is dated before
/// that beginning and becomes visible after it would never be asked for: so it is dated at least as late
/// as it can become visible, which is after waiting for whoever else writes, ten seconds at most.
const AHEAD: Duration = Duration::from_secs(15);

/// Announces what has not been announced. Returns how many changes were gone through.
///
/// # Errors
/// When the store cannot be read or written; the next call goes on from there.
pub async fn catch_up(store: &dyn Store, clock: &Clock) -> anyhow::Result<u64> {
    let mut done = 0;
    loop {
        let after = store.announced_up_to().await?;
        let changes = store.changes(after, BATCH).await?;
        let Some(last) = changes.last().map(|change| change.sequence) else { return Ok(done) };
        let gone_through = changes.len() as u64;
        let told: Vec<Announcement> = changes.into_iter().filter_map(announcement).collect();
        // Where another process was faster, there is less to do.
        if store.announce(after, last, clock.now() + AHEAD, &told).await? {
            done += gone_through;
        }
    }
}

fn announcement(change: Change) -> Option<Announcement> {
    let RecordKey::Resource(id) = change.key else { return None };
    let sets = match change.kind {
        ChangeKind::PutResource(placed) => Some(sets(&placed.record)),
        _ => None,
    };
    Some(Announcement { id, sequence: change.sequence, sets })
}
