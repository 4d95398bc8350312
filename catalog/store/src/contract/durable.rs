//! What was acknowledged is there when the storage is opened again.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use super::sample::{at, forge, full, host, key, project};
use crate::{ForgeRow, JobKind, JobSpec, PassRow, Store};

const LEASE: Duration = Duration::from_secs(60);

/// Writes something of each kind through one opening and reads it through the next; `open` opens
/// the same storage each time, empty at first.
pub async fn reopened(open: impl AsyncFn() -> Arc<dyn Store>) {
    let here = host("here");
    let listed = ForgeRow {
        forge: forge("mim"),
        listed_at: Some(at(0)),
        complete_at: Some(at(1)),
        announced: 2,
        not_public: 0,
        error: None,
    };
    let store = open().await;
    let identity = store.identity().await.unwrap();
    let stored = store.put_project(&full("1", "a", "texte")).await.unwrap();
    let removed = store.put_project(&project("2", "b")).await.unwrap();
    store.remove_project(&key("2")).await.unwrap();
    store.put_forge(&listed).await.unwrap();
    store.reserve_host_name(&here, stored.number, "site").await.unwrap();
    let pushed = BTreeMap::from([("refs/heads/main".to_owned(), Some("aa".to_owned()))]);
    store.record_pushed(stored.number, &here, &pushed).await.unwrap();
    let spec = JobSpec { kind: JobKind::Mirror, subject: "mim:1".to_owned(), priority: 0, not_before: at(0) };
    store.file_jobs(&[spec], at(0)).await.unwrap();
    let job = store.claim_job("w", at(0), LEASE).await.unwrap().unwrap();
    store.job_step(&job, "fetch", at(1), LEASE).await.unwrap();
    let pass =
        PassRow { project: stored.number, ended_at: at(2), outcome: "held".to_owned(), milliseconds: 5 };
    store.add_pass(&pass).await.unwrap();
    store.set_last_run("mim", at(3)).await.unwrap();
    let changes = store.changes(0, 10).await.unwrap();
    drop(store);

    let store = open().await;
    assert_eq!(store.identity().await.unwrap(), identity);
    assert_eq!(store.project(&key("1")).await.unwrap(), Some(stored.clone()));
    assert_eq!(store.sequence().await.unwrap(), 3);
    assert_eq!(store.changes(0, 10).await.unwrap(), changes);
    assert_eq!(store.forges().await.unwrap(), [listed]);
    assert_eq!(store.host_name(&here, stored.number).await.unwrap().as_deref(), Some("site"));
    assert_eq!(store.pushed_refs(stored.number, &here).await.unwrap().len(), 1);
    assert_eq!(store.passes(0, 10).await.unwrap()[0].1, pass);
    assert_eq!(store.last_run("mim").await.unwrap(), Some(at(3)));
    lease_outlives_the_opening(&*store, job.id).await;
    let next = store.put_project(&project("3", "c")).await.unwrap();
    assert!(next.number > removed.number, "nor is a removed number given again after a start");
}

/// The lease of [`reopened`] was extended at second 1, for a minute.
async fn lease_outlives_the_opening(store: &dyn Store, id: i64) {
    assert_eq!(store.claim_job("v", at(60), LEASE).await.unwrap(), None, "still leased");
    let again = store.claim_job("v", at(61), LEASE).await.unwrap().unwrap();
    assert_eq!((again.id, again.attempts, again.step.as_deref()), (id, 2, Some("fetch")));
}
