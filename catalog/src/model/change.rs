//! One step of the change sequence that the index follows.
//!
//! Numbers become visible in order; must not know SQL or Tantivy.

use serde::{Deserialize, Serialize};

use super::{ProjectKey, ProjectRecord};

/// What a change did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ChangeKind {
    /// The record is new or different.
    Put(Box<ProjectRecord>),
    /// The same, and another project stands for it in the search: both are one.
    Folded(Box<ProjectRecord>),
    /// The record is gone; only its key is left.
    Removed,
}

/// One change of the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Its place in the sequence, from 1.
    pub sequence: u64,
    /// The record it is about.
    pub key: ProjectKey,
    /// What it did.
    pub kind: ChangeKind,
}
