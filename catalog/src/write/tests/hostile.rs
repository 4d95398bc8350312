//! Hostile words, personal data, and the shape of documents that no schema of the corpus checks.

use super::*;
use crate::archive::zip::entries;
use crate::write::{amb, imscc, learning, lom, oai_dc, sample};

/// The elements of a document, each with the one it stands in; panics where it is not well-formed.
fn elements(text: &str) -> Vec<(String, String)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut open, mut found) = (vec![String::new()], Vec::new());
    loop {
        let name = |raw: &[u8]| String::from_utf8(raw.to_vec()).unwrap();
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                let name = name(start.name().as_ref());
                found.push((open.last().unwrap().clone(), name.clone()));
                open.push(name);
            }
            Event::Empty(start) => found.push((open.last().unwrap().clone(), name(start.name().as_ref()))),
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(open.len(), 1);
    found
}

fn within<'a>(elements: &'a [(String, String)], parent: &str) -> Vec<&'a str> {
    let mut names: Vec<&str> =
        elements.iter().filter(|(outer, _)| outer == parent).map(|(_, name)| name.as_str()).collect();
    names.dedup();
    names
}

#[test]
fn no_word_changes_the_shape_of_a_document() {
    let fields = [
        Field::Description,
        Field::Keyword,
        Field::Author,
        Field::Organisation,
        Field::Contributor,
        Field::Competence,
        Field::BasedOn,
        Field::PartOf,
        Field::Rights,
        Field::Audience,
        Field::Version,
    ];
    let with = |word: &str| {
        let values: Vec<(Field, &str)> =
            std::iter::once((Field::Name, word)).chain(fields.map(|field| (field, word))).collect();
        resource(&values, None)
    };
    let plain = with("mot");
    for word in sample::hostile() {
        let hostile = with(&format!("m{word}"));
        for write in [oai_dc::oai_dc, lom::lom] {
            assert_eq!(elements(&write(&hostile, HERE)), elements(&write(&plain, HERE)), "{word}");
            let control = |letter: char| letter.is_control() && letter != '\n' && letter != '\t';
            assert!(!write(&hostile, HERE).contains(control), "{word:?}");
        }
        let page = learning::json_ld(&hostile, HERE);
        assert!(!page.contains(['<', '>', '&', '\u{2028}', '\u{202e}', '\n']), "{page}");
        let whole: serde_json::Value = serde_json::from_str(&page).unwrap();
        assert!(whole["name"].is_string() && amb::amb(&hostile, HERE)["name"].is_string());
        assert!(imscc::imscc(&word, &[&hostile], HERE).starts_with(b"PK\x03\x04"));
    }
}

#[test]
fn no_mail_leaves_by_any_format() {
    let mail = "ada.lovelace@example.org";
    let values: Vec<(Field, &str)> =
        [Field::Name, Field::Description, Field::Author, Field::Keyword, Field::Organisation, Field::Rights]
            .map(|field| (field, mail))
            .into();
    let record = resource(&values, None);
    for text in [
        oai_dc::oai_dc(&record, HERE),
        lom::lom(&record, HERE),
        amb::amb(&record, HERE).to_string(),
        learning::json_ld(&record, HERE),
        String::from_utf8_lossy(&imscc::imscc("x", &[&record], HERE)).into_owned(),
    ] {
        assert!(!text.contains('@') || !text.contains("example.org"), "{text}");
    }
}

#[test]
fn lom_has_its_elements_in_the_order_of_the_schema() {
    for record in [whole(), bare()] {
        let elements = elements(&lom::lom(&record, HERE));
        let mut top = within(&elements, "lom");
        top.retain(|name| *name != "relation");
        let order =
            ["general", "lifeCycle", "metaMetadata", "technical", "educational", "rights", "classification"];
        assert_eq!(top, order);
        let general = within(&elements, "general");
        assert_eq!(general[..2], ["identifier", "title"]);
        assert!(general.contains(&"description"));
        let order = [
            "identifier",
            "title",
            "language",
            "description",
            "keyword",
            "aggregationLevel",
            "lomfr:documentType",
            "scolomfr:generalResourceType",
        ];
        let places: Vec<usize> =
            general.iter().map(|name| order.iter().position(|known| known == name).unwrap()).collect();
        assert!(places.is_sorted(), "{general:?}");
        // Compulsory: 2.3 with its role and entity, 4.3, and one classification with a path.
        assert_eq!(within(&elements, "contribute")[..2], ["role", "entity"]);
        assert!(within(&elements, "technical").contains(&"location"));
        assert_eq!(within(&elements, "classification")[..2], ["purpose", "taxonPath"]);
        for (outer, name) in elements.iter().filter(|(outer, _)| outer.starts_with("scolomfr:")) {
            assert!(name.starts_with("scolomfr:"), "{name} in {outer}");
        }
    }
}

#[test]
fn a_part_of_a_project_is_told_by_its_page_and_called_by_its_file() {
    let key =
        ResourceKey::Part { project: "mim:1".parse().unwrap(), path: "cours/fractions.ipynb".to_owned() };
    let part = ResourceRecord { key, ..resource(&[(Field::Language, "en")], Some("MIT")) };
    let written = amb::amb(&part, HERE);
    assert_eq!(written["name"], "fractions.ipynb");
    assert_eq!(written["id"], HERE.page(&part));
    assert_eq!(written["license"]["id"], "https://opensource.org/licenses/MIT");
    assert_eq!(written["@context"][1]["@language"], "en");
    let lom = lom::lom(&part, HERE);
    let title = "<string language=\"http://id.loc.gov/vocabulary/iso639-1/en\">fractions.ipynb</string>";
    assert!(lom.contains(title), "{lom}");
}

#[test]
fn a_cartridge_holds_a_manifest_and_one_link_a_resource() {
    let (first, second) = (whole(), bare());
    let bytes = imscc::imscc("Ma sélection & co", &[&first, &second], HERE);
    assert_eq!(bytes, imscc::imscc("Ma sélection & co", &[&first, &second], HERE));
    let (files, complete) = entries(&bytes);
    let names: Vec<_> = files.iter().map(|file| String::from_utf8_lossy(file.name).into_owned()).collect();
    assert_eq!(
        (names.as_slice(), complete),
        (["imsmanifest.xml", "lien_1.xml", "lien_2.xml"].map(str::to_owned).as_slice(), true)
    );
    let text = |at: usize| String::from_utf8(files[at].inflated(1 << 20).0).unwrap();
    let manifest = elements(&text(0));
    assert_eq!(within(&manifest, "manifest"), ["metadata", "organizations", "resources"]);
    assert_eq!(manifest.iter().filter(|(_, name)| name == "resource").count(), 2);
    assert!(text(0).contains("<schemaversion>1.3.0</schemaversion>"));
    assert!(text(0).contains("type=\"imswl_xmlv1p3\""));
    assert_eq!(within(&elements(&text(1)), "webLink"), ["title", "url"]);
    assert!(text(1).contains("href=\"https://exemple.fr/fractions?a=1&amp;b=2\""));
    assert!(text(2).contains(&HERE.page(&second)));
}

#[test]
fn a_cartridge_is_read_by_another_program() {
    let folder = std::env::temp_dir().join(format!("glane-imscc-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("a.imscc");
    std::fs::write(&path, imscc::imscc("x", &[&whole()], HERE)).unwrap();
    let ran = std::process::Command::new("unzip").arg("-tqq").arg(&path).output();
    std::fs::remove_dir_all(&folder).unwrap();
    match ran {
        Ok(ran) => assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout)),
        Err(_) => println!("unzip absent, skipped"),
    }
}
