//! The files of a project, read by git from its bare repository.
//!
//! Must not know HTTP. What is asked for is hostile: git is given whole references and ids only,
//! never a word that it could take for an option or a revision of its own language.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;

use crate::git;
use crate::project::Project;

/// A line of the list of files.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// Path in the repository, as raw as git keeps it.
    pub(super) path: Vec<u8>,
    /// Whether it has content here, which a submodule has not.
    pub(super) readable: bool,
}

/// The files of the default branch, in git's order; none where there is no such branch, or where
/// the repository is switched off.
pub(super) fn list(project: &Project) -> Vec<Listed> {
    if project.repository_access == "disabled" {
        return Vec::new();
    }
    let branch = format!("refs/heads/{}", project.default_branch);
    let lines = git::run(&project.directory, &["ls-tree", "-r", "-z", "--full-tree", &branch], b"");
    lines.unwrap_or_default().split(|byte| *byte == 0).filter_map(listed).collect()
}

/// Reads `<mode> <type> <id>\t<path>`.
fn listed(line: &[u8]) -> Option<Listed> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let readable = line[..tab].split(|byte| *byte == b' ').nth(1) == Some(b"blob");
    Some(Listed { path: line[tab + 1..].to_vec(), readable })
}

/// The bytes of a file; `place` is `<commit or branch>/<path>`, decoded.
pub(super) fn read(project: &Project, place: &[u8]) -> Option<Vec<u8>> {
    let (revision, path) = divided(project, place)?;
    if project.repository_access == "disabled" || !is_plain(path) {
        return None;
    }
    let object = [revision.as_bytes(), b":", path].concat();
    let arguments = [OsStr::new("cat-file"), OsStr::new("blob"), OsStr::from_bytes(&object)];
    git::run(&project.directory, &arguments, b"").ok()
}

/// A commit by its whole id, or a branch of this repository, whose name may hold slashes.
fn divided<'a>(project: &Project, place: &'a [u8]) -> Option<(String, &'a [u8])> {
    let end = place.iter().position(|byte| *byte == b'/')?;
    let first = &place[..end];
    if matches!(first.len(), 40 | 64) && first.iter().all(u8::is_ascii_hexdigit) {
        let id = String::from_utf8_lossy(first);
        return Some((format!("{id}^{{commit}}"), &place[end + 1..]));
    }
    let branches = git::branches(&project.directory).ok()?;
    branches.iter().find_map(|branch| {
        let path = place.strip_prefix(branch.as_bytes())?.strip_prefix(b"/")?;
        Some((format!("refs/heads/{branch}"), path))
    })
}

/// Whether it is a path as git keeps them: no empty part, no `.` or `..`, no NUL.
fn is_plain(path: &[u8]) -> bool {
    !path.contains(&0) && path.split(|byte| *byte == b'/').all(|part| !matches!(part, b"" | b"." | b".."))
}

#[cfg(test)]
mod tests {
    use super::{is_plain, listed};

    #[test]
    fn paths_that_climb_or_stay_are_not_plain() {
        for path in ["README.md", "a/b c/.d", "--output=x", "...", "-"] {
            assert!(is_plain(path.as_bytes()), "{path}");
        }
        for path in ["", "/", "a//b", "a/", "..", "a/../b", "./a", "a\0b"] {
            assert!(!is_plain(path.as_bytes()), "{path:?}");
        }
    }

    #[test]
    fn a_submodule_is_named_and_not_readable() {
        let line = listed(b"160000 commit 0123456789012345678901234567890123456789\tvendor/x").unwrap();
        assert_eq!((line.path.as_slice(), line.readable), (b"vendor/x".as_slice(), false));
        assert!(listed(b"100644 blob 0123456789012345678901234567890123456789\ta b").unwrap().readable);
        assert_eq!(listed(b""), None);
    }
}
