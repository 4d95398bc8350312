//! Bad input of every kind: a clear message that names the object, the rest goes on, nothing is lost.

mod answers;
mod configuration;
mod content;
mod hostile;
mod readers;
mod secrets;

use std::os::unix::fs::PermissionsExt;

use glane_sample_forge::spec::{Branch, Commit, Repository, Visibility};

use crate::support::{Pass, Workshop};

/// A GitLab at an address beside the plain forge, the plain host for both.
fn two_forges(address: &str, token: &str) -> Workshop {
    let forge = format!(
        "\n[[forge]]\nid = \"ministere\"\nkind = \"gitlab\"\nurl = \"{address}\"\ntoken_file = \"token\"\n"
    );
    let workshop = Workshop::new(&(crate::support::PLAIN.to_owned() + &forge));
    std::fs::create_dir_all(workshop.path("bare")).unwrap();
    std::fs::write(workshop.path("token"), token).unwrap();
    std::fs::set_permissions(workshop.path("token"), PermissionsExt::from_mode(0o600)).unwrap();
    workshop
}

fn version(number: i64) -> Commit {
    Commit {
        author: "Camille".to_owned(),
        email: "camille@example.org".to_owned(),
        time: 1_700_000_000 + number,
        message: format!("Version {number}\n"),
        write: vec![
            ("README.md".to_owned(), format!("# Chrysalide\n\nVersion {number}.\n").into_bytes()),
            ("package.json".to_owned(), br#"{"license": "MIT"}"#.to_vec()),
        ],
        remove: Vec::new(),
    }
}

/// A public lesson; all of them are found by the word "chrysalide".
fn lesson(id: u64) -> Repository {
    Repository {
        id,
        path: format!("groupe/cours-{id}"),
        name: format!("Cours {id}"),
        description: "Un cours".to_owned(),
        visibility: Visibility::Public,
        archived: false,
        topics: Vec::new(),
        default_branch: "main".to_owned(),
        fork_of: None,
        branches: vec![Branch { name: "main".to_owned(), from: None, commits: vec![version(0)] }],
        tags: Vec::new(),
    }
}

/// How many records a search finds.
fn found(workshop: &Workshop, words: &str) -> u64 {
    let output = workshop.glane(&["search", "--json", "--kind", "project", words]);
    let page: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    page["total"].as_u64().unwrap()
}

/// The one message of a project, or of the forge's own failure under the empty path.
fn message<'a>(pass: &'a Pass, path: &str, code: &str) -> &'a str {
    assert_eq!(pass.codes(path), [code], "{path}: {}", pass.stdout);
    pass.projects[path]["reasons"][0]["message"].as_str().unwrap()
}
