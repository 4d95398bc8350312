//! `/api/v1`: every address that its description names, the schema of AMB, cursors, and problems.

mod described;

#[path = "../../catalog/src/write/tests/schema/reader.rs"]
mod reader;

use glane_catalog::model::{Field, ResourceRecord};
use serde_json::Value;

use crate::feeds::{found, served};
use crate::oai::shelf::{ask, source};
use crate::site::{Answer, Site};

const BASE: &str = "https://communs.example.org";

fn records() -> Vec<ResourceRecord> {
    let record = |number: usize| {
        let level = if number.is_multiple_of(2) { "6e" } else { "5e" };
        let claims = [
            (Field::Level, level),
            (Field::Subject, "mathématiques"),
            (Field::ResourceType, "exercice"),
            (Field::Author, "Ada Quennedey"),
            (Field::Language, "fr"),
            (Field::Published, "2025-02-03"),
            (Field::Access, "no_account"),
            (Field::Duration, "PT1H"),
            (Field::Description, "Mesurer & comparer des <fleuves>."),
        ];
        found(number, &format!("Fleuve {number}"), "2026-03-01T08:00:00Z", &claims)
    };
    (0..25).map(record).collect()
}

fn json(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.text()))
}

fn get(site: &Site, path: &str) -> Value {
    let answer = site.ask("GET", path, &[]);
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    json(&answer)
}

/// The address of the next page, on this machine, which the header and the body both say.
fn next(answer: &Answer) -> Option<String> {
    let body = json(answer)["next"].as_str().map(str::to_owned);
    let header = answer.header("link").and_then(|link| {
        link.split(", ")
            .find(|link| link.ends_with("; rel=\"next\""))
            .map(|link| link.split(['<', '>']).nth(1).unwrap().to_owned())
    });
    assert_eq!(header, body);
    body.map(|address| address.strip_prefix(BASE).unwrap().to_owned())
}

#[test]
fn resources_are_walked_to_the_end_and_each_is_given_once() {
    let records = records();
    let (workshop, site) = served(&records);
    let mut taken = Vec::new();
    let mut address = Some("/api/v1/resources?limit=10&niveau=6e".to_owned());
    while let Some(path) = address {
        let answer = site.ask("GET", &path, &[]);
        let page = json(&answer);
        let ids =
            page["resources"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned());
        taken.extend(ids);
        address = next(&answer);
        if taken.len() == 10 {
            assert_eq!(page["total"], 13);
            // What changes meanwhile makes no other come twice or be left out.
            let first = taken[0].rsplit('/').next().unwrap().to_owned();
            ask(&workshop, async |store| store.remove_resources(&source(), &[first]).await.unwrap());
        }
    }
    let mut expected: Vec<String> =
        records.iter().step_by(2).map(|record| format!("{BASE}/ressources/{}", record.id())).collect();
    expected.sort();
    assert_eq!(taken, expected);
}

#[test]
fn what_is_given_is_amb() {
    let Some(root) = corpus() else { return };
    let schemas = reader::Schemas::load(&root.join("oer/amb/schemas"));
    let records = records();
    let (_workshop, site) = served(&records);
    let list = get(&site, "/api/v1/resources?limit=100");
    let list = list["resources"].as_array().unwrap();
    assert_eq!(list.len(), records.len());
    for one in list {
        assert_eq!(schemas.is_valid(one), Ok(()), "{one:#}");
    }
    let id = records[0].id();
    let one = get(&site, &format!("/api/v1/resources/{id}"));
    assert_eq!(schemas.is_valid(&one), Ok(()));
    assert_eq!(one["creator"][0]["name"], "Ada Quennedey");
}

/// The corpus, where it is; see `GLANE_CORPUS`.
fn corpus() -> Option<std::path::PathBuf> {
    let environment = glane::config::Environment::process();
    let beside = || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let root = environment.get("GLANE_CORPUS").map_or_else(beside, Into::into);
    if root.is_dir() {
        return Some(root);
    }
    assert!(environment.get("GLANE_REQUIRE_CORPUS").is_none(), "{} is not there", root.display());
    eprintln!("corpus absent, skipped");
    None
}

#[test]
fn one_resource_is_told_in_the_words_that_are_asked_for() {
    let records = records();
    let (workshop, site) = served(&records);
    let path = format!("/api/v1/resources/{}", records[0].id());
    let kind = |path: &str, accept: &str| {
        let answer = site.ask("GET", path, &[("Accept", accept)]);
        assert_eq!((answer.status, answer.header("vary")), (200, Some("accept")), "{path} {accept}");
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        (answer.header("content-type").unwrap().to_owned(), json(&answer))
    };
    let (amb, told) = kind(&path, "*/*");
    assert_eq!(amb, "application/json");
    assert_eq!(told["@context"][0], "https://w3id.org/kim/amb/context.jsonld");
    let (ld, told) = kind(&path, "application/ld+json");
    assert_eq!(ld, "application/ld+json");
    assert_eq!((&told["@context"], &told["name"]), (&"https://schema.org".into(), &"Fleuve 0".into()));
    assert_eq!(kind(&format!("{path}?format=jsonld"), "application/json").0, "application/ld+json");
    let answer = site.ask("GET", &path, &[]);
    let tag = answer.header("etag").unwrap();
    let again = site.ask("GET", &path, &[("If-None-Match", tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    ask(&workshop, async |store| store.remove_resources(&source(), &[records[0].id()]).await.unwrap());
    assert_eq!(site.ask("GET", &path, &[]).status, 404, "at once");
}

#[test]
fn what_went_wrong_is_said_after_rfc_9457() {
    let (_workshop, site) = served(&[]);
    for (path, status, title) in [
        ("/api/v1/resources?cursor=x", 400, "Bad Request"),
        ("/api/v1/resources?limit=0", 400, "Bad Request"),
        ("/api/v1/resources?limit=101", 400, "Bad Request"),
        ("/api/v1/search?limit=beaucoup", 400, "Bad Request"),
        ("/api/v1/resources/0123456789abcdef01234567", 404, "Not Found"),
        ("/api/v1/resources/%2e%2e", 404, "Not Found"),
        ("/api/v1/resources/0123456789abcdef01234567?format=marc", 400, "Bad Request"),
        ("/api/v2/rien", 404, "Not Found"),
    ] {
        let answer = site.ask("GET", path, &[]);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{path}");
        let problem = json(&answer);
        assert_eq!((answer.status, problem["status"].as_u64()), (status, Some(status.into())), "{path}");
        assert_eq!((&problem["type"], &problem["title"]), (&"about:blank".into(), &title.into()), "{path}");
    }
    let answer = site.ask("POST", "/api/v1/resources", &[("Content-Length", "0")]);
    assert_eq!((answer.status, json(&answer)["status"].as_u64()), (405, Some(405)));
}
