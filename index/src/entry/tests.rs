//! What of a record is searched, counted and shown.

use glane_catalog::model::{Claim, ForgeId, LanguageShare, ProjectKey, Source, SourceProject};

use super::*;

fn record() -> ProjectRecord {
    let key = ProjectKey { forge: ForgeId::new("f").unwrap(), id: "7".to_owned() };
    ProjectRecord::discovered(SourceProject {
        description: Some("Des jeux".to_owned()),
        topics: vec!["6e".to_owned(), "JEUX".to_owned()],
        ..SourceProject::public(key, "drane/sous/jeux-6e")
    })
}

#[test]
fn a_bare_record_has_its_forges_words() {
    let entry = Entry::project(&record());
    assert_eq!(entry.card.title, "jeux-6e");
    assert_eq!(entry.card.organisation, "drane");
    assert_eq!(entry.topics, ["6e", "jeux"]);
    assert_eq!(entry.body, "Des jeux");
    assert!(entry.facets().contains(&(Facet::Topic, "jeux".to_owned())));
}

#[test]
fn the_text_is_not_said_twice_and_bears_no_address() {
    let mut record = record();
    let mut examination = Examination {
        text: Some("Des jeux pour la classe. Écrire à a.b@ac-lyon.fr".to_owned()),
        ..Examination::default()
    };
    examination
        .fields
        .add(Field::Description, Claim::new("pour la classe".to_owned(), Source::forge("x"), 1.0));
    record.examination = Some(examination);
    assert_eq!(Entry::project(&record).body, "Des jeux pour la classe. Écrire à …");
}

#[test]
fn a_topic_in_another_case_or_without_accents_is_the_same() {
    let mut record = record();
    record.source.topics = ["SVT", "svt", "Géométrie", "geometrie"].map(str::to_owned).to_vec();
    assert_eq!(Entry::project(&record).topics, ["svt", "géométrie"]);
}

#[test]
fn at_the_root_of_a_forge_there_is_no_organisation() {
    let mut record = record();
    record.source.path = "bon".to_owned();
    let entry = Entry::project(&record);
    assert_eq!(entry.card.organisation, "");
    assert!(!entry.facets().iter().any(|(facet, _)| *facet == Facet::Organisation));
}

#[test]
fn blocks_stay_apart_and_a_cut_summary_is_not_said_again() {
    let mut record = record();
    let mut examination = Examination {
        text: Some("Une séquence complète.\n\nFichiers".to_owned()),
        ..Examination::default()
    };
    let source = Source::file("README.md", None, None);
    examination.fields.add(Field::Summary, Claim::new("Une séquence…".to_owned(), source.clone(), 1.0));
    examination.fields.add(Field::Name, Claim::new("Autre titre".to_owned(), source, 0.1));
    examination
        .fields
        .add(Field::Name, Claim::new("Jeux".to_owned(), Source::file("publiccode.yml", None, None), 1.0));
    record.examination = Some(examination);
    let entry = Entry::project(&record);
    assert_eq!(in_one_line(&entry.body), "Une séquence complète. · Fichiers");
    assert!(entry.about.contains(&"Autre titre".to_owned()) && !entry.about.contains(&"Jeux".to_owned()));
}

#[test]
fn a_trace_of_a_language_is_not_counted() {
    let share = |name: &str, bytes| LanguageShare { name: name.to_owned(), bytes };
    let examination = Examination {
        languages: vec![share("Python", 990), share("Makefile", 10), share("Shell", 9)],
        ..Examination::default()
    };
    assert_eq!(languages(&examination), ["Python"]);
}
