//! What cheap passes rest on: failures that are counted, the backlog, where projects stand.
//!
//! Must not know when a project is due.

use std::time::Duration;

use glane_catalog::model::{Examination, ProjectKey, ProjectState};

use super::sample::{at, forge, key, project};
use crate::{Backlog, JobKind, JobSpec, Store, StoreError};

const LEASE: Duration = Duration::from_secs(60);

fn spec(subject: &str, not_before: i64) -> JobSpec {
    let not_before = at(not_before);
    JobSpec { kind: JobKind::Mirror, subject: subject.to_owned(), priority: 0, not_before }
}

pub(super) async fn a_failed_job_waits_and_counts_its_failures(store: &dyn Store) {
    store.file_jobs(&[spec("mim:1", 0)], at(0)).await.unwrap();
    let job = store.claim_job("a", at(1), LEASE).await.unwrap().unwrap();
    store.job_step(&job, "fetch", at(1), LEASE).await.unwrap();
    store.retry_job(&job, at(100), "source_unreachable").await.unwrap();
    assert!(matches!(store.retry_job(&job, at(100), "").await, Err(StoreError::LeaseLost(_))));
    assert_eq!(store.claim_job("a", at(99), LEASE).await.unwrap(), None);
    let job = store.claim_job("a", at(100), LEASE).await.unwrap().unwrap();
    assert_eq!((job.attempts, job.failures, &job.step), (1, 1, &None));
    // Filed again while it is held: its failure does not make it wait.
    store.file_jobs(&[spec("mim:1", 101)], at(101)).await.unwrap();
    store.retry_job(&job, at(9000), "source_unreachable").await.unwrap();
    let job = store.claim_job("a", at(102), LEASE).await.unwrap().unwrap();
    assert_eq!((job.attempts, job.failures), (1, 2));
    store.finish_job(&job).await.unwrap();
    store.file_jobs(&[spec("mim:1", 0)], at(103)).await.unwrap();
    assert_eq!(store.claim_job("a", at(103), LEASE).await.unwrap().unwrap().failures, 0);
}

pub(super) async fn a_claim_about_subjects_leaves_the_others(store: &dyn Store) {
    store.file_jobs(&[spec("mim:1", 0), spec("mim:2", 0)], at(0)).await.unwrap();
    let meant = ["mim:2".to_owned(), "mim:o'\"3".to_owned()];
    let job = store.claim_job_of(&meant, "a", at(1), LEASE).await.unwrap().unwrap();
    assert_eq!(job.subject, "mim:2");
    assert_eq!(store.claim_job_of(&meant, "a", at(1), LEASE).await.unwrap(), None);
    assert_eq!(store.claim_job("a", at(1), LEASE).await.unwrap().unwrap().subject, "mim:1");
}

pub(super) async fn the_backlog_is_counted(store: &dyn Store) {
    assert_eq!(store.backlog(at(0)).await.unwrap(), Backlog::default());
    let specs = [spec("mim:1", 0), spec("mim:2", 3), spec("mim:3", 4), spec("mim:4", 50)];
    store.file_jobs(&specs, at(0)).await.unwrap();
    store.claim_job("a", at(5), LEASE).await.unwrap().unwrap();
    let expected = Backlog { due: 2, held: 1, later: 1, oldest_due: Some(at(3)) };
    assert_eq!(store.backlog(at(5)).await.unwrap(), expected);
    assert_eq!(store.backlog(at(65)).await.unwrap().held, 0, "a lease that has run out is nobody's");
    let waiting = store.waiting_jobs(JobKind::Mirror).await.unwrap();
    assert_eq!((waiting.len(), waiting["mim:4"]), (4, at(50)));
    assert!(store.waiting_jobs(JobKind::Discover).await.unwrap().is_empty());
}

pub(super) async fn standings_are_of_one_forge_and_know_whether_it_was_examined(store: &dyn Store) {
    let mut one = project("1", "a/one");
    (one.state, one.seen_digest) = (ProjectState::Held, Some("digest".to_owned()));
    one.pending = Some(Box::new(Examination::default()));
    one.collected_at = Some(at(7));
    store.put_project(&one).await.unwrap();
    let mut other = project("1", "a/one");
    other.source.key = ProjectKey { forge: forge("eole"), id: "1".to_owned() };
    store.put_project(&other).await.unwrap();
    store.put_project(&project("2", "a/two")).await.unwrap();
    let all = store.standings(&forge("mim"), 0, 10).await.unwrap();
    assert_eq!(
        all.iter().map(|standing| standing.source.key.clone()).collect::<Vec<_>>(),
        [key("1"), key("2")]
    );
    let (first, second) = (&all[0], &all[1]);
    assert_eq!((first.state, first.seen_digest.as_deref()), (ProjectState::Held, Some("digest")));
    assert_eq!(first.collected_at, Some(at(7)));
    assert!(first.is_examined() && first.is_pending() && !second.is_examined());
    let page = store.standings(&forge("mim"), first.number, 1).await.unwrap();
    assert_eq!(page.iter().map(|standing| standing.number).collect::<Vec<_>>(), [second.number]);
}

pub(super) async fn activity_takes_no_number(store: &dyn Store) {
    let stored = store.put_project(&project("1", "a/one")).await.unwrap();
    let sequence = store.sequence().await.unwrap();
    store.note_activity(&[(stored.number, Some(at(9))), (stored.number + 1, None)]).await.unwrap();
    assert_eq!(store.sequence().await.unwrap(), sequence);
    let read = store.project(&key("1")).await.unwrap().unwrap();
    assert_eq!(read.source.last_activity_at, Some(at(9)));
}
