//! Where a project stands, without what its repository says: what a listing is compared with.
//!
//! Read from the same document as the whole record, whose heavy parts are passed over.

use glane_catalog::model::{MirrorRecord, ProjectState, Reason, SourceProject};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// A project's record without its examination.
#[derive(Debug, Clone, Deserialize)]
pub struct Standing {
    /// Row number.
    pub number: i64,
    /// What the forge said last.
    pub source: SourceProject,
    /// Where it stands.
    pub state: ProjectState,
    /// Why.
    pub reasons: Vec<Reason>,
    /// Its copies.
    pub mirrors: Vec<MirrorRecord>,
    /// Digest of the references last examined, with the version of the readers.
    pub seen_digest: Option<String>,
    /// When it was last looked at and everything that follows from it was done.
    pub collected_at: Option<Timestamp>,
    examination: Option<IgnoredAny>,
    #[serde(default)]
    pending: Option<IgnoredAny>,
}

impl Standing {
    /// Whether its repository was ever examined.
    #[must_use]
    pub fn is_examined(&self) -> bool {
        self.examination.is_some() || self.is_pending()
    }

    /// Whether what was last examined is not, or not yet, published.
    #[must_use]
    pub fn is_pending(&self) -> bool {
        self.pending.is_some()
    }
}
