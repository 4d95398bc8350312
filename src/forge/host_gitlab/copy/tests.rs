//! What GitLab says of a copy, and what must be changed on it.

#![allow(clippy::unwrap_used, reason = "a failed test should stop here")]

use super::super::super::recorded::recorded;
use super::*;

fn dress() -> Dress {
    Dress {
        description: "Miroir de g/site".to_owned(),
        homepage: Some("https://forge.example.org/g/site".to_owned()),
        topics: vec!["maths".to_owned(), "Cycle 3".to_owned(), "a,b".to_owned()],
        default_branch: None,
        archived: false,
        mark: "mim:7".to_owned(),
    }
}

fn copy() -> Value {
    json!({"id": 9, "path": "g-site", "path_with_namespace": "copies/g-site", "visibility": "private",
        "http_url_to_repo": "https://host.example/copies/g-site.git", "topics": ["glane-6c97e56909ad"]})
}

fn changed(key: &str, value: Value) -> Copy {
    let mut one = copy();
    one[key] = value;
    Copy::read(&one).unwrap()
}

#[test]
fn a_copy_is_born_private_marked_and_switched_off() {
    let body = Looks::new(&dress()).birth("g-site", 12);
    assert_eq!((&body["visibility"], &body["namespace_id"]), (&json!("private"), &json!(12)));
    assert_eq!(body["topics"], json!(["glane-6c97e56909ad", "maths", "Cycle 3", "a b"]));
    for key in LEVELS {
        assert_eq!(body[key], "disabled", "{key}");
    }
    for key in SWITCHES {
        assert_eq!(body[key], false, "{key}");
    }
    let said = body["description"].as_str().unwrap();
    assert!(
        said.starts_with("Miroir de g/site — ") && said.ends_with(": https://forge.example.org/g/site"),
        "{said}"
    );
}

#[test]
fn only_what_the_version_answers_is_switched() {
    let mut one = copy();
    one["wiki_access_level"] = json!("enabled");
    one["pages_access_level"] = json!("private");
    one["issues_access_level"] = json!("disabled");
    one["packages_enabled"] = json!(true);
    let copy = Copy::read(&one).unwrap();
    let keys: Vec<_> = copy.switches().keys().map(String::as_str).collect();
    assert_eq!(keys, ["packages_enabled", "pages_access_level", "wiki_access_level"]);
}

#[test]
fn a_copy_lies_in_its_group_and_nowhere_below() {
    assert!(Copy::read(&copy()).unwrap().is_in("Copies"));
    assert!(!changed("path_with_namespace", json!("copies/sub/g-site")).is_in("copies"));
    assert!(changed("marked_for_deletion_on", json!("2026-01-01")).dies);
    assert!(!changed("marked_for_deletion_on", Value::Null).dies);
    assert!(!changed("visibility", json!("internal")).is_public());
}

#[test]
fn everything_that_matters_changes_the_state() {
    let before = Copy::read(&copy()).unwrap().seen().state;
    for (key, value) in [
        ("visibility", json!("public")),
        ("description", json!("x")),
        ("archived", json!(true)),
        ("default_branch", json!("dev")),
        ("topics", json!(["a"])),
        ("last_activity_at", json!("2025-01-01T00:00:00Z")),
        ("statistics", json!({"commit_count": 2})),
        ("wiki_access_level", json!("enabled")),
    ] {
        assert_ne!(changed(key, value).seen().state, before, "{key}");
    }
}

#[test]
fn a_recorded_creation_is_read() {
    let Some(recording) = recorded("gitlab/ogr/test_service.test_project_create.json") else { return };
    let exchanges = recording["exchanges"].as_array().unwrap();
    let made = exchanges.iter().find(|one| one["method"] == "POST").unwrap();
    let copy = Copy::read(&made["body"]).unwrap();
    assert!(copy.is_in("mfocko") && copy.path == "new-ogr-testing-repo" && copy.is_private());
    let changes = Looks::new(&dress()).changes(&copy);
    for key in
        ["issues_access_level", "wiki_access_level", "builds_access_level", "merge_requests_access_level"]
    {
        assert_eq!(changes.get(key), Some(&json!("disabled")), "{key}");
    }
    assert!(!changes.contains_key("visibility"));
}
