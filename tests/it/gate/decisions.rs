//! Decisions of people: who may be kept out, let in again, and which project is meant.

use super::{gate, shown, tried};
use crate::support::{Workshop, bare, commit, import, licensed, published};

const MIT: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

#[test]
fn what_is_refused_is_not_even_fetched_until_that_is_lifted() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    import(&source, &commit("main", 1_700_000_000, &[(b"a", b"a")]));
    assert_eq!(workshop.sync().codes("un"), ["no_licence"]);
    gate(&workshop, &["refuse", "un", "--reason", "droits contestés"]);
    import(&source, &commit("main", 1_700_000_100, &[MIT, (b"b", b"b")]));
    let tip = published(&source)["refs/heads/main"].clone();
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["refused_by_decision"]));
    assert!(!super::has(&super::folder(&workshop, "intake.git"), &tip));
    assert!(!workshop.path("host/un.git").exists());
    gate(&workshop, &["lift", "un", "--reason", "accord retrouvé", "--by", "Dominique"]);
    assert_eq!(workshop.sync().state("un"), "published");
    let log: Vec<(String, String)> = shown(&workshop, "un")["decisions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["kind"].as_str().unwrap().to_owned(), one["by"].as_str().unwrap().to_owned()))
        .collect();
    let expected =
        [("refuse", "camille"), ("lift", "Dominique"), ("approve", "the configuration of forge atelier")];
    assert_eq!(log, expected.map(|(kind, by)| (kind.to_owned(), by.to_owned())));
}

#[test]
fn a_project_refused_after_its_publication_stays_as_it_is() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    assert_eq!(workshop.sync().state("un"), "published");
    let before = published(&workshop.path("host/un.git"));
    gate(&workshop, &["refuse", "un", "--reason", "à revoir"]);
    import(&source, &commit("main", 1_700_000_100, &[MIT, (b"b", b"b")]));
    assert_eq!(workshop.sync().codes("un"), ["refused_by_decision"]);
    assert_eq!(published(&workshop.path("host/un.git")), before);
}

#[test]
fn projects_are_named_by_path_or_key_and_doubt_names_the_candidates() {
    let workshop = Workshop::plain();
    for name in ["a/un", "b/un", "deux"] {
        licensed(&workshop.path(&format!("bare/{name}.git")), name);
    }
    workshop.sync();
    let error = |arguments: &[&str]| {
        let output = tried(&workshop, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    let doubt = error(&["show", "un"]);
    assert!(doubt.contains("a/un (atelier:") && doubt.contains("b/un (atelier:"), "{doubt}");
    assert!(error(&["show", "trois"]).contains("no project trois"));
    assert_eq!(shown(&workshop, "a/un")["path"], "a/un");
    let key = format!("atelier:{}", shown(&workshop, "deux")["id"].as_str().unwrap());
    assert_eq!(shown(&workshop, &key)["path"], "deux");
    assert_eq!(shown(&workshop, "atelier:deux")["path"], "deux");
    assert!(error(&["release", "deux", "--finding", "00", "--reason", "x"]).contains("nothing was seen"));
    assert!(error(&["refuse", "deux", "--reason", " "]).contains("reason"));
    assert!(error(&["send", "deux"]).contains("tell_owners"));
    gate(&workshop, &["clean-up", "deux", "--reason", "historique réécrit"]);
    assert_eq!(shown(&workshop, "deux")["decisions"][1]["kind"], "clean_up");
}

#[test]
fn held_projects_are_listed_with_their_causes() {
    let workshop = Workshop::plain();
    licensed(&workshop.path("bare/bon.git"), "Bon");
    bare(&workshop.path("bare/sans.git"), "sha1");
    import(&workshop.path("bare/sans.git"), &commit("main", 1_700_000_000, &[(b"a", b"a")]));
    workshop.sync();
    let listed = gate(&workshop, &["list", "--json"]);
    let lines: Vec<serde_json::Value> =
        listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 1, "{listed}");
    assert_eq!((&lines[0]["path"], &lines[0]["reasons"][0]["code"]), (&"sans".into(), &"no_licence".into()));
    assert!(gate(&workshop, &["list"]).starts_with("atelier:sans\n  no_licence: "));
    let letter = gate(&workshop, &["show", "sans", "--for-owner"]);
    assert!(
        letter.starts_with("# Publication en attente") && letter.contains("# Publication on hold"),
        "{letter}"
    );
    assert!(!gate(&workshop, &["show", "sans", "--for-owner", "--lang", "fr"]).contains("Hello"));
}
