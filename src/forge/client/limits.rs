//! Limits of the HTTP client, and the pace at which it may ask.
//!
//! Must not know what is asked; a window of permits needs no clock of its own.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use url::Url;

use super::address::is_loopback;
use crate::egress::Reach;

/// What the HTTP client allows itself and the other side.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Longest time to connect.
    pub connect: Duration,
    /// Longest time for a whole request and answer.
    pub whole: Duration,
    /// Largest answer, in bytes.
    pub body: usize,
    /// Tries of a request that changes nothing.
    pub attempts: usize,
    /// First pause before another try; it doubles.
    pub pause: Duration,
    /// Longest pause; a forge that asks for more gets an error that says how long to wait.
    pub longest_wait: Duration,
    /// Redirects followed, all within the origin.
    pub redirects: usize,
    /// Reading requests at a time.
    pub concurrency: usize,
    /// Reading requests a second.
    pub per_second: usize,
    /// Changing requests a second; always one at a time.
    pub writes_per_second: usize,
    /// Pages of one listing.
    pub pages: usize,
    /// What may be reached, and how.
    pub reach: Reach,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            whole: Duration::from_secs(60),
            body: 32 << 20,
            attempts: 4,
            pause: Duration::from_millis(500),
            longest_wait: Duration::from_secs(60),
            redirects: 5,
            concurrency: 4,
            per_second: 5,
            writes_per_second: 1,
            pages: 20_000,
            reach: Reach::default(),
        }
    }
}

impl Limits {
    /// The usual limits; a server on this machine is nobody else's and is not spared.
    #[must_use]
    pub fn for_address(url: &Url) -> Self {
        if is_loopback(url) {
            Self { per_second: 1000, writes_per_second: 1000, ..Self::default() }
        } else {
            Self::default()
        }
    }
}

/// At most so many requests at once, and at most so many begun in any second.
pub(super) struct Pace {
    running: Semaphore,
    window: Arc<Semaphore>,
}

impl Pace {
    pub(super) fn new(concurrency: usize, per_second: usize) -> Self {
        Self {
            running: Semaphore::new(concurrency.max(1)),
            window: Arc::new(Semaphore::new(per_second.max(1))),
        }
    }

    /// Waits for a turn; the permit is held while the request runs.
    pub(super) async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        let running = self.running.acquire().await.ok();
        if let Ok(place) = Arc::clone(&self.window).acquire_owned().await {
            // The place in the window comes back a second after it was taken.
            tokio::spawn(async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                drop(place);
            });
        }
        running
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn no_more_than_so_many_begin_in_a_second() {
        let pace = Pace::new(10, 2);
        let (_a, _b) = (pace.turn().await, pace.turn().await);
        let third = tokio::time::timeout(Duration::from_millis(20), pace.turn()).await;
        assert!(third.is_err(), "a third request began within the second");
    }
}
