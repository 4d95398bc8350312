//! The project's Rust files as text: which there are, their code without comments and tests.

use std::collections::HashSet;
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
    /// Whether the file holds tests alone.
    pub(super) is_test: bool,
}

impl Source {
    /// Every Rust file of the project, sorted.
    pub(super) fn all() -> Vec<Self> {
        let mut paths = Vec::new();
        ROOMS.iter().for_each(|room| walk(&root().join(room), "rs", &mut paths));
        let mut sources: Vec<Self> = paths.iter().map(|path| Self::read(&shown(path))).collect();
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        let for_tests: HashSet<String> = sources.iter().flat_map(Self::modules_for_tests).collect();
        sources.iter_mut().for_each(|source| source.is_test |= for_tests.contains(&source.path));
        assert!(sources.len() > 100, "only {} files found under {}", sources.len(), root().display());
        sources
    }

    fn read(path: &str) -> Self {
        let is_test = ["/tests/", "/benches/"].iter().any(|folder| format!("/{path}").contains(folder));
        Self { path: path.to_owned(), text: std::fs::read_to_string(root().join(path)).unwrap(), is_test }
    }

    /// Files of modules that this file declares for its tests.
    fn modules_for_tests(&self) -> Vec<String> {
        let folder = self.path.trim_end_matches(".rs");
        let folder = folder.strip_suffix("/lib").or_else(|| folder.strip_suffix("/main")).unwrap_or(folder);
        let declared = self.text.split("#[cfg(test)]\n").skip(1).filter_map(|rest| rest.lines().next());
        declared
            .filter_map(|line| line.rsplit("mod ").next()?.strip_suffix(';'))
            .map(|name| format!("{folder}/{name}.rs"))
            .collect()
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
