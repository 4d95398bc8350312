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

    #[tokio::test(start_paused = true)]
    async fn questions_to_one_host_lie_apart_and_to_another_do_not_wait() {
        let (pace, begun) = (Pace::new(Duration::from_secs(1)), Instant::now());
        drop(pace.turn("a.example").await);
        drop(pace.turn("b.example").await);
        assert_eq!(begun.elapsed(), Duration::ZERO);
        let held = pace.turn("a.example").await;
        assert_eq!(begun.elapsed(), Duration::from_secs(1));
        let second = tokio::time::timeout(Duration::from_secs(60), pace.turn("a.example")).await;
        assert!(second.is_err(), "one at a time");
        drop(held);
        drop(pace.turn("a.example").await);
        assert_eq!(begun.elapsed(), Duration::from_secs(62));
    }
}
