//! Notices and answers of real catalogues, with what a person reads in them.

use super::*;

/// File, title, licence, levels, subjects; `|` between several.
const NOTICES: &[[&str; 5]] = &[
    ["bnf-159803", "BNF Le labo", "", "second degré", ""],
    ["darwin-161986", "Darwin", "", "second degré", "sciences de la vie et de la Terre"],
    [
        "enqstat",
        "Méthodologie de l'enquête statistique",
        "CC-BY-NC-4.0",
        "enseignement scolaire|second degré|2de générale et technologique|lycée général et technologique",
        "sciences économiques et sociales",
    ],
    [
        "esclavage",
        "Abolition de l'esclavage : 1794 et 1848",
        "",
        "4e|2de générale et technologique|cycle 3",
        "histoire|enseignement moral et civique",
    ],
    [
        "extraction-scolomfr-educasources-79726",
        "Préparation de la rentrée 2007 : priorité n°3 - L'égalité des chances mieux garantie",
        "",
        "école primaire|lycée|collège",
        "",
    ],
    [
        "extraction-scolomfr-educasources-88183",
        "L'Europe",
        "",
        "école primaire|second degré|enseignement supérieur",
        "langues vivantes|enseignement moral et civique|histoire des arts|sciences|technologie|histoire-géographie|sciences de la vie et de la Terre|enseignement scientifique|géographie|histoire|sciences économiques et sociales",
    ],
    [
        "extraction-scolomfr-educasources-89282",
        "Institut polaire français Paul Emile Victor",
        "",
        "second degré",
        "enseignement moral et civique|géographie|sciences de la vie et de la Terre",
    ],
    [
        "hierarchy",
        "Les modes de cuissons : \"sauter\"",
        "CC-BY-NC-4.0",
        "enseignement scolaire|second degré|lycée professionnel|2de professionnelle",
        "hôtellerie-restauration",
    ],
    ["scolomfr30-exemple", "Harry Potter", "CC-BY-2.0", "école primaire", ""],
    ["several_formats", "Darwin", "", "second degré", "sciences de la vie et de la Terre"],
];

#[test]
fn notices_say_what_a_person_reads_in_them() {
    let (mut told, mut found) = (0, 0);
    for [file, title, licence, levels, subjects] in NOTICES {
        let Some(text) = text(&format!("lom/{file}.xml")) else { return };
        let reading = record(Format::Lom, "oai:x:1", &text);
        assert_eq!(value(&reading, Field::Name), Some(*title), "{file}");
        assert_eq!(value(&reading, Field::Licence).unwrap_or_default(), *licence, "{file}");
        assert_eq!(value(&reading, Field::Language), Some("fr"), "{file}");
        assert_eq!(errors(&reading), [""; 0], "{file}");
        for (field, expected) in [(Field::Level, levels), (Field::Subject, subjects)] {
            let values = reading.fields.values(field);
            let expected: Vec<&str> = expected.split('|').filter(|term| !term.is_empty()).collect();
            told += expected.len();
            found += expected.iter().filter(|term| values.contains(*term)).count();
            let wrong: Vec<_> = values.iter().filter(|value| !expected.contains(*value)).collect();
            assert!(wrong.is_empty(), "{file}: {wrong:?}");
        }
    }
    println!("levels and subjects: {found} of {told} that a person can tell");
    assert!(found * 100 >= told * 90, "{found} of {told}");
}

#[test]
fn a_notice_gives_names_dates_and_places() {
    let Some(text) = text("lom/scolomfr30-exemple.xml") else { return };
    let reading = record(Format::Lom, "oai:x:1", &text);
    for (field, values) in [
        (Field::Author, &["Julie Martini"][..]),
        (Field::Organisation, &["Zone académique : Paris"]),
        (Field::Contributor, &["Julien Martini"]),
        (Field::Language, &["fr", "en"]),
        (Field::Audience, &["apprenant", "enseignant"]),
        (Field::ResourceType, &["livre numérique", "scénario pédagogique"]),
        (Field::Identifier, &["ark:/19153/b2nk3c28", "isbn:2-07-064309-3"]),
        (Field::Related, &["http://eduscol.education.fr/bd/urtic/lettres/?commande=aper&id=1057"]),
    ] {
        assert_eq!(reading.fields.values(field), values);
    }
    for (field, expected) in [
        (Field::Website, "http://www.laclassedemallory.com/theme-de-classe-harry-potter-a66059169"),
        (Field::Description, "Séquence pédagogique autour du film de Harry Potter en édition bilingue."),
        (Field::Created, "2008-03-20"),
        (Field::Published, "2008-03-20"),
        (Field::Duration, "PT1H"),
        (Field::Free, "yes"),
        (Field::ResourceKind, "book"),
    ] {
        assert_eq!(value(&reading, field), Some(expected));
    }
    let author = &reading.fields.claims(Field::Author)[0].source;
    assert_eq!((author.path.as_deref(), author.line), (Some("oai:x:1"), None));
    assert_eq!(author.key.as_deref(), Some("lifeCycle.contribute.author"));
}

#[test]
fn a_location_that_was_cut_is_told_and_the_identifier_stands_for_it() {
    let Some(text) = text("lom/extraction-scolomfr-educasources-88183.xml") else { return };
    let reading = record(Format::Lom, "x", &text);
    let address = "http://www.educasources.education.fr/selection-detail-88183.html";
    assert_eq!(value(&reading, Field::Website), Some(address));
    assert!(reading.findings.iter().any(|finding| finding.code == "location_truncated"));
}

#[test]
fn notices_that_no_reader_may_take_are_refused() {
    for (file, code) in [
        ("lom/invalid/double-general.xml", "element_repeated"),
        ("lom/invalid/wrong-vocabulary-by-detection.xml", "label_of_another"),
        // What a search engine made of a notice, and no notice.
        ("lom/test1.xml", "no_record"),
    ] {
        let Some(text) = text(file) else { return };
        assert_eq!(errors(&record(Format::Lom, "x", &text)), [code], "{file}");
    }
    let Some(double) = text("lom/invalid/double-general.xml") else { return };
    assert_eq!(record(Format::Lom, "x", &double).fields, crate::model::Fields::new());
}

#[test]
fn telephones_and_mails_of_cards_are_nowhere() {
    let Some(root) = crate::corpus::root() else { return };
    let mut cards = 0;
    for path in crate::corpus::files(&root.join("oer/lom")) {
        let text = std::fs::read_to_string(&path).unwrap();
        cards += text.matches("BEGIN:VCARD").count();
        let whole = serde_json::to_string(&record(Format::Lom, "x", &text)).unwrap();
        let mut words = text.split(|c: char| c.is_whitespace() || "<>;:\\".contains(c));
        let mails: Vec<&str> =
            words.by_ref().filter(|word| word.contains('@') && word.contains('.')).collect();
        assert!(mails.iter().all(|mail| !whole.contains(mail)), "{}", path.display());
        assert!(!whole.contains("VCARD") && !whole.contains("EMAIL"), "{}", path.display());
    }
    assert!(cards > 20, "{cards}");
    let lom = "<lom><general><title><string>T</string></title></general><lifeCycle><contribute><role><value>author\
               </value></role><entity>BEGIN:VCARD\nFN:Ada\nTEL:+33 6 12 34 56 78\nADR:;;1 rue X;Y\nEMAIL:a@b.fr\n\
               END:VCARD</entity></contribute></lifeCycle></lom>";
    let whole = serde_json::to_string(&record(Format::Lom, "x", lom)).unwrap();
    assert!(whole.contains("Ada"));
    assert!(["+33", "12 34", "rue X", "a@b.fr"].iter().all(|word| !whole.contains(word)), "{whole}");
}

#[test]
fn answers_of_oai_pmh_give_each_record_that_is_not_deleted() {
    for (file, identifiers) in [
        ("oai/GetRecord.xml", &["oai:test.example.com:1996652"][..]),
        ("oai/ListRecords.xml", &["oai:test.example.com:1585322"]),
    ] {
        let Some(text) = text(file) else { return };
        let found = records(Format::DublinCore, &text);
        let ids: Vec<&str> = found.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, identifiers, "{file}");
        let reading = &found[0].1;
        assert_eq!(value(reading, Field::Name), Some("Sample Title"));
        assert_eq!(value(reading, Field::Language), Some("en"));
        assert_eq!(value(reading, Field::Organisation), Some("Sample Publisher"));
        assert_eq!(reading.fields.values(Field::Author), ["John Doe"]);
        let number = &ids[0][ids[0].len() - 7..];
        let address = format!("http://test.example.com/publication/{number}");
        assert_eq!(value(reading, Field::Website), Some(address.as_str()));
        assert_eq!((value(reading, Field::Licence), value(reading, Field::Rights)), (None, None));
        assert_eq!(value(reading, Field::ResourceKind), Some("document"));
    }
    let Some(broken) = text("oai/ListRecordsBroken.xml") else { return };
    assert!(value(&record(Format::DublinCore, "x", &broken), Field::Name).is_none());
}

#[test]
fn a_metadata_yml_of_oersi_is_read_and_that_of_another_tool_is_not() {
    let Some(one) = text("git-metadata/cagix-2022-DigitalMobil-OER.metadata.yml") else { return };
    let reading = record(Format::Oersi, "x", &one);
    for (field, expected) in [
        (Field::Name, "My experiences with OER"),
        (Field::Licence, "CC-BY-SA-4.0"),
        (Field::Author, "Carsten Gips"),
        (Field::Level, "enseignement supérieur"),
        (Field::ResourceType, "diaporama"),
        (Field::Published, "2024-02-29"),
        (Field::Website, "https://github.com/cagix/2022-DigitalMobil-OER"),
    ] {
        assert_eq!(value(&reading, field), Some(expected));
    }
    assert_eq!(errors(&reading), [""; 0]);
    let Some(other) = text("git-metadata/pro4bib-handbuch.NOT-an-OERSI-record.metadata.yml") else { return };
    let reading = record(Format::Oersi, "x", &other);
    assert_eq!(reading.fields, crate::model::Fields::new());
    assert!(reading.findings.iter().all(|finding| finding.severity == Severity::Info));
}
