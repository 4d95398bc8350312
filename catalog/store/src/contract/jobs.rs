//! The job table: one unfinished job a subject, order, leases and fencing.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::sample::{HOSTILE, at};
use crate::{Job, JobKind, JobSpec, Store, StoreError};

const LEASE: Duration = Duration::from_secs(60);

fn mirror(subject: &str, priority: i32, not_before: Timestamp) -> JobSpec {
    JobSpec { kind: JobKind::Mirror, subject: subject.to_owned(), priority, not_before }
}

async fn claim(store: &dyn Store, now: Timestamp) -> Option<Job> {
    store.claim_job("worker", now, LEASE).await.unwrap()
}

fn assert_lost(answer: &Result<(), StoreError>, job: &Job) {
    assert!(matches!(answer, Err(StoreError::LeaseLost(id)) if *id == job.id), "{answer:?}");
}

pub(super) async fn a_subject_has_one_unfinished_job(store: &dyn Store) {
    let specs = [mirror("mim:1", 0, at(50)), mirror("mim:2", 0, at(0)), mirror("mim:1", 5, at(90))];
    assert_eq!(store.file_jobs(&specs, at(0)).await.unwrap(), 2);
    assert_eq!(store.file_jobs(&specs, at(1)).await.unwrap(), 0);
    let discover = JobSpec { kind: JobKind::Discover, ..mirror("mim:1", 0, at(90)) };
    assert_eq!(store.file_jobs(&[discover], at(1)).await.unwrap(), 1, "another kind is another job");
    assert_eq!(store.file_jobs(&[], at(1)).await.unwrap(), 0);
    assert_eq!(store.unfinished_jobs().await.unwrap(), 3);

    let job = claim(store, at(60)).await.unwrap();
    assert_eq!((job.kind, job.subject.as_str()), (JobKind::Mirror, "mim:1"), "higher priority, earlier time");
    store.job_step(&job, "fetch", at(60), LEASE).await.unwrap();
    store.finish_job(&job).await.unwrap();
    assert_eq!(store.unfinished_jobs().await.unwrap(), 2);
    assert_eq!(store.file_jobs(&specs, at(62)).await.unwrap(), 1, "finished: it may be filed again");
    let again = claim(store, at(100)).await.unwrap();
    assert_eq!((again.subject.as_str(), again.step.as_deref(), again.attempts), ("mim:1", None, 1));
    assert_ne!(again.id, job.id);
    assert_lost(&store.finish_job(&job).await, &job);
}

pub(super) async fn the_first_is_by_time_then_priority_then_age(store: &dyn Store) {
    let specs = [
        mirror("low", -1, at(0)),
        mirror("old", 0, at(5)),
        mirror("young", 0, at(0)),
        mirror("high", 9, at(10)),
    ];
    store.file_jobs(&specs, at(0)).await.unwrap();
    let mut order = Vec::new();
    for now in [0, 5, 9, 9, 10] {
        order.push(claim(store, at(now)).await.map(|job| job.subject));
    }
    let order: Vec<_> = order.iter().map(|subject| subject.as_deref().unwrap_or("nothing due")).collect();
    assert_eq!(order, ["young", "old", "low", "nothing due", "high"]);

    let now = at(20) + SignedDuration::from_millis(900);
    store.file_jobs(&[mirror(HOSTILE, 0, now)], now).await.unwrap();
    assert_eq!(claim(store, now).await.unwrap().subject, HOSTILE, "filed now is due now");
}

pub(super) async fn a_lease_runs_out_and_fences_its_old_holder(store: &dyn Store) {
    store.file_jobs(&[mirror("mim:1", 0, at(0))], at(0)).await.unwrap();
    let first = claim(store, at(0)).await.unwrap();
    assert_eq!((first.attempts, first.step.as_deref()), (1, None));
    assert_eq!(claim(store, at(59)).await, None);
    store.job_step(&first, "fetch", at(30), LEASE).await.unwrap();
    assert_eq!(claim(store, at(89)).await, None, "a step extends the lease");

    let second = claim(store, at(90)).await.unwrap();
    assert_eq!((second.id, second.attempts, second.step.as_deref()), (first.id, 2, Some("fetch")));
    assert!(second.fence > first.fence);
    assert_lost(&store.job_step(&first, "publish", at(91), LEASE).await, &first);
    assert_lost(&store.release_job(&first, at(91), "late").await, &first);
    assert_lost(&store.finish_job(&first).await, &first);
    assert_eq!(claim(store, at(149)).await, None, "the old holder changed nothing");
    store.job_step(&second, "publish", at(100), LEASE).await.unwrap();
    store.finish_job(&second).await.unwrap();
    assert_lost(&store.finish_job(&second).await, &second);
    assert_eq!(store.unfinished_jobs().await.unwrap(), 0);
}

pub(super) async fn a_released_job_waits_and_keeps_its_step(store: &dyn Store) {
    store.file_jobs(&[mirror("mim:1", 0, at(0))], at(0)).await.unwrap();
    let job = claim(store, at(0)).await.unwrap();
    store.job_step(&job, "publish", at(0), LEASE).await.unwrap();
    store.release_job(&job, at(300), "the host did not answer").await.unwrap();
    assert_lost(&store.job_step(&job, "record", at(1), LEASE).await, &job);
    assert_lost(&store.release_job(&job, at(0), "twice").await, &job);
    assert_lost(&store.finish_job(&job).await, &job);
    assert_eq!(claim(store, at(299)).await, None);
    let again = claim(store, at(300)).await.unwrap();
    assert_eq!((again.attempts, again.step.as_deref()), (2, Some("publish")));
    store.release_job(&again, at(900), "again").await.unwrap();
    store.file_jobs(&[mirror("mim:1", 0, at(400))], at(400)).await.unwrap();
    let sooner = claim(store, at(400)).await.unwrap();
    assert_eq!(
        (sooner.attempts, sooner.step.as_deref()),
        (1, Some("publish")),
        "filed: the earlier time, counted anew"
    );
}

pub(super) async fn leases_can_all_be_freed(store: &dyn Store) {
    let specs = [mirror("1", 0, at(0)), mirror("2", 0, at(0)), mirror("3", 0, at(0))];
    store.file_jobs(&specs, at(0)).await.unwrap();
    let one = claim(store, at(0)).await.unwrap();
    claim(store, at(0)).await.unwrap();
    assert_eq!(store.free_leases().await.unwrap(), 2);
    assert_eq!(store.free_leases().await.unwrap(), 0);
    assert_lost(&store.job_step(&one, "fetch", at(1), LEASE).await, &one);
    let again = claim(store, at(1)).await.unwrap();
    assert_eq!((again.id, again.attempts), (one.id, 2));
    assert_lost(&store.finish_job(&one).await, &one);
    assert_eq!(store.unfinished_jobs().await.unwrap(), 3);
}

pub(super) async fn two_workers_never_hold_the_same_job(store: Arc<dyn Store>) {
    let specs: Vec<_> = (0..40).map(|n| mirror(&format!("{n}"), n % 3, at(0))).collect();
    assert_eq!(store.file_jobs(&specs, at(0)).await.unwrap(), 40);
    let mut workers = tokio::task::JoinSet::new();
    for worker in 0..8 {
        let store = store.clone();
        workers.spawn(async move {
            let mut mine = Vec::new();
            while let Some(job) = store.claim_job(&format!("w{worker}"), at(0), LEASE).await.unwrap() {
                mine.push(job.subject.clone());
                store.finish_job(&job).await.unwrap();
            }
            mine
        });
    }
    let all = workers.join_all().await.concat();
    assert_eq!(all.len(), 40);
    assert_eq!(all.into_iter().collect::<BTreeSet<_>>().len(), 40);
}
