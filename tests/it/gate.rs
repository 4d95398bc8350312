//! The gate, as owners and operators meet it: what holds a project, how it is let go, and that what
//! was found is told to nobody.

mod decisions;
mod evidence;
mod large;
mod public;
mod secrets;

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::support::{Workshop, files_holding};

/// A key that no one uses, in the form that GitLab gives its own; in two parts, so that this file
/// holds none.
pub(crate) fn key() -> String {
    format!("glpat-{}", "x7Rk2mQ9vLp4Ws8TzB3e")
}

/// A plain forge with a host, and more lines of configuration for the forge.
pub(crate) fn workshop(forge: &str) -> Workshop {
    let text = crate::support::PLAIN.replace("path = \"bare\"\n", &format!("path = \"bare\"\n{forge}"));
    let workshop = Workshop::new(&text);
    std::fs::create_dir_all(workshop.path("bare")).unwrap();
    workshop
}

/// `glane gate …`, which must succeed.
pub(crate) fn gate(workshop: &Workshop, arguments: &[&str]) -> String {
    let output = tried(workshop, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

pub(crate) fn tried(workshop: &Workshop, arguments: &[&str]) -> Output {
    let mut command = workshop.command(&[&["gate"], arguments].concat());
    command.env("USER", "camille").output().unwrap()
}

/// What `glane gate show --json` says.
pub(crate) fn shown(workshop: &Workshop, project: &str) -> Value {
    serde_json::from_str(&gate(workshop, &["show", project, "--json"])).unwrap()
}

/// The findings that hold a project.
pub(crate) fn holding(workshop: &Workshop, project: &str) -> Vec<Value> {
    let shown = shown(workshop, project);
    let all = shown["findings"].as_array().unwrap().clone();
    all.into_iter().filter(|finding| finding["status"] == "open" || finding["status"] == "refused").collect()
}

/// The one repository of that name under the data folder.
pub(crate) fn folder(workshop: &Workshop, name: &str) -> PathBuf {
    files_holding(&workshop.path("data/repositories"), name)
        .into_iter()
        .find(|path| path.file_name().is_some_and(|file| file == name))
        .unwrap()
}

/// Whether a repository has an object.
pub(crate) fn has(repository: &Path, object: &str) -> bool {
    repository.exists()
        && crate::support::git_command(repository, &["cat-file", "-e", object]).status().unwrap().success()
}
