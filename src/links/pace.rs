//! One question at a time to each host, and some time between two.
//!
//! Also for hosts to which an address is redirected: many identifiers lead to one of them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::OwnedMutexGuard;
use tokio::time::Instant;

type Last = Option<Instant>;

/// Whose turn it is at each host.
#[derive(Debug)]
pub(super) struct Pace {
    between: Duration,
    hosts: Mutex<HashMap<String, Arc<tokio::sync::Mutex<Last>>>>,
}

/// The turn of one question; it ends when this is dropped.
pub(super) struct Turn(OwnedMutexGuard<Last>);

impl Drop for Turn {
    fn drop(&mut self) {
        *self.0 = Some(Instant::now());
    }
}

impl Pace {
    pub(super) fn new(between: Duration) -> Self {
        Self { between, hosts: Mutex::default() }
    }

    /// Waits for a turn at a host.
    pub(super) async fn turn(&self, host: &str) -> Turn {
        let place = {
            let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(hosts.entry(host.to_owned()).or_default())
        };
        let turn = place.lock_owned().await;
        if let Some(last) = *turn {
            tokio::time::sleep_until(last + self.between).await;
        }
        Turn(turn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn questions_to_one_host_lie_apart_and_to_another_do_not_wait() {
        let pace = Pace::new(Duration::from_secs(3_600));
        let soon = async |host| tokio::time::timeout(Duration::from_millis(20), pace.turn(host)).await;
        drop(soon("a.example").await.expect("the first need not wait"));
        drop(soon("b.example").await.expect("nor another host"));
        assert!(soon("a.example").await.is_err(), "the hour is not over");
        let eager = Pace::new(Duration::ZERO);
        let held = eager.turn("a.example").await;
        let second = tokio::time::timeout(Duration::from_millis(20), eager.turn("a.example")).await;
        assert!(second.is_err(), "one at a time");
        drop(held);
        drop(eager.turn("a.example").await);
    }
}
