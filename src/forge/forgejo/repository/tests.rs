//! What a repository of the API becomes, and what is refused.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

use serde_json::json;

use super::super::super::recorded::recorded;
use super::*;

fn read_at(api: &str, value: &Value, with_token: bool) -> Item {
    Item::read(value, &ForgeId::new("mim").unwrap(), &api.parse().unwrap(), with_token)
}

fn read(value: &Value, with_token: bool) -> Item {
    read_at("https://forge.example/api/v1/", value, with_token)
}

fn public() -> Value {
    json!({"id": 7, "full_name": "g/site", "private": false, "owner": {"login": "g", "visibility": "public"},
        "clone_url": "https://forge.example/g/site.git"})
}

fn changed(key: &str, value: Value) -> Value {
    let mut item = public();
    item[key] = value;
    item
}

fn project(item: Item) -> SourceProject {
    match item {
        Item::Public(project) => *project,
        Item::NotPublic(_) => panic!("read as not public"),
        Item::Unreadable(reason) => panic!("{}", reason.message),
    }
}

#[test]
fn the_fewest_fields_make_a_project() {
    let project = project(read(&public(), true));
    assert_eq!(project.key.to_string(), "mim:7");
    assert_eq!((project.path.as_str(), project.name.as_str()), ("g/site", "site"));
    assert!(project.wiki_url.is_none() && !project.is_mirror && !project.archived && !project.empty);
}

#[test]
fn what_few_people_see_leaves_only_its_path_to_compare() {
    for item in [
        changed("private", json!(true)),
        changed("internal", json!(true)),
        changed("owner", json!({"login": "g", "visibility": "limited"})),
        changed("owner", json!({"login": "g", "visibility": "private"})),
    ] {
        for with_token in [true, false] {
            assert!(matches!(read(&item, with_token), Item::NotPublic(Some(_))), "{item}");
        }
    }
}

#[test]
fn silence_about_the_owner_is_public_only_to_a_stranger() {
    let item = changed("owner", json!({"login": "g"}));
    assert!(matches!(read(&item, false), Item::Public(_)));
    assert!(matches!(read(&item, true), Item::Unreadable(_)));
    let mut silent = public();
    silent.as_object_mut().unwrap().remove("private");
    assert!(matches!(read(&silent, false), Item::Unreadable(_)));
}

#[test]
fn mirrors_wikis_and_parents_are_known() {
    let mut item = changed("mirror", json!(true));
    item["has_wiki"] = json!(true);
    item["parent"] = changed("full_name", json!("up/site"));
    let found = project(read(&item, true));
    assert!(found.is_mirror);
    assert_eq!(found.wiki_url.as_deref(), Some("https://forge.example/g/site.wiki.git"));
    assert_eq!(found.fork_of.as_deref(), Some("up/site"));
    item["external_wiki"] = json!({"external_wiki_url": "https://wiki.example"});
    item["parent"]["private"] = json!(true);
    let found = project(read(&item, true));
    assert_eq!((found.wiki_url, found.fork_of), (None, None));
}

#[test]
fn hostile_fields_are_refused_or_dropped() {
    for (key, value) in [
        ("clone_url", json!("https://evil.example/g/site.git")),
        ("clone_url", json!("https://u:p@forge.example/g/site.git")),
        ("full_name", json!("g/../../etc")),
        ("archived", json!("no")),
    ] {
        assert!(matches!(read(&changed(key, value.clone()), true), Item::Unreadable(_)), "{key} {value}");
    }
    let mut item = changed("html_url", json!("javascript:alert(1)"));
    item["default_branch"] = json!("--upload-pack=x");
    item["description"] = json!("a\u{0}b\nc");
    let found = project(read(&item, true));
    assert_eq!((found.web_url, found.default_branch), (None, None));
    assert_eq!(found.description.as_deref(), Some("a b c"));
}

#[test]
fn recorded_listings_of_gitea_and_forgejo_are_read() {
    for (file, api, ids) in [
        (
            "gitea/swh-lister/demo.gitea.com.repos_page1.json",
            "https://demo.gitea.com/api/v1/",
            [5017, 5030, 5034],
        ),
        (
            "forgejo/swh-lister/try.next.forgejo.org.repos_page1.json",
            "https://v13.next.forgejo.org/api/v1/",
            [11, 88, 528],
        ),
        (
            "forgejo/swh-lister/try.next.forgejo.org.repos_page2.json",
            "https://v13.next.forgejo.org/api/v1/",
            [691, 195, 686],
        ),
    ] {
        let Some(page) = recorded(file) else { return };
        let items = page["body"]["data"].as_array().unwrap();
        let found: Vec<_> = items.iter().map(|item| project(read_at(api, item, false))).collect();
        let expected: Vec<_> = ids.iter().map(|id| format!("mim:{id}")).collect();
        assert_eq!(found.iter().map(|project| project.key.to_string()).collect::<Vec<_>>(), expected);
        // Counted in the recordings by hand: one pull mirror, and two without a commit.
        assert_eq!(
            found.iter().filter(|project| project.is_mirror).count(),
            usize::from(file.contains("gitea/"))
        );
        let empty = found.iter().filter(|project| project.empty).count();
        assert_eq!(empty, if file.contains("page2") { 2 } else { 0 });
    }
}

#[test]
fn a_recorded_private_repository_is_not_public() {
    let Some(recording) = recorded("forgejo/ogr/test_project.test_is_private.json") else { return };
    let exchanges = recording["exchanges"].as_array().unwrap();
    let one = exchanges.iter().find(|one| one["url"].as_str().unwrap().contains("/repos/")).unwrap();
    let item = read_at("https://v10.next.forgejo.org/api/v1/", &one["body"], true);
    assert!(matches!(item, Item::NotPublic(Some(_))));
}
