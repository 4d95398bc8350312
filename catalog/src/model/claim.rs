//! A value together with where it comes from.
//!
//! Nothing in the catalogue is shown without its source; must not know how claims are resolved.

use serde::{Deserialize, Serialize};

/// What kind of place a value was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A field of the forge's API.
    Forge,
    /// A file of the repository.
    File,
    /// Computed from the repository's trees or history.
    History,
    /// A record that another catalogue gave.
    Record,
}

/// Where a value was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The kind of place.
    pub kind: SourceKind,
    /// The field of the API, or the key in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The file's path in the repository, or the identifier of the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The line in that file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
}

impl Source {
    /// A field of the forge's API.
    #[must_use]
    pub fn forge(key: &str) -> Self {
        Self { kind: SourceKind::Forge, key: Some(key.to_owned()), path: None, line: None }
    }

    /// A place in a file of the repository.
    #[must_use]
    pub fn file(path: &str, key: Option<&str>, line: Option<u32>) -> Self {
        Self { kind: SourceKind::File, key: key.map(str::to_owned), path: Some(path.to_owned()), line }
    }

    /// A place in a record of another catalogue: its identifier there, and the element.
    #[must_use]
    pub fn record(identifier: &str, key: Option<&str>) -> Self {
        Self {
            kind: SourceKind::Record,
            key: key.map(str::to_owned),
            path: Some(identifier.to_owned()),
            line: None,
        }
    }

    /// Something computed from the repository's own objects.
    #[must_use]
    pub fn history(key: &str) -> Self {
        Self { kind: SourceKind::History, key: Some(key.to_owned()), path: None, line: None }
    }
}

/// A value with its source and the confidence of whoever read it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim<T = String> {
    /// What is claimed.
    pub value: T,
    /// Who claims it.
    #[serde(flatten)]
    pub source: Source,
    /// From 0 (a guess) to 1 (said in so many words).
    pub confidence: f32,
}

impl<T> Claim<T> {
    /// A claim; the confidence is clipped to 0..=1.
    pub fn new(value: T, source: Source, confidence: f32) -> Self {
        Self { value, source, confidence: confidence.clamp(0.0, 1.0) }
    }
}
