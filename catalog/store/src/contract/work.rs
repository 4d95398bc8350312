//! Forges, passes and schedules.

use super::sample::{HOSTILE, at, forge};
use crate::{ForgeRow, PassRow, Store};

pub(super) async fn forges_are_replaced_and_sorted(store: &dyn Store) {
    assert_eq!(store.forges().await.unwrap(), []);
    let mut mim = ForgeRow {
        forge: forge("mim"),
        listed_at: Some(at(0)),
        complete_at: None,
        announced: 12,
        not_public: 3,
        error: Some(HOSTILE.replace('\0', "")),
    };
    let eole = ForgeRow {
        forge: forge("eole"),
        listed_at: None,
        announced: 0,
        not_public: 0,
        error: None,
        ..mim.clone()
    };
    store.put_forge(&mim).await.unwrap();
    store.put_forge(&eole).await.unwrap();
    assert_eq!(store.forges().await.unwrap(), [eole.clone(), mim.clone()]);
    mim = ForgeRow { complete_at: Some(at(9)), announced: 14, error: None, ..mim };
    store.put_forge(&mim).await.unwrap();
    assert_eq!(store.forges().await.unwrap(), [eole, mim]);
}

pub(super) async fn passes_are_a_log(store: &dyn Store) {
    assert_eq!(store.passes(0, 10).await.unwrap(), []);
    let rows: Vec<_> = ["published", "unchanged", "unchanged"]
        .into_iter()
        .zip(1..)
        .map(|(outcome, n)| PassRow {
            project: 7,
            ended_at: at(100 - n),
            outcome: outcome.to_owned(),
            milliseconds: n.unsigned_abs() * 1000,
        })
        .collect();
    for row in &rows {
        store.add_pass(row).await.unwrap();
    }
    let first = store.passes(0, 2).await.unwrap();
    let rest = store.passes(first[1].0, 2).await.unwrap();
    let read: Vec<_> = first.into_iter().chain(rest).collect();
    assert!(read.is_sorted_by(|a, b| a.0 < b.0));
    assert_eq!(read.into_iter().map(|(_, row)| row).collect::<Vec<_>>(), rows);
}

pub(super) async fn schedules_remember_their_last_run(store: &dyn Store) {
    assert_eq!(store.last_run("mim").await.unwrap(), None);
    store.set_last_run("mim", at(0)).await.unwrap();
    store.set_last_run("eole", at(5)).await.unwrap();
    store.set_last_run("mim", at(9)).await.unwrap();
    assert_eq!(store.last_run("mim").await.unwrap(), Some(at(9)));
    assert_eq!(store.last_run("eole").await.unwrap(), Some(at(5)));
}
