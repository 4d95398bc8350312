//! What Forgejo says of a copy, and what must be changed on it.

#![allow(clippy::unwrap_used, reason = "a failed test should stop here")]

use super::super::super::recorded::recorded;
use super::*;

fn dress() -> Dress {
    Dress {
        description: "Miroir de g/site".to_owned(),
        homepage: Some("https://forge.example.org/g/site".to_owned()),
        topics: vec!["Maths".to_owned(), "Cycle 3".to_owned(), "é".to_owned(), "glane-other".to_owned()],
        default_branch: None,
        archived: false,
        mark: "mim:7".to_owned(),
    }
}

fn copy() -> Value {
    json!({"name": "g-site", "owner": {"login": "Copies", "visibility": "public"}, "private": true,
        "empty": true, "clone_url": "https://host.example/copies/g-site.git", "description": "Miroir de g/site",
        "topics": null})
}

fn changed(key: &str, value: Value) -> Copy {
    let mut one = copy();
    one[key] = value;
    Copy::read(&one).unwrap()
}

#[test]
fn topics_are_the_mark_and_what_forgejo_takes() {
    assert_eq!(Looks::new(&dress()).topics, ["glane-6c97e56909ad", "maths", "cycle-3"]);
    assert_eq!(legal_topic(&"x".repeat(40)).unwrap().len(), 35);
    assert_eq!(legal_topic("c++ / .NET"), Some("c-.net".to_owned()));
}

#[test]
fn a_copy_is_ours_by_mark_or_as_an_unfinished_creation() {
    let looks = Looks::new(&dress());
    assert!(Copy::read(&copy()).unwrap().bears(&looks));
    assert!(changed("topics", json!(["glane-6c97e56909ad", "x"])).bears(&looks));
    for (key, value) in [
        ("private", json!(false)),
        ("empty", json!(false)),
        ("description", json!("Autre")),
        ("topics", json!(["glane-000000000000"])),
    ] {
        assert!(!changed(key, value).bears(&looks), "{key}");
    }
    assert!(changed("topics", json!([])).belongs_to("copies"));
}

#[test]
fn a_public_copy_is_one_that_anyone_sees() {
    assert!(changed("private", json!(false)).is_public);
    let mut hidden = copy();
    hidden["private"] = json!(false);
    hidden["owner"]["visibility"] = json!("limited");
    assert!(!Copy::read(&hidden).unwrap().is_public);
}

#[test]
fn everything_that_matters_changes_the_state() {
    let before = Copy::read(&copy()).unwrap().seen().state;
    for (key, value) in [
        ("private", json!(false)),
        ("description", json!("x")),
        ("website", json!("https://x.example")),
        ("archived", json!(true)),
        ("default_branch", json!("dev")),
        ("topics", json!(["a"])),
        ("updated_at", json!("2025-01-01T00:00:00Z")),
        ("has_wiki", json!(true)),
        ("size", json!(7)),
    ] {
        assert_ne!(changed(key, value).seen().state, before, "{key}");
    }
    assert_eq!(Copy::read(&copy()).unwrap().seen().state, before);
}

#[test]
fn a_recorded_creation_is_read_and_everything_is_switched_off() {
    let Some(recording) = recorded("forgejo/ogr/test_service.test_project_create.json") else { return };
    let exchanges = recording["exchanges"].as_array().unwrap();
    let made =
        exchanges.iter().find(|one| one["url"].as_str().unwrap().ends_with("/orgs/packit/repos")).unwrap();
    let copy = Copy::read(&made["body"]).unwrap();
    assert!(copy.belongs_to("packit") && copy.name == "test");
    let changes = Looks::new(&dress()).changes(&copy);
    for key in FEATURES {
        assert_eq!(changes.get(key), Some(&json!(false)), "{key}");
    }
    assert_eq!(changes["website"], "https://forge.example.org/g/site");
    assert!(!changes.contains_key("private"));
}
