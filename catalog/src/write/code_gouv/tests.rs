//! Rows against the names of code.gouv.fr's public program and, for those of 2021, real files.

use std::collections::BTreeSet;

use super::*;
use crate::model::{Examination, LanguageShare, ProjectRecord, SourceProject};
use crate::quality::{Document, Evidence};
use crate::write::csv::{french, rfc4180};

fn record(path: &str) -> ProjectRecord {
    let source = SourceProject {
        name: "outil".to_owned(),
        web_url: Some(format!("https://forge.example.fr/{path}")),
        clone_url: format!("https://forge.example.fr/{path}.git"),
        description: Some("=1+1".to_owned()),
        topics: vec!["a".to_owned(), "b".to_owned()],
        created_at: Some("2020-01-01T00:00:00Z".parse().unwrap()),
        ..SourceProject::public(format!("f:{path}").parse().unwrap(), path)
    };
    let mut examination = Examination::default();
    examination.licence.expression = Some("MIT".to_owned());
    examination.languages = vec![LanguageShare { name: "Rust".to_owned(), bytes: 9 }];
    examination.history.last_commit = Some("2026-01-01T00:00:00Z".parse().unwrap());
    ProjectRecord { examination: Some(examination), ..ProjectRecord::discovered(source) }
}

fn evidence(record: &ProjectRecord) -> Evidence {
    let documents = BTreeSet::from([Document::Readme, Document::Publiccode]);
    Evidence {
        documents: Some(documents),
        forks: Some(3),
        ..Evidence::of(record, "2026-02-01T00:00:00Z".parse().unwrap())
    }
}

fn keys<R: Row>(row: &R) -> BTreeSet<String> {
    let value: Value = serde_json::from_str(&json(row)).unwrap();
    value.as_object().unwrap().keys().cloned().collect()
}

fn columns<R: Row>() -> BTreeSet<String> {
    R::COLUMNS.iter().map(|(name, _)| (*name).to_owned()).collect()
}

fn set(names: &str) -> BTreeSet<String> {
    names.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_names_are_those_of_the_public_program() {
    // `repositories-keys-mapping` and `owners-keys-mapping` of codegouvfr-output-data.
    let repositories =
        set("awesome-score archived updated_at description id fork template contributing publiccode \
                            language license full_name repo_name forks_count platform owner");
    let organisations =
        set("location icon_url created_at description email floss_policy website id login ministry \
                             name ospo_url forge organization repositories_count followers");
    assert_eq!(keys(&Repository::default()), repositories);
    assert_eq!(columns::<Repository>(), repositories);
    assert_eq!(keys(&Organisation::default()), organisations);
    assert_eq!(columns::<Organisation>(), organisations);
}

#[test]
fn a_row_says_what_the_record_says() {
    let record = record("dsi/sous/outil");
    let row = Repository::of(&record, &evidence(&record));
    let value: Value = serde_json::from_str(&json(&row)).unwrap();
    // 1000 licence, 1000 publiccode, 100 README, 10 for three forks.
    assert_eq!(value["awesome-score"], 2110);
    assert_eq!(value["id"], "https://forge.example.fr/dsi/sous/outil");
    assert_eq!(value["owner"], "https://forge.example.fr/dsi");
    assert_eq!(value["platform"], "forge.example.fr");
    assert_eq!((&value["full_name"], &value["repo_name"]), (&"dsi/sous/outil".into(), &"outil".into()));
    assert_eq!((&value["publiccode"], &value["contributing"]), (&true.into(), &false.into()));
    assert_eq!(value["updated_at"], "2026-01-01T00:00:00Z");
    let csv = rfc4180(&table(std::slice::from_ref(&row)));
    let line = csv.lines().nth(1).unwrap();
    assert!(
        line.starts_with(
            "2110,false,2026-01-01T00:00:00Z,=1+1,https://forge.example.fr/dsi/sous/outil,false,"
        ),
        "{line}"
    );
    assert!(french(&table(&[row])).contains(";'=1+1;"), "the form for people guards formulas");
}

#[test]
fn owners_are_counted_once_a_forge() {
    let mut plain = record("seul");
    plain.source.web_url = None;
    plain.source.clone_url = "/srv/git/seul.git".to_owned();
    let mut own = record("ada.lovelace/essai");
    own.source.owned_by_person = true;
    let records = [record("dsi/a"), record("dsi/b/c"), record("labo/a"), plain, own];
    let mut owners = Owners::default();
    records.iter().for_each(|record| owners.count(record, "gitlab"));
    let rows = owners.rows();
    let shown: Vec<(&str, &str, u64)> =
        rows.iter().map(|row| (row.id.as_str(), row.forge.as_str(), row.repositories_count)).collect();
    assert_eq!(
        shown,
        [("https://forge.example.fr/dsi", "gitlab", 2), ("https://forge.example.fr/labo", "gitlab", 1)]
    );
}

/// The names and kinds of a Table Schema.
fn schema(text: &str) -> Vec<(String, String)> {
    let schema: Value = serde_json::from_str(text).unwrap();
    let field = |field: &Value| {
        (field["name"].as_str().unwrap().to_owned(), field["type"].as_str().unwrap().to_owned())
    };
    schema["fields"].as_array().unwrap().iter().map(field).collect()
}

fn assert_row_fits<R: Row>(fields: &[(String, String)], row: &R) {
    assert_eq!(fields.iter().map(|(name, _)| name.clone()).collect::<BTreeSet<_>>(), columns::<R>());
    let row: Value = serde_json::from_str(&json(row)).unwrap();
    for (name, kind) in fields {
        let value = &row[name];
        let fits = match kind.as_str() {
            "boolean" => value.is_boolean(),
            "integer" => value.is_u64(),
            _ => value.is_string(),
        };
        assert!(fits || value.is_null(), "{name} is {value}, not {kind}");
    }
}

#[test]
fn the_files_of_2021_have_the_same_columns_in_the_same_order() {
    let Some(root) = crate::corpus::root() else { return };
    let folder = root.join("catalogues/data-codes-sources-fr");
    let text = |path: &str| std::fs::read_to_string(folder.join(path)).unwrap();
    let record = record("dsi/outil");
    let row = former::Repository::of(&record, "GitLab");
    let owner = former::Organisation::of(&record, "GitLab", 1).unwrap();
    assert_row_fits(&schema(&text("schemas/repository.tableschema.json")), &row);
    assert_row_fits(&schema(&text("schemas/organization.tableschema.json")), &owner);
    for (path, ours) in [
        ("2021-11-15/repositories.csv", rfc4180(&table(&[row]))),
        ("2021-11-15/organizations.csv", rfc4180(&table(std::slice::from_ref(&owner)))),
    ] {
        assert_eq!(text(path).lines().next().unwrap(), ours.lines().next().unwrap(), "{path}");
    }
    let real: Value = serde_json::from_str(&text("2021-11-15/organizations.json")).unwrap();
    let real_keys: BTreeSet<String> = real[0].as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys(&owner), real_keys);
}

#[test]
fn former_rows_spell_yes_and_no_as_their_files_did() {
    let row = former::Repository::of(&record("dsi/outil"), "GitLab");
    assert_eq!(row.license.as_deref(), Some("MIT License"));
    let csv = rfc4180(&table(&[row]));
    let line = csv.lines().nth(1).unwrap();
    assert!(
        line.starts_with(
            "outil,dsi,GitLab,https://forge.example.fr/dsi/outil,=1+1,False,False,2020-01-01T00:00:00Z,"
        ),
        "{line}"
    );
}
