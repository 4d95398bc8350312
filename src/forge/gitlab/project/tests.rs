//! What a project of the API becomes, and what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

use serde_json::{Value, json};

use super::super::super::recorded::recorded;
use super::*;

fn read(value: &Value, with_token: bool) -> Item {
    let api = "https://forge.example/api/v4/".parse().unwrap();
    Item::read(value, &ForgeId::new("mim").unwrap(), &api, with_token)
}

fn public() -> Value {
    json!({"id": 7, "path_with_namespace": "g/site", "visibility": "public",
        "http_url_to_repo": "https://forge.example/g/site.git"})
}

fn changed(key: &str, value: Value) -> Value {
    let mut item = public();
    item[key] = value;
    item
}

fn project(item: Item) -> SourceProject {
    match item {
        Item::Public(project) => *project,
        _ => panic!("not read as public"),
    }
}

#[test]
fn the_fewest_fields_make_a_project() {
    let project = project(read(&public(), true));
    assert_eq!(project.key.to_string(), "mim:7");
    assert_eq!((project.path.as_str(), project.name.as_str()), ("g/site", "site"));
    assert_eq!(project.clone_url, "https://forge.example/g/site.git");
    assert!(project.default_branch.is_none() && !project.empty && !project.archived);
}

#[test]
fn what_is_not_public_leaves_only_its_path_to_compare() {
    for item in [
        changed("visibility", json!("private")),
        changed("visibility", json!("internal")),
        changed("visibility", json!("PUBLIC")),
        changed("repository_access_level", json!("private")),
        changed("repository_access_level", json!("disabled")),
    ] {
        assert!(matches!(read(&item, true), Item::NotPublic(Some(_))), "{item}");
    }
}

#[test]
fn silence_about_visibility_is_public_only_to_the_anonymous() {
    let mut item = public();
    item.as_object_mut().unwrap().remove("visibility");
    assert!(matches!(read(&item, false), Item::Public(_)));
    assert!(matches!(read(&item, true), Item::Unreadable(_)));
    assert!(matches!(read(&changed("visibility", json!(20)), false), Item::Unreadable(_)));
}

#[test]
fn hostile_items_are_set_aside_by_their_number_alone() {
    for item in [
        changed("path_with_namespace", json!("../../secret-name")),
        changed("path_with_namespace", json!(["secret-name"])),
        changed("http_url_to_repo", json!("https://secret-name.example/g/site.git")),
        changed("http_url_to_repo", json!("file:///secret-name")),
        changed("http_url_to_repo", Value::Null),
        changed("topics", json!({"secret-name": 1})),
        changed("archived", json!("secret-name")),
    ] {
        match read(&item, true) {
            Item::Unreadable(reason) => {
                assert!(reason.message.contains("project 7 "), "{}", reason.message);
                assert!(!reason.message.contains("secret-name"), "{}", reason.message);
            }
            _ => panic!("{item}"),
        }
    }
    for odd in [json!(3), json!(null), json!({}), json!([]), json!("x")] {
        assert!(matches!(read(&odd, true), Item::Unreadable(_)), "{odd}");
    }
}

#[test]
fn texts_are_capped_and_foreign_pages_dropped() {
    let mut item = changed("description", json!("é".repeat(5000)));
    item["web_url"] = json!("https://evil.example/g/site");
    item["default_branch"] = json!("--upload-pack=x");
    item["topics"] = json!(vec!["t".repeat(500); 90]);
    let project = project(read(&item, true));
    assert_eq!(project.description.unwrap().chars().count(), 2000);
    assert_eq!((project.web_url, project.default_branch), (None, None));
    assert_eq!((project.topics.len(), project.topics[0].len()), (50, 100));
}

#[test]
fn a_private_upstream_is_not_named() {
    let fork = |visibility: Value| {
        changed("forked_from_project", json!({"path_with_namespace": "up/stream", "visibility": visibility}))
    };
    let seen = |item: &Value, with_token| project(read(item, with_token)).fork_of;
    assert_eq!(seen(&fork(json!("public")), true).as_deref(), Some("up/stream"));
    assert_eq!(seen(&fork(json!("private")), true), None);
    assert_eq!(seen(&fork(Value::Null), true), None);
    assert_eq!(seen(&fork(Value::Null), false).as_deref(), Some("up/stream"));
}

#[test]
fn imports_wait_but_pull_mirrors_do_not() {
    let mut item = changed("import_status", json!("started"));
    assert!(matches!(read(&item, true), Item::Unready(_)));
    item["mirror"] = json!(true);
    assert!(matches!(read(&item, true), Item::Public(_)));
    let going = changed("marked_for_deletion_on", json!("2026-01-01"));
    assert!(matches!(read(&going, true), Item::Unready(reason) if reason.code == ReasonCode::NotPublic));
}

#[test]
fn a_person_s_own_space_is_told_from_a_group() {
    let of = |namespace: Value| project(read(&changed("namespace", namespace), false)).owned_by_person;
    assert!(of(json!({"kind": "user", "path": "ada"})));
    assert!(!of(json!({"kind": "group", "path": "g"})));
    assert!(!of(json!("odd")) && !project(read(&public(), false)).owned_by_person);
}

#[test]
fn recorded_pages_of_a_real_instance_are_read_whole() {
    let api = "https://gite.lirmm.fr/api/v4/".parse().unwrap();
    let mut paths = Vec::new();
    for number in 1..=3 {
        let Some(page) = recorded(&format!("gitlab/swh-lister/gite.lirmm.fr.api_response_page{number}.json"))
        else {
            return;
        };
        for value in page["body"].as_array().unwrap() {
            paths.push(project(Item::read(value, &ForgeId::new("lirmm").unwrap(), &api, false)).path);
        }
    }
    assert_eq!(paths.len(), 5);
    assert_eq!(&paths[..2], ["yuquan/roboticsutils", "constraint-acquisition-team/pacq"]);
}

#[test]
fn a_recorded_private_project_is_not_public() {
    let Some(answer) = recorded("gitlab/ogr/test_generic_commands.test_is_private.json") else { return };
    let api = "https://gitlab.com/api/v4/".parse().unwrap();
    let item = Item::read(&answer["exchanges"][0]["body"], &ForgeId::new("gl").unwrap(), &api, true);
    assert!(matches!(item, Item::NotPublic(Some(path)) if path == "jscotka/private"));
}
