//! What is offered while somebody types, over HTTP: to browsers and to the field of the pages.

use glane_catalog::model::Field;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};

use crate::feeds::{found, served};
use crate::site::{Answer, Site};
use crate::support::Workshop;

const AT: &str = "2026-03-01T08:00:00Z";
const BASE: &str = "https://communs.example.org";

fn site() -> (Workshop, Site) {
    served(&[
        found(
            1,
            "Fleuve & crue",
            AT,
            &[
                (Field::Author, "Ada Quennedey"),
                (Field::Level, "6e"),
                (Field::Organisation, "Académie de Valombre"),
            ],
        ),
        found(2, "Fleuve en été", AT, &[(Field::Contributor, "Quitterie Aide")]),
    ])
}

fn ask(site: &Site, path: &str) -> Answer {
    let answer = site.ask("GET", path, &[]);
    assert_eq!(answer.status, 200, "{path}");
    assert_eq!(answer.header("set-cookie"), None);
    answer
}

fn offered(site: &Site, path: &str) -> Value {
    let answer = ask(site, path);
    assert_eq!(answer.header("content-type"), Some("application/x-suggestions+json; charset=utf-8"));
    serde_json::from_slice(&answer.body).unwrap()
}

#[test]
fn the_answer_is_that_of_opensearch_in_both_languages() {
    let (_workshop, site) = site();
    let page = |query: &str| format!("{BASE}/recherche?{query}");
    assert_eq!(
        offered(&site, "/suggestions?q=fleu"),
        json!([
            "fleu",
            ["Fleuve & crue", "Fleuve en été"],
            ["Ressource", "Ressource"],
            [page("q=Fleuve+%26+crue"), page("q=Fleuve+en+%C3%A9t%C3%A9")]
        ])
    );
    assert_eq!(
        offered(&site, "/en/suggestions?q=chrysal"),
        json!(["chrysal", ["Chrysalide"], ["Project"], [format!("{BASE}/en/recherche?q=Chrysalide")]])
    );
    for (typed, text, kind, query) in [
        ("quenn", "Ada Quennedey", "Auteur", "q=auteur%3A%22Ada+Quennedey%22"),
        ("valomb", "Académie de Valombre", "Organisme", "organisme=Acad%C3%A9mie+de+Valombre"),
        ("sixi%C3%A8", "6e", "Niveau", "q=6e"),
        ("classe+de+6", "classe de 6e", "Niveau\u{202f}: 6e", "q=classe+de+6e"),
        ("ETE", "Fleuve en été", "Ressource", "q=Fleuve+en+%C3%A9t%C3%A9"),
        ("frysalide", "", "", ""),
        ("chrisalid", "Chrysalide", "Projet", "q=Chrysalide"),
    ] {
        let answer = offered(&site, &format!("/suggestions?q={typed}"));
        let lists = match text {
            "" => json!([[], [], []]),
            _ => json!([[text], [kind], [page(query)]]),
        };
        assert_eq!(json!([answer[1], answer[2], answer[3]]), lists, "{typed}");
    }
    // Who helped is credited on the page and offered nowhere.
    assert_eq!(offered(&site, "/suggestions?q=quitt"), json!(["quitt", [], [], []]));
}

#[test]
fn answers_are_kept_for_a_minute_and_known_again() {
    let (_workshop, site) = site();
    let answer = ask(&site, "/suggestions?q=fleu");
    assert!(answer.header("cache-control").unwrap().starts_with("public, max-age=60,"));
    let tag = answer.header("etag").unwrap().to_owned();
    let again = site.ask("GET", "/suggestions?q=fleu", &[("If-None-Match", &tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert!(ask(&site, "/robots.txt").text().contains("\nDisallow: /suggestions\n"));
}

#[test]
fn whatever_is_typed_is_answered() {
    let (_workshop, site) = site();
    for (path, typed) in [("/suggestions", ""), ("/suggestions?q=", ""), ("/suggestions?x=fleuve", "")] {
        assert_eq!(offered(&site, path), json!([typed, [], [], []]), "{path}");
    }
    let long = offered(&site, &format!("/suggestions?q={}", "fleuve+".repeat(2000)));
    assert_eq!((&long[1], long[0].as_str().unwrap().chars().count()), (&json!([]), 300));
    for typed in ["%00", "%ff%fe", "%", "%E2%80%AE", "%3Cscript%3E", "l%27", "%22%22", "*", "%F0%9F%8E%93"] {
        let answer = offered(&site, &format!("/suggestions?q={typed}"));
        assert_eq!(answer.as_array().map(Vec::len), Some(4), "{typed}");
    }
    for typed in corpus().unwrap_or_default() {
        let query: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
        let answer = offered(&site, &format!("/suggestions?q={query}"));
        let lengths: Vec<usize> = (1..4).map(|list| answer[list].as_array().unwrap().len()).collect();
        assert!(lengths.iter().all(|length| *length == lengths[0] && *length <= 10), "{typed:?}: {answer}");
    }
}

/// Strings that break programs, where the corpus is; see `GLANE_CORPUS`.
fn corpus() -> Option<Vec<String>> {
    let environment = glane::config::Environment::process();
    let beside = || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let root = environment.get("GLANE_CORPUS").map_or_else(beside, Into::into);
    if root.is_dir() {
        let list = std::fs::read(root.join("hostile/strings/blns.json")).unwrap();
        let strings: Vec<String> = serde_json::from_slice(&list).unwrap();
        assert!(strings.len() > 400, "{}", strings.len());
        return Some(strings);
    }
    assert!(environment.get("GLANE_REQUIRE_CORPUS").is_none(), "{} is not there", root.display());
    eprintln!("corpus absent, skipped");
    None
}

/// An element: its name, its attributes, its text.
type Element = (String, Vec<(String, String)>, String);

/// The elements of a description, by another parser.
fn described(answer: &Answer) -> Vec<Element> {
    let text = answer.text();
    let mut reader = Reader::from_str(&text);
    let mut found: Vec<Element> = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} in {text}")) {
            Event::Start(element) | Event::Empty(element) => {
                let attributes = element.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let name = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
                    (name, attribute.unescape_value().unwrap().into_owned())
                });
                let name = String::from_utf8(element.name().as_ref().to_vec()).unwrap();
                found.push((name, attributes.collect(), String::new()));
            }
            Event::Text(said) => {
                // Lines between elements are no text of theirs.
                let said = said.decode().unwrap();
                if let Some(last) = found.last_mut().filter(|_| !said.contains('\n')) {
                    last.2.push_str(&said);
                }
            }
            Event::GeneralRef(said) => {
                assert_eq!(said.decode().unwrap(), "amp");
                found.last_mut().unwrap().2.push('&');
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn browsers_are_told_of_the_search_in_both_languages() {
    let (_workshop, site) = site();
    for (start, lang) in [("", "fr"), ("/en", "en")] {
        let page = ask(&site, &format!("{start}/recherche")).text();
        let link =
            "<link rel=\"search\" type=\"application/opensearchdescription+xml\" title=\"Essai &amp; Cie\"";
        assert!(page.contains(&format!("{link} href=\"{start}/opensearch.xml\">")), "{start}");
        assert!(page.contains(&format!("data-suggestions=\"{start}/suggestions\"")), "{start}");
        let answer = ask(&site, &format!("{start}/opensearch.xml"));
        let kind = "application/opensearchdescription+xml; charset=utf-8";
        assert_eq!(answer.header("content-type"), Some(kind));
        let elements = described(&answer);
        let text = |name: &str| &elements.iter().find(|(found, ..)| found == name).unwrap().2;
        assert_eq!((text("ShortName").as_str(), text("Language").as_str()), ("Essai & Cie", lang));
        let urls: Vec<(&str, &str)> = elements
            .iter()
            .filter(|(name, ..)| name == "Url")
            .map(|(_, attributes, _)| {
                let said = |sought: &str| {
                    let found = attributes.iter().find(|(name, _)| name == sought);
                    found.map_or("", |(_, value)| value.as_str())
                };
                (said("type"), said("template"))
            })
            .collect();
        let at = |path: &str| format!("{BASE}{start}{path}");
        assert_eq!(
            urls,
            [
                ("text/html", at("/recherche?q={searchTerms}").as_str()),
                ("application/atom+xml", &at("/feeds/recherche.atom?q={searchTerms}")),
                ("application/x-suggestions+json", &at("/suggestions?q={searchTerms}")),
                ("application/opensearchdescription+xml", &at("/opensearch.xml")),
            ]
        );
    }
}

#[test]
fn the_script_is_one_small_file_of_the_site() {
    let (_workshop, site) = site();
    let answer = ask(&site, "/recherche");
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"), "{policy}");
    assert!(policy.contains("script-src 'self';") && policy.contains("connect-src 'self';"), "{policy}");
    let page = answer.text();
    let path = page.split("<script type=\"module\" src=\"").nth(1).unwrap().split('"').next().unwrap();
    let script = ask(&site, path);
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(script.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert!(script.body.len() <= 3 * 1024, "{} bytes", script.body.len());
}
