//! Documents of records: OERSI's, AMB's, tables, on the web and on this machine.

use glane::config::{SourceKind, SourceSettings};
use glane::harvest::Trouble;
use glane_catalog::model::{Field, ResourceKey, ResourceRecord, SourceId};

use super::corpus;
use super::served::{Site, all, data, opened, page, records, refused, titles, trouble};

fn id(record: &ResourceRecord) -> &str {
    match &record.key {
        ResourceKey::Record { id, .. } => id,
        ResourceKey::Part { .. } => panic!("a part"),
    }
}

async fn serving(files: Vec<(String, Vec<u8>)>) -> Site {
    Site::new(|_| {
        move |path: &str, _| {
            let found = files.iter().find(|(name, _)| name == path);
            found.and_then(|(_, bytes)| data("text/plain", bytes.clone()))
        }
    })
    .await
}

#[tokio::test]
async fn the_documents_of_the_corpus_are_harvested_as_they_are() {
    let Some(folder) = corpus::folder("") else { return };
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let mut files = vec![
        ("/metadata.yml".to_owned(), read("git-metadata/cagix-2022-DigitalMobil-OER.metadata.yml")),
        ("/other.yml".to_owned(), read("git-metadata/pro4bib-handbuch.NOT-an-OERSI-record.metadata.yml")),
    ];
    let examples = std::fs::read_dir(folder.join("amb/examples/valid")).unwrap();
    let mut names: Vec<String> =
        examples.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    files.extend(names.iter().map(|name| (format!("/{name}"), read(&format!("amb/examples/valid/{name}")))));
    let site = serving(files).await;
    let oersi = all(&site.settings(SourceKind::Oersi, "/metadata.yml"), None).await.unwrap();
    let [record] = records(&oersi)[..] else { panic!("{:?}", oersi.records) };
    assert_eq!(id(record), "https://github.com/cagix/2022-DigitalMobil-OER");
    assert_eq!(record.fields.value(Field::Name), Some("My experiences with OER"));
    assert_eq!(record.fields.values(Field::Author), ["Carsten Gips"]);
    assert!(record.licence.expression.as_deref().is_some_and(|licence| licence.starts_with("CC-BY-SA-4.0")));
    let error = trouble(&site.settings(SourceKind::Oersi, "/other.yml")).await;
    assert!(error.contains("another tool’s metadata.yml"), "{error}");
    assert_eq!(names.len(), 18);
    for name in &names {
        let found = all(&site.settings(SourceKind::Amb, &format!("/{name}")), None).await.unwrap();
        assert_eq!((records(&found).len(), found.is_partial), (1, false), "{name}: {:?}", found.records);
        assert!(id(records(&found)[0]).starts_with("http"), "{name}");
    }
}

#[tokio::test]
async fn a_list_is_read_with_what_it_includes_and_drafts_stay_out() {
    let record = |name: &str, status: &str| {
        format!(
            "  name: {name}\n  id: https://x.fr/{name}\n  type: LearningResource\n  creativeWorkStatus: {status}\n"
        )
    };
    let list = format!(
        "- {}- {}- !include parts/c.yml\n- !include ../d.yml\n- !include https://ailleurs.example/e.yml\n\
         - !include parts/*.yml\n- name: Sans adresse\n  license: MIT\n  creator: {{name: X}}\n",
        record("A", "Published").trim_start(),
        record("B", "Draft").trim_start()
    );
    let part = record("C", "Published").replace("\n  ", "\n").trim_start().to_owned();
    let files = [("/oer/metadata.yml", list.clone()), ("/oer/parts/c.yml", part.clone())];
    let site = serving(files.map(|(path, text)| (path.to_owned(), text.into_bytes())).into()).await;
    let found = all(&site.settings(SourceKind::Oersi, "/oer/metadata.yml"), None).await.unwrap();
    assert_eq!((titles(&found), found.is_partial), (vec!["A", "C"], true));
    assert_eq!(refused(&found)[0].0, "#3");
    let told = found.remarks.join("\n");
    assert_eq!(told.matches("does not lie beside the document").count(), 2, "{told}");
    assert!(
        told.contains("1 records are not published") && told.contains("a pattern cannot be asked"),
        "{told}"
    );
    assert_eq!(site.asked("/d.yml"), 0);
    // The same in a folder of this machine, where patterns are followed and links lead nowhere.
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    std::fs::create_dir_all(place("oer/parts")).unwrap();
    std::fs::write(place("oer/metadata.yml"), list.replace("- !include parts/c.yml\n", "")).unwrap();
    std::fs::write(place("oer/parts/c.yml"), &part).unwrap();
    let settings = SourceSettings {
        path: Some(place("oer/metadata.yml")),
        ..SourceSettings::new(SourceId::new("essai").unwrap(), SourceKind::Oersi)
    };
    assert_eq!(titles(&all(&settings, None).await.unwrap()), ["A", "C"]);
    #[cfg(unix)]
    {
        std::fs::write(place("secret.yml"), &part).unwrap();
        std::os::unix::fs::symlink(place("secret.yml"), place("oer/parts/d.yml")).unwrap();
        let found = all(&settings, None).await.unwrap();
        assert!(found.remarks.iter().any(|told| told.contains("leads out of the folder")));
    }
}

#[tokio::test]
async fn a_table_is_harvested_in_pages_and_bad_rows_are_told() {
    let rows: String =
        (1..=1_201).map(|at| format!("Ressource {at};https://x.fr/{at};CC BY-SA 4.0\n")).collect();
    let table = format!("titre;url;licence\n{rows};https://x.fr/sans-titre;\n");
    let site = serving(vec![("/liste.csv".to_owned(), table.clone().into_bytes())]).await;
    let settings = site.settings(SourceKind::Csv, "/liste.csv");
    let found = all(&settings, None).await.unwrap();
    assert_eq!((records(&found).len(), found.of), (1_201, Some(1_202)));
    assert_eq!(records(&found)[0].licence.expression.as_deref(), Some("CC-BY-SA-4.0"));
    let [(row, why)] = refused(&found)[..] else { panic!("one row is bad") };
    assert_eq!((row, found.is_partial), ("https://x.fr/sans-titre", false));
    assert!(why.contains("no title"), "{why}");
    // One document alone that has no address of its own is called by that of the document.
    let changing = Site::new(|_| {
        move |_: &str, times| {
            data("text/csv", if times == 0 { table.clone() } else { table.replace("Ressource", "Leçon") })
        }
    })
    .await;
    let settings = changing.settings(SourceKind::Csv, "/l.csv");
    let next = opened(&settings, None).page(None).await.unwrap().next;
    let lost = opened(&settings, None).page(next.as_ref()).await;
    assert!(matches!(lost, Err(Trouble::Lost(_))), "{lost:?}");
}

#[tokio::test]
async fn a_row_that_says_no_more_which_it_is_takes_nothing_away() {
    let many: String = (0..10_001).map(|at| format!("T{at};https://x.fr/{at}\n")).collect();
    let texts = [
        ("/emptied.csv", "titre;url\nA;https://x.fr/1\nB;\n".to_owned()),
        ("/full.csv", format!("titre;url\n{many}")),
        ("/quote.csv", "titre;url\nA;https://x.fr/1\n\"B;https://x.fr/2\nC;https://x.fr/3\n".to_owned()),
    ];
    let site = serving(texts.map(|(path, text)| (path.to_owned(), text.into_bytes())).into()).await;
    let emptied = all(&site.settings(SourceKind::Csv, "/emptied.csv"), None).await.unwrap();
    assert_eq!((titles(&emptied), refused(&emptied)[0].0), (vec!["A"], "#3"));
    assert!(emptied.is_partial, "the record of its third line may be kept under any address");
    let full = all(&site.settings(SourceKind::Csv, "/full.csv"), None).await.unwrap();
    assert_eq!((full.records.len(), full.is_partial), (10_000, true));
    assert!(full.remarks[0].contains("only the first 10000 records"), "{:?}", full.remarks);
    let error = trouble(&site.settings(SourceKind::Csv, "/quote.csv")).await;
    assert!(error.contains("line 3: a quote opens a field") && error.contains("is kept"), "{error}");
}

#[tokio::test]
async fn what_is_included_has_one_budget_and_must_be_whole() {
    let record = |id: &str| {
        format!("name: {id}\nid: https://x.fr/{id}\ntype: LearningResource\ncreativeWorkStatus: Published\n")
    };
    let padded = |id: &str| format!("{}#{}\n", record(id), " ".repeat(15 << 20));
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
    let names = ["a.yml", "b.yml", "c.yml", "cut.yml", "d.yml"].map(|name| format!("- !include {name}\n"));
    write("metadata.yml", names.concat());
    for id in ["a", "b", "c"] {
        write(&format!("{id}.yml"), padded(id));
    }
    write("cut.yml", format!("{}x: [\n", record("cut")));
    write("d.yml", record("d"));
    let settings = SourceSettings {
        path: Some(folder.path().join("metadata.yml")),
        ..SourceSettings::new(SourceId::new("essai").unwrap(), SourceKind::Oersi)
    };
    let found = all(&settings, None).await.unwrap();
    assert_eq!((titles(&found), found.is_partial), (vec!["a", "b", "d"], true));
    let told = found.remarks.join("\n");
    assert!(told.contains("!include c.yml: with it the document would have more than 32 MB"), "{told}");
    assert!(told.contains("cut.yml cannot be read to its end"), "{told}");
}

#[tokio::test]
async fn a_document_alone_may_go_without_an_identifier() {
    let amb = r#"{"type":["LearningResource"],"name":"Seul"}"#;
    let site = serving(vec![("/a.json?v=1".to_owned(), amb.into())]).await;
    let found = all(&site.settings(SourceKind::Amb, "/a.json?v=1"), None).await.unwrap();
    assert_eq!(id(records(&found)[0]), format!("{}/a.json?v=1", site.url));
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("seul.json"), amb).unwrap();
    let settings = SourceSettings {
        path: Some(folder.path().join("seul.json")),
        ..SourceSettings::new(SourceId::new("essai").unwrap(), SourceKind::Amb)
    };
    // No folder of this machine becomes known.
    assert_eq!(id(records(&all(&settings, None).await.unwrap())[0]), "seul.json");
}

#[tokio::test]
async fn a_document_that_is_none_gives_nothing_and_takes_nothing_away() {
    let site = Site::new(|_| {
        |path: &str, _| match path {
            "/html" => page("<html>Connexion</html>"),
            "/disguised" => data("application/json", "\n <!doctype html>"),
            "/deep" => data("application/json", "[".repeat(1 << 20)),
            "/cut" => data("application/json", r#"[{"type":"LearningResource","id":"https://x.fr/","name":"#),
            "/huge" => data("application/json", vec![b' '; 17 << 20]),
            "/none" => data("application/json", "[]"),
            "/headless" => data("text/csv", "A;https://x.fr/1\nB;https://x.fr/2\n"),
            "/bomb" => {
                let levels: String =
                    (1..40).map(|at| format!("a{at}: &a{at} [*a{0},*a{0}]\n", at - 1)).collect();
                data("text/yaml", format!("a0: &a0 x\n{levels}"))
            }
            _ => None,
        }
    })
    .await;
    for (kind, path, words) in [
        (SourceKind::Amb, "/html", "is a page"),
        (SourceKind::Amb, "/disguised", "is a page"),
        (SourceKind::Amb, "/deep", "cannot be read to its end"),
        (SourceKind::Amb, "/cut", "cannot be read to its end"),
        (SourceKind::Amb, "/huge", "more than 16 MB"),
        (SourceKind::Amb, "/none", "holds no record"),
        (SourceKind::Amb, "/absent", "status 404"),
        (SourceKind::Oersi, "/bomb", "/bomb"),
        (SourceKind::Oersi, "/none", "holds no record"),
        (SourceKind::Csv, "/headless", "no column for titles"),
    ] {
        let error = trouble(&site.settings(kind, path)).await;
        assert!(error.contains(words) && error.contains(path), "{path}: {error}");
    }
}
