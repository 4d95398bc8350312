//! Software Hash Identifiers, version 1 (ISO/IEC 18670), computed from bytes.
//!
//! Contents, directories, revisions and releases have the ids that a SHA-1 repository of git gives
//! them; a snapshot has no counterpart in git and is computed from its branches. Must not read a
//! repository.

use std::fmt::{self, Write as _};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};

/// What an identifier is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Bytes of a file.
    Content,
    /// A folder.
    Directory,
    /// A commit.
    Revision,
    /// An annotated tag.
    Release,
    /// All branches and tags at one time.
    Snapshot,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Content, Self::Directory, Self::Revision, Self::Release, Self::Snapshot];

    /// The tag in an identifier.
    fn tag(self) -> &'static str {
        match self {
            Self::Content => "cnt",
            Self::Directory => "dir",
            Self::Revision => "rev",
            Self::Release => "rel",
            Self::Snapshot => "snp",
        }
    }

    /// The word before the length in what is hashed.
    fn object(self) -> &'static str {
        match self {
            Self::Content => "blob",
            Self::Directory => "tree",
            Self::Revision => "commit",
            Self::Release => "tag",
            Self::Snapshot => "snapshot",
        }
    }

    /// The word by which a snapshot names what a branch leads to.
    fn target(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Directory => "directory",
            Self::Revision => "revision",
            Self::Release => "release",
            Self::Snapshot => "snapshot",
        }
    }
}

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SwhidError {
    /// It is not of the form `swh:1:<kind>:<40 hexadecimal digits>`.
    #[error("\"{0}\" is not a SWHID: write it swh:1:cnt|dir|rev|rel|snp:<40 lower-case hexadecimal digits>")]
    Form(String),
    /// It is not an object id of a SHA-1 repository.
    #[error("\"{0}\" is not an object id: a SWHID version 1 needs 40 hexadecimal digits")]
    ObjectId(String),
}

/// A core identifier, without qualifiers; a text in documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Swhid {
    kind: Kind,
    id: [u8; 20],
}

impl Swhid {
    /// The identifier of an object from its own bytes: those of the file, or the body of the tree, the
    /// commit or the annotated tag as git stores it, without its header.
    #[must_use]
    pub fn of(kind: Kind, body: &[u8]) -> Self {
        let mut hash = Sha1::new();
        hash.update(format!("{} {}\0", kind.object(), body.len()));
        hash.update(body);
        Self { kind, id: hash.finalize().into() }
    }

    /// The identifier of an object whose id in a SHA-1 repository is known.
    ///
    /// # Errors
    /// [`SwhidError::ObjectId`] when the id has not 40 hexadecimal digits.
    pub fn of_object(kind: Kind, object: &str) -> Result<Self, SwhidError> {
        let id =
            digits(&object.to_ascii_lowercase()).ok_or_else(|| SwhidError::ObjectId(object.to_owned()))?;
        Ok(Self { kind, id })
    }

    /// What it is of.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.kind
    }
}

impl fmt::Display for Swhid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "swh:1:{}:", self.kind.tag())?;
        self.id.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for Swhid {
    type Err = SwhidError;

    fn from_str(text: &str) -> Result<Self, SwhidError> {
        let parse = || {
            let (tag, hash) = text.strip_prefix("swh:1:")?.split_once(':')?;
            let kind = Kind::ALL.into_iter().find(|kind| kind.tag() == tag)?;
            Some(Self { kind, id: digits(hash)? })
        };
        parse().ok_or_else(|| SwhidError::Form(text.to_owned()))
    }
}

impl From<Swhid> for String {
    fn from(id: Swhid) -> Self {
        id.to_string()
    }
}

impl TryFrom<String> for Swhid {
    type Error = SwhidError;

    fn try_from(text: String) -> Result<Self, SwhidError> {
        text.parse()
    }
}

fn digits(text: &str) -> Option<[u8; 20]> {
    let value = |digit: u8| match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    };
    let bytes = text.as_bytes();
    let mut id = [0; 20];
    if bytes.len() != 40 {
        return None;
    }
    for (byte, pair) in id.iter_mut().zip(bytes.chunks_exact(2)) {
        *byte = value(pair[0])? << 4 | value(pair[1])?;
    }
    Some(id)
}

/// Where a branch of a snapshot leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To an object.
    Object(Swhid),
    /// To another branch, by its name: `HEAD` to `refs/heads/main`.
    Alias(Vec<u8>),
    /// To nothing that exists.
    Dangling,
}

/// A branch of a snapshot: a reference with its full name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Branch {
    /// Full name, as bytes.
    pub name: Vec<u8>,
    /// Where it leads.
    pub target: Target,
}

/// The identifier of a snapshot from its branches, in whatever order. Of two branches of one name the
/// first counts.
#[must_use]
pub fn snapshot(branches: &[Branch]) -> Swhid {
    let mut sorted: Vec<&Branch> = branches.iter().collect();
    sorted.sort_by(|a, b| a.name.cmp(&b.name));
    sorted.dedup_by(|later, kept| later.name == kept.name);
    let mut manifest = Vec::new();
    for branch in sorted {
        let (kind, target): (&str, &[u8]) = match &branch.target {
            Target::Object(object) => (object.kind.target(), &object.id),
            Target::Alias(name) => ("alias", name),
            Target::Dangling => ("dangling", &[]),
        };
        manifest.extend_from_slice(kind.as_bytes());
        manifest.push(b' ');
        manifest.extend_from_slice(&branch.name);
        let mut length = String::new();
        // Writing into a text cannot fail.
        let _ = write!(length, "\0{}:", target.len());
        manifest.extend_from_slice(length.as_bytes());
        manifest.extend_from_slice(target);
    }
    Swhid::of(Kind::Snapshot, &manifest)
}

#[cfg(test)]
mod tests;
