//! Pointers to large files (Git LFS), as its specification, version 1, has them.
//!
//! Must not know where the files come from.

use std::path::{Path, PathBuf};

/// How the pointers of the two names of the same program begin.
const VERSIONS: [&str; 2] = ["https://git-lfs.github.com/spec/v1", "https://hawser.github.com/spec/v1"];
/// Longest pointer.
const LONGEST: usize = 1024;

/// A large file, as its pointer names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LargeFile {
    /// Its SHA-256, hexadecimal.
    pub oid: String,
    /// Its bytes.
    pub size: u64,
}

impl LargeFile {
    /// Reads a pointer; none when the bytes are none.
    #[must_use]
    pub fn named_by(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > LONGEST {
            return None;
        }
        let mut lines = std::str::from_utf8(bytes).ok()?.lines();
        let version = lines.next()?.strip_prefix("version ")?;
        if !VERSIONS.contains(&version) {
            return None;
        }
        let (mut oid, mut size) = (None, None);
        for line in lines {
            if let Some(digest) = line.strip_prefix("oid sha256:") {
                let whole =
                    digest.len() == 64 && digest.bytes().all(|c| matches!(c, b'0'..=b'9' | b'a'..=b'f'));
                oid = whole.then(|| digest.to_owned());
            } else if let Some(bytes) = line.strip_prefix("size ") {
                size = bytes.parse().ok();
            }
        }
        Some(Self { oid: oid?, size: size? })
    }

    /// Where git-lfs keeps it in a folder of large files.
    #[must_use]
    pub fn place_in(&self, folder: &Path) -> PathBuf {
        folder.join(&self.oid[..2]).join(&self.oid[2..4]).join(&self.oid)
    }
}
