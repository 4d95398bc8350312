//! Decisions of people: who let what pass, or took what out, when and why.
//!
//! A log that only grows; must not know how a decision is carried out.

use serde::{Deserialize, Serialize};

use super::ProjectKey;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// One sighting may become public.
    Release,
    /// The project, or one sighting, may not, whatever the rules say.
    Refuse,
    /// The project may be published for the first time.
    Approve,
    /// The owner knows that the authors' addresses travel to a host.
    Acknowledge,
    /// Deletions and forced updates of the source are a clean-up and pass at once.
    CleanUp,
    /// It left the public at once, and is not taken in again.
    Withdraw,
    /// What was withdrawn, or refused, may come back.
    Lift,
    /// A repository that existed on a host became our copy.
    Adopt,
    /// An archived tip was put back.
    Restore,
}

impl DecisionKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[
        Self::Release,
        Self::Refuse,
        Self::Approve,
        Self::Acknowledge,
        Self::CleanUp,
        Self::Withdraw,
        Self::Lift,
        Self::Adopt,
        Self::Restore,
    ];

    /// As written in SQL and JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Refuse => "refuse",
            Self::Approve => "approve",
            Self::Acknowledge => "acknowledge",
            Self::CleanUp => "clean_up",
            Self::Withdraw => "withdraw",
            Self::Lift => "lift",
            Self::Adopt => "adopt",
            Self::Restore => "restore",
        }
    }

    /// The kind that is written so.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
    }
}

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Row number; 0 until stored. Later decisions have higher ones.
    pub number: i64,
    /// What was decided.
    pub kind: DecisionKind,
    /// About which project; none for a person.
    pub project: Option<ProjectKey>,
    /// About what in it: a sighting's id, a host's id, a path, a reference; for a person, a keyed
    /// digest of the folded name, never the name.
    pub subject: Option<String>,
    /// Who decided, as they are to be named.
    pub by: String,
    /// Why.
    pub reason: String,
    /// When.
    pub at: jiff::Timestamp,
}
