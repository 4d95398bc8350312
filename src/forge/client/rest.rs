//! The rest that the other side asked for: one instant, before which none of our requests goes there.
//!
//! Must not know why it was asked for.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// When the other side may be asked again.
#[derive(Debug, Default)]
pub(super) struct Rest(Mutex<Option<Instant>>);

impl Rest {
    /// Lets the other side rest for at least so long.
    pub(super) fn until(&self, wait: Duration) {
        let end = Instant::now().checked_add(wait);
        let mut until = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *until = (*until).max(end);
    }

    /// What is left of it.
    pub(super) fn left(&self) -> Option<Duration> {
        let until = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        until?.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rest_that_was_asked_for_counts() {
        let rest = Rest::default();
        assert_eq!(rest.left(), None);
        rest.until(Duration::from_secs(100));
        rest.until(Duration::from_secs(1));
        assert!(rest.left().unwrap() > Duration::from_secs(90));
    }
}
