//! Records, their numbers, and the change sequence as one writer sees it.
//!
//! What several writers and a reader see is in `following`.

use glane_catalog::model::{Change, ChangeKind, MirrorRecord, ProjectKey, ProjectRecord, ProjectState};

use super::sample::{HOSTILE, forge, full, id, key, project};
use crate::{Store, StoreError};

pub(super) async fn each_storage_is_itself(one: &dyn Store, other: &dyn Store) {
    let name = one.identity().await.unwrap();
    assert!(name.len() >= 32 && name.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{name}");
    one.put_project(&project("1", "a")).await.unwrap();
    assert_eq!(one.identity().await.unwrap(), name);
    assert_ne!(other.identity().await.unwrap(), name);
}

pub(super) async fn documents_come_back_whole(store: &dyn Store) {
    let written = full("1", "eole/site", "texte");
    let stored = store.put_project(&written).await.unwrap();
    assert!(stored.number > 0, "a stored record has its number");
    assert_eq!(stored, ProjectRecord { number: stored.number, ..written });
    assert_eq!(store.project(&key("1")).await.unwrap(), Some(stored.clone()));
    assert_eq!(store.project_at(&forge("mim"), "eole/site").await.unwrap(), Some(stored.clone()));
    assert_eq!(store.projects(0, 10).await.unwrap(), std::slice::from_ref(&stored));
    assert_eq!(store.changes(0, 10).await.unwrap(), [put(1, stored)]);
    assert_eq!(store.unreadable().await.unwrap(), Vec::<String>::new());
    assert_eq!(store.project(&key("2")).await.unwrap(), None);
    let elsewhere = ProjectKey { forge: forge("other"), id: "1".to_owned() };
    assert_eq!(store.project(&elsewhere).await.unwrap(), None, "an id means nothing on another forge");
}

/// NUL is in the free texts only: a path or an id of git or of a forge cannot hold one.
pub(super) async fn hostile_text_is_only_text(store: &dyn Store) {
    let column = HOSTILE.replace('\0', "");
    let stored = store.put_project(&full(&column, &column, HOSTILE)).await.unwrap();
    assert_eq!(store.project(&key(&column)).await.unwrap(), Some(stored.clone()));
    assert_eq!(store.project_at(&forge("mim"), &column).await.unwrap(), Some(stored.clone()));
    assert_eq!(store.changes(0, 10).await.unwrap(), [put(1, stored)]);
    for nothing in ["%", "_", "*", "", "' OR '1'='1"] {
        assert_eq!(store.project(&key(nothing)).await.unwrap(), None);
        assert_eq!(store.project_at(&forge("mim"), nothing).await.unwrap(), None);
    }
}

/// JSON has no NaN: such a record would be written, and would stop every reader after it.
pub(super) async fn what_could_not_be_read_again_is_refused(store: &dyn Store) {
    let mut record = full("1", "eole/site", "texte");
    record.examination.as_mut().unwrap().licence.claims[0].confidence = f32::NAN;
    let refused = store.put_project(&record).await.unwrap_err();
    assert!(matches!(refused, StoreError::Document { ref what, .. } if what == "mim:1"), "{refused}");
    assert_eq!(store.sequence().await.unwrap(), 0);
    assert_eq!(store.project(&key("1")).await.unwrap(), None);
    assert_eq!(store.project_at(&forge("mim"), "eole/site").await.unwrap(), None);
}

/// A pass may end between what a listing read and what it writes: both are kept.
pub(super) async fn a_listing_replaces_only_what_the_forge_says(store: &dyn Store) {
    let new = store.put_source(&project("1", "a").source).await.unwrap();
    assert_eq!(new, ProjectRecord { number: new.number, ..ProjectRecord::discovered(new.source.clone()) });
    let passed = ProjectRecord {
        number: new.number,
        state: ProjectState::Published,
        seen_digest: Some("d".to_owned()),
        ..full("1", "a", "texte")
    };
    let passed = store.put_project(&passed).await.unwrap();
    let moved = project("1", "b").source;
    let stored = store.put_source(&moved).await.unwrap();
    let mut aliases = passed.aliases.clone();
    aliases.push("a".to_owned());
    let expected = ProjectRecord { source: moved, aliases, seen_digest: None, absence: None, ..passed };
    assert_eq!(stored, expected);
    assert_eq!(store.project_at(&forge("mim"), "b").await.unwrap(), Some(expected.clone()));
    assert_eq!(store.project_at(&forge("mim"), "a").await.unwrap(), Some(expected.clone()));
    let gone = ProjectRecord { state: ProjectState::Withdrawn, ..expected.clone() };
    store.put_project(&gone).await.unwrap();
    let back = store.put_source(&expected.source).await.unwrap();
    assert_eq!((back.state, back.reasons.len()), (ProjectState::Pending, 0));
}

/// Two who read the same record: the later of them learns that it is not the stored one any more.
pub(super) async fn a_record_is_replaced_only_while_it_is_the_stored_one(store: &dyn Store) {
    let seen = store.put_project(&project("1", "a")).await.unwrap();
    let one = ProjectRecord { state: ProjectState::Withdrawn, ..seen.clone() };
    let other = ProjectRecord { state: ProjectState::Published, ..seen.clone() };
    assert!(store.replace_project(&seen, &one).await.unwrap());
    let sequence = store.sequence().await.unwrap();
    assert!(!store.replace_project(&seen, &other).await.unwrap());
    assert_eq!(store.project(&key("1")).await.unwrap(), Some(one.clone()));
    assert_eq!(store.sequence().await.unwrap(), sequence, "nothing was written");
    assert!(store.replace_project(&one, &other).await.unwrap());
    store.remove_project(&key("1")).await.unwrap();
    assert!(!store.replace_project(&other, &one).await.unwrap());
    assert_eq!(store.project(&key("1")).await.unwrap(), None);
}

/// The wiki of a project is known by its number negated; nothing of the project moves with it.
pub(super) async fn looks_at_a_wiki_are_its_own(store: &dyn Store) {
    let mut record = full("1", "a", "texte");
    record.wiki_mirrors.clone_from(&record.mirrors);
    let stored = store.put_project(&record).await.unwrap();
    let mut looked = stored.wiki().mirrors;
    looked[0].host_state = Some("vu".to_owned());
    store.note_looks(stored.wiki().number, &looked).await.unwrap();
    let after = store.project(&key("1")).await.unwrap().unwrap();
    assert_eq!((&after.mirrors, &after.wiki_mirrors), (&stored.mirrors, &looked));
}

pub(super) async fn numbers_are_given_once(store: &dyn Store) {
    let first = store.put_project(&project("1", "a")).await.unwrap();
    let second = store.put_project(&project("2", "b")).await.unwrap();
    assert_ne!(first.number, second.number);
    let mut again = project("1", "a");
    again.source.archived = true;
    assert_eq!(store.put_project(&again).await.unwrap().number, first.number);
    again.number = second.number;
    assert_eq!(store.put_project(&again).await.unwrap().number, first.number, "the key says who it is");

    store.remove_project(&key("2")).await.unwrap();
    let third = store.put_project(&project("3", "c")).await.unwrap();
    let back = store.put_project(&project("2", "b")).await.unwrap();
    for (new, old) in [(&third, &second), (&back, &second), (&back, &third)] {
        assert!(new.number > old.number, "a number is never given again");
    }
}

pub(super) async fn a_look_without_change_takes_no_number(store: &dyn Store) {
    let stored = store.put_project(&full("1", "eole/site", "texte")).await.unwrap();
    let sequence = store.sequence().await.unwrap();
    let at = jiff::Timestamp::from_second(1_800_000_000).unwrap();
    store.touch_project(stored.number, at).await.unwrap();
    store.touch_project(stored.number + 1, at).await.unwrap();
    let mut touched = ProjectRecord { collected_at: Some(at), ..stored };
    let looked = &mut touched.mirrors[0];
    (looked.compared_at, looked.host_state) = (Some(at), Some("W/\"7\"".to_owned()));
    let elsewhere = MirrorRecord { name: "not read".to_owned(), ..looked.clone() };
    store.note_looks(touched.number, &[elsewhere]).await.unwrap();
    store.note_looks(touched.number + 1, &touched.mirrors).await.unwrap();
    assert_eq!(store.project(&key("1")).await.unwrap(), Some(touched.clone()));
    assert_eq!(store.put_project(&touched).await.unwrap(), touched);
    assert_eq!(store.sequence().await.unwrap(), sequence);
}

pub(super) async fn pages_are_by_number(store: &dyn Store) {
    for id in 0..7 {
        store.put_project(&project(&format!("{id}"), &format!("p{id}"))).await.unwrap();
    }
    let (mut after, mut ids, mut sizes) = (0, Vec::new(), Vec::new());
    loop {
        let page = store.projects(after, 3).await.unwrap();
        let Some(last) = page.last() else { break };
        assert!(page.is_sorted_by(|a, b| a.number < b.number) && page[0].number > after);
        after = last.number;
        sizes.push(page.len());
        ids.extend(page.into_iter().map(|record| record.source.key.id));
    }
    assert_eq!(ids, ["0", "1", "2", "3", "4", "5", "6"]);
    assert_eq!(sizes, [3, 3, 1]);
}

pub(super) async fn the_sequence_is_dense_and_ordered(store: &dyn Store) {
    assert_eq!(store.sequence().await.unwrap(), 0);
    assert_eq!(store.changes(0, 10).await.unwrap(), []);
    for (count, id) in ["1", "2", "3"].into_iter().enumerate() {
        store.put_project(&project(id, id)).await.unwrap();
        assert_eq!(store.sequence().await.unwrap(), count as u64 + 1);
    }
    let stored = store.put_project(&project("2", "2")).await.unwrap();
    store.put_project(&stored).await.unwrap();
    assert_eq!(store.sequence().await.unwrap(), 3, "an equal write takes no number");

    let mut changed = project("1", "1");
    changed.state = ProjectState::Published;
    let changed = store.put_project(&changed).await.unwrap();
    assert_eq!(store.sequence().await.unwrap(), 4);
    let all = store.changes(0, 10).await.unwrap();
    assert_eq!(shape(&all), [(2, "2"), (3, "3"), (4, "1")], "the latest change of each record, in order");
    assert_eq!(all[2], put(4, changed));
    assert_eq!(shape(&store.changes(0, 2).await.unwrap()), [(2, "2"), (3, "3")]);
    assert_eq!(shape(&store.changes(2, 1).await.unwrap()), [(3, "3")]);
    for none in [4, 5, u64::MAX] {
        assert_eq!(store.changes(none, 10).await.unwrap(), []);
    }
    assert_eq!(store.changes(0, 0).await.unwrap(), []);
}

pub(super) async fn removals_leave_tombstones(store: &dyn Store) {
    store.put_project(&project("1", "a")).await.unwrap();
    store.put_project(&project("2", "b")).await.unwrap();
    store.remove_project(&key("1")).await.unwrap();
    assert_eq!(store.project(&key("1")).await.unwrap(), None);
    assert_eq!(store.project_at(&forge("mim"), "a").await.unwrap(), None);
    assert_eq!(store.projects(0, 10).await.unwrap().len(), 1);
    store.put_project(&project("3", "c")).await.unwrap();
    let changes = store.changes(0, 10).await.unwrap();
    assert_eq!(shape(&changes), [(2, "2"), (3, "1"), (4, "3")], "tombstones stand in their place");
    assert_eq!(changes[1].kind, ChangeKind::Removed);
    assert_eq!(shape(&store.changes(2, 1).await.unwrap()), [(3, "1")]);

    store.remove_project(&key("1")).await.unwrap();
    store.remove_project(&key("never")).await.unwrap();
    assert_eq!(store.sequence().await.unwrap(), 4, "what is not there is not removed");

    let back = store.put_project(&project("1", "a")).await.unwrap();
    assert_eq!(shape(&store.changes(0, 10).await.unwrap()), [(2, "2"), (4, "3"), (5, "1")]);
    assert_eq!(store.changes(4, 10).await.unwrap(), [put(5, back)], "a tombstone ends when its key returns");
}

fn put(sequence: u64, record: ProjectRecord) -> Change {
    Change { sequence, key: record.source.key.clone().into(), kind: ChangeKind::Put(Box::new(record)) }
}

fn shape(changes: &[Change]) -> Vec<(u64, &str)> {
    changes.iter().map(|change| (change.sequence, id(change))).collect()
}
