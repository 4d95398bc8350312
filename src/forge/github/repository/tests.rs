//! What a repository of the API becomes, and what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

use serde_json::{Value, json};

use super::super::super::recorded::recorded;
use super::*;

fn read(value: &Value) -> Item {
    Item::read(value, &ForgeId::new("gh").unwrap(), &"https://github.com/".parse().unwrap())
}

fn public() -> Value {
    json!({"id": 7, "full_name": "org/site", "name": "site", "private": false,
        "clone_url": "https://github.com/org/site.git"})
}

fn changed(key: &str, value: Value) -> Value {
    let mut item = public();
    item[key] = value;
    item
}

fn project(item: Item) -> SourceProject {
    match item {
        Item::Public(project, _) => *project,
        _ => panic!("not read as public"),
    }
}

#[test]
fn the_fewest_fields_make_a_project() {
    let project = project(read(&public()));
    assert_eq!((project.key.to_string().as_str(), project.path.as_str()), ("gh:7", "org/site"));
    assert!(!project.empty && project.wiki_url.is_none() && project.fork_of.is_none());
    assert!(!project.owned_by_person);
}

#[test]
fn silence_is_not_public() {
    for item in [
        changed("private", json!(true)),
        changed("visibility", json!("internal")),
        changed("visibility", json!("private")),
        changed("disabled", json!(true)),
    ] {
        assert!(matches!(read(&item), Item::NotPublic(Some(_))), "{item}");
    }
    let mut silent = public();
    silent.as_object_mut().unwrap().remove("private");
    assert!(matches!(read(&silent), Item::Unreadable(_)));
}

#[test]
fn hostile_items_are_set_aside_by_their_number_alone() {
    for item in [
        changed("full_name", json!("../../secret-name")),
        changed("clone_url", json!("https://secret-name.example/org/site.git")),
        changed("clone_url", json!("file:///secret-name")),
        changed("topics", json!({"secret-name": 1})),
        changed("archived", json!("secret-name")),
    ] {
        match read(&item) {
            Item::Unreadable(reason) => {
                assert!(reason.message.contains("repository 7 "), "{}", reason.message);
                assert!(!reason.message.contains("secret-name"), "{}", reason.message);
            }
            _ => panic!("{item}"),
        }
    }
    for odd in [json!(3), json!(null), json!({}), json!([])] {
        assert!(matches!(read(&odd), Item::Unreadable(_)), "{odd}");
    }
}

#[test]
fn size_wiki_mirror_and_activity_are_told() {
    let mut item = changed("size", json!(0));
    item["has_wiki"] = json!(true);
    item["mirror_url"] = json!("https://svn.example/x");
    item["pushed_at"] = json!("2026-03-01T00:00:00Z");
    item["updated_at"] = json!("2026-02-01T00:00:00Z");
    let project = project(read(&item));
    assert!(project.empty && project.is_mirror);
    assert_eq!(project.wiki_url.as_deref(), Some("https://github.com/org/site.wiki.git"));
    assert_eq!(project.last_activity_at.unwrap().to_string(), "2026-03-01T00:00:00Z");
}

#[test]
fn a_fork_names_its_parent_only_when_that_is_public() {
    let fork = |parent: Value| {
        let mut item = changed("fork", json!(true));
        if !parent.is_null() {
            item["parent"] = parent;
        }
        item
    };
    assert!(matches!(read(&fork(Value::Null)), Item::Public(_, true)));
    let known = read(&fork(json!({"full_name": "up/stream", "private": false})));
    assert!(matches!(&known, Item::Public(_, false)));
    assert_eq!(project(known).fork_of.as_deref(), Some("up/stream"));
    assert_eq!(project(read(&fork(json!({"full_name": "up/secret", "private": true})))).fork_of, None);
}

#[test]
fn recorded_repositories_are_read() {
    let Some(fork) = recorded("github/ogr/test_forks.test_get_fork.json") else { return };
    let project = project(read(&fork["exchanges"][0]["body"]));
    assert_eq!((project.key.id.as_str(), project.path.as_str()), ("209604703", "mfocko/ogr"));
    assert_eq!(project.fork_of.as_deref(), Some("packit/ogr"));
    assert!(project.owned_by_person, "its owner is a user and no organisation");
    assert_eq!(project.default_branch.as_deref(), Some("main"));
    assert_eq!(project.last_activity_at.unwrap().to_string(), "2025-03-12T07:52:44Z");
    let Some(moved) = recorded("github/octokit-fixtures/rename-repository.json") else { return };
    // Created, found after its renaming by number: the same identity under another path.
    let found = &moved["exchanges"][3]["response"];
    assert_eq!(id_of(found), id_of(&moved["exchanges"][0]["response"]));
    let Some(private) = recorded("github/ogr/test_generic_commands.test_is_private.json") else { return };
    let value = &private["exchanges"][0]["body"];
    assert_eq!(matches!(read(value), Item::NotPublic(_)), value["private"] == json!(true));
}
