//! Files of the index that are not what was written when the service starts.

use std::fs;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::{World, finds, generation, index_of, set_aside, until};
use crate::site::Site;

/// Twice, with other damage: the copies that are kept are not many.
#[test]
fn an_index_found_damaged_at_the_start_is_set_aside_and_filled_anew() {
    let world = World::new();
    for number in 0..50 {
        world.put(&number.to_string(), "zebulon");
    }
    let site = Site::serve(&world.workshop);
    until("the index is filled", || finds(&site, "zebulon"));
    drop(site);
    let cut = |place: &Path| {
        let file = file(place, "term");
        fs::write(&file, &fs::read(&file).unwrap()[..10]).unwrap();
    };
    let without_meta = |place: &Path| fs::remove_file(place.join("meta.json")).unwrap();
    let turned = |place: &Path| turn(&file(place, "fast"));
    for harm in [&cut as &dyn Fn(&Path), &without_meta, &turned] {
        harm(&generation(&world.index()));
        let site = Site::serve(&world.workshop);
        until("the index is filled anew", || finds(&site, "zebulon"));
        assert_eq!(index_of(&site)["set_aside"], true);
        let (status, ready) = site.get("/readyz");
        assert!(status == 200 && ready.contains("ready"), "{ready}");
        drop(site);
        assert_eq!(set_aside(&world.index()).len(), 1);
    }
}

fn files(place: &Path, kind: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(place).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|named| named == kind)).collect()
}

fn file(place: &Path, kind: &str) -> PathBuf {
    files(place, kind).remove(0)
}

/// Turns every byte but those of the footer over, where it lies.
fn turn(file: &Path) {
    let bytes = fs::read(file).unwrap();
    let turned: Vec<u8> = bytes[..bytes.len() * 2 / 3].iter().map(|byte| !byte).collect();
    fs::OpenOptions::new().write(true).open(file).unwrap().write_all_at(&turned, 0).unwrap();
}
