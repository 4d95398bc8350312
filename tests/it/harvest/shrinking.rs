//! A source that suddenly has much less: nothing goes before a person says so.

use super::server::Server;
use super::shelf::Shelf;
use glane::harvest::run::Wish;

/// A shelf with 40 records of a server that keeps no deletions.
async fn full(deletions: &'static str) -> (Server, Shelf) {
    let server = Server::with(40).await;
    server.set(|world| world.deletions = deletions);
    let shelf = Shelf::of(&server.url).await;
    assert_eq!(shelf.harvest().await.created, 40);
    (server, shelf)
}

#[tokio::test]
async fn more_than_a_third_gone_is_asked_about() {
    let (server, shelf) = full("no").await;
    server.set(|world| world.entries.truncate(27));
    let done = shelf.harvest().await;
    let failure = done.failure.unwrap();
    assert!(failure.contains("13 of 40 records would go"), "{failure}");
    assert!(failure.contains("glane harvest --source portail --accept-shrinking"), "{failure}");
    assert_eq!((done.removed, shelf.numbers().await.len()), (0, 40));
    let done = shelf.harvest_with(Wish { accept_shrinking: true, ..Wish::default() }).await;
    assert_eq!((done.removed, done.failure), (13, None));
    assert_eq!(shelf.numbers().await.len(), 27);
}

#[tokio::test]
async fn less_than_that_goes_by_itself() {
    let (server, shelf) = full("no").await;
    server.set(|world| world.entries.truncate(28));
    let done = shelf.harvest().await;
    assert_eq!((done.removed, done.failure), (12, None));
}

#[tokio::test]
async fn deletions_that_are_told_are_asked_about_too_and_told_again() {
    let (server, shelf) = full("persistent").await;
    server.set(|world| {
        for entry in world.entries.iter_mut().take(20) {
            (entry.is_deleted, entry.stamp) = (true, "2026-02-02T00:00:00Z".to_owned());
        }
    });
    let done = shelf.harvest().await;
    assert!(done.failure.unwrap().contains("20 of 40"));
    assert_eq!(shelf.numbers().await.len(), 40);
    let done = shelf.harvest_with(Wish { accept_shrinking: true, ..Wish::default() }).await;
    assert_eq!((done.removed, done.failure), (20, None));
}

#[tokio::test]
async fn an_empty_source_concludes_nothing_however_small_it_was() {
    let server = Server::with(3).await;
    server.set(|world| world.deletions = "no");
    let shelf = Shelf::of(&server.url).await;
    shelf.harvest().await;
    server.set(|world| world.entries.clear());
    let done = shelf.harvest_with(Wish { accept_shrinking: true, ..Wish::default() }).await;
    assert!(done.failure.unwrap().contains("no record at all"));
    assert_eq!(shelf.numbers().await.len(), 3);
}

#[tokio::test]
async fn new_names_for_everything_are_no_shrinking() {
    let (server, shelf) = full("no").await;
    server.set(|world| {
        for entry in &mut world.entries {
            let number: usize = entry.id.rsplit(':').next().unwrap().parse().unwrap();
            entry.id = format!("oai:portail.example.org:{}", number + 100);
        }
    });
    let done = shelf.harvest().await;
    assert_eq!((done.created, done.removed, done.failure), (40, 40, None));
}
