//! The path map: renames, paths taken over by another project, and case.

use super::sample::{forge, key, project};
use crate::Store;

async fn id_at(store: &dyn Store, path: &str) -> Option<String> {
    let found = store.project_at(&forge("mim"), path).await.unwrap();
    found.map(|record| record.source.key.id)
}

pub(super) async fn a_renamed_project_is_found_by_both_paths(store: &dyn Store) {
    let mut record = store.put_project(&project("1", "eole/ancien")).await.unwrap();
    "eole/nouveau".clone_into(&mut record.source.path);
    record.aliases = vec!["eole/plus-ancien".to_owned()];
    store.put_project(&record).await.unwrap();
    for path in ["eole/nouveau", "eole/ancien", "eole/plus-ancien"] {
        let found = store.project_at(&forge("mim"), path).await.unwrap().unwrap();
        assert_eq!(found.source.path, "eole/nouveau", "{path}");
    }
    assert_eq!(id_at(store, "eole").await, None);
    assert_eq!(store.project_at(&forge("other"), "eole/nouveau").await.unwrap(), None);
}

pub(super) async fn a_path_passes_to_the_project_that_takes_it(store: &dyn Store) {
    let mut first = store.put_project(&project("1", "eole/site")).await.unwrap();
    "eole/site-2020".clone_into(&mut first.source.path);
    first.aliases = vec!["eole/site".to_owned()];
    store.put_project(&first).await.unwrap();
    assert_eq!(id_at(store, "eole/site").await.as_deref(), Some("1"), "former, and nobody else's");

    let mut second = store.put_project(&project("2", "eole/site")).await.unwrap();
    assert_eq!(id_at(store, "eole/site").await.as_deref(), Some("2"), "current before former");
    first.source.archived = true;
    store.put_project(&first).await.unwrap();
    assert_eq!(id_at(store, "eole/site").await.as_deref(), Some("2"), "an alias takes nothing");

    "eole/autre".clone_into(&mut second.source.path);
    store.put_project(&second).await.unwrap();
    assert_eq!(id_at(store, "eole/site").await.as_deref(), Some("2"), "both former: the latest");
    store.remove_project(&key("2")).await.unwrap();
    assert_eq!(id_at(store, "eole/site").await.as_deref(), Some("1"));
}

/// A job that began before a rename writes its record, with the former path, after the project
/// that now has that path was written.
pub(super) async fn a_path_lost_to_a_late_write_is_regained(store: &dyn Store) {
    let late = store.put_project(&project("1", "eole/site")).await.unwrap();
    let second = store.put_project(&project("2", "eole/site")).await.unwrap();
    let mut late = late;
    late.source.archived = true;
    store.put_project(&late).await.unwrap();
    assert_eq!(id_at(store, "eole/site").await.as_deref(), Some("1"), "the last writer has it");

    let sequence = store.sequence().await.unwrap();
    store.put_project(&second).await.unwrap();
    assert_eq!(store.sequence().await.unwrap(), sequence, "an equal write is no change of the record");
    "eole/parti".clone_into(&mut late.source.path);
    store.put_project(&late).await.unwrap();
    assert_eq!(id_at(store, "eole/site").await.as_deref(), Some("2"));
    assert_eq!(id_at(store, "eole/parti").await.as_deref(), Some("1"));
}

pub(super) async fn case_matters_only_between_two_spellings(store: &dyn Store) {
    store.put_project(&project("1", "Eole/Été")).await.unwrap();
    assert_eq!(id_at(store, "eole/été").await.as_deref(), Some("1"));
    store.put_project(&project("2", "eole/été")).await.unwrap();
    assert_eq!(id_at(store, "Eole/Été").await.as_deref(), Some("1"));
    assert_eq!(id_at(store, "eole/été").await.as_deref(), Some("2"));

    store.put_project(&project("2", "eole/hiver")).await.unwrap();
    assert_eq!(id_at(store, "eole/été").await.as_deref(), Some("1"), "current before former, in any case");
}
