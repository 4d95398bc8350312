//! The files of one commit: path, size and object of each, within bounds.
//!
//! Must not read a file's bytes.

use glane_catalog::model::{Finding, Severity};

use super::memo::Memo;

/// Most files looked at in one commit.
const MOST_FILES: usize = 200_000;
/// Deepest folder looked into.
const DEEPEST: usize = 64;

/// One file.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// Path from the root, lossily decoded.
    pub path: String,
    /// Its blob.
    pub id: git2::Oid,
    /// Its size in bytes; none when the object cannot be read.
    pub bytes: Option<u64>,
}

/// Lists every regular file under a tree, breadth first; links and submodules are left out.
pub(super) fn walk(
    repository: &git2::Repository,
    root: &git2::Tree<'_>,
    memo: &Memo,
    findings: &mut Vec<Finding>,
) -> Vec<File> {
    let odb = repository.odb().ok();
    let mut files = Vec::new();
    let mut folders = vec![(String::new(), root.id(), 0_usize)];
    let mut next = 0;
    while next < folders.len() {
        let (folder, id, depth) = folders[next].clone();
        next += 1;
        let tree = match repository.find_tree(id) {
            Ok(tree) => tree,
            Err(error) => {
                findings.push(damaged(&folder, &error));
                continue;
            }
        };
        for entry in &tree {
            let path = format!("{folder}{}", String::from_utf8_lossy(entry.name_bytes()));
            match entry.filemode() {
                0o040_000 if depth < DEEPEST => folders.push((format!("{path}/"), entry.id(), depth + 1)),
                0o100_644 | 0o100_755 | 0o100_664 => {
                    let id = entry.id();
                    let size = || Some(odb.as_ref()?.read_header(id).ok()?.0 as u64);
                    files.push(File { path, id, bytes: memo.size(id).or_else(size) });
                }
                _ => {}
            }
        }
        if files.len() > MOST_FILES {
            findings.push(Finding::new(
                Severity::Info,
                "too_many_files",
                format!("only the first {} files were looked at", files.len()),
                "nothing to mend: figures by file and language are partial",
            ));
            break;
        }
    }
    files
}

fn damaged(folder: &str, error: &git2::Error) -> Finding {
    Finding::new(
        Severity::Error,
        "object_damaged",
        format!("the folder cannot be read: {}", error.message()),
        "run git fsck on the source repository",
    )
    .in_file(folder, None)
}
