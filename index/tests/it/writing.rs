//! Writing for a long time: what is dead is reclaimed, an index is built aside without a search that fails,
//! damage is found while it serves.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use glane_catalog::model::{Change, ChangeKind};
use glane_index::{Index, IndexError};

use crate::world::{SHEETS, World, changes, generation, ids_in, key, put, record};

/// Each round replaces every record and is committed: without merges for what is dead there would be sixty
/// segments, and four dead records of five.
#[test]
fn what_upserts_leave_dead_is_bounded_and_so_are_segments() {
    let folder = tempfile::tempdir().unwrap();
    let mut sequence = 0;
    for _ in 0..3 {
        let index = Index::open(folder.path()).unwrap();
        let mut writer = index.writer().unwrap();
        for _ in 0..20 {
            let round: Vec<Change> =
                (sequence + 1..).zip(SHEETS).map(|(at, sheet)| put(at, record(sheet))).collect();
            sequence += SHEETS.len() as u64;
            writer.apply(&round).unwrap();
            writer.commit(sequence).unwrap();
        }
        writer.close().unwrap();
        let status = Index::open(folder.path()).unwrap().status().unwrap();
        assert_eq!(status.documents, SHEETS.len() as u64);
        assert!(status.segments <= 8, "{status:?}");
        // Each segment with more than a fifth is merged; half of all leaves room for small ones.
        assert!(status.deleted <= status.documents / 2, "{status:?}");
    }
}

#[test]
fn no_search_fails_or_finds_nothing_while_an_index_is_built_aside_and_takes_over() {
    let world = World::new();
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let searching: Vec<_> = (0..2)
            .map(|_| {
                let (searcher, is_done) = (world.index.searcher(), &is_done);
                scope.spawn(move || {
                    let mut asked = 0;
                    while !is_done.load(Ordering::Relaxed) {
                        assert_eq!(ids_in(&searcher, "volcans"), ["5"]);
                        asked += 1;
                    }
                    asked
                })
            })
            .collect();
        let mut writer = world.index.writer().unwrap();
        for _ in 0..4 {
            let mut rebuild = writer.rebuild().unwrap();
            rebuild.apply(&changes()).unwrap();
            writer = rebuild.finish(15).unwrap();
        }
        is_done.store(true, Ordering::Relaxed);
        for thread in searching {
            assert!(thread.join().unwrap() > 0);
        }
    });
}

#[test]
fn what_serves_is_kept_in_step_while_another_is_built() {
    let world = World::new();
    let searcher = world.index.searcher();
    let mut rebuild = world.index.writer().unwrap().rebuild().unwrap();
    rebuild.apply(&changes()).unwrap();
    let gone = [Change { sequence: 16, key: key("5").into(), kind: ChangeKind::Removed }];
    rebuild.serving().apply(&gone).unwrap();
    rebuild.serving().commit(16).unwrap();
    assert!(ids_in(&searcher, "volcans").is_empty(), "at once, in the one that serves");
    rebuild.apply(&gone).unwrap();
    drop(rebuild.finish(16).unwrap());
    assert!(ids_in(&searcher, "volcans").is_empty());
    assert_eq!(ids_in(&searcher, "fractions")[0], "1");
}

/// A process that was killed in the midst of building leaves its folder; the next writer removes it.
#[test]
fn what_a_killed_rebuild_left_goes() {
    let World { folder, index } = World::new();
    let name = generation(folder.path()).file_name().unwrap().to_str().unwrap().to_owned();
    let left = folder.path().join(format!("{}-7", name.split_once('-').unwrap().0));
    fs::create_dir(&left).unwrap();
    fs::write(left.join("meta.json"), "{").unwrap();
    drop(index.writer().unwrap());
    assert!(!left.exists() && generation(folder.path()).is_dir());
}

#[test]
fn bytes_that_change_under_an_open_index_are_found_and_it_begins_anew() {
    let World { folder, index } = World::new();
    let searcher = index.searcher();
    assert!(index.check().is_ok());
    let former = generation(folder.path());
    flip(&former, "term");
    assert!(matches!(index.check(), Err(IndexError::Damaged { .. })), "{:?}", index.check());
    if let Ok(_writer) = index.writer() {
        assert!(matches!(index.begin_anew(), Err(IndexError::Locked { .. })));
    }
    index.begin_anew().unwrap();
    assert!(index.recovered().is_some_and(|aside| aside.is_dir()) && !former.exists());
    assert!(ids_in(&searcher, "volcans").is_empty());
    crate::world::fill(&index);
    assert_eq!(ids_in(&searcher, "volcans"), ["5"], "a searcher from before goes on");
    assert!(index.check().is_ok());
}

/// On a disk that is full what was damaged has gone aside, or altogether, before that fails.
#[test]
fn what_could_not_be_begun_anew_is_begun_later() {
    let World { folder, index } = World::new();
    flip(&generation(folder.path()), "term");
    let hindrance = folder.path().join("current.tmp");
    fs::create_dir(&hindrance).unwrap();
    for _ in 0..2 {
        assert!(matches!(index.begin_anew(), Err(IndexError::Io { .. })));
        assert!(matches!(index.check(), Err(IndexError::Damaged { .. })), "{:?}", index.check());
    }
    fs::remove_dir(&hindrance).unwrap();
    index.begin_anew().unwrap();
    assert!(index.check().is_ok() && index.sequence() == 0);
    crate::world::fill(&index);
    assert_eq!(ids_in(&index.searcher(), "volcans"), ["5"]);
}

/// Without the list of files that the engine keeps, it would compare no checksum at all.
#[test]
fn damage_is_found_without_the_engines_list_of_files() {
    let World { folder, index } = World::new();
    drop(index);
    flip(&generation(folder.path()), "pos");
    fs::remove_file(generation(folder.path()).join(".managed.json")).unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert!(index.recovered().is_some() && index.sequence() == 0);
}

#[test]
fn a_folder_that_is_no_index_and_one_of_another_format_are_begun_anew() {
    let World { folder, index } = World::new();
    drop(index);
    let meta = generation(folder.path()).join("meta.json");
    fs::remove_dir_all(meta.parent().unwrap()).unwrap();
    fs::create_dir(meta.parent().unwrap()).unwrap();
    assert_eq!(Index::open(folder.path()).unwrap().sequence(), 0, "an empty folder");

    let World { folder, index } = World::new();
    drop(index);
    for file in fs::read_dir(generation(folder.path())).unwrap() {
        let file = file.unwrap().path();
        let mut bytes = fs::read(&file).unwrap();
        // The footer of each file says in which version of the format it is written.
        let said = b"\"index_format_version\":";
        if let Some(at) = bytes.windows(said.len()).rposition(|some| some == said) {
            bytes[at + said.len()] = b'3';
            fs::write(&file, bytes).unwrap();
        }
    }
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.sequence(), 0);
    crate::world::fill(&index);
}

/// Turns bytes in the midst of a file of this kind over, where it lies.
fn flip(place: &Path, kind: &str) {
    use std::os::unix::fs::FileExt;
    let mut files = fs::read_dir(place).unwrap().map(|file| file.unwrap().path());
    let victim = files.find(|path| path.extension().is_some_and(|named| named == kind)).unwrap();
    let bytes = fs::read(&victim).unwrap();
    let middle = bytes.len() / 2;
    let turned: Vec<u8> = bytes[middle..(middle + 8).min(bytes.len())].iter().map(|byte| !byte).collect();
    fs::OpenOptions::new().write(true).open(&victim).unwrap().write_all_at(&turned, middle as u64).unwrap();
}
