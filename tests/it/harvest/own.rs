//! Our own `/oai`, taken by our own harvester.

use crate::oai::changing::{MANY, many};

use super::shelf::Shelf;

#[tokio::test]
async fn the_catalogue_harvests_itself_to_the_same_number() {
    let made = || many("contact = \"communs@example.org\"");
    let (_workshop, site, _) = tokio::task::spawn_blocking(made).await.unwrap();
    let shelf = Shelf::of(&format!("http://{}/oai", site.address()).parse().unwrap()).await;
    let done = shelf.harvest().await;
    assert_eq!((done.created, done.refused, done.failure), (MANY as u64, 0, None));
    let records = shelf.records().await;
    assert_eq!(records.len(), MANY);
    let stated = records.iter().filter(|record| record.licence.expression.as_deref() == Some("CC-BY-4.0"));
    assert_eq!(stated.count(), MANY);
}
