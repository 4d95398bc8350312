//! What a person at school takes for granted, and what the data must keep to.

mod corpus;
mod data;

use super::*;

fn level(text: &str) -> Option<&'static str> {
    level_of(text).map(|term| term.term.as_str())
}

fn subject(text: &str) -> Option<&'static str> {
    subject_of(text).map(|term| term.term.as_str())
}

#[test]
fn spellings_of_a_class_meet() {
    for text in ["6e", "sixieme", "Sixième", "6eme", "Fractions en 6ème", "maths-6e", "FRACTIONS 6E"] {
        assert_eq!(level(text), Some("6e"), "{text}");
    }
    assert_eq!(level("nsi-terminale"), Some("terminale générale"));
    assert_eq!(level("nsi-premiere"), Some("1re générale"), "nothing but school words");
    assert_eq!(level("2nde pro"), Some("2de professionnelle"));
    assert_eq!(level("Term STMG"), Some("terminale STMG"));
    assert_eq!(level("Colles de PC*"), Some("PC*"));
}

#[test]
fn subjects_are_known_by_their_abbreviations() {
    for (text, expected) in [
        ("maths", "mathématiques"),
        ("svt", "sciences de la vie et de la Terre"),
        ("Volcans SVT", "sciences de la vie et de la Terre"),
        ("physique-chimie", "physique-chimie"),
        ("NSI : les arbres", "numérique et sciences informatiques"),
        ("histoire géographie", "histoire-géographie"),
    ] {
        assert_eq!(subject(text), Some(expected), "{text}");
    }
}

#[test]
fn types_are_known_by_what_teachers_call_them() {
    let type_in = |text: &str| first(Kind::Type, text).map(|term| term.term.as_str());
    for (text, expected) in [
        ("QCM sur les fractions", "questionnaire"),
        ("TP n° 3", "travaux pratiques"),
        ("DM 4", "devoir maison"),
        ("Escape game : le brevet", "escape game"),
        ("Plan de travail de CM2", "plan de travail"),
        ("Séquence 2, la poésie", "séquence"),
        ("Corrigé du contrôle", "corrigé"),
    ] {
        assert_eq!(type_in(text), Some(expected), "{text}");
    }
    assert!(type_in("Un projet en cours").is_none(), "under way is no course");
}

#[test]
fn a_term_brings_its_other_names_and_not_its_neighbours() {
    let subject = |term| also_known_as(Kind::Subject, term);
    assert!(subject("mathématiques").contains(&"maths"));
    for (term, there, absent) in [
        ("numérique et sciences informatiques", "NSI", "SNT"),
        ("histoire", "HG", "hist-géo"),
        ("physique", "PC", "physique-chimie"),
        ("anglais", "langues vivantes", "allemand"),
        ("gestion et finance", "STMG", "lycée"),
    ] {
        let names = subject(term);
        assert!(names.contains(&there) && !names.contains(&absent), "{term}: {names:?}");
    }
    let level = also_known_as(Kind::Level, "6e");
    assert!(["sixième", "cycle 3", "collège", "second degré"].iter().all(|name| level.contains(name)));
    assert!(!level.iter().any(|name| name.contains("CM")), "{level:?}");
    assert!(also_known_as(Kind::Subject, "couture").is_empty());
}

#[test]
fn everyday_words_are_not_taken_for_school() {
    for text in [
        "si vous voulez",
        "it works",
        "un outil pour all",
        "Code de la route",
        "Licence MIT",
        "es-tu là",
        "La Seconde Guerre mondiale",
        "30 images par seconde",
        "un sixième de la population",
        "it isn't broken",
        "first master the basics",
    ] {
        assert_eq!((level(text), subject(text)), (None, None), "{text}");
    }
    assert!(lookup("Le ciel et les étoiles").is_empty(), "CIEL is a diploma, the sky is not");
}

#[test]
fn what_is_ambiguous_says_so() {
    for form in ["PC", "ES", "SI", "AP", "LP", "MC", "EPI", "GF", "DS", "TP", "CP", "C", "D", "licence"] {
        assert!(ambiguous(form), "{form}");
    }
    for form in ["SVT", "NSI", "6e", "collège", "mathématiques", "QCM", "inconnu"] {
        assert!(!ambiguous(form), "{form}");
    }
    let mentions = mentions("PC 4e");
    let told: Vec<_> =
        mentions.iter().map(|said| (said.term.term.as_str(), said.form.as_str(), said.ambiguous)).collect();
    assert_eq!(told, [("PC", "PC", true), ("physique-chimie", "PC", true), ("4e", "4e", false)]);
}

#[test]
fn a_class_reaches_its_cycle_and_its_school() {
    for (term, reached) in [
        ("6e", &["cycle 3", "collège", "second degré", "enseignement scolaire"][..]),
        ("CM2", &["cycle 3", "école élémentaire", "école primaire"]),
        ("CP", &["cycle 2", "école élémentaire", "école primaire"]),
        ("4e", &["cycle 4", "collège", "second degré"]),
        ("2de générale et technologique", &["lycée général et technologique", "lycée", "second degré"]),
        ("terminale STMG", &["STMG", "terminale technologique", "baccalauréat technologique", "lycée"]),
        ("1re professionnelle", &["lycée professionnel", "lycée"]),
        ("MPI*", &["MPI", "CPGE 2e année", "CPGE", "enseignement supérieur"]),
    ] {
        let all: Vec<&str> =
            broader_all(level_of(term).unwrap()).iter().map(|above| above.term.as_str()).collect();
        assert!(reached.iter().all(|name| all.contains(name)), "{term}: {all:?}");
    }
    assert!(!broader_all(level_of("CM2").unwrap()).iter().any(|above| above.term == "collège"));
    let college: Vec<&str> =
        narrower(level_of("collège").unwrap()).iter().map(|below| below.term.as_str()).collect();
    assert!(["6e", "5e", "4e", "3e"].iter().all(|class| college.contains(class)), "{college:?}");
}

#[test]
fn addresses_and_labels_of_other_vocabularies_lead_to_terms() {
    let scolomfr = "http://data.education.fr/voc/scolomfr/concept/scolomfr-voc-022-num-018";
    let kim = "https://w3id.org/kim/educationalLevel/level_2";
    for (uri, expected) in [
        (scolomfr, "6e"),
        (&scolomfr.replace("http", "https"), "6e"),
        (kim, "collège"),
        ("https://w3id.org/kim/hcrt/drill_and_practice", "exercice"),
        ("http://w3id.org/kim/hochschulfaechersystematik/n71", "informatique"),
    ] {
        assert_eq!(by_uri(uri).map(|term| term.term.as_str()), Some(expected), "{uri}");
    }
    assert!(by_uri("https://w3id.org/kim/hcrt/sheet_music").is_none());
    for (kind, label, expected) in [
        (Kind::Subject, "mathématiques (discipline)", "mathématiques"),
        (Kind::Level, "classe de sixième", "6e"),
        (Kind::Level, "cycle 3 (2016)", "cycle 3"),
        (Kind::Level, "section BTS", "BTS"),
    ] {
        assert_eq!(by_label(kind, label).map(|term| term.term.as_str()), Some(expected), "{label}");
    }
    assert!(by_label(Kind::Level, "mathématiques").is_none());
}
