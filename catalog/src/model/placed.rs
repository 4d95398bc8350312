//! A resource with what is said of the project it lies in, as whoever shows it needs both.
//!
//! Must not know whether the project is shown: the store gives none that is not.

use serde::{Deserialize, Serialize};

use super::{ProjectKey, ResourceRecord};

/// What is said of the project a resource lies in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// Who it is.
    pub project: ProjectKey,
    /// Its path at the forge.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Read-only at its source.
    pub archived: bool,
}

impl Home {
    /// The first segment of the project's path, as [`super::ProjectRecord::owner`] says it.
    #[must_use]
    pub fn owner(&self) -> &str {
        self.path.split_once('/').map_or("", |(owner, _)| owner)
    }
}

/// A resource where it lies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlacedResource {
    /// The resource.
    pub record: ResourceRecord,
    /// Its project; none for a record of another catalogue.
    pub home: Option<Home>,
}
