//! Titles and first lines as teachers write them.

use super::*;

fn read(title: &str, text: &str) -> crate::model::Fields {
    let mut sheet = Sheet::new("lecon.md");
    claims(&mut sheet, Some((title, Some(1))), text, true);
    sheet.done().fields
}

#[test]
fn a_title_announces_its_sort_only_where_it_begins_something() {
    for (title, sorts) in [
        ("TP 3 : la chute libre", &["travaux pratiques"][..]),
        ("Les volcans - Évaluation", &["évaluation"]),
        ("Corrigé du DM n°2", &["corrigé", "devoir maison"]),
        ("QCM sur les fractions", &["questionnaire"]),
        ("Les fractions : exercices", &["exercice"]),
        ("Solution aqueuse et concentration", &[]),
        ("La carte de France", &[]),
        ("Fiche méthode : lire un graphique", &["fiche méthode"]),
    ] {
        assert_eq!(read(title, "").values(Field::ResourceType), sorts, "{title}");
    }
}

#[test]
fn lines_that_name_what_they_say_are_taken() {
    let text = "Un cours.\n⏱️ Durée : 2 séances de 55 min\nNiveau : Seconde · Discipline : SNT\n\
        Prérequis : variables, boucles\nAuteur(s) : Ada Lovelace, Alan Turing et Grace Hopper\nDurée de vie : 3 ans\n";
    let fields = read("Les données", text);
    assert_eq!(fields.value(Field::Duration), Some("PT1H50M"));
    assert_eq!(fields.values(Field::Related), ["variables, boucles"]);
    assert_eq!(fields.values(Field::Author), ["Ada Lovelace", "Alan Turing", "Grace Hopper"]);
    assert!(fields.values(Field::Level).iter().any(|level| level.starts_with("2de")), "{fields:?}");
    assert_eq!(fields.claims(Field::Duration)[0].source.line, Some(2));
    assert_eq!(fields.values(Field::Subject), ["sciences numériques et technologie"]);
}

#[test]
fn short_first_lines_are_levels_and_subjects_and_schools_are_not() {
    let fields =
        read("L’Occident féodal", "5ème\nHISTOIRE\nEtablissement : Collège Sartilly\nLycée Jean Moulin\n");
    assert_eq!(fields.values(Field::Level), ["5e"]);
    assert_eq!(fields.values(Field::Subject), ["histoire"]);
}

#[test]
fn programmes_have_a_year_and_days_have_not() {
    for (text, year) in [
        ("Conforme au programme 2025.", Some("2025")),
        ("programme du cycle 3 (2025)", Some("2025")),
        ("nouveaux programmes de mathématiques (rentrée 2025)", Some("2025")),
        ("Programme de la journée du 12 mars 2025", None),
        ("Un programme en Python. En 2024, il marchait.", None),
        ("On programme en 1998 lignes", None),
    ] {
        assert_eq!(read("Titre", text).value(Field::Programme), year, "{text}");
    }
}

#[test]
fn answers_are_told_where_they_are() {
    for (title, text, there) in [
        ("Équations : corrigé", "", true),
        ("Équations (sans correction)", "", false),
        ("Équations", "Exercices avec corrigés.", true),
        ("Équations", "Texte\n\nCorrection\n\n1. x = 2", true),
        ("La correction orthographique des noms", "", true),
        ("Équations", "Rendre la copie.", false),
    ] {
        assert_eq!(read(title, text).value(Field::AnswerKey).is_some(), there, "{title} / {text}");
    }
}
