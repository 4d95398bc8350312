//! One step of the change sequence that the index follows.
//!
//! Numbers become visible in order; must not know SQL or Tantivy.

use serde::{Deserialize, Serialize};

use super::{PlacedResource, ProjectKey, ProjectRecord};

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKey {
    /// A project.
    Project(ProjectKey),
    /// A resource, by its [`super::ResourceKey::id`].
    Resource(String),
}

impl RecordKey {
    /// The project, where it is one.
    #[must_use]
    pub fn project(&self) -> Option<&ProjectKey> {
        match self {
            Self::Project(key) => Some(key),
            Self::Resource(_) => None,
        }
    }
}

impl From<ProjectKey> for RecordKey {
    fn from(key: ProjectKey) -> Self {
        Self::Project(key)
    }
}

/// What a change did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ChangeKind {
    /// The project is new or different.
    Put(Box<ProjectRecord>),
    /// The same, and another project stands for it in the search: both are one.
    Folded(Box<ProjectRecord>),
    /// The resource is new or different, or what is said of its project is; it may be shown.
    PutResource(Box<PlacedResource>),
    /// The record is gone, or it is a resource of a project that is not shown or that is folded; only
    /// its key is left.
    Removed,
}

/// One change of the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Its place in the sequence, from 1.
    pub sequence: u64,
    /// The record it is about.
    pub key: RecordKey,
    /// What it did.
    pub kind: ChangeKind,
}
