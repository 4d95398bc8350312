//! How long each step of a pass took: transfer and examination are told apart.
//!
//! Must not know what is done in a step.

use std::time::{Duration, Instant};

use serde::Serialize;

/// A step of a pass, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The source is listed and fetched.
    Fetch,
    /// What describes the project is read.
    Examine,
    /// What would become public is looked at and judged.
    Gate,
    /// The public copy and those on hosts are brought up to date.
    Publish,
    /// The parts that teach are read from the public copy.
    Teach,
}

impl Step {
    /// As written in the job's row.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fetch => "fetch",
            Self::Examine => "examine",
            Self::Gate => "gate",
            Self::Publish => "publish",
            Self::Teach => "teach",
        }
    }
}

/// Milliseconds of each step; none of one that was not reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Steps {
    /// Listing and fetching.
    pub fetch: u64,
    /// Reading what describes the project.
    pub examine: u64,
    /// Looking at what would become public.
    pub gate: u64,
    /// Asking the source again, and pushing.
    pub publish: u64,
    /// Reading what teaches.
    pub teach: u64,
}

/// What a pass took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Took {
    /// Milliseconds from its beginning to its end.
    pub whole: u64,
    /// Those of its steps.
    pub steps: Steps,
}

/// Measures a pass that is under way.
#[derive(Debug)]
pub struct Watch {
    begun: Instant,
    steps: Steps,
    now: Option<(Step, Instant)>,
}

impl Watch {
    /// Begins to measure.
    #[must_use]
    pub fn begin() -> Self {
        Self { begun: Instant::now(), steps: Steps::default(), now: None }
    }

    /// Ends the step that is under way, and begins another.
    pub fn enter(&mut self, step: Step) {
        self.leave();
        self.now = Some((step, Instant::now()));
    }

    /// Ends the pass.
    #[must_use]
    pub fn end(mut self) -> Took {
        self.leave();
        Took { whole: milliseconds(self.begun.elapsed()), steps: self.steps }
    }

    fn leave(&mut self) {
        let Some((step, since)) = self.now.take() else { return };
        let place = match step {
            Step::Fetch => &mut self.steps.fetch,
            Step::Examine => &mut self.steps.examine,
            Step::Gate => &mut self.steps.gate,
            Step::Publish => &mut self.steps.publish,
            Step::Teach => &mut self.steps.teach,
        };
        *place += milliseconds(since.elapsed());
    }
}

fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
