//! `glane vocabulary import`: a release that an operator has, taken in whole or not at all.

use std::path::{Path, PathBuf};

use glane::operate::vocabulary;
use serde_json::Value;

use crate::support::Workshop;

/// The release in the corpus, from `GLANE_CORPUS` or beside the workspace.
#[expect(clippy::disallowed_methods, reason = "only the service's variables are the configuration's")]
fn release() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let root = std::env::var_os("GLANE_CORPUS").map_or_else(beside, PathBuf::from);
    let place = root.join("oer/vocabulary/scolomfr-3.2.0/SKOS");
    if place.exists() {
        return Some(place);
    }
    assert!(std::env::var_os("GLANE_REQUIRE_CORPUS").is_none(), "{} is absent", place.display());
    eprintln!("corpus absent, skipped");
    None
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

#[test]
fn a_release_is_taken_in_and_its_words_lead_to_ours() {
    let Some(folder) = release() else { return };
    let workshop = Workshop::plain();
    let files = files(&folder);
    let mut arguments = vec!["vocabulary", "import", "--json"];
    arguments.extend(files.iter().map(|file| file.to_str().unwrap()));
    let output = workshop.glane(&arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let summary: Value = serde_json::from_slice(&output.stdout).unwrap();
    // Counted in the files: nodes of vocabularies of which a French label is given.
    assert_eq!(summary["files"], 23);
    let count = |key: &str| summary[key].as_u64().unwrap();
    assert_eq!(count("concepts"), count("by_address") + count("by_label") + count("unmatched"));
    assert!(count("by_address") >= 100, "{summary}");
    let imported = vocabulary::load(&workshop.path("data")).unwrap().unwrap();
    let of = |text: &str| imported.find(text).and_then(|found| found.term()).map(|term| term.term.as_str());
    let concept =
        |number: &str| format!("http://data.education.fr/voc/scolomfr/concept/scolomfr-voc-{number}");
    for (text, expected) in [
        (concept("022-num-018"), "6e"),
        (concept("022-num-201"), "terminale générale"),
        (concept("022-num-128"), "1re générale"),
        (concept("010-num-028"), "fiche pédagogique"),
        ("niveau sixième".to_owned(), "6e"),
        ("cycle 4".to_owned(), "cycle 4"),
    ] {
        assert_eq!(of(&text), Some(expected), "{text}");
    }
}

#[test]
fn a_bad_file_leaves_what_was_there() {
    let workshop = Workshop::plain();
    let good = r#"<rdf:RDF xmlns:rdf="r"><c rdf:about="http://e/a"><prefLabel>a</prefLabel></c></rdf:RDF>"#;
    let bomb = r#"<!DOCTYPE a [<!ENTITY b "bbbb">]><rdf:RDF><c rdf:about="&b;"/></rdf:RDF>"#;
    std::fs::write(workshop.path("good.rdf"), good).unwrap();
    std::fs::write(workshop.path("bad.rdf"), bomb).unwrap();
    let output = workshop.glane(&["vocabulary", "import", "good.rdf"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("1 concept in 1 file\n"));
    let before = std::fs::read(vocabulary::place(&workshop.path("data"))).unwrap();
    for (files, told) in [(["good.rdf", "bad.rdf"], "bad.rdf"), (["good.rdf", "absent.rdf"], "absent.rdf")] {
        let output = workshop.glane(&["vocabulary", "import", files[0], files[1]]);
        assert_eq!(output.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&output.stderr).contains(told));
        assert_eq!(std::fs::read(vocabulary::place(&workshop.path("data"))).unwrap(), before);
    }
    assert_eq!(workshop.glane(&["vocabulary", "import"]).status.code(), Some(2));
}
