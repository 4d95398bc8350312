//! READMEs and lessons as French schools write them.

use super::super::{Format, Reading, read};
use crate::model::Field;

fn of(path: &str, text: &str) -> Reading {
    read(Format::of(path).unwrap(), path, text.as_bytes())
}

const README: &str = "# Fractions en 6e

[![Licence](https://img.shields.io/badge/licence-x-green.svg)](https://example.org)

Une séquence complète sur les fractions, avec des exercices pour les élèves et leur corrigé.

## Installation

Rien à installer.

## Licence

Ce cours est publié sous licence [CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/deed.fr).
";

#[test]
fn a_readme_says_what_it_is_for_whom_and_under_which_licence() {
    let reading = of("README.md", README);
    assert_eq!(reading.fields.value(Field::Name), Some("Fractions en 6e"));
    assert!(reading.fields.value(Field::Summary).unwrap().starts_with("Une séquence complète"));
    assert_eq!(reading.fields.value(Field::Language), Some("fr"));
    assert_eq!(reading.fields.values(Field::Level), ["6e"]);
    let [licence] = reading.fields.claims(Field::Licence) else { panic!("{reading:?}") };
    assert_eq!((licence.value.as_str(), licence.source.line), ("CC-BY-SA-4.0", Some(13)));
    assert!((0.5..=0.65).contains(&licence.confidence), "{}", licence.confidence);
    assert!(reading.text.unwrap().contains("Rien à installer"));
}

#[test]
fn two_licences_in_a_section_are_told_apart_or_not_chosen_between() {
    let reading = of("README.md", "# x\n\n## Licence\n\nCode MIT, contenus sous Licence Ouverte 2.0.\n");
    assert_eq!(reading.fields.values(Field::Licence), ["MIT", "etalab-2.0"]);
    let text = spdx::license_id("ISC").unwrap().text();
    let reading = of("README.md", &format!("# x\n\nUn outil.\n\n## License\n\n{text}\n"));
    assert_eq!(reading.fields.values(Field::Licence), ["ISC"], "the text itself, unnamed");
    let reading = of("README.md", "# x\n\n## Licence\n\nVoir MIT. Voir EUPL 1.2.\n");
    assert!(reading.fields.claims(Field::Licence).is_empty());
}

#[test]
fn front_matter_is_declared() {
    let page = "---\ntitre: Les fractions\nlicence: CC BY-SA 4.0\nniveau: sixième\ndiscipline: maths\nauteur: Ada Lovelace <a@b.fr>\nlangue: fr-FR\ntags: [calcul, numération]\n---\n# Autre titre\n";
    let reading = of("cours/fractions.md", page);
    assert_eq!(reading.fields.value(Field::Name), Some("Les fractions"));
    assert_eq!(reading.fields.values(Field::Licence), ["CC-BY-SA-4.0"]);
    assert_eq!(reading.fields.values(Field::Level), ["6e"]);
    assert_eq!(reading.fields.values(Field::Subject), ["mathématiques"]);
    assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace"]);
    assert_eq!(reading.fields.value(Field::Language), Some("fr"));
    assert_eq!(reading.fields.values(Field::Keyword), ["calcul", "numération"]);
}

#[test]
fn a_latin_1_readme_is_read_and_told() {
    let reading = read(Format::Readme, "README.txt", b"\xc9l\xe8ves\n\nUn outil pour les \xe9l\xe8ves.\n");
    assert_eq!(reading.fields.value(Field::Name), Some("Élèves"));
    assert_eq!(reading.findings[0].code, "not_utf8");
}

/// Sentences of the corpus, as they stand in READMEs: traps name no licence, mentions mostly do.
#[test]
fn sentences_of_the_corpus_name_their_licence_and_traps_none() {
    let Some(root) = crate::corpus::root() else { return };
    let text = std::fs::read_to_string(root.join("licences/snippets.jsonl")).unwrap();
    let (mut right, mut wrong, mut silent, mut traps) = (0, 0, 0, 0);
    for snippet in text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()) {
        let of_kind = |kind: &str| snippet["kind"] == kind;
        let said = |key: &str| snippet[key].as_str().unwrap().to_owned();
        if !of_kind("mention") && !of_kind("none") {
            continue;
        }
        let reading = of("README.md", &said("text"));
        let found = reading.fields.values(Field::Licence).join(" AND ");
        if said("expected") == "NONE" {
            traps += usize::from(!found.is_empty());
            if !found.is_empty() {
                println!("trap {found}: {}", said("text"));
            }
        } else if found.is_empty() {
            silent += 1;
            println!("silent: {}", said("text"));
        } else if found == said("expected") || said("accept").split(';').any(|other| other == found) {
            right += 1;
        } else {
            wrong += 1;
            println!("{found} for {}: {}", said("expected"), said("text"));
        }
    }
    println!("{right} right, {wrong} wrong, {silent} silent, {traps} traps taken");
    assert!(wrong <= 1 && right >= 36 && traps == 0, "{right} right, {wrong} wrong, {traps} traps taken");
}

#[test]
fn a_lesson_says_its_licence_in_its_own_words() {
    for (page, licence) in [
        (
            "# Cours\n\n<div class=\"licence\">\n<span>Licence CC BY-NC-ND 4.0</span>\n</div>\n",
            Some("CC-BY-NC-ND-4.0"),
        ),
        ("# Cours\n\n## Licence\n\nCC BY-SA 4.0\n", Some("CC-BY-SA-4.0")),
        ("# Cours\n\n![CC](https://licensebuttons.net/l/by-sa/4.0/88x31.png)\n", Some("CC-BY-SA-4.0")),
        (
            "# Cours\n\nCe document est mis à disposition selon les termes de la licence **Creative Commons Attribution – Partage dans les mêmes conditions 4.0 International (CC BY-SA 4.0)**.\n",
            Some("CC-BY-SA-4.0"),
        ),
        // A chapter about licences, and other people's works.
        (
            "# Cours\n\n## Les licences libres\n\nPar exemple, un texte sous licence CC BY 4.0 peut être modifié.\n",
            None,
        ),
        ("# Cours\n\nTexte de Wikipédia, sous licence CC BY-SA 4.0.\n", None),
        ("# Cours\n\nUn logiciel sous licence GPL, un texte sous licence CC BY 4.0.\n", None),
    ] {
        let reading = of("cours/lecon.md", page);
        assert_eq!(reading.fields.value(Field::Licence), licence, "{page}");
    }
}

#[test]
fn front_matter_names_people_in_many_ways() {
    for (page, people) in [
        ("author: Ada Lovelace, Alan Turing", &["Ada Lovelace", "Alan Turing"][..]),
        ("author: \"Lovelace, Ada\"", &["Lovelace, Ada"]),
        ("author: Ada Lovelace^[Université]", &["Ada Lovelace"]),
        (
            "authors:\n  - name: Ada Lovelace\n    affiliation: Exo7\n  - Alan Turing",
            &["Ada Lovelace", "Alan Turing"],
        ),
        ("author:\n  - name: {given: Ada, family: Lovelace}", &["Ada Lovelace"]),
        ("author: {prenom: Ada, nom: Lovelace}", &["Ada Lovelace"]),
    ] {
        let reading = of("cours/lecon.qmd", &format!("---\ntitle: Cours\n{page}\n---\nTexte.\n"));
        assert_eq!(reading.fields.values(Field::Author), people, "{page}");
        assert!(reading.fields.claims(Field::Organisation).is_empty());
    }
}

#[test]
fn front_matter_says_what_teaching_needs() {
    let page = "---\ntitle: TP 2\nduree: 2 séances de 55 min\ncycle: 4\ntype: exercice\nprogramme: 2025\ncorrige: corrige.md\n\
        prerequis: [les fractions]\ndate: 2025-09-01\nlicense: {text: x, url: \"https://creativecommons.org/licenses/by/4.0/\"}\nkeywords: [\"\"]\n---\nTexte.\n";
    let told = of("cours/lecon.qmd", page).fields;
    assert_eq!(told.value(Field::Duration), Some("PT1H50M"));
    assert_eq!(told.values(Field::Level), ["cycle 4"]);
    assert_eq!(told.values(Field::ResourceType), ["travaux pratiques", "exercice"]);
    assert_eq!(told.value(Field::Programme), Some("2025"));
    assert_eq!(told.value(Field::AnswerKey), Some("corrige.md"));
    assert_eq!(told.values(Field::Related), ["les fractions"]);
    assert_eq!(told.value(Field::Published), Some("2025-09-01"));
    assert_eq!(told.values(Field::Licence), ["CC-BY-4.0"]);
    assert!(told.claims(Field::Keyword).is_empty());
    assert_eq!(told.claims(Field::Duration)[0].source.line, Some(3));
}
