//! What came of a pass: how it ended, why, and what moved; one line of `sync --json`.
//!
//! Must not know how a pass is done.

use glane_catalog::model::{ForgeId, ProjectState, Reason, ReasonCode};
use glane_store::StoreError;
use serde::Serialize;

use super::steps::Steps;
use crate::forge::ForgeError;

/// How a pass ended, as `sync --json` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    /// Something was published.
    Published,
    /// The copies were already equal.
    Unchanged,
    /// The gate, or a rule that needs a person, said "not yet".
    Held,
    /// There is nothing to publish.
    Skipped,
    /// It did not work; it will be tried again.
    Failed,
}

impl Ending {
    /// How a pass that stopped in this state ended.
    #[must_use]
    pub fn of(state: ProjectState) -> Self {
        match state {
            ProjectState::Held => Self::Held,
            ProjectState::Skipped | ProjectState::Withdrawn => Self::Skipped,
            ProjectState::Published | ProjectState::Pending | ProjectState::Failed => Self::Failed,
        }
    }

    /// As written in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Unchanged => "unchanged",
            Self::Held => "held",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }
}

/// References changed by a pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct RefCounts {
    /// New ones.
    pub created: u64,
    /// Moved ones.
    pub updated: u64,
    /// Deleted ones.
    pub deleted: u64,
    /// Refused by a host.
    pub rejected: u64,
}

/// What one pass came to: one line of `sync --json`.
#[derive(Debug, Clone, Serialize)]
pub struct PassReport {
    /// The forge.
    pub forge: ForgeId,
    /// The forge's id for the project.
    pub id: Option<String>,
    /// Its path; none once it is not public, since then not even its name is said.
    pub path: Option<String>,
    /// How it ended.
    pub state: Ending,
    /// Why.
    pub reasons: Vec<Reason>,
    /// References changed.
    pub refs: RefCounts,
    /// Milliseconds taken.
    pub ms: u64,
    /// Milliseconds of each step.
    pub steps: Steps,
}

impl PassReport {
    /// Of something that no pass was made over, or none that took time.
    #[must_use]
    pub fn at_rest(forge: ForgeId, state: Ending, reasons: Vec<Reason>) -> Self {
        let (refs, steps) = (RefCounts::default(), Steps::default());
        Self { forge, id: None, path: None, state, reasons, refs, ms: 0, steps }
    }
}

/// A pass that went through.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// Something was published: a reference moved in the public copy or on a host.
    pub moved: bool,
    /// References changed.
    pub refs: RefCounts,
    /// Reserves: references refused or left alone.
    pub reasons: Vec<Reason>,
}

/// A pass that stopped before its end.
#[derive(Debug, Clone)]
pub struct Stop {
    /// Where the project stands now.
    pub state: ProjectState,
    /// Why.
    pub reasons: Vec<Reason>,
    /// References changed before it stopped.
    pub refs: RefCounts,
    /// How long a forge or host asked us to wait before the next try, in seconds.
    pub retry_after: Option<u64>,
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Reason::new(ReasonCode::Internal, error.to_string()).into()
    }
}

impl From<ForgeError> for Stop {
    fn from(error: ForgeError) -> Self {
        Self { retry_after: error.retry_after, ..error.reason.into() }
    }
}

impl From<Reason> for Stop {
    fn from(reason: Reason) -> Self {
        use ReasonCode as Code;
        let state = match reason.code {
            Code::Empty | Code::Excluded | Code::NotARepository | Code::OptOut | Code::MirrorOfOther => {
                ProjectState::Skipped
            }
            Code::NotPublic | Code::WithdrawnByDecision => ProjectState::Withdrawn,
            Code::NoLicence
            | Code::LicenceNotAllowed
            | Code::HostDiverged
            | Code::NameTaken
            | Code::MassDeletion
            | Code::ObjectFormat
            | Code::LargeFiles
            | Code::TooLarge
            | Code::RefusedByDecision
            | Code::AwaitsApproval => ProjectState::Held,
            _ => ProjectState::Failed,
        };
        Self { state, reasons: vec![reason], refs: RefCounts::default(), retry_after: None }
    }
}
