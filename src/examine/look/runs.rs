//! Files by which the place of a copy might run something, at every tip: what is in older commits only
//! runs nowhere.
//!
//! Told by where they are; what they would do is not read.

use std::collections::HashSet;

use git2::{Error, ObjectType, Oid, Repository, Tree};
use glane_catalog::model::{SightingKind, Weight};

use super::sift::{Own, Sift};
use super::tag::Tips;

/// Files that are read where they lie.
const FILES: [&str; 1] = [".gitlab-ci.yml"];
/// Folders of which each YAML file is read.
const FOLDERS: [&str; 3] = [".forgejo", ".gitea", ".github"];
/// The folder in these.
const WORKFLOWS: &str = "workflows";

/// Notes those of every tip.
pub(super) fn at(repository: &Repository, tips: &Tips, sift: &mut Sift<'_>) -> Result<(), Error> {
    let mut known = HashSet::new();
    for commit in &tips.commits {
        let tree = repository.find_commit(*commit)?.tree_id();
        if known.insert(tree) {
            in_tree(repository, &repository.find_tree(tree)?, *commit, sift);
        }
    }
    Ok(())
}

fn in_tree(repository: &Repository, tree: &Tree<'_>, commit: Oid, sift: &mut Sift<'_>) {
    for name in FILES {
        if let Some(entry) = tree.get_name(name).filter(|entry| entry.kind() == Some(ObjectType::Blob)) {
            note(name, commit, entry.id(), sift);
        }
    }
    for folder in FOLDERS {
        let within = |tree: &Tree<'_>, name| {
            tree.get_name(name).and_then(|entry| repository.find_tree(entry.id()).ok())
        };
        let Some(workflows) = within(tree, folder).and_then(|tree| within(&tree, WORKFLOWS)) else {
            continue;
        };
        for entry in workflows.iter().filter(|entry| entry.kind() == Some(ObjectType::Blob)) {
            let name = String::from_utf8_lossy(entry.name_bytes());
            if name.ends_with(".yml") || name.ends_with(".yaml") {
                note(&format!("{folder}/{WORKFLOWS}/{name}"), commit, entry.id(), sift);
            }
        }
    }
}

/// What it weighs depends on where the copies are: that is for the judgement.
fn note(path: &str, commit: Oid, object: Oid, sift: &mut Sift<'_>) {
    let (kind, weight) = (SightingKind::Workflow, Weight::Note);
    let own = Own { kind, rule: "workflow-of-a-host", weight, subject: "", line: None };
    sift.own(&own, path, Some(commit), Some(object));
}
