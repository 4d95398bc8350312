//! Projects that are one, families, and what files say of an origin.

use glane_catalog::model::{
    Change, ChangeKind, Claim, Examination, Field, MirrorRecord, ProjectRecord, ProjectState, Source, Tie,
};

use super::sample::{full, id, key, project};
use crate::Store;

/// A project that is shown, with these root commits.
fn shown(id: &str, path: &str, roots: &[&str]) -> ProjectRecord {
    let mut record = project(id, path);
    record.state = ProjectState::Published;
    let mut examination = Examination::default();
    examination.identifiers.roots = roots.iter().map(|root| (*root).to_owned()).collect();
    record.examination = Some(examination);
    record
}

fn copied_to(mut record: ProjectRecord, url: &str) -> ProjectRecord {
    let copy = full("sample", "sample", "").mirrors.remove(0);
    record.mirrors = vec![MirrorRecord { url: Some(url.to_owned()), ..copy }];
    record
}

fn saying(mut record: ProjectRecord, field: Field, key: &str, address: &str) -> ProjectRecord {
    let claim = Claim::new(address.to_owned(), Source::file("publiccode.yml", Some(key), Some(3)), 1.0);
    if let Some(examination) = &mut record.examination {
        examination.fields.add(field, claim);
    }
    record
}

async fn ties(store: &dyn Store, id: &str) -> Vec<(Tie, String)> {
    let kin = store.kin(&key(id)).await.unwrap();
    kin.into_iter().map(|kin| (kin.tie, kin.key.id)).collect()
}

fn owned(ties: &[(Tie, &str)]) -> Vec<(Tie, String)> {
    ties.iter().map(|(tie, id)| (*tie, (*id).to_owned())).collect()
}

/// Which records a search that has followed every change shows.
async fn searched(store: &dyn Store) -> Vec<String> {
    let changes = store.changes(0, 100).await.unwrap();
    let put = |change: &Change| matches!(&change.kind, ChangeKind::Put(record) if record.is_shown());
    let mut ids: Vec<String> = changes.iter().filter(|one| put(one)).map(|one| id(one).to_owned()).collect();
    ids.sort();
    ids
}

pub(super) async fn a_source_stands_for_its_copy_while_it_is_shown(store: &dyn Store) {
    store.put_project(&shown("hub", "org/x", &[])).await.unwrap();
    store.put_project(&shown("other", "dsi/y", &[])).await.unwrap();
    let source = copied_to(shown("source", "dsi/x", &[]), "git@forge.example:Org/../org/x.git");
    assert_eq!(searched(store).await, ["hub", "other"]);
    let source = copied_to(source, "ssh://git@FORGE.example/org/x.git/");
    let before = store.sequence().await.unwrap();
    let source = store.put_project(&source).await.unwrap();
    assert_eq!(searched(store).await, ["other", "source"]);
    assert_eq!(ties(store, "hub").await, owned(&[(Tie::Lead, "source")]));
    assert_eq!(ties(store, "source").await, owned(&[(Tie::Same, "hub")]));
    let after: Vec<String> =
        store.changes(before, 9).await.unwrap().iter().map(|change| id(change).to_owned()).collect();
    assert_eq!(after, ["source", "hub"], "who follows learns of the one that was folded");

    let mut hidden = source.clone();
    hidden.state = ProjectState::Withdrawn;
    store.put_project(&hidden).await.unwrap();
    assert_eq!(searched(store).await, ["hub", "other"], "nothing stands behind what is not shown");
    store.put_project(&source).await.unwrap();
    assert_eq!(searched(store).await, ["other", "source"]);
    store.remove_project(&key("source")).await.unwrap();
    assert_eq!(searched(store).await, ["hub", "other"]);
    let sequence = store.sequence().await.unwrap();
    let hub = store.project(&key("hub")).await.unwrap().unwrap();
    store.put_project(&hub).await.unwrap();
    assert_eq!(store.sequence().await.unwrap(), sequence, "an equal write changes nothing");
}

pub(super) async fn a_project_that_is_not_shown_has_no_kin(store: &dyn Store) {
    store.put_project(&shown("1", "a", &["r"])).await.unwrap();
    for (id, state) in
        [("2", ProjectState::Held), ("3", ProjectState::Withdrawn), ("4", ProjectState::Skipped)]
    {
        let record = ProjectRecord { state, ..shown(id, id, &["r"]) };
        store.put_project(&copied_to(record, "https://forge.example/a")).await.unwrap();
        assert_eq!(ties(store, id).await, []);
    }
    assert_eq!(ties(store, "1").await, []);
    assert_eq!(ties(store, "never").await, []);
    assert_eq!(searched(store).await, ["1"]);
}

pub(super) async fn families_are_told_by_their_roots(store: &dyn Store) {
    let projects: [(&str, &[&str]); 6] =
        [("1", &["a"]), ("2", &["a"]), ("3", &["a", "b"]), ("4", &["c"]), ("5", &[]), ("6", &["b", "a"])];
    for (id, roots) in projects {
        store.put_project(&shown(id, id, roots)).await.unwrap();
    }
    assert_eq!(ties(store, "1").await, owned(&[(Tie::Origin, "2"), (Tie::Container, "3")]));
    assert_eq!(ties(store, "3").await, owned(&[(Tie::Origin, "6"), (Tie::Contained, "1")]));
    assert_eq!((ties(store, "4").await, ties(store, "5").await), (vec![], vec![]));
    assert_eq!(searched(store).await.len(), 6, "a fork is a project of its own");
    store.put_project(&shown("2", "2", &["d"])).await.unwrap();
    assert_eq!(ties(store, "1").await, owned(&[(Tie::Container, "3")]));
}

pub(super) async fn what_files_say_ties_without_folding(store: &dyn Store) {
    store.put_project(&shown("1", "dsi/outil", &[])).await.unwrap();
    let fork =
        saying(shown("2", "eq/outil", &[]), Field::Repository, "url", "https://forge.example/dsi/outil/");
    store.put_project(&fork).await.unwrap();
    let variant = shown("3", "ac/outil", &[]);
    let variant = saying(variant, Field::Repository, "url", "https://forge.example/ac/outil");
    let variant = saying(variant, Field::BasedOn, "isBasedOn", "https://forge.example/dsi/outil.git");
    store.put_project(&variant).await.unwrap();
    assert_eq!(ties(store, "1").await, owned(&[(Tie::Fork, "2"), (Tie::Variant, "3")]));
    assert_eq!(ties(store, "2").await, owned(&[(Tie::Original, "1")]));
    assert_eq!(ties(store, "3").await, owned(&[(Tie::Base, "1")]));
    assert_eq!(searched(store).await, ["1", "2", "3"], "a file hides nobody from the search");
}

/// One address for all: the work for each must not grow with their number.
pub(super) async fn of_many_that_read_alike_one_is_searched(store: &dyn Store) {
    for number in 100..250 {
        let mut record = shown(&number.to_string(), &format!("p{number}"), &[]);
        record.source.clone_url = format!("https://forge.example/{}outil", "/".repeat(number));
        store.put_project(&record).await.unwrap();
    }
    let changes = store.changes(0, 500).await.unwrap();
    let put = changes.iter().filter(|change| matches!(change.kind, ChangeKind::Put(_)));
    assert_eq!(put.map(id).collect::<Vec<_>>(), ["100"]);
    let told = ties(store, "100").await;
    assert!((60..=130).contains(&told.len()), "a bounded number is told: {}", told.len());
    assert_eq!(ties(store, "249").await[0], (Tie::Lead, "100".to_owned()));
}
