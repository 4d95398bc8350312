//! How soon a change is found, and an index built anew while the service runs.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use super::{World, finds, generation, index_of, until};
use crate::site::Site;

/// The middle of five, since the machine may have other things to do for a moment.
#[test]
fn a_changed_record_is_found_within_five_seconds() {
    let world = World::new();
    let site = Site::serve(&world.workshop);
    let mut waits: Vec<Duration> = (0..5)
        .map(|round| {
            let (word, former) = (format!("zebulon{round}"), format!("zebulon{}", round - 1));
            world.put("1", &word);
            let waited = until(&word, || finds(&site, &word));
            assert!(!finds(&site, &former), "it is no longer what it was");
            waited
        })
        .collect();
    waits.sort();
    assert!(waits[2] <= Duration::from_secs(5), "{waits:?}");
    world.remove("1");
    until("the record leaves", || !finds(&site, "zebulon4"));
}

#[test]
fn an_index_is_built_anew_by_the_service_that_runs_and_no_question_fails() {
    let world = World::new();
    for number in 0..300 {
        world.put(&number.to_string(), "zebulon");
    }
    let site = Site::serve(&world.workshop);
    until("the index is filled", || index_of(&site)["behind"] == 0);
    let former = generation(&world.index());
    let (is_done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !is_done.load(Ordering::Relaxed) {
                    assert!(finds(&site, "zebulon"), "at every moment");
                    asked.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        let told = world.workshop.glane(&["index", "rebuild"]);
        is_done.store(true, Ordering::Relaxed);
        let said = String::from_utf8_lossy(&told.stderr);
        assert!(told.status.success() && said.contains("rebuilt by the other glane"), "{said}");
    });
    assert!(asked.into_inner() > 0);
    assert!(!former.exists() && generation(&world.index()) != former);
    assert_eq!(index_of(&site)["state"], "following");
    // What comes afterwards is followed, and with nobody there the command does it itself.
    world.put("new", "farandole");
    until("a new record", || finds(&site, "farandole"));
    drop(site);
    let told = world.workshop.glane(&["index", "rebuild"]);
    let said = String::from_utf8_lossy(&told.stderr);
    assert!(told.status.success() && said.contains("from 301 changes"), "{said}");
}
