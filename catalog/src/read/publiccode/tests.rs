//! The judge against the reference parser's verdicts, and the reader against French files.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use serde_json::Value as Json;

use super::judge;
use crate::corpus;
use crate::model::{Field, Severity};
use crate::read::tree::yaml;
use crate::read::{Format, Reading, read};

/// Key and line of a message.
type Told = (String, u64);

/// What the judge tells of a text, without what the reference parser has no word for.
fn told(text: &str) -> (bool, BTreeSet<Told>) {
    let root = yaml::parse_beyond_breaks(text).0.root.unwrap();
    let defects = judge(&root);
    let valid = !defects.iter().any(|defect| defect.severity == Severity::Error);
    let spoken = defects.into_iter().filter(|defect| defect.severity > Severity::Info);
    (valid, spoken.map(|defect| (defect.key, u64::from(defect.line))).collect())
}

/// What the reference parser tells, and what of it needs the network or other files.
fn expected(messages: &Json) -> (bool, BTreeSet<Told>, BTreeSet<Told>) {
    let mut valid = true;
    let (mut kept, mut excepted) = (BTreeSet::new(), BTreeSet::new());
    for message in messages.as_array().unwrap() {
        let one = (message["key"].as_str().unwrap().to_owned(), message["line"].as_u64().unwrap());
        if message["needs_network"] == true || message["needs_local_file"] == true {
            excepted.insert(one);
        } else {
            valid &= message["level"] != "error";
            kept.insert(one);
        }
    }
    (valid, kept, excepted)
}

#[test]
fn every_fixture_of_the_reference_parser_gets_its_verdict_and_its_places() {
    let Some(root) = corpus::root() else { return };
    let folder = root.join("catalogues/publiccode/fixtures");
    let table: Json = serde_json::from_slice(&std::fs::read(folder.join("expected.json")).unwrap()).unwrap();
    // Tables are read once in the life of the program.
    let _ = told("name: x");
    let (mut wrong, mut longest, mut count) = (Vec::new(), Duration::ZERO, 0);
    for (file, messages) in table.as_object().unwrap() {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let start = Instant::now();
        let (valid, mut ours) = told(&text);
        longest = longest.max(start.elapsed());
        let (should, kept, excepted) = expected(messages);
        ours.retain(|one| kept.contains(one) || !excepted.contains(one));
        count += 1;
        if valid != should || ours != kept {
            wrong.push(format!("{file}: valid {valid}/{should}, ours {ours:?}, theirs {kept:?}"));
        }
    }
    println!("publiccode: {} of {count} fixtures equal; the longest took {longest:?}", count - wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count, 88);
}

/// File, name, licence, first funder, number of funders, keys that must be told, by hand.
type French =
    (&'static str, &'static str, &'static str, Option<&'static str>, usize, &'static [&'static str]);

/// Keys that every one of the generated files lacks or has too many.
const COMMON: &[&str] = &["platforms", "developmentStatus", "localisation.localisationReady", "creationDate"];

const FRENCH: &[French] = &[
    (
        "ara",
        "Ara",
        "",
        None,
        0,
        &["legal.license", "softwareType", "latestRelease", "roadmap", "legal.authorsFile"],
    ),
    (
        "catala",
        "Catala",
        "Apache-2.0",
        Some("Institut National de Recherche en Informatique et en Automatique (INRIA)"),
        1,
        &["usedBy[0]", "fundedBy[0].url", "fundedBy[0].uri", "legal.license", "legal.authorsFile"],
    ),
    (
        "contentManager",
        "Content-Manager",
        "AGPL-3.0-only",
        None,
        0,
        &["legal.license", "softwareType", "latestRelease"],
    ),
    (
        "decoupageAdministratif",
        "Découpage administratif",
        "MIT",
        None,
        0,
        &["legal.license", "landingURL", "roadmap"],
    ),
    ("djangoDsfr", "Django DSFR", "", None, 0, &["legal.license", "maintenance.contacts[0].name"]),
    (
        "esup_pod",
        "Esup-Pod",
        "LGPL-3.0-or-later",
        Some("Consortium Esup-Portail / Université de Lille"),
        1,
        &[
            "fundedBy[0].url",
            "fundedBy[0].uri",
            "latestRelease",
            "monochromeLogo",
            "maintenance.contractors",
            "legal.repoOwner",
            "intendedAudience.countries[0]",
            "fr",
            "description.fr.genericName",
            "description.fr.videos[0]",
        ],
    ),
    ("openfisca", "OpenFisca", "", None, 0, &["legal.license", "roadmap"]),
    ("reactDsfr", "React DSFR", "MIT", None, 0, &["legal.license", "roadmap"]),
    (
        "shinygouv",
        "{shinygouv}",
        "EUPL-1.2",
        Some("SGAR des Pays de la Loire"),
        3,
        &["softwareType", "fundedBy[2].url", "fundedBy[2].uri", "legal.license"],
    ),
    (
        "vitam",
        "Vitam",
        "CECILL-2.1",
        Some("Ministère de la Culture"),
        3,
        &["softwareType", "fundedBy[0].url", "maintenance.contacts[0].name", "legal.license"],
    ),
];

fn french(name: &str) -> Option<Reading> {
    let file = format!("catalogues/publiccode/fr-awesome-2024/{name}_publiccode.yml");
    let bytes = std::fs::read(corpus::root()?.join(file)).unwrap();
    Some(read(Format::Publiccode, "publiccode.yml", &bytes))
}

#[test]
fn the_ten_french_files_give_what_they_say_and_every_defect_is_named() {
    for (file, name, licence, funder, funders, defects) in FRENCH {
        let Some(reading) = french(file) else { return };
        let fields = &reading.fields;
        assert_eq!(fields.value(Field::Name), Some(*name), "{file}");
        assert!(fields.value(Field::Summary).is_some_and(|text| text.len() > 15), "{file}");
        assert_eq!(fields.value(Field::Licence).unwrap_or_default(), *licence, "{file}");
        let paid = fields.values(Field::Funder);
        assert_eq!((paid.first().copied(), paid.len()), (*funder, *funders), "{file}");
        let keys: Vec<&str> = reading.findings.iter().filter_map(|finding| finding.key.as_deref()).collect();
        let common = COMMON.iter().filter(|_| *file != "esup_pod");
        for key in defects.iter().chain(common) {
            assert!(keys.contains(key), "{file}: {key} is not told, of {keys:?}");
        }
        let lines = |key: &str| {
            reading.findings.iter().any(|found| found.key.as_deref() == Some(key) && found.line.is_some())
        };
        assert!(lines("creationDate"), "{file}");
        let written = serde_json::to_string(&reading).unwrap();
        assert!(!written.contains('@'), "{file}");
    }
}

#[test]
fn what_is_wrong_comes_with_a_remedy_that_can_be_followed() {
    let text = "publiccodeYmlVersion: \"0\"\nname: X\nfundedBy:\n  - name: Région\n    url: https://a.fr\nlegal:\n  license: Etalab 2.0\nusedBy: {}\n";
    let reading = read(Format::Publiccode, "publiccode.yml", text.as_bytes());
    let remedy = |key: &str| {
        let found = reading.findings.iter().find(|found| found.key.as_deref() == Some(key)).unwrap();
        (found.line, found.column, found.remedy.clone())
    };
    let (line, column, told) = remedy("fundedBy[0].url");
    assert_eq!((line, column), (Some(5), Some(5)));
    assert!(told.starts_with("Write fundedBy[].uri"), "{told}");
    assert_eq!(remedy("legal.license"), (Some(7), Some(3), "Write etalab-2.0.".to_owned()));
    assert_eq!(remedy("usedBy").2, "Write a list of texts at usedBy.");
}

#[test]
fn broken_files_give_what_stands_on_both_sides_of_the_break() {
    let text = "publiccodeYmlVersion: \"0.4\"\nname: Système\ndescription:\n  fr:\n    shortDescription: Un système\n    longDescription: |\n  texte sans retrait : [\n\nlegal:\n  license: MIT\n";
    let reading = read(Format::Publiccode, "publiccode.yml", text.as_bytes());
    assert_eq!(reading.fields.value(Field::Name), Some("Système"));
    assert_eq!(reading.fields.value(Field::Summary), Some("Un système"));
    let licence = &reading.fields.claims(Field::Licence)[0];
    assert_eq!((licence.value.as_str(), licence.source.line), ("MIT", Some(10)));
    let told: Vec<&str> = reading.findings.iter().map(|found| found.code.as_str()).collect();
    assert!(told.contains(&"syntax") && !told.contains(&"publiccode_missing"), "{told:?}");
    let colon = read(Format::Publiccode, "publiccode.yml", b"name: Notes : les arrondir\n");
    assert_eq!((colon.findings[0].line, colon.findings[0].column), (Some(1), Some(13)));
    assert!(colon.findings[0].message.contains("mapping values"), "{:?}", colon.findings);
    assert!(colon.findings[0].remedy.contains("quotes"));
}

#[test]
fn aliases_that_explode_are_told_and_not_followed() {
    let text = "a: &a [x,x,x]\nb: &b [*a,*a]\nname: *b\n";
    let reading = read(Format::Publiccode, "publiccode.yml", text.as_bytes());
    let found = reading.findings.iter().find(|found| found.code == "yaml_alias").unwrap();
    assert_eq!(found.line, Some(2));
    assert!(reading.fields.value(Field::Name).is_none());
}

#[test]
fn files_made_to_be_slow_are_judged_in_time() {
    let many = |line: &str| line.repeat(30_000);
    let tags: String = (0..20_000).map(|number| format!("  x-{number}:\n")).collect();
    for text in [
        format!("description:\n{tags}"),
        format!("usedBy:\n{}", many("- {a: b}\n")),
        (0..30_000).map(|number| format!("k{number}:\n")).collect(),
        format!("a: [\n{}", many("a:\n")),
        many("a: &a [*a]\n"),
        format!("legal:\n  license: {}\n", "(".repeat(50_000)),
        format!("legal:\n  license: {}\n", "MIT OR ".repeat(20_000)),
        format!("description:\n  fr:\n    shortDescription: {}\n", "e\u{301}".repeat(60_000)),
        format!("localisation:\n  availableLanguages: [{}]\n", "fr-".repeat(50_000)),
    ] {
        let start = Instant::now();
        let reading = read(Format::Publiccode, "publiccode.yml", text.as_bytes());
        // A reader that goes through them once for each line would take hours.
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}: {}", start.elapsed(), &text[..40]);
        assert!(reading.findings.len() <= 102);
    }
}
