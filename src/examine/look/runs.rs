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
const FILES: [&str; 9] = [
    ".gitlab-ci.yml",
    ".build.yml",
    ".drone.yml",
    ".travis.yml",
    ".woodpecker.yaml",
    ".woodpecker.yml",
    "Jenkinsfile",
    "azure-pipelines.yml",
    "bitbucket-pipelines.yml",
];
/// Folders of which each YAML file is read.
const FOLDERS: [&[&str]; 6] = [
    &[".builds"],
    &[".circleci"],
    &[".forgejo", "workflows"],
    &[".gitea", "workflows"],
    &[".github", "workflows"],
    &[".woodpecker"],
];

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
    let within = |tree: Tree<'_>, name: &&str| repository.find_tree(tree.get_name(name)?.id()).ok();
    for folder in FOLDERS {
        let Some(runs) = folder.iter().try_fold(tree.clone(), within) else { continue };
        for entry in runs.iter().filter(|entry| entry.kind() == Some(ObjectType::Blob)) {
            let name = String::from_utf8_lossy(entry.name_bytes());
            if name.ends_with(".yml") || name.ends_with(".yaml") {
                note(&format!("{}/{name}", folder.join("/")), commit, entry.id(), sift);
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
