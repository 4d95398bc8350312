//! Faults on demand, and deeds between two requests.

use std::time::{Duration, Instant};

use glane_sample_forge::spec::Visibility;
use glane_sample_forge::{Fault, Trigger};
use hyper::StatusCode;

use crate::ground::ground;

const LISTING: &str = "/api/v4/projects?pagination=keyset&order_by=id&sort=asc&per_page=1";

#[tokio::test]
async fn statuses_come_when_they_were_ordered() {
    let ground = ground().await;
    let handle = ground.forge.handle();
    handle.fault(Trigger::on("GET", "/api/v4/projects").nth(2), Fault::status(500));
    handle.fault(Trigger::any("/api/v4/projects/10").exactly(), Fault::too_many(7));
    let statuses = [LISTING, LISTING, LISTING];
    let mut told = Vec::new();
    for path in statuses {
        told.push(ground.get(path, "").await.status.as_u16());
    }
    assert_eq!(told, [200, 500, 200]);
    let limited = ground.get("/api/v4/projects/10", "").await;
    assert_eq!((limited.status, limited.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "7"));
    assert_eq!(ground.get("/api/v4/projects/10", "").await.status, StatusCode::OK);
    let log: Vec<_> = handle.requests().iter().map(|request| request.status).collect();
    assert_eq!(log, [200, 500, 200, 429, 200]);
    assert_eq!(ground.get(LISTING, "").await.header("ratelimit-remaining"), "594");
}

#[tokio::test]
async fn bodies_are_spoilt_in_three_ways() {
    let ground = ground().await;
    let handle = ground.forge.handle();
    let trigger = || Trigger::on("GET", "/api/v4/projects");
    handle.fault(trigger(), Fault::CutBody(40));
    let cut = ground.get(LISTING, "").await;
    assert_eq!((cut.status, cut.body.len()), (StatusCode::OK, 40));
    handle.fault(trigger(), Fault::CutConnection(40));
    assert!(ground.try_get(LISTING).await.unwrap_err().is_incomplete_message());
    handle.fault(trigger(), Fault::Html);
    assert!(ground.get(LISTING, "").await.body.starts_with(b"<!DOCTYPE html>"));
    handle.fault(trigger(), Fault::Drop);
    assert!(ground.try_get(LISTING).await.is_err());
    assert_eq!(handle.requests().last().unwrap().status, 0);
    handle.fault(trigger(), Fault::Slow(Duration::from_millis(30)));
    let begun = Instant::now();
    assert_eq!(ground.get(LISTING, "").await.status, StatusCode::OK);
    assert!(begun.elapsed() >= Duration::from_millis(30));
}

#[tokio::test]
async fn a_listing_may_never_end() {
    let ground = ground().await;
    let handle = ground.forge.handle();
    handle.fault(Trigger::on("GET", "/api/v4/projects").always(), Fault::EndlessListing);
    let first = ground.get(LISTING, "").await;
    let second = ground.get(&first.next().unwrap(), "").await;
    assert_eq!((first.ids(), second.ids()), (vec![10], vec![10]));
    handle.clear_faults();
    assert_eq!(ground.get(&second.next().unwrap(), "").await.ids(), [10]);
}

#[tokio::test]
async fn a_project_turns_private_once_it_was_listed() {
    let ground = ground().await;
    let handle = ground.forge.handle();
    handle.after_listing(20, |forge| forge.set_visibility("dsden/sub/outil", Visibility::Private).unwrap());
    let first = ground.get(LISTING, "").await;
    assert_eq!(ground.get("/api/v4/projects/20", "").await.status, StatusCode::OK, "not yet listed");
    assert_eq!(ground.get(&first.next().unwrap(), "").await.ids(), [20]);
    assert_eq!(ground.get("/api/v4/projects/20", "").await.status, StatusCode::NOT_FOUND);
    handle.after_request(Trigger::on("GET", "/dsden/cours.git/info/refs"), |forge| {
        forge.rename("dsden/cours", "dsden/lecons").unwrap();
    });
    ground.get("/dsden/cours.git/info/refs?service=git-upload-pack", "").await;
    assert!(handle.paths().contains(&"dsden/lecons".to_owned()));
}
