//! When the index is committed: a commit costs the same for one record as for a hundred, and each leaves a
//! segment that merges have to take up again.
//!
//! Must not know what is written.

use std::time::{Duration, Instant};

/// Changes taken from the store at a time; so many are not kept waiting.
pub(super) const BATCH: u32 = 1000;
/// Least time between two commits where fewer changes wait. With the second that may pass before a
/// change is seen, and with the commit itself, a changed record is found within five seconds.
const PAUSE: Duration = Duration::from_secs(3);

/// When there was a commit.
#[derive(Debug, Default)]
pub(super) struct Pace {
    committed: Option<Instant>,
}

impl Pace {
    /// Notes a commit.
    pub(super) fn committed(&mut self, now: Instant) {
        self.committed = Some(now);
    }

    /// How long so many changes wait before they are taken up.
    pub(super) fn wait(&self, waiting: u64, now: Instant) -> Duration {
        if waiting >= u64::from(BATCH) { Duration::ZERO } else { self.left(now) }
    }

    /// Whether what was applied is committed: nothing more is there, or it is time. While a great many are
    /// caught up with, by time alone.
    pub(super) fn is_due(&self, is_last: bool, now: Instant) -> bool {
        is_last || self.left(now).is_zero()
    }

    fn left(&self, now: Instant) -> Duration {
        let since = self.committed.map(|then| now.saturating_duration_since(then));
        since.map_or(Duration::ZERO, |since| PAUSE.saturating_sub(since))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_changes_wait_for_others_and_many_do_not() {
        let begun = Instant::now();
        let after = |seconds| begun + Duration::from_secs(seconds);
        let mut pace = Pace::default();
        assert!(pace.wait(1, begun).is_zero(), "the first is taken up at once");
        pace.committed(begun);
        assert_eq!(pace.wait(1, after(1)), Duration::from_secs(2));
        assert!(pace.wait(1000, after(1)).is_zero());
        assert!(pace.wait(1, after(3)).is_zero());
        assert!(!pace.is_due(false, after(1)) && pace.is_due(false, after(3)) && pace.is_due(true, begun));
    }
}
