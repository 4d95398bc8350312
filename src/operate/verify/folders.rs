//! Folders without a project, and projects without their folders.
//!
//! Removes nothing: what is nobody's may be the only copy of something.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use glane_catalog::model::ProjectRecord;

use super::Finding;
use crate::layout::Layout;

/// What a shown project should have and has not.
pub(super) fn missing(project: &ProjectRecord, layout: &Layout) -> Option<Finding> {
    let lost = project.is_shown() && !layout.public.join("HEAD").exists();
    lost.then(|| {
        let text = format!("{} is missing: the next pass makes it again", layout.public.display());
        Finding::new("repository_missing", text)
    })
}

/// Everything under `repositories` that belongs to none of these.
pub(super) fn strangers(data: &Path, known: &[Layout]) -> Vec<Finding> {
    let ours: HashSet<&Path> =
        known.iter().flat_map(|layout| [layout.intake.as_path(), layout.public.as_path()]).collect();
    let folders: HashSet<&Path> = ours.iter().filter_map(|path| path.parent()).collect();
    let mut found = Vec::new();
    for project in projects(&data.join("repositories")) {
        if !folders.contains(project.as_path()) {
            found.push(finding(&project, "it belongs to no project of the catalogue"));
            continue;
        }
        let inside = below(&project).into_iter().filter(|path| !ours.contains(path.as_path()));
        found.extend(inside.map(|path| finding(&path, "it was set aside here")));
    }
    found
}

fn finding(path: &Path, why: &str) -> Finding {
    let text = format!("{}: {why}; remove it by hand once nothing in it is missed", path.display());
    Finding::new("stranger", text)
}

/// The folders of projects: `<forge>/<shard>/<number>`.
fn projects(root: &Path) -> Vec<PathBuf> {
    let shards = below(root).into_iter().flat_map(|forge| below(&forge));
    shards.flat_map(|shard| below(&shard)).collect()
}

fn below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    paths.sort();
    paths
}
