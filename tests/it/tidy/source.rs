//! The project's Rust files as text: which there are, their code without comments and tests.

use std::path::{Path, PathBuf};

use super::root;

/// Folders that hold Rust of ours, and the sample ministry's files, which are data.
const ROOMS: [&str; 5] = ["src", "catalog", "index", "templates", "tests"];
const DATA: [&str; 3] = ["tests/sample-forge/content", "tests/e2e/node_modules", "target"];

/// One Rust file.
pub(super) struct Source {
    /// Path from the workspace's folder, with `/`.
    pub(super) path: String,
    /// The whole text.
    pub(super) text: String,
}

impl Source {
    /// Every Rust file of the project, sorted.
    pub(super) fn all() -> Vec<Self> {
        let mut paths = Vec::new();
        ROOMS.iter().for_each(|room| walk(&root().join(room), "rs", &mut paths));
        let read = |path: PathBuf| Self {
            text: std::fs::read_to_string(root().join(&path)).unwrap(),
            path: shown(&path),
        };
        let mut sources: Vec<Self> = paths.into_iter().map(read).collect();
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        assert!(sources.len() > 100, "only {} files found under {}", sources.len(), root().display());
        sources
    }

    /// Whether the file holds tests alone.
    pub(super) fn is_test(&self) -> bool {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let below = |folder: &str| self.path.starts_with(folder) || self.path.contains(&format!("/{folder}"));
        name == "tests.rs" || name == "corpus.rs" || below("tests/")
    }

    /// Numbered lines of code that is shipped: no comment, nothing of a module of tests.
    pub(super) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let shipped = self.text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        let lines = shipped.lines().enumerate().map(|(number, line)| (number + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Places of the shipped code where one of these stands.
    pub(super) fn places(&self, forbidden: &[&str]) -> Vec<String> {
        let found = |line: &str| forbidden.iter().find(|word| line.contains(**word)).copied();
        self.code()
            .filter_map(|(number, line)| Some(format!("{}:{number}: {}", self.path, found(line)?)))
            .collect()
    }
}

/// Files of one extension below a folder, as paths from the workspace's folder.
pub(super) fn walk(folder: &Path, extension: &str, into: &mut Vec<PathBuf>) {
    let from_root = |path: &Path| path.strip_prefix(root()).unwrap().to_owned();
    if DATA.contains(&shown(&from_root(folder)).as_str()) {
        return;
    }
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if entry.file_type().unwrap().is_dir() {
            walk(&path, extension, into);
        } else if path.extension().is_some_and(|found| found == extension) {
            into.push(from_root(&path));
        }
    }
}

fn shown(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
