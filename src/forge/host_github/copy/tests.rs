//! Which repositories of the organisation are ours, and what a refusal says.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

use super::super::super::recorded::recorded;
use super::*;

fn dress() -> Dress {
    Dress {
        description: "Miroir de g/site".to_owned(),
        homepage: Some("https://forge.example/g/site".to_owned()),
        topics: vec!["maths".to_owned()],
        default_branch: None,
        archived: false,
        mark: "mim:7".to_owned(),
    }
}

fn copy(change: &Value) -> Copy {
    let mut value = json!({"name": "g-site", "owner": {"login": "Org"}, "private": true, "size": 12,
        "clone_url": "https://github.com/Org/g-site.git", "description": "Miroir de g/site", "topics": []});
    for (key, new) in change.as_object().unwrap() {
        value[key] = new.clone();
    }
    serde_json::from_value(value).unwrap()
}

#[test]
fn the_mark_is_a_digest_of_the_projects_key() {
    // `printf mim:7 | sha256sum`
    let looks = Looks::new(&dress());
    assert_eq!(looks.topics, ["glane-6c97e56909ad", "maths"]);
}

#[test]
fn only_the_mark_or_an_unfinished_creation_makes_it_ours() {
    let looks = Looks::new(&dress());
    assert!(copy(&json!({"topics": ["x", looks.mark()]})).bears(&looks));
    assert!(copy(&json!({"size": 0})).bears(&looks));
    for foreign in [
        json!({}),
        json!({"topics": ["glane-000000000000"]}),
        json!({"size": 0, "private": false}),
        json!({"size": 0, "description": "Mon site"}),
        json!({"size": 0, "description": null}),
        json!({"size": 0, "topics": ["kept"]}),
    ] {
        assert!(!copy(&foreign).bears(&looks), "{foreign}");
    }
    assert!(copy(&json!({})).belongs_to("org") && !copy(&json!({"owner": {"login": "x"}})).belongs_to("org"));
}

#[test]
fn topics_follow_githubs_rules() {
    let mut many = dress();
    many.topics = (0..40).map(|n| format!("Sujet {n} été")).collect();
    many.topics.insert(0, "glane-ffffffffffff".to_owned());
    many.topics.insert(0, "C++".to_owned());
    many.topics.insert(0, "日本".to_owned());
    let topics = Looks::new(&many).topics;
    assert_eq!(topics.len(), 20);
    assert_eq!(&topics[1..3], ["c", "sujet-0-t"]);
    assert!(topics.iter().skip(1).all(|topic| !topic.starts_with("glane-")));
    assert_eq!(legal_topic(&"a".repeat(80)).unwrap().len(), 50);
}

#[test]
fn texts_fit_and_only_differences_are_sent() {
    let mut long = dress();
    long.description = "é".repeat(900);
    long.homepage = Some("javascript:alert(1)".to_owned());
    let looks = Looks::new(&long);
    assert_eq!(looks.description.chars().count(), 350);
    assert_eq!(looks.homepage, "");
    let same = copy(&json!({"description": looks.description, "homepage": null}));
    assert!(looks.changes(&same).is_empty());
    let other = looks.changes(&copy(&json!({"has_wiki": true})));
    assert_eq!(other.keys().map(String::as_str).collect::<Vec<_>>(), ["description", "has_wiki"]);
}

#[test]
fn the_push_address_is_on_the_host() {
    let site = "https://github.com/".parse().unwrap();
    assert_eq!(copy(&json!({})).push_address(&site).as_deref(), Some("https://github.com/Org/g-site.git"));
    for bad in
        ["https://evil.example/Org/g-site.git", "git@github.com:Org/g-site.git", "https://t@github.com/a.git"]
    {
        assert_eq!(copy(&json!({"clone_url": bad})).push_address(&site), None, "{bad}");
    }
}

#[test]
fn recorded_repositories_are_read() {
    let Some(existing) = recorded("github/octokit-fixtures/get-repository.json") else { return };
    let hello: Copy = serde_json::from_value(existing["exchanges"][0]["response"].clone()).unwrap();
    assert!(hello.name == "hello-world" && hello.belongs_to("octokit-fixture-org"));
    assert!(!hello.private && !hello.bears(&Looks::new(&dress())));
    let site = "https://github.com/".parse().unwrap();
    let push = hello.push_address(&site);
    assert_eq!(push.as_deref(), Some("https://github.com/octokit-fixture-org/hello-world.git"));
    let Some(created) = recorded("github/octokit-fixtures/errors.json") else { return };
    let fresh: Copy = serde_json::from_value(created["exchanges"][0]["response"].clone()).unwrap();
    assert!(fresh.size == 0 && fresh.name.starts_with("tmp-scenario-errors-"));
}
