//! Many writers, one reader that follows the change sequence from its last number.
//!
//! The promise on which the search index rests: nobody who follows ever misses a record.

use std::collections::BTreeMap;
use std::sync::Arc;

use glane_catalog::model::{ChangeKind, PlacedResource, ProjectRecord, ProjectState, RecordKey};
use tokio::task::JoinSet;

use super::resources::part;
use super::sample::{key, project};
use crate::Store;

const WRITERS: u32 = 8;
const RECORDS: u32 = 25;

/// What one who followed every change has.
#[derive(Debug, Default, PartialEq)]
struct Replica {
    projects: BTreeMap<RecordKey, ProjectRecord>,
    resources: BTreeMap<RecordKey, PlacedResource>,
}

/// Eight writers write two hundred records, of which each third has parts and each second is shown; each
/// fifth is changed once more, each seventh removed, and one record is written by all.
pub(super) async fn a_reader_misses_nothing(store: Arc<dyn Store>) {
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        writers.spawn(write(store.clone(), writer));
    }
    let (mut last, mut replica) = (0, Replica::default());
    let mut done = false;
    loop {
        // Looked at before the read: what was written before it must be in the read.
        while let Some(finished) = writers.try_join_next() {
            finished.unwrap();
        }
        let end = std::mem::replace(&mut done, writers.is_empty());
        let read = follow(&*store, &mut last, &mut replica).await;
        if read == 0 && end {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(last, store.sequence().await.unwrap());
    let stored = stored(&*store).await;
    assert_eq!(stored.projects.len(), 1 + 200 - 8 * 3, "of 25 records, 7, 14 and 21 are removed");
    assert_eq!(stored.resources.len(), 8 * 4 * 2, "6, 12, 18 and 24 are shown and have two parts");
    assert_eq!(replica, stored);
}

async fn stored(store: &dyn Store) -> Replica {
    let projects = store.projects(0, u32::MAX).await.unwrap().into_iter();
    // Read at once, when nobody writes any more.
    let shown =
        store.changes(0, u32::MAX).await.unwrap().into_iter().filter_map(|change| match change.kind {
            ChangeKind::PutResource(placed) => Some((change.key, *placed)),
            _ => None,
        });
    Replica {
        projects: projects.map(|record| (record.source.key.clone().into(), record)).collect(),
        resources: shown.collect(),
    }
}

async fn write(store: Arc<dyn Store>, writer: u32) {
    for record in 1..=RECORDS {
        let id = format!("{writer}-{record}");
        let mut written = project(&id, &id);
        if record % 2 == 0 {
            written.state = ProjectState::Published;
        }
        store.put_project(&written).await.unwrap();
        if record % 3 == 0 {
            let parts = [part(&id, "a", "Un"), part(&id, "b", "Deux")];
            store.put_resources_of(&key(&id), &parts).await.unwrap();
        }
        if record % 6 == 0 {
            written.source.name = "Un autre nom".to_owned();
            store.put_project(&written).await.unwrap();
        }
        if record % 5 == 0 {
            written.source.description = Some("deux".to_owned());
            store.put_project(&written).await.unwrap();
        }
        if record % 7 == 0 {
            store.remove_project(&key(&id)).await.unwrap();
        }
        let mut shared = project("shared", "shared");
        shared.source.description = Some(id);
        store.put_project(&shared).await.unwrap();
    }
}

/// Applies one page of changes; returns how many there were.
async fn follow(store: &dyn Store, last: &mut u64, replica: &mut Replica) -> usize {
    let changes = store.changes(*last, 10).await.unwrap();
    for change in &changes {
        assert!(change.sequence > *last, "numbers become visible in order");
        *last = change.sequence;
        let key = change.key.clone();
        match &change.kind {
            ChangeKind::Put(record) | ChangeKind::Folded(record) => {
                replica.projects.insert(key, (**record).clone());
            }
            ChangeKind::PutResource(placed) => {
                replica.resources.insert(key, (**placed).clone());
            }
            ChangeKind::Removed => {
                replica.projects.remove(&key);
                replica.resources.remove(&key);
            }
        }
    }
    changes.len()
}
