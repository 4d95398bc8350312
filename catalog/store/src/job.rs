//! Rows that the service works from: jobs, what is known of a forge, passes.

use glane_catalog::model::ForgeId;
use serde::{Deserialize, Serialize};

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// List a forge and file a job for each project; the subject is the forge id.
    Discover,
    /// Take one project from fetch to record; the subject is its key.
    Mirror,
    /// Harvest another catalogue; the subject is the id of the source.
    Harvest,
    /// Repack repositories, watch quotas, forget what is old; the subject is `all`.
    Maintain,
}

impl JobKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Discover, Self::Mirror, Self::Harvest, Self::Maintain];

    /// The kind that is written so in SQL.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
    }

    /// As written in SQL.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Discover => "discover",
            Self::Mirror => "mirror",
            Self::Harvest => "harvest",
            Self::Maintain => "maintain",
        }
    }
}

/// Which jobs go first.
pub mod priority {
    /// Somebody else's program told us of a change.
    pub const WEBHOOK: i32 = 100;
    /// A person asked.
    pub const PERSON: i32 = 50;
    /// What its forge tells of it has changed.
    pub const CHANGED: i32 = 10;
    /// Nothing tells of a change: the daily look.
    pub const DAILY: i32 = 0;
    /// Nobody waits for it.
    pub const UPKEEP: i32 = -10;
}

/// A job to file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobSpec {
    /// What to do.
    pub kind: JobKind,
    /// To what: at most one unfinished job of a kind exists for a subject.
    pub subject: String,
    /// Higher goes first.
    pub priority: i32,
    /// Not before this instant.
    pub not_before: jiff::Timestamp,
}

/// A job that this worker holds until its lease ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Row number.
    pub id: i64,
    /// What to do.
    pub kind: JobKind,
    /// To what.
    pub subject: String,
    /// The last step that was begun; none when it is new.
    pub step: Option<String>,
    /// How many times it was claimed, this one included, since it was filed or last failed.
    pub attempts: u32,
    /// How many times in a row the work on it has failed.
    pub failures: u32,
    /// Fencing number: every claim takes a higher one, and only the latest may write.
    pub fence: i64,
}

/// How much is to be done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Jobs that are due and that nobody holds.
    pub due: u64,
    /// Jobs that somebody works on.
    pub held: u64,
    /// Jobs that wait for a later instant.
    pub later: u64,
    /// Since when the oldest due one has been due.
    pub oldest_due: Option<jiff::Timestamp>,
}

/// What is known of a forge's last listings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForgeRow {
    /// The forge.
    pub forge: ForgeId,
    /// When a listing was last begun.
    pub listed_at: Option<jiff::Timestamp>,
    /// When a listing last reached its last page.
    pub complete_at: Option<jiff::Timestamp>,
    /// Projects that complete listing held and that are public; the forge's announcement.
    pub announced: u64,
    /// Projects it held that are not public: a number, never a name.
    pub not_public: u64,
    /// Why the last listing failed, if it did.
    pub error: Option<String>,
}

/// One pass of a mirror job over a project, kept for the indicators and the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassRow {
    /// The project's row number.
    pub project: i64,
    /// When it ended.
    pub ended_at: jiff::Timestamp,
    /// Outcome as `sync --json` prints it.
    pub outcome: String,
    /// Milliseconds it took.
    pub milliseconds: u64,
}

/// What a forge answered to a question, with the validator by which it says "unchanged".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The `ETag`, as the forge wrote it.
    pub validator: String,
    /// What was understood of the answer, as JSON; nothing of what is not public.
    pub document: String,
}

/// Which side of the copying is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PausedSide {
    /// A forge.
    Forge,
    /// A host.
    Host,
}

impl PausedSide {
    /// As written in SQL.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Forge => "forge",
            Self::Host => "host",
        }
    }
}

/// A forge or host that is left alone for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// Until when.
    pub until: jiff::Timestamp,
    /// Why, and what ends it.
    pub reason: String,
}
