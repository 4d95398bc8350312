//! Harvests after the first: what is newer, and what was deleted.

use super::server::{Server, entry};
use super::shelf::Shelf;
use glane::harvest::run::Wish;

#[tokio::test]
async fn what_is_newer_and_what_was_deleted_is_asked_for() {
    let server = Server::with(23).await;
    let shelf = Shelf::of(&server.url).await;
    shelf.harvest().await;
    server.asked();
    server.set(|world| {
        let changed = &mut world.entries[0];
        (changed.stamp, changed.title) = ("2026-02-01T12:00:00Z".to_owned(), "Autre".to_owned());
        let gone = &mut world.entries[1];
        (gone.stamp, gone.is_deleted) = ("2026-02-01T12:00:01Z".to_owned(), true);
        let new = super::server::Entry { stamp: "2026-02-01T12:00:02Z".to_owned(), ..entry(24) };
        world.entries.push(new);
    });
    let done = shelf.harvest().await;
    assert_eq!((done.created, done.changed, done.removed, done.failure), (1, 1, 1, None));
    // The first answer of the harvest before bore 2026-02-01T00:00:00, and fractions of a second.
    let asked = server.asked();
    assert_eq!(asked[1], "from=2026-01-31T23:59:00Z metadataPrefix=oai_dc verb=ListRecords");
    assert_eq!(shelf.numbers().await.len(), 23);
    assert_eq!(shelf.title_of(1).await, "Autre");
}

#[tokio::test]
async fn nothing_newer_is_no_reason_to_take_the_rest_for_gone() {
    let server = Server::with(7).await;
    let shelf = Shelf::of(&server.url).await;
    shelf.harvest().await;
    let done = shelf.harvest().await;
    assert_eq!((done.removed, done.failure), (0, None));
    assert_eq!(shelf.numbers().await.len(), 7);
}

#[tokio::test]
async fn who_tells_no_deletions_is_asked_for_everything() {
    let server = Server::with(23).await;
    server.set(|world| world.deletions = "no");
    let shelf = Shelf::of(&server.url).await;
    shelf.harvest().await;
    server.asked();
    server.set(|world| {
        world.entries.remove(4);
    });
    let done = shelf.harvest().await;
    assert_eq!((done.removed, done.failure), (1, None));
    assert!(server.asked().iter().all(|question| !question.contains("from=")));
    assert_eq!(shelf.numbers().await.len(), 22);
}

#[tokio::test]
async fn days_are_asked_for_in_days() {
    let server = Server::with(3).await;
    server.set(|world| {
        world.granularity = "YYYY-MM-DD";
        for entry in &mut world.entries {
            entry.stamp.truncate(10);
        }
    });
    let shelf = Shelf::of(&server.url).await;
    shelf.harvest().await;
    server.asked();
    shelf.harvest().await;
    assert!(server.asked()[1].starts_with("from=2026-01-31 "));
    assert_eq!(shelf.numbers().await.len(), 3);
    let whole = shelf.harvest_with(Wish { whole: true, ..Wish::default() }).await;
    assert_eq!(whole.unchanged, 3);
}

#[tokio::test]
async fn sets_are_taken_one_after_the_other() {
    let server = Server::with(7).await;
    let mut shelf = Shelf::of(&server.url).await;
    shelf.settings.sets = vec!["niveau:6e".to_owned(), "niveau:5e".to_owned()];
    shelf.settings.format = Some("oai_dc".to_owned());
    let done = shelf.harvest().await;
    assert_eq!((done.created, done.unchanged, done.failure), (7, 0, None));
    let asked = server.asked();
    assert_eq!(asked[1], "metadataPrefix=oai_dc set=niveau:6e verb=ListRecords");
    assert_eq!(asked[3], "metadataPrefix=oai_dc set=niveau:5e verb=ListRecords");
}

#[tokio::test]
async fn a_catalogue_that_was_begun_anew_is_filled_again() {
    let server = Server::with(12).await;
    let mut shelf = Shelf::of(&server.url).await;
    shelf.harvest().await;
    shelf.lose().await;
    assert_eq!(shelf.harvest().await.created, 12);
}
