//! Many writers, one reader that follows the change sequence from its last number.
//!
//! The promise on which the search index rests: nobody who follows ever misses a record.

use std::collections::BTreeMap;
use std::sync::Arc;

use glane_catalog::model::{ChangeKind, ProjectKey, ProjectRecord};
use tokio::task::JoinSet;

use super::sample::{key, project};
use crate::Store;

const WRITERS: u32 = 8;
const RECORDS: u32 = 25;

type Replica = BTreeMap<ProjectKey, ProjectRecord>;

/// Eight writers write two hundred records; each fifth is changed once more, each seventh removed,
/// and one record is written by all.
pub(super) async fn a_reader_misses_nothing(store: Arc<dyn Store>) {
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        writers.spawn(write(store.clone(), writer));
    }
    let (mut last, mut replica) = (0, Replica::new());
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
    let stored = store.projects(0, u32::MAX).await.unwrap();
    let stored: Replica = stored.into_iter().map(|record| (record.source.key.clone(), record)).collect();
    assert_eq!(stored.len(), 1 + 200 - 8 * 3, "of 25 records, 7, 14 and 21 are removed");
    assert_eq!(replica, stored);
}

async fn write(store: Arc<dyn Store>, writer: u32) {
    for record in 1..=RECORDS {
        let id = format!("{writer}-{record}");
        let mut written = project(&id, &id);
        store.put_project(&written).await.unwrap();
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
        match &change.kind {
            ChangeKind::Put(record) | ChangeKind::Folded(record) => {
                replica.insert(change.key.clone(), (**record).clone())
            }
            ChangeKind::Removed => replica.remove(&change.key),
        };
    }
    changes.len()
}
