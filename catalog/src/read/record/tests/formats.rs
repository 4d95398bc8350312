//! What each format may look like beyond what the corpus has.

use super::*;

#[test]
fn examples_of_amb_are_accepted_or_refused_as_their_makers_say() {
    let Some(root) = crate::corpus::root() else { return };
    let folder = root.join("oer/amb/examples");
    for (kind, count) in [("valid", 18), ("invalid", 14)] {
        let files = crate::corpus::files(&folder.join(kind));
        assert_eq!(files.len(), count);
        for path in files {
            let text = std::fs::read_to_string(&path).unwrap();
            let reading = record(Format::Amb, "x", &text);
            let errors: Vec<_> =
                reading.findings.iter().filter(|one| one.severity == Severity::Error).collect();
            assert_eq!(errors.is_empty(), kind == "valid", "{}: {errors:?}", path.display());
            assert!(errors.iter().all(|error| error.key.is_some()), "{}", path.display());
            assert!(value(&reading, Field::Name).is_some(), "{}", path.display());
        }
    }
}

#[test]
fn an_example_of_amb_gives_its_values() {
    let Some(course) = text("amb/examples/valid/highered-course-part.json") else { return };
    let reading = record(Format::Amb, "x", &course);
    for (field, expected) in [
        (Field::Name, "OS08: Virtual Memory I"),
        (Field::Author, "Jens Lechtenbörger"),
        (Field::Licence, "CC-BY-SA-4.0"),
        (Field::Subject, "informatique"),
        (Field::Access, "no_account"),
        (Field::Free, "yes"),
        (Field::Created, "2020-06-25"),
        (Field::Website, "https://oer.gitlab.io/OS/Operating-Systems-Memory-I.html"),
    ] {
        assert_eq!(value(&reading, field), Some(expected));
    }
    let Some(figure) = text("amb/examples/valid/highered-figure.json") else { return };
    let reading = record(Format::Amb, "x", &figure);
    let part = "https://oer.gitlab.io/OS/Operating-Systems-Memory-I.html";
    assert_eq!(value(&reading, Field::PartOf), Some(part));
    assert_eq!(value(&reading, Field::ResourceKind), Some("image"));
    assert!(value(&reading, Field::BasedOn).unwrap().contains("hail_f0613.pdf"));
    let Some(h5p) = text("amb/examples/valid/h5p-media-type.json") else { return };
    let attachment = &record(Format::Amb, "x", &h5p).attachments[0];
    assert_eq!(attachment.media.as_deref(), Some("application/vnd.h5p+zip"));
}

#[test]
fn json_ld_of_pages_in_its_usual_shapes() {
    let graph = r#"{"@context":"https://schema.org","@graph":[
        {"@type":"WebSite","name":"Le site"},
        {"@type":["LearningResource","CreativeWork"],"@id":"https://x.fr/a","name":"Fractions",
         "author":[{"@type":"Person","givenName":"Ada","familyName":"Lovelace"},"Équipe"],
         "license":"https://creativecommons.org/licenses/by-sa/4.0/deed.fr","inLanguage":"fr-FR",
         "educationalLevel":"5e","about":{"name":"Mathématiques"},"timeRequired":"PT1H",
         "audience":{"@type":"EducationalAudience","educationalRole":"student"}},
        {"@type":"ImageObject","contentUrl":"https://x.fr/i.png"}]}"#;
    let mut sheet = Sheet::new("page.html");
    amb::json_ld(&mut sheet, graph);
    let reading = sheet.done();
    assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace", "Équipe"]);
    for (field, expected) in [
        (Field::Name, "Fractions"),
        (Field::Licence, "CC-BY-SA-4.0"),
        (Field::Language, "fr"),
        (Field::Level, "5e"),
        (Field::Subject, "mathématiques"),
        (Field::Duration, "PT1H"),
        (Field::Audience, "apprenant"),
    ] {
        assert_eq!(value(&reading, field), Some(expected));
    }
    for (text, kind) in [
        (r#"[{"@type":"VideoObject","name":"V","uploadDate":"2024-05-06T08:00:00Z"}]"#, "video"),
        (r#"{"@type":"https://schema.org/Dataset","name":"D"}"#, "dataset"),
        (r#"{"@type":"Course","name":"C"}"#, "course"),
        (
            r#"{"@type":"Course","name":"C","hasCourseInstance":{"startDate":"2026-09-01","endDate":"2026-09-03"}}"#,
            "training",
        ),
    ] {
        let reading = page_data("page", text);
        assert_eq!(value(&reading, Field::ResourceKind), Some(kind), "{text}");
    }
    for silent in [r#"{"@type":"Organization","name":"O"}"#, "{", "[]", "null", "<script>"] {
        assert_eq!(page_data("page", silent), Reading::default(), "{silent}");
    }
}

#[test]
fn a_text_of_several_records_gives_each() {
    let list = r#"[{"type":["LearningResource"],"id":"https://x.fr/1","name":"A"},
                   {"type":["LearningResource"],"name":"B"}]"#;
    let names = |found: &[(String, Reading)]| -> Vec<(String, String)> {
        let name = |reading: &Reading| value(reading, Field::Name).unwrap_or_default().to_owned();
        found.iter().map(|(id, reading)| (id.clone(), name(reading))).collect()
    };
    let pair = |id: &str, name: &str| (id.to_owned(), name.to_owned());
    assert_eq!(names(&records(Format::Amb, list)), [pair("https://x.fr/1", "A"), pair("#2", "B")]);
    let yaml = "- name: A\n  id: https://x.fr/1\n  type: LearningResource\n  creativeWorkStatus: Published\n\
                - !include parts/b.yml\n\
                - name: B\n  license: MIT\n  creator: {name: X, orcid: 0000}\n  creativeWorkStatus: Draft\n";
    assert_eq!(names(&records(Format::Oersi, yaml)), [pair("https://x.fr/1", "A"), pair("#2", "")]);
    let codes: Vec<String> =
        record(Format::Oersi, "x", yaml).findings.into_iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["included", "several_records"]);
}

#[test]
fn faults_that_keep_a_record_of_oersi_out_are_told() {
    let yaml = "'@context': https://schema.org/\nname: A\ncreator:\n\
                - {type: Person, identifier: https://orcid.org/0000-0002-4230-9060}\n\
                - {givenName: Ada, familyName: Lovelace}\n";
    let reading = record(Format::Oersi, "x", yaml);
    let codes: Vec<&str> = reading.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["status_missing", "orcid_misplaced", "name_missing"]);
    assert_eq!(reading.fields.values(Field::Author), ["Ada Lovelace"]);
}

#[test]
fn lists_of_spreadsheets_in_french_and_english() {
    let french = "Titre;URL;Niveau;Matière;Licence;Mots-clés;Durée\n\
                  Fractions;https://x.fr/1;6e|5e;maths;CC BY-SA 4.0;calcul|part;PT1H\n\
                  ;https://x.fr/2;;;;;\n\
                  Sans adresse;www;;;;;\n\
                  Encore;https://x.fr/1;;;;;\n\n";
    let rows = list(french);
    let good = &rows[0].reading.fields;
    assert_eq!((rows[0].line, rows[0].identifier.as_str()), (2, "https://x.fr/1"));
    assert_eq!(good.values(Field::Level), ["6e", "5e"]);
    assert_eq!(good.values(Field::Subject), ["mathématiques"]);
    assert_eq!(good.values(Field::Keyword), ["calcul", "part"]);
    assert_eq!(good.value(Field::Licence), Some("CC-BY-SA-4.0"));
    let bad: Vec<u32> =
        rows.iter().filter(|row| !errors(&row.reading).is_empty()).map(|row| row.line).collect();
    assert_eq!((rows.len(), bad), (4, vec![3, 4, 5]));
    let names: Vec<&str> = rows.iter().map(|row| row.identifier.as_str()).collect();
    assert_eq!(names, ["https://x.fr/1", "https://x.fr/2", "#4", "https://x.fr/1"], "what a row still says");
    let english = list("\u{feff}id,title,url,authors,language\n7,\"A, b\",https://x.fr/3,Ada|Alan,english\n");
    let fields = &english[0].reading.fields;
    assert_eq!((english[0].identifier.as_str(), fields.value(Field::Name)), ("7", Some("A, b")));
    assert_eq!(fields.values(Field::Author), ["Ada", "Alan"]);
    assert_eq!(fields.value(Field::Language), Some("en"));
    let reading = crate::read::read(Format::List, "liste.csv", b"titre;url;mati\xe8re\n\xe9t\xe9;x;y\n");
    let told: Vec<(&str, Option<u32>)> =
        reading.findings.iter().map(|finding| (finding.code.as_str(), finding.line)).collect();
    assert_eq!(told, [("not_utf8", None), ("row_unusable", Some(2))]);
    assert_eq!(errors(&list("a,b\n1,2\n")[0].reading), ["row_unusable"]);
    assert_eq!(list("").len(), 1);
}

#[test]
fn a_list_that_is_not_read_to_its_end_says_so() {
    let head = "identifiant;titre;url\n";
    let row = |at: usize| format!("{at};Titre {at};https://x.fr/{at}\n;;\n");
    let full: String = (0..10_000).map(row).collect();
    let rows = list(&format!("{head}{full}"));
    assert_eq!((rows.len(), rows[9_999].identifier.as_str()), (10_000, "9999"), "blank rows do not count");
    let rows = list(&format!("{head}{full}{}{}", row(10_000), row(10_001)));
    let last = &rows[10_000];
    assert_eq!((rows.len(), last.line, last.identifier.as_str()), (10_001, 20_002, "#20002"));
    assert!(last.reading.findings[0].message.contains("more than 10000"));
    // All between a stray quote and the next one is one field, also for who made the table.
    for stray in ["1;\"A;https://x.fr/1\n2;B;https://x.fr/2\n", "1;\"A;u\n2;\"B\";https://x.fr/2\n"] {
        let text = format!("{head}{stray}");
        assert!(broken(Format::List, &text).is_some_and(|what| what.contains("line 2: a quote")), "{stray}");
        assert!(list(&text).iter().any(|row| row.identifier == "#2"), "{stray}");
    }
    assert_eq!(broken(Format::List, &format!("{head}{full}")), None);
    // An identifier that is gone from its column is not replaced by an address.
    let names = |row: &str| list(&format!("{head}{row}"))[0].identifier.clone();
    assert_eq!((names("1;;https://x.fr/1"), names(";;https://x.fr/1")), ("1".to_owned(), "#2".to_owned()));
    assert_eq!(names("1;A;\"https://x.fr/\n1\""), "1");
}

#[test]
fn rights_name_a_licence_or_stay_words() {
    let of = |rights: &str| {
        let text = format!("<dc><title>T</title><rights>{rights}</rights></dc>");
        let reading = record(Format::DublinCore, "x", &text);
        (value(&reading, Field::Licence).map(str::to_owned), value(&reading, Field::Rights).is_some())
    };
    for (rights, licence, words) in [
        ("https://creativecommons.org/licenses/by-nc-nd/3.0/de/", Some("CC-BY-NC-ND-3.0-DE"), false),
        ("http://creativecommons.org/licenses/by-nc-sa/2.0/fr/", Some("CC-BY-NC-SA-2.0-FR"), false),
        ("Tous droits réservés.", Some("LicenseRef-proprietary"), false),
        ("Ce cours est mis à disposition sous licence CC BY-SA 4.0.", Some("CC-BY-SA-4.0"), true),
        ("Droits réservés à l’éditeur et aux auteurs.", None, true),
        ("info:eu-repo/semantics/openAccess", None, false),
    ] {
        assert_eq!(of(rights), (licence.map(str::to_owned), words), "{rights}");
    }
}

#[test]
fn extras_of_canal_u_are_read_and_nothing_is_filled_in() {
    let text = "<oai_dc:dc xmlns:oai_dc='a' xmlns:dc='b'><dc:title>Conf</dc:title><dc:license>CC BY-NC-ND 4.0\
                </dc:license><dc:extent>01:02:30</dc:extent><dc:isPartOf>Cycle</dc:isPartOf><dc:type>MovingImage\
                </dc:type><dc:subject>Mathématiques</dc:subject><dc:language>fre</dc:language></oai_dc:dc>";
    let reading = record(Format::DublinCore, "x", text);
    for (field, expected) in [
        (Field::Licence, Some("CC-BY-NC-ND-4.0")),
        (Field::Duration, Some("PT1H2M30S")),
        (Field::PartOf, Some("Cycle")),
        (Field::ResourceKind, Some("video")),
        (Field::Subject, Some("mathématiques")),
        (Field::Language, Some("fr")),
        (Field::Organisation, None),
        (Field::Author, None),
    ] {
        assert_eq!(value(&reading, field), expected);
    }
}

#[test]
fn nothing_hostile_stops_a_reader_of_records() {
    let Some(root) = crate::corpus::root() else { return };
    let mut files = crate::corpus::files(&root.join("hostile"));
    files.extend(crate::corpus::files(&root.join("oer/cc")));
    assert!(files.len() > 50);
    for path in files {
        let bytes = std::fs::read(&path).unwrap();
        let text = crate::read::text_of("x", &bytes[..bytes.len().min(1 << 22)]);
        for format in [Format::Lom, Format::DublinCore, Format::Amb, Format::Oersi, Format::List] {
            let begun = std::time::Instant::now();
            let _ = records(format, &text);
            assert!(begun.elapsed().as_secs() < 60, "{} as {format:?}", path.display());
        }
    }
}
