//! The project's own files: nothing in them may hold.

use std::path::{Path, PathBuf};

use super::scanner;
use crate::model::Weight;

/// Folders that hold nothing of ours.
const LEFT_OUT: [&str; 3] = ["target", ".git", "node_modules"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() && !LEFT_OUT.iter().any(|name| entry.file_name() == *name) {
            files(&entry.path(), found);
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
}

#[test]
fn the_project_itself_would_be_published() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let (mut paths, mut held) = (Vec::new(), Vec::new());
    files(root, &mut paths);
    let scanner = scanner();
    for path in &paths {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
        for seen in scanner.file(&name, &std::fs::read(path).unwrap()) {
            if seen.weight == Weight::Hold {
                held.push(format!("{name}:{} {}", seen.line.unwrap_or_default(), seen.rule));
            }
        }
    }
    assert!(paths.len() > 300, "only {} files", paths.len());
    assert!(held.is_empty(), "{held:#?}");
}
