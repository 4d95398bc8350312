//! No room for the index, while the catalogue has some.

use super::{World, finds, index_of, until};
use crate::disk_full::small_disk::{SmallDisk, is_inside};
use crate::site::Site;

#[test]
fn a_full_disk_leaves_the_last_good_state_and_room_brings_the_rest() {
    if !is_inside("index::disk::a_full_disk_leaves_the_last_good_state_and_room_brings_the_rest") {
        return;
    }
    let world = World::new();
    let disk = SmallDisk::mount(&world.workshop.path("data"));
    world.put("first", "zebulon");
    let site = Site::serve(&world.workshop);
    until("the first record", || finds(&site, "zebulon"));

    disk.leave(8192);
    for number in 0..200 {
        world.put(&number.to_string(), "farandole");
    }
    until("the full disk is said", || {
        assert!(finds(&site, "zebulon"), "the last good state");
        index_of(&site)["state"] == "disk_full"
    });
    let (status, ready) = site.get("/readyz");
    assert!(status == 200 && ready.contains("the disk is full"), "{ready}");
    assert!(!finds(&site, "farandole"));
    // To build it anew finds no room either, and leaves nothing in the way.
    world.runtime.block_on(async {
        let asked = jiff::Timestamp::from_second(1).unwrap();
        world.store.set_last_run(glane::work::follow::REBUILD, asked).await.unwrap();
    });
    assert!(finds(&site, "zebulon"));

    disk.make_room();
    until("the rest", || finds(&site, "farandole"));
    assert!(finds(&site, "zebulon"));
    until("it is in step", || index_of(&site)["state"] == "following");
    drop(site);
    // Nothing was taken for damaged.
    assert!(super::set_aside(&world.index()).is_empty());
    let site = Site::serve(&world.workshop);
    until("the same after a start", || finds(&site, "farandole"));
    assert_eq!(index_of(&site)["set_aside"], false);
}
