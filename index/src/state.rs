//! What whoever keeps an index in step says of it, for the pages and for whoever watches them.
//!
//! Must not decide anything: it is written by the one who writes the index, and read by everybody.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock};

use serde::Serialize;

/// How an index stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// When it is being filled or built anew.
    pub filling: Option<Filling>,
    /// When it cannot be written: searches then show the last good commit.
    pub trouble: Option<Trouble>,
}

/// How far an index has come that is being filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Filling {
    /// The number of the change sequence that was reached.
    pub done: u64,
    /// The number to reach, as far as it is known.
    pub of: u64,
    /// Whether it is built aside, while the former one gives whole answers.
    pub aside: bool,
}

/// Why an index cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// There is no room on its disk.
    DiskFull,
    /// Something else, which the log names.
    Failing,
}

impl State {
    /// Whether searches find less than there is.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.filling.is_some_and(|filling| !filling.aside)
    }
}

/// The state as it is shared, and whether somebody met what makes the files doubtful.
#[derive(Debug, Default)]
pub(crate) struct Said {
    state: RwLock<State>,
    is_doubted: AtomicBool,
}

impl Said {
    pub(crate) fn state(&self) -> State {
        *self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.write().unwrap_or_else(PoisonError::into_inner));
    }

    pub(crate) fn doubt(&self) {
        self.is_doubted.store(true, Ordering::Relaxed);
    }

    /// Whether there was a doubt; there is none afterwards.
    pub(crate) fn take_doubt(&self) -> bool {
        self.is_doubted.swap(false, Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_aside_leaves_answers_whole() {
        let filling = Filling { done: 1, of: 9, aside: true };
        assert!(!State { filling: Some(filling), trouble: None }.is_incomplete());
        assert!(State { filling: Some(Filling { aside: false, ..filling }), trouble: None }.is_incomplete());
        assert!(!State { filling: None, trouble: Some(Trouble::DiskFull) }.is_incomplete());
    }

    #[test]
    fn a_doubt_is_taken_up_once() {
        let said = Said::default();
        assert!(!said.take_doubt());
        said.doubt();
        assert!(said.take_doubt() && !said.take_doubt());
    }
}
