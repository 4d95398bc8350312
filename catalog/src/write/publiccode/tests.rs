//! Proposals read back by our own reader, and held against the keys that the standard demands.

use super::super::sample;
use super::*;
use crate::model::Field;
use crate::read::{Format, Reading, read};

fn reread(text: &str) -> Reading {
    read(Format::Publiccode, "publiccode.yml", text.as_bytes())
}

/// Keys that publiccode.yml 0.7 demands, with their depth.
const DEMANDED: [(&str, usize); 18] = [
    ("publiccodeYmlVersion", 0),
    ("name", 0),
    ("url", 0),
    ("platforms", 0),
    ("developmentStatus", 0),
    ("softwareType", 0),
    ("description", 0),
    ("shortDescription", 2),
    ("longDescription", 2),
    ("features", 2),
    ("legal", 0),
    ("license", 1),
    ("maintenance", 0),
    ("type", 1),
    ("contacts", 1),
    ("localisation", 0),
    ("localisationReady", 1),
    ("availableLanguages", 1),
];

#[test]
fn every_demanded_key_is_there_or_asked_for() {
    for described in [sample::whole(), sample::bare(), Described::default()] {
        let text = publiccode(&described);
        for (key, depth) in DEMANDED {
            let start = format!("{}{key}:", "  ".repeat(depth));
            let commented = format!("# {start}");
            let lines = text.lines().filter(|line| line.starts_with(&start) || line.starts_with(&commented));
            assert_eq!(lines.count(), 1, "{key} in\n{text}");
        }
    }
}

/// A proposal as a person would complete it.
fn completed(text: &str) -> String {
    let answers = [
        ("name", "Outil"),
        ("url", "https://forge.example.fr/dsi/outil.git"),
        ("uri", "https://lannuaire.service-public.fr/gouvernement/1"),
        ("platforms", "[web]"),
        ("developmentStatus", "beta"),
        ("softwareType", "standalone/web"),
        ("shortDescription", "Un outil."),
        ("longDescription", &"Un outil qui sert. ".repeat(10)),
        ("features", "[Sert]"),
        ("license", "MIT"),
        ("type", "community"),
        ("contacts", "[{name: Ada}]"),
        ("localisationReady", "true"),
        ("availableLanguages", "[fr]"),
    ];
    let complete = |line: &str| {
        let line = line.strip_prefix("# ").unwrap_or(line);
        let (before, after) = line.split_once(':').unwrap_or((line, ""));
        let indent = &line[..line.len() - line.trim_start().len()];
        if before.contains("à compléter") {
            return format!("{indent}fr:");
        }
        match answers.iter().find(|(key, _)| after.contains("à compléter") && before.trim() == *key) {
            Some((key, answer)) => format!("{indent}{key}: {answer}"),
            None => line.to_owned(),
        }
    };
    text.lines().skip(3).map(|line| complete(line) + "\n").collect()
}

#[test]
fn a_completed_proposal_is_valid() {
    for described in [sample::whole(), sample::bare()] {
        let text = completed(&publiccode(&described));
        assert!(!text.contains("à compléter"), "{text}");
        assert_eq!(reread(&text).findings, [], "{text}");
    }
}

/// Findings but for what the proposal asks for.
fn defects(reading: &Reading) -> Vec<&crate::model::Finding> {
    reading.findings.iter().filter(|finding| finding.code != "publiccode_missing").collect()
}

#[test]
fn our_own_reader_finds_what_was_written() {
    let described = sample::whole();
    let text = publiccode(&described);
    let reading = reread(&text);
    assert!(defects(&reading).is_empty(), "{:?} in\n{text}", reading.findings);
    for (field, value) in [
        (Field::Name, "Typofr"),
        (Field::Summary, "Corrige la typographie française d’un texte."),
        (Field::Description, described.description.as_deref().unwrap().trim()),
        (Field::Licence, "EUPL-1.2"),
        (Field::Repository, "https://forge.example.fr/nsi/typofr.git"),
        (Field::Website, "https://typofr.example.fr/"),
        (Field::Documentation, "https://docs.example.fr/"),
        (Field::Version, "1.2.0"),
        (Field::Status, "stable"),
        (Field::Language, "fr"),
        (Field::Kind, "library"),
        (Field::Maintenance, "community"),
        (Field::Released, "2026-05-01"),
        (Field::Holder, "Académie de Test"),
    ] {
        assert_eq!(reading.fields.value(field), Some(value), "{field:?} in\n{text}");
    }
    assert_eq!(reading.fields.values(Field::Platform), ["linux", "web"]);
    // The body's address is demanded beside its name, and not known.
    assert_eq!(reading.fields.value(Field::Organisation), None);
    assert!(text.contains("#   name: \"Académie de Test\""), "{text}");
}

#[test]
fn a_platform_is_told_once_as_the_standard_spells_it() {
    let told = ["Linux", "web", "linux", "Haiku", "haiku"].map(str::to_owned).to_vec();
    let text = publiccode(&Described { platforms: told, ..sample::bare() });
    assert!(text.contains("platforms:\n  - \"linux\"\n  - \"web\"\n  - \"Haiku\"\n"), "{text}");
}

#[test]
fn nothing_is_invented() {
    let text = publiccode(&sample::bare());
    let live: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(live, ["publiccodeYmlVersion: \"0.7\"", "name: \"x\""]);
    let vague = Described {
        status: Some("actif".into()),
        licence: Some("LicenseRef-maison".into()),
        description: Some("Trop court.".into()),
        summary: Some("Une phrase.".into()),
        ..sample::bare()
    };
    let text = publiccode(&vague);
    let live = text.lines().filter(|line| !line.starts_with('#')).count();
    assert_eq!(live, 2, "an unknown status, licence or language is asked for:\n{text}");
    assert!(text.contains("#     shortDescription: \"Une phrase.\""), "{text}");
}

#[test]
fn lengths_are_those_of_the_standard() {
    let long = Described { summary: Some("mot ".repeat(100)), language: Some("fr".into()), ..sample::bare() };
    let reading = reread(&publiccode(&long));
    let summary = reading.fields.value(Field::Summary).unwrap();
    assert!(summary.chars().count() <= 150 && summary.ends_with("mot…"), "{summary}");
    // 149 letters, each with an accent of its own: too short, however many characters there are.
    let marks = Described {
        description: Some("e\u{301}".repeat(149)),
        language: Some("fr".into()),
        ..sample::bare()
    };
    assert_eq!(reread(&publiccode(&marks)).fields.value(Field::Description), None);
}

#[test]
fn hostile_words_stay_words() {
    for word in sample::HOSTILE {
        let hostile = Described {
            name: word.to_owned(),
            summary: Some(word.to_owned()),
            description: Some(format!("{word}\n{}", word.repeat(60))),
            version: Some(word.to_owned()),
            organisation: Some(word.to_owned()),
            language: Some("no".to_owned()),
            ..Described::default()
        };
        let text = publiccode(&hostile);
        let reading = reread(&text);
        let broken =
            reading.findings.iter().any(|finding| matches!(finding.code.as_str(), "syntax" | "yaml_alias"));
        assert!(!broken, "{word:?}: {:?}\n{text}", reading.findings);
        assert_eq!(reading.fields.value(Field::Licence), None, "{word:?}\n{text}");
        // The reader joins white space and drops what does not show; the word is otherwise the same.
        let mut told = crate::model::Fields::new();
        let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        told.extend(reading.fields);
        assert_eq!(plain(told.value(Field::Name).unwrap()), plain(word), "{text}");
        for field in [Field::Version, Field::Summary] {
            assert_eq!(plain(told.value(field).unwrap()), plain(word), "{text}");
        }
        assert_eq!(told.value(Field::Language), Some("no"));
        assert!(!text.contains(['\u{202e}', '\u{2028}', '\u{feff}', '\0', '\u{7}']), "{word:?}");
    }
}

#[test]
fn no_text_breaks_the_file() {
    for word in sample::hostile() {
        let hostile = Described {
            name: word.clone(),
            summary: Some(word.clone()),
            description: Some(word.repeat(150)),
            version: Some(word.clone()),
            platforms: vec![word.clone()],
            holder: Some(word.clone()),
            licence: Some(word.clone()),
            status: Some(word.clone()),
            ..sample::whole()
        };
        let reading = reread(&publiccode(&hostile));
        let broken =
            reading.findings.iter().find(|found| matches!(found.code.as_str(), "syntax" | "yaml_alias"));
        assert_eq!(broken, None, "{word:?}");
        // What comes last is still where it belongs.
        assert_eq!(reading.fields.value(Field::Maintenance), Some("community"), "{word:?}");
    }
}
