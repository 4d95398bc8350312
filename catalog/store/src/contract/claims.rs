//! What a project merely claims to be: it takes the place of nobody who was there.

use glane_catalog::model::{Claim, Field, ResourceRecord, Source};

use super::resources::{entry, part, searched, shown_project};
use super::same::{gather, saying};
use super::sample::key;
use crate::Store;

const DOI: &str = "10.5281/zenodo.9";

/// A folder of a project, of which a file in it says the identifier, and much else.
fn claiming(project: &str, title: &str, also: &[(Field, &str)]) -> ResourceRecord {
    let mut record = part(project, "cours", title);
    let place = Source::file("cours/metadata.yml", Some("id"), Some(1));
    for (field, value) in [&[(Field::Identifier, DOI)], also].concat() {
        record.fields.add(field, Claim::new(value.to_owned(), place.clone(), 1.0));
    }
    record
}

pub(super) async fn a_copied_title_and_identifier_take_nobodys_place(store: &dyn Store) {
    let told = saying(entry("a", "1", "Volcans"), &[(Field::Identifier, DOI)]);
    gather(store, "a", std::slice::from_ref(&told)).await;
    for (number, also) in [("1", vec![]), ("2", vec![(Field::Level, "4e"), (Field::Author, "Zoé")])] {
        shown_project(store, number).await;
        let parts = [claiming(number, "Volcans", &also)];
        store.put_resources_of(&key(number), &parts).await.unwrap();
        assert_eq!(store.stands_for(&told.id()).await.unwrap(), None);
        assert_eq!(store.stands_for(&parts[0].id()).await.unwrap(), Some(told.id()));
    }
    assert_eq!(searched(store).await, ["Volcans"]);
    store.remove_resources(&super::resources::source("a"), &[told.id()]).await.unwrap();
    let [older, newer] = ["1", "2"].map(|number| claiming(number, "Volcans", &[]).id());
    assert_eq!(store.stands_for(&newer).await.unwrap(), Some(older), "of two that claim it, the older");
    store.put_resources_of(&key("2"), &[claiming("2", "Tout autre", &[])]).await.unwrap();
    assert_eq!(searched(store).await, ["Tout autre", "Volcans"]);
}
