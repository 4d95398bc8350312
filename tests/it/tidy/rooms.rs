//! Who may depend on whom, as the manifests say it.

use std::collections::BTreeMap;

use super::{assert_tidy, root};

const CATALOG: &str = "glane-catalog";

/// Each room's manifest, and the rooms it may use. A package may use itself, to test its features.
const MAY_USE: [(&str, &[&str]); 6] = [
    ("catalog", &[]),
    ("catalog/store", &[CATALOG, "glane-store"]),
    ("index", &[CATALOG]),
    ("templates", &[CATALOG]),
    ("tests/sample-forge", &[]),
    (".", &[CATALOG, "glane-store", "glane-index", "glane-templates", "glane-sample-forge"]),
];

/// What a room must not be able to reach at all.
const MUST_NOT_REACH: [(&str, &[&str]); 4] = [
    ("catalog", &["axum", "reqwest", "sqlx", "tantivy", "git2", "maud", "tokio", "octocrab"]),
    ("catalog/store", &["axum", "reqwest", "tantivy", "git2", "maud", "octocrab"]),
    ("index", &["axum", "reqwest", "sqlx", "git2", "maud", "tokio", "octocrab"]),
    ("templates", &["axum", "reqwest", "sqlx", "tantivy", "git2", "tokio", "octocrab"]),
];

fn manifest(room: &str) -> toml::Table {
    let path = root().join(room).join("Cargo.toml");
    std::fs::read_to_string(&path)
        .unwrap()
        .parse()
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Names of dependencies, by the table they stand in; tests may use more than what is shipped.
fn dependencies(room: &str) -> BTreeMap<&'static str, Vec<String>> {
    let manifest = manifest(room);
    ["dependencies", "dev-dependencies", "build-dependencies"]
        .into_iter()
        .filter_map(|table| Some((table, manifest.get(table)?.as_table()?.keys().cloned().collect())))
        .collect()
}

#[test]
fn rooms_depend_on_the_rooms_they_may() {
    let mut broken = Vec::new();
    for (room, may_use) in MAY_USE {
        for (table, names) in dependencies(room) {
            let ours = names.iter().filter(|name| name.starts_with("glane"));
            let wrong = ours.filter(|name| !may_use.contains(&name.as_str()));
            broken.extend(wrong.map(|name| format!("{room}/Cargo.toml: {name} in [{table}]")));
        }
    }
    assert_tidy("a room uses a room it must not know", &broken);
}

#[test]
fn every_member_of_the_workspace_is_a_room() {
    let manifest = manifest(".");
    let members = manifest["workspace"]["members"].as_array().unwrap();
    let rooms: Vec<&str> = MAY_USE.iter().map(|(room, _)| *room).collect();
    for member in members {
        assert!(rooms.contains(&member.as_str().unwrap()), "{member} has no rule in tests/it/tidy/rooms.rs");
    }
}

#[test]
fn rooms_cannot_reach_what_they_must_not_know() {
    let mut broken = Vec::new();
    for (room, must_not) in MUST_NOT_REACH {
        let shipped = dependencies(room).remove("dependencies").unwrap_or_default();
        let wrong = shipped.iter().filter(|name| must_not.contains(&name.as_str()));
        broken.extend(wrong.map(|name| format!("{room}/Cargo.toml: {name}")));
    }
    assert_tidy("a room can reach what it must not know", &broken);
}

#[test]
fn rooms_take_version_licence_and_lints_from_the_workspace() {
    let mut broken = Vec::new();
    for (room, _) in MAY_USE {
        let manifest = manifest(room);
        for key in ["version", "edition", "rust-version", "license", "publish"] {
            let inherited = manifest["package"].get(key).and_then(|value| value.get("workspace"));
            if inherited.is_none() {
                broken.push(format!("{room}/Cargo.toml: {key}"));
            }
        }
        if manifest.get("lints").and_then(|lints| lints.get("workspace")).is_none() {
            broken.push(format!("{room}/Cargo.toml: [lints]"));
        }
    }
    assert_tidy("a package says for itself what the workspace says for all", &broken);
}

#[test]
fn the_lock_file_knows_one_registry_and_one_tls_stack() {
    let lock: toml::Table = std::fs::read_to_string(root().join("Cargo.lock")).unwrap().parse().unwrap();
    let mut broken = Vec::new();
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let source = package.get("source").and_then(|source| source.as_str());
        if source.is_some_and(|source| source != "registry+https://github.com/rust-lang/crates.io-index") {
            broken.push(format!("{name} comes from {}", source.unwrap_or_default()));
        }
        if ["openssl", "openssl-sys", "native-tls", "serde_yaml", "serde_yml"].contains(&name) {
            broken.push(format!("{name} is refused by deny.toml"));
        }
    }
    assert_tidy("Cargo.lock", &broken);
}
