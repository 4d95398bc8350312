//! Activities made by hand, after the fields that H5P's editors write.

use super::super::super::{Format, read};
use super::TYPES;
use crate::archive::zip::tests::zip;
use crate::model::Field;
use crate::vocabulary::school;

const STATED: &str = r#"{"title":"Les volcans en 5e","language":"en","defaultLanguage":"fr","mainLibrary":"H5P.QuestionSet",
    "authors":[{"name":"Ada Lovelace <ada@example.org>","role":"Author"},{"name":"Léa Petit","role":"Editor"}],
    "license":"CC BY-SA","licenseVersion":"4.0","licenseExtras":"<p>Citer la classe</p>","source":"https://example.org/volcans",
    "yearFrom":2024,"yearTo":2026,"metaKeywords":"volcans, SVT","changes":[{"date":"24-09-25 10:00:00","author":"Zoé","log":"x"}]}"#;
const CONTENT: &str = r#"{"introPage":{"introduction":"<p>Le magma &amp; la lave</p>","startButtonText":"Start Quiz"},
    "questions":[{"library":"H5P.MultiChoice 1.14","metadata":{"license":"CC BY","licenseVersion":"3.0","authors":[{"name":"Jean Roux"}]},
      "params":{"question":"Où est la lave ?","answers":[{"text":"Dehors"}],"UI":{"checkAnswerButton":"Check"},
        "media":{"file":{"path":"images/a.png","mime":"image/png"}}}},
     {"library":"H5P.Image 1.1","metadata":{"license":"U"},"params":{"file":{"path":"images/b.png","copyright":{"license":"C","author":"IGN"}}}}]}"#;

fn activity() -> Vec<u8> {
    zip(&[
        ("h5p.json", STATED),
        ("content/content.json", CONTENT),
        ("content/images/a.png", "12"),
        ("content/images/b.png", "1"),
    ])
}

#[test]
fn what_an_activity_states_is_claimed() {
    let reading = read(Format::H5p, "x.h5p", &activity());
    let values = |field| reading.fields.values(field);
    assert_eq!(reading.findings, []);
    assert_eq!(values(Field::Name), ["Les volcans en 5e"]);
    assert_eq!(reading.fields.value(Field::Language), Some("fr"));
    assert_eq!(values(Field::Author), ["Ada Lovelace"]);
    assert_eq!(values(Field::Contributor), ["Léa Petit"]);
    assert_eq!(values(Field::Licence), ["CC-BY-SA-4.0"]);
    assert_eq!(values(Field::Level), ["5e"]);
    assert_eq!(values(Field::Subject), ["sciences de la vie et de la Terre"]);
    assert_eq!(values(Field::ResourceType), ["questionnaire"]);
    assert_eq!(values(Field::BasedOn), ["https://example.org/volcans"]);
    assert_eq!(values(Field::Modified), ["2025-09-24"]);
    assert!(!serde_json::to_string(&reading).unwrap().contains("Zoé"));
}

#[test]
fn words_of_learners_stay_and_labels_go() {
    let text = read(Format::H5p, "x.h5p", &activity()).text.unwrap();
    assert_eq!(text, "Le magma & la lave\n\nOù est la lave ?\n\nDehors");
}

#[test]
fn each_medium_has_its_own_rights() {
    let reading = read(Format::H5p, "x.h5p", &activity());
    let told: Vec<_> = reading
        .attachments
        .iter()
        .map(|file| (file.place.as_str(), file.bytes, file.licence.as_deref(), file.author.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            ("content/images/a.png", Some(2), Some("CC-BY-3.0"), Some("Jean Roux")),
            ("content/images/b.png", Some(1), Some("LicenseRef-proprietary"), Some("IGN")),
        ]
    );
}

#[test]
fn undisclosed_is_no_licence() {
    let stated =
        r#"{"title":"A","language":"und","mainLibrary":"H5P.X","license":"U","licenseVersion":"4.0"}"#;
    let reading = read(Format::H5p, "x.h5p", &zip(&[("h5p.json", stated)]));
    assert!(
        reading.fields.claims(Field::Licence).is_empty() && reading.fields.claims(Field::Language).is_empty()
    );
}

#[test]
fn what_is_broken_is_said_with_a_remedy() {
    for (bytes, code) in [
        (b"abcd".to_vec(), "package_unreadable"),
        (zip(&[("a.txt", "")]), "h5p_json_absent"),
        (zip(&[("h5p.json", "{\"title\":\"A\"};")]), "syntax"),
        (zip(&[("h5p.json", "[]")]), "syntax"),
        (zip(&[("h5p.json", "{\"title\":\"A\"}")]), "h5p_library_absent"),
    ] {
        let reading = read(Format::H5p, "x.h5p", &bytes);
        assert_eq!(reading.findings.iter().map(|finding| finding.code.as_str()).collect::<Vec<_>>(), [code]);
        assert!(!reading.findings[0].remedy.is_empty());
    }
}

#[test]
fn types_are_terms_of_the_thesaurus() {
    for (library, term) in TYPES {
        let known =
            school::terms().iter().any(|known| known.kind == school::Kind::Type && known.term == *term);
        assert!(known, "{library}: {term}");
    }
}
