//! The index through its life: upserts, tombstones, reopening, another fingerprint, damage, rebuilding.

use std::fs;
use std::path::Path;

use glane_catalog::model::{Change, ChangeKind, ProjectState};
use glane_index::{Index, IndexError};

use crate::world::{SHEETS, World, changes, generation, ids_in, key, put, record};

#[test]
fn a_record_is_replaced_and_removed() {
    let world = World::new();
    let searcher = world.index.searcher();
    let mut writer = world.index.writer().unwrap();
    let mut renamed = SHEETS[0].clone();
    renamed.title = "Décimaux";
    renamed.summary = "Nombres décimaux.";
    renamed.text = "Rien d’autre.";
    renamed.topics = &[];
    renamed.path = "maths-lyon/decimaux";
    writer.apply(&[put(16, record(&renamed))]).unwrap();
    assert_eq!(ids_in(&searcher, "fractions")[0], "1", "nothing is visible before the commit");
    writer.commit(16).unwrap();
    assert_eq!(ids_in(&searcher, "fractions"), ["2"]);
    assert_eq!(ids_in(&searcher, "décimaux"), ["1"]);

    let mut withdrawn = record(&SHEETS[1]);
    withdrawn.state = ProjectState::Withdrawn;
    let gone = Change { sequence: 18, key: key("3").into(), kind: ChangeKind::Removed };
    writer.apply(&[put(17, withdrawn), gone]).unwrap();
    writer.commit(18).unwrap();
    assert!(ids_in(&searcher, "calcul mental").is_empty());
    assert!(ids_in(&searcher, "binaires").is_empty());
    assert_eq!(world.index.status().unwrap().documents, 13);
    assert_eq!(world.index.sequence(), 18);
}

#[test]
fn a_record_for_which_another_stands_leaves_and_comes_back() {
    let world = World::new();
    let mut writer = world.index.writer().unwrap();
    let folded = ChangeKind::Folded(Box::new(record(&SHEETS[0])));
    writer.apply(&[Change { sequence: 16, key: key("1").into(), kind: folded }]).unwrap();
    writer.commit(16).unwrap();
    assert_eq!(ids_in(&world.index.searcher(), "fractions"), ["2"]);
    writer.apply(&[put(17, record(&SHEETS[0]))]).unwrap();
    writer.commit(17).unwrap();
    assert_eq!(ids_in(&world.index.searcher(), "fractions")[0], "1");
}

#[test]
fn what_is_not_shown_never_enters() {
    let world = World::new();
    let mut writer = world.index.writer().unwrap();
    for (sequence, state) in (16..).zip([ProjectState::Pending, ProjectState::Held, ProjectState::Skipped]) {
        let mut secret = record(&SHEETS[0]);
        secret.source.key = key("99");
        secret.source.topics = vec!["zorglub".to_owned()];
        secret.state = state;
        writer.apply(&[put(sequence, secret)]).unwrap();
    }
    writer.commit(18).unwrap();
    assert!(ids_in(&world.index.searcher(), "zorglub").is_empty());
}

#[test]
fn the_sequence_survives_reopening() {
    let World { folder, index } = World::new();
    assert_eq!(index.sequence(), 15);
    let before = ids_in(&index.searcher(), "fractions");
    drop(index);
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.sequence(), 15);
    assert_eq!(index.recovered(), None);
    assert_eq!(ids_in(&index.searcher(), "fractions"), before);
    let status = index.status().unwrap();
    assert_eq!((status.documents, status.sequence), (15, 15));
    assert!(status.bytes > 1000 && status.segments >= 1 && status.fingerprint.len() == 16, "{status:?}");
}

/// A commit that met a full disk leaves the file in which it noted what is deleted, and the next one has
/// the same number.
#[test]
fn what_an_unfinished_commit_left_is_in_nobodys_way() {
    let World { folder, index } = World::new();
    drop(index);
    let place = generation(folder.path());
    let names = fs::read_dir(&place).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let segments: Vec<String> =
        names.filter_map(|name| Some(name.strip_suffix(".term")?.to_owned())).collect();
    let managed = place.join(".managed.json");
    let mut known: Vec<String> = serde_json::from_slice(&fs::read(&managed).unwrap()).unwrap();
    for (segment, number) in segments.iter().flat_map(|segment| (1..100).map(move |number| (segment, number)))
    {
        let left = format!("{segment}.{number}.del");
        fs::write(place.join(&left), "cut o").unwrap();
        known.push(left);
    }
    fs::write(&managed, serde_json::to_vec(&known).unwrap()).unwrap();
    let index = Index::open(folder.path()).unwrap();
    let mut writer = index.writer().unwrap();
    let gone = Change { sequence: 16, key: key("1").into(), kind: ChangeKind::Removed };
    writer.apply(&[gone]).unwrap();
    writer.commit(16).unwrap();
    assert_eq!(ids_in(&index.searcher(), "fractions"), ["2"]);
}

#[test]
fn the_index_knows_whose_numbers_it_holds() {
    let World { folder, index } = World::new();
    assert_eq!(index.identity(), "");
    let mut writer = index.writer().unwrap();
    writer.commit_of("0a1b", 16).unwrap();
    writer.commit(17).unwrap();
    assert_eq!((index.identity().as_str(), index.sequence()), ("0a1b", 17), "a later commit keeps the name");
    drop((writer, index));
    let index = Index::open(folder.path()).unwrap();
    assert_eq!((index.identity().as_str(), index.sequence()), ("0a1b", 17));
    let mut rebuild = index.writer().unwrap().rebuild().unwrap();
    rebuild.apply(&changes()[..2]).unwrap();
    drop(rebuild.finish_of("2c3d", 2).unwrap());
    assert_eq!((index.identity().as_str(), index.sequence()), ("2c3d", 2));
    drop(index);
    assert_eq!(Index::open(folder.path()).unwrap().identity(), "2c3d");
}

#[test]
fn uncommitted_changes_are_lost_with_the_writer() {
    let World { folder, index } = World::new();
    let mut writer = index.writer().unwrap();
    writer.apply(&[Change { sequence: 16, key: key("1").into(), kind: ChangeKind::Removed }]).unwrap();
    drop(writer);
    drop(index);
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.sequence(), 15);
    assert_eq!(ids_in(&index.searcher(), "fractions")[0], "1");
}

#[test]
fn another_fingerprint_is_built_anew_and_the_old_one_goes() {
    let World { folder, index } = World::new();
    drop(index);
    let ours = generation(folder.path());
    let old = folder.path().join("00112233aabbccdd-4");
    fs::rename(&ours, &old).unwrap();
    fs::write(folder.path().join("current"), "00112233aabbccdd-4").unwrap();
    let index = Index::open(folder.path()).unwrap();
    assert_eq!(index.sequence(), 0);
    assert_eq!(index.recovered(), None);
    assert!(old.is_dir(), "nothing is removed before the new one holds something");
    crate::world::fill(&index);
    assert!(!old.exists());
    assert_eq!(ids_in(&index.searcher(), "fractions 6e")[0], "1");
}

#[test]
fn a_rebuild_serves_the_old_until_it_is_done() {
    let world = World::new();
    let searcher = world.index.searcher();
    let old = generation(world.folder.path());
    let mut rebuild = world.index.writer().unwrap().rebuild().unwrap();
    rebuild.apply(&changes()[..2]).unwrap();
    assert_eq!(ids_in(&searcher, "volcans"), ["5"]);
    let writer = rebuild.finish(2).unwrap();
    assert!(ids_in(&searcher, "volcans").is_empty());
    assert_eq!(world.index.status().unwrap().documents, 2);
    assert_eq!(world.index.sequence(), 2);
    assert!(!old.exists());
    drop(writer);
    assert_eq!(Index::open(world.folder.path()).unwrap().sequence(), 2);
}

#[test]
fn a_rebuild_given_up_changes_nothing() {
    let world = World::new();
    let mut rebuild = world.index.writer().unwrap().rebuild().unwrap();
    rebuild.apply(&changes()[..2]).unwrap();
    assert_eq!(names(world.folder.path()).len(), 4, "two generations, the pointer, the lock");
    drop(rebuild);
    assert_eq!(names(world.folder.path()).len(), 3, "nothing of it is left");
    assert_eq!(Index::open(world.folder.path()).unwrap().sequence(), 15);
    assert!(world.index.writer().is_ok());
}

#[test]
fn there_is_one_writer() {
    let world = World::new();
    let _writer = world.index.writer().unwrap();
    assert!(matches!(world.index.writer(), Err(IndexError::Locked { .. })));
    let other = Index::open(world.folder.path()).unwrap();
    assert!(matches!(other.writer(), Err(IndexError::Locked { .. })));
    assert_eq!(ids_in(&other.searcher(), "volcans"), ["5"]);
}

#[test]
fn searches_go_on_while_the_index_is_written() {
    let world = World::new();
    let mut writer = world.index.writer().unwrap();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            let searcher = world.index.searcher();
            scope.spawn(move || {
                for _ in 0..20 {
                    assert_eq!(ids_in(&searcher, "volcans"), ["5"]);
                }
            });
        }
        for sequence in 16..24 {
            writer.apply(&[put(sequence, record(&SHEETS[4]))]).unwrap();
            writer.commit(sequence).unwrap();
        }
    });
    assert_eq!(world.index.sequence(), 23);
}

/// Every file of the index in turn is cut short, emptied, overwritten or removed.
#[test]
fn damage_is_set_aside_and_the_index_begun_anew() {
    let World { folder: sound, index } = World::new();
    drop(index);
    let files = names(&generation(sound.path()));
    let kinds: std::collections::BTreeSet<&str> =
        files.iter().map(|name| name.rsplit('.').next().unwrap()).filter(|kind| *kind != "lock").collect();
    assert!(kinds.len() >= 5, "{kinds:?}");
    for kind in kinds {
        for harm in 0..4 {
            let folder = copied(sound.path());
            let victim = files.iter().find(|name| name.ends_with(kind)).unwrap();
            let victim = generation(folder.path()).join(victim);
            // The list of files to clean up says nothing about the content: its loss is no damage.
            let is_list = victim.ends_with(".managed.json");
            harm_file(&victim, harm);
            let index = Index::open(folder.path()).unwrap_or_else(|error| panic!("{kind} {harm}: {error}"));
            if is_list && harm == 3 {
                continue;
            }
            assert_eq!(index.sequence(), 0, "{kind} {harm}");
            assert!(index.recovered().is_some_and(|aside| aside.is_dir()), "{kind} {harm}");
        }
    }
}

#[test]
fn after_damage_the_index_can_be_filled_again() {
    let World { folder, index } = World::new();
    drop(index);
    harm_file(&generation(folder.path()).join("meta.json"), 0);
    let index = Index::open(folder.path()).unwrap();
    crate::world::fill(&index);
    assert_eq!(ids_in(&index.searcher(), "volcans"), ["5"]);
    assert_eq!(index.status().unwrap().recovered, index.recovered());
    assert_eq!(Index::open(folder.path()).unwrap().recovered(), None);
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// A copy of an index of one generation.
fn copied(folder: &Path) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    fs::copy(folder.join("current"), copy.path().join("current")).unwrap();
    let from = generation(folder);
    let to = generation(copy.path());
    fs::create_dir(&to).unwrap();
    for name in names(&from) {
        fs::copy(from.join(&name), to.join(&name)).unwrap();
    }
    copy
}

/// Cuts a file short, empties it, overwrites its beginning, or removes it.
fn harm_file(file: &Path, harm: u8) {
    let mut bytes = fs::read(file).unwrap();
    match harm {
        0 => bytes.truncate(bytes.len() / 2),
        1 => bytes.clear(),
        2 => bytes.iter_mut().take(12).for_each(|byte| *byte ^= 0x5a),
        _ => return fs::remove_file(file).unwrap(),
    }
    fs::write(file, bytes).unwrap();
}

#[test]
fn damage_is_not_touched_while_another_writes() {
    let World { folder, index } = World::new();
    let _writer = index.writer().unwrap();
    let meta = generation(folder.path()).join("meta.json");
    fs::write(&meta, "{").unwrap();
    assert!(matches!(Index::open(folder.path()), Err(IndexError::Locked { .. })));
    assert!(meta.exists());
}

#[test]
fn a_folder_that_cannot_be_one_is_a_clear_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fichier");
    fs::write(&file, "x").unwrap();
    let error = Index::open(&file).unwrap_err();
    assert!(matches!(error, IndexError::Io { .. }) && error.to_string().contains("fichier"), "{error}");
}
