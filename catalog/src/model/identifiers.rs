//! What a repository is known by wherever it lies: computed from its objects, given by nobody.
//!
//! Must not know how they are computed.

use serde::{Deserialize, Serialize};

use crate::identity::Swhid;

/// Identifiers of one repository at one commit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifiers {
    /// Of the examined commit.
    pub revision: Option<Swhid>,
    /// Of its root folder.
    pub directory: Option<Swhid>,
    /// Of all branches and tags at that time, as Software Heritage would find them.
    pub snapshot: Option<Swhid>,
    /// Commits without parent from which the examined one descends, sorted, at most
    /// [`MOST_ROOTS`](Self::MOST_ROOTS); none where the history is cut off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roots: Vec<String>,
}

impl Identifiers {
    /// Most root commits kept: the first in their order, so that the same histories keep the same.
    pub const MOST_ROOTS: usize = 32;

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
