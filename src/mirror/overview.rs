//! What hosts show of all our copies, asked of each host once a day: by it a copy that nobody
//! touched is known without a question of its own.
//!
//! Must not compare references.

use std::collections::BTreeMap;
use std::sync::Arc;

use glane_catalog::model::HostId;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use crate::forge::{Host, Seen};

/// How old an overview may be.
const FRESH: SignedDuration = SignedDuration::from_hours(24);
/// When a host that could not be asked is asked again.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// Copies by their name, lower case.
type Copies = Option<Arc<BTreeMap<String, Seen>>>;

/// The last overview of each host, and when another is asked for.
#[derive(Debug, Default)]
pub struct Overviews {
    known: Mutex<BTreeMap<HostId, (Timestamp, Copies)>>,
}

impl Overviews {
    /// What a host showed of a copy, at most a day ago.
    pub async fn of(&self, host: &dyn Host, name: &str, now: Timestamp) -> Option<Seen> {
        // One question at a time: who waits finds the answer.
        let mut known = self.known.lock().await;
        let fresh = known.get(host.id()).filter(|(until, _)| now < *until);
        let copies = match fresh {
            Some((_, copies)) => copies.clone(),
            None => ask(&mut known, host, now).await,
        };
        copies?.get(&name.to_lowercase()).cloned()
    }

    /// What a host shows of some copies at this moment; none when it cannot tell.
    pub async fn now(&self, host: &dyn Host, names: &[&str], now: Timestamp) -> Option<Vec<Option<Seen>>> {
        let mut known = self.known.lock().await;
        let copies = ask(&mut known, host, now).await?;
        Some(names.iter().map(|name| copies.get(&name.to_lowercase()).cloned()).collect())
    }
}

async fn ask(known: &mut BTreeMap<HostId, (Timestamp, Copies)>, host: &dyn Host, now: Timestamp) -> Copies {
    let (copies, valid) = match host.overview().await {
        Ok(copies) => (copies.map(Arc::new), FRESH),
        Err(error) => {
            tracing::warn!(host = %host.id(), error = error.reason.message, "no overview: copy by copy then");
            (None, AGAIN)
        }
    };
    let until = now.checked_add(valid).unwrap_or(Timestamp::MAX);
    known.insert(host.id().clone(), (until, copies.clone()));
    copies
}
