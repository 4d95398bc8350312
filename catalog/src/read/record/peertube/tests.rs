//! Answers as the documentation of PeerTube's API describes them.

use super::*;
use crate::model::Severity;

const UUID: &str = "9c9de5e8-0a1e-484a-b099-e80766180a6d";

fn instance() -> Url {
    Url::parse("https://tube.example.fr/").unwrap()
}

/// A video with further keys, which come last and so win.
fn described(more: &str) -> String {
    format!(
        r#"{{"id":42,"uuid":"{UUID}","shortUUID":"2y84q2MQUMWPbiEcxNXMgC","isLocal":true,"isLive":false,
        "name":"Les fractions en 5e","category":{{"id":13,"label":"Education"}},
        "licence":{{"id":2,"label":"Attribution - Share Alike"}},"language":{{"id":"fr","label":"French"}},
        "privacy":{{"id":1,"label":"Public"}},"nsfw":false,"duration":5025,"views":12,
        "publishedAt":"2024-10-01T10:52:46.396Z","updatedAt":"2025-01-02T08:00:00.000Z",
        "originallyPublishedAt":null,"previewPath":"/lazy-static/previews/a.jpg","tags":["5e","calcul"],
        "description":"Un cours, écrire à ada@example.org","support":"Donnez à ada@example.org",
        "account":{{"name":"ada","displayName":"Ada Lovelace","url":"https://tube.example.fr/accounts/ada"}},
        "channel":{{"name":"maths","displayName":"Maths au collège","host":"tube.example.fr"}}{more}}}"#
    )
}

fn read(text: &str) -> Video {
    video(&instance(), text).unwrap()
}

#[test]
fn a_video_gives_its_claims_and_nothing_of_people_but_a_name() {
    let found = read(&described(""));
    assert_eq!((found.uuid.as_str(), found.withheld), (UUID, None));
    let fields = &found.reading.fields;
    for (field, expected) in [
        (Field::Name, "Les fractions en 5e"),
        (Field::ResourceKind, "video"),
        (Field::Duration, "PT1H23M45S"),
        (Field::Language, "fr"),
        (Field::Author, "Ada Lovelace"),
        (Field::PartOf, "Maths au collège"),
        (Field::Level, "5e"),
        (Field::Published, "2024-10-01"),
        (Field::Modified, "2025-01-02"),
        (Field::Logo, "https://tube.example.fr/lazy-static/previews/a.jpg"),
        (Field::Website, "https://tube.example.fr/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d"),
    ] {
        assert_eq!(fields.value(field), Some(expected), "{field:?}");
    }
    assert_eq!(fields.values(Field::Keyword), ["Education", "calcul"]);
    let whole = serde_json::to_string(&found.reading).unwrap();
    assert!(!whole.contains('@') && !whole.contains("Donnez"), "{whole}");
}

#[test]
fn a_licence_is_what_is_stated_and_its_version_is_presumed_aloud() {
    let of = |licence: &str| {
        let text = described("").replace(r#"{"id":2,"label":"Attribution - Share Alike"}"#, licence);
        let reading = read(&text).reading;
        let codes: Vec<(String, Severity)> =
            reading.findings.iter().map(|finding| (finding.code.clone(), finding.severity)).collect();
        (reading.fields.value(Field::Licence).map(str::to_owned), codes)
    };
    let presumed = vec![("licence_version_unsaid".to_owned(), Severity::Warning)];
    for (id, licence) in [
        (1, "CC-BY-4.0"),
        (2, "CC-BY-SA-4.0"),
        (3, "CC-BY-ND-4.0"),
        (4, "CC-BY-NC-4.0"),
        (5, "CC-BY-NC-SA-4.0"),
        (6, "CC-BY-NC-ND-4.0"),
    ] {
        let said = of(&format!(r#"{{"id":{id},"label":"Attribution"}}"#));
        assert_eq!(said, (Some(licence.to_owned()), presumed.clone()), "{id}");
    }
    let stated = |licence: &str| (Some(licence.to_owned()), vec![]);
    assert_eq!(of(r#"{"id":7,"label":"Public Domain Dedication"}"#), stated("CC0-1.0"));
    // An instance may say more than PeerTube does, or name what PeerTube has not.
    assert_eq!(of(r#"{"id":2,"label":"CC BY-SA 3.0 FR"}"#), stated("CC-BY-SA-3.0"));
    assert_eq!(of(r#"{"id":100,"label":"Licence Ouverte 2.0"}"#), stated("etalab-2.0"));
    for silent in [r#"{"id":null,"label":"Unknown"}"#, "null", r#"{"id":99,"label":"Toute autre"}"#] {
        assert_eq!(of(silent), (None, vec![]), "{silent}");
    }
}

#[test]
fn only_what_everybody_may_see_is_read() {
    for (from, to) in [
        (r#""privacy":{"id":1,"label":"Public"}"#, r#""privacy":{"id":2,"label":"Unlisted"}"#),
        (r#""privacy":{"id":1,"label":"Public"}"#, r#""privacy":{"id":5,"label":"Password protected"}"#),
        (r#""privacy":{"id":1,"label":"Public"},"#, ""),
        (r#""nsfw":false"#, r#""nsfw":true"#),
        (r#""isLive":false"#, r#""isLive":true"#),
        (r#""isLocal":true"#, r#""isLocal":false"#),
    ] {
        let found = read(&described("").replace(from, to));
        assert!(found.withheld.is_some(), "{to}");
        assert_eq!(found.reading, Reading::default(), "{to}");
    }
    assert!(read(&described(r#","blacklisted":true"#)).withheld.is_some());
}

#[test]
fn addresses_are_of_the_instance_and_other_answers_are_none() {
    let elsewhere =
        described(r#","url":"https://other.example/w/a""#).replace("/lazy-static", "//other.example");
    let fields = read(&elsewhere).reading.fields;
    assert_eq!(fields.value(Field::Website), Some(&*format!("https://tube.example.fr/videos/watch/{UUID}")));
    assert_eq!(fields.value(Field::Logo), None);
    let own = read(&described(r#","url":"https://tube.example.fr/w/2y84""#)).reading.fields;
    assert_eq!(own.value(Field::Website), Some("https://tube.example.fr/w/2y84"));
    let list = format!(r#"{{"total":3,"data":[{},{{"uuid":"../x"}},7]}}"#, described(""));
    let list = videos(&instance(), &list).unwrap();
    assert_eq!((list.total, list.videos.iter().flatten().count(), list.videos.len()), (Some(3), 1, 3));
    for other in ["<html>", "", "[]", "{\"data\":{}}", "null", &"[".repeat(100_000)] {
        assert_eq!(videos(&instance(), other), None);
        assert_eq!(video(&instance(), other), None);
    }
}
