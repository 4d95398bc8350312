//! Parts of projects that are works of other catalogues: by their contents, and by what they merely claim.

use glane_catalog::model::{Attachment, Claim, Field, ResourceRecord, Source};

use super::resources::{entry, part, searched, shown_project};
use super::same::{gather, saying};
use super::sample::key;
use crate::Store;

const ONE: &str = "10.5281/zenodo.1";
const OTHER: &str = "10.5281/zenodo.2";

/// A part whose file says this of itself.
fn claiming(path: &str, title: &str, identifiers: &[&str]) -> ResourceRecord {
    let mut record = part("1", path, title);
    for identifier in identifiers {
        let claim = Claim::new((*identifier).to_owned(), Source::file(path, None, Some(1)), 1.0);
        record.fields.add(Field::Identifier, claim);
    }
    record
}

fn with_file(mut record: ResourceRecord, place: &str, digest: &str) -> ResourceRecord {
    let sha256 = Some(digest.repeat(32));
    record.attachments =
        vec![Attachment { place: place.to_owned(), bytes: Some(9_000), sha256, ..Attachment::default() }];
    record
}

pub(super) async fn a_part_that_claims_two_works_folds_neither(store: &dyn Store) {
    let doi = |text| [(Field::Identifier, text)];
    gather(store, "a", &[saying(entry("a", "1", "Volcans"), &doi(ONE))]).await;
    gather(store, "b", &[saying(entry("b", "1", "Volcans"), &doi(OTHER))]).await;
    shown_project(store, "1").await;
    let parts = [claiming("volcans.md", "Volcans", &[ONE, OTHER])];
    store.put_resources_of(&key("1"), &parts).await.unwrap();
    assert_eq!(searched(store).await, ["Volcans"; 3]);
    let parts = [claiming("volcans.md", "Volcans", &[OTHER])];
    store.put_resources_of(&key("1"), &parts).await.unwrap();
    assert_eq!(searched(store).await, ["Volcans"; 2], "of what it claims alone it is one record");
    // Their own evidence makes the two records one, and then there is but one work to be of.
    gather(store, "c", &[saying(entry("c", "1", "Volcans"), &[doi(ONE), doi(OTHER)].concat())]).await;
    let parts = [claiming("volcans.md", "Volcans", &[ONE, OTHER])];
    store.put_resources_of(&key("1"), &parts).await.unwrap();
    assert_eq!(searched(store).await, ["Volcans"]);
}

pub(super) async fn a_part_is_known_by_its_contents(store: &dyn Store) {
    let address = "https://svt.example.fr/volcans.pdf";
    gather(store, "a", &[with_file(entry("a", "1", "Volcans"), address, "ab")]).await;
    gather(store, "b", &[with_file(entry("b", "1", "Séismes"), address, "ab")]).await;
    shown_project(store, "1").await;
    let parts = [with_file(part("1", "volcans.pdf", "Volcans"), "volcans.pdf", "ab")];
    store.put_resources_of(&key("1"), &parts).await.unwrap();
    let lead = parts[0].id();
    let also: Vec<String> =
        store.described_also(&lead).await.unwrap().iter().map(ResourceRecord::id).collect();
    assert_eq!(also, [entry("a", "1", "").id()], "the part stands first: its file is here");
    assert_eq!(searched(store).await, ["Séismes", "Volcans"], "a digest that a record names needs the title");
    let parts = [with_file(part("1", "volcans.pdf", "Volcans"), "volcans.pdf", "cd")];
    store.put_resources_of(&key("1"), &parts).await.unwrap();
    assert_eq!(searched(store).await, ["Séismes", "Volcans", "Volcans"], "it was changed");
}
