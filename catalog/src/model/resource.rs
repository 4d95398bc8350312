//! An open educational resource: a file, folder or whole of a project, or a record harvested elsewhere.
//!
//! Must not know how it was found, stored or shown.

mod without;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Fields, Finding, IdentityError, LicenceReading, ProjectKey, SourceId};

/// What makes a resource itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKey {
    /// A part of a project.
    Part {
        /// The project it lies in.
        project: ProjectKey,
        /// Path of the file or folder; empty for the whole.
        path: String,
    },
    /// A record of another catalogue.
    Record {
        /// The operator's name for that catalogue.
        source: SourceId,
        /// The identifier it has there.
        id: String,
    },
}

impl ResourceKey {
    /// What it is called in addresses and in SQL: 24 hexadecimal digits, the same on every machine.
    ///
    /// A digest, since a path or an identifier of another catalogue may hold anything.
    #[must_use]
    pub fn id(&self) -> String {
        let (kind, origin, rest) = match self {
            Self::Part { project, path } => ("part", project.to_string(), path),
            Self::Record { source, id } => ("record", source.to_string(), id),
        };
        let mut digest = Sha256::new();
        for part in [kind, &origin, rest] {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part.as_bytes());
        }
        digest.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The project it lies in, if it lies in one.
    #[must_use]
    pub fn project(&self) -> Option<&ProjectKey> {
        match self {
            Self::Part { project, .. } => Some(project),
            Self::Record { .. } => None,
        }
    }

    /// Whether a text has the form of [`ResourceKey::id`].
    #[must_use]
    pub fn is_id(text: &str) -> bool {
        text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'a'..=b'f'))
    }
}

/// How much of a project a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// All of the project.
    Whole,
    /// One folder of it.
    Folder,
    /// One file of it.
    File,
    /// A record, which says itself what it is about.
    Record,
}

/// A file that can be taken away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its path in the project or in its package, or its address elsewhere.
    pub place: String,
    /// Its media type, where it is known (`application/pdf`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<String>,
    /// Its size in bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<u64>,
    /// Its SHA-256, 64 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Its own licence, an SPDX expression, where it says one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Who made it, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
}

/// A former or present state of a resource, from the history of its project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceVersion {
    /// The commit, 40 hexadecimal digits.
    pub commit: String,
    /// Its date.
    pub at: jiff::Timestamp,
    /// The tag that names it, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<String>,
}

/// Everything known of one resource: one document of the catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ResourceRecord {
    /// The catalogue's number for it; 0 before it is stored.
    pub number: i64,
    /// What makes it itself.
    pub key: ResourceKey,
    /// How much of its project it is.
    pub grain: Grain,
    /// Why it is taken for something that teaches.
    pub reason: String,
    /// Format, as a short slug (`notebook`, `latex`, `h5p`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The commit it was read at, for a part of a project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Everything that is claimed of it.
    pub fields: Fields,
    /// Its licence; no expression where none is stated.
    pub licence: LicenceReading,
    /// What can be taken away.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// Its states, newest first, at most [`ResourceRecord::VERSIONS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub versions: Vec<ResourceVersion>,
    /// Plain text worth searching, shaped as that of an [`super::Examination`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What should be mended in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// When it was first met.
    pub found_at: jiff::Timestamp,
    /// When what is said of it was last gathered.
    pub gathered_at: jiff::Timestamp,
}

impl ResourceRecord {
    /// Most states kept of one resource.
    pub const VERSIONS: usize = 20;

    /// A record of which nothing is known but what makes it itself: a file, the whole of a project where
    /// it has no path, or a record of another catalogue; met at the beginning of time.
    #[must_use]
    pub fn new(key: ResourceKey) -> Self {
        let grain = match &key {
            ResourceKey::Part { path, .. } if path.is_empty() => Grain::Whole,
            ResourceKey::Part { .. } => Grain::File,
            ResourceKey::Record { .. } => Grain::Record,
        };
        Self {
            number: 0,
            key,
            grain,
            reason: String::new(),
            format: None,
            commit: None,
            fields: Fields::new(),
            licence: LicenceReading::default(),
            attachments: Vec::new(),
            versions: Vec::new(),
            text: None,
            findings: Vec::new(),
            found_at: jiff::Timestamp::UNIX_EPOCH,
            gathered_at: jiff::Timestamp::UNIX_EPOCH,
        }
    }

    /// What it is called in addresses; see [`ResourceKey::id`].
    #[must_use]
    pub fn id(&self) -> String {
        self.key.id()
    }
}

impl std::str::FromStr for SourceId {
    type Err = IdentityError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_same_everywhere_and_no_two_keys_share_one() {
        let part = |project: &str, path: &str| {
            ResourceKey::Part { project: project.parse().unwrap(), path: path.to_owned() }.id()
        };
        assert_ne!(part("mim:1", "2/a"), part("mim:12", "/a"));
        assert_ne!(part("mim:1", ""), part("mim:1", "a"));
        let record = ResourceKey::Record { source: "mim".parse().unwrap(), id: "1".to_owned() };
        assert_ne!(record.id(), part("mim:1", ""));
        assert!(ResourceKey::is_id(&record.id()) && !ResourceKey::is_id("../etc"));
    }
}
