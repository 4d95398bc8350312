//! Reports of the gate, decisions, and questions spared.

use std::path::Path;
use std::time::Duration;

use glane_catalog::model::{Decision, DecisionKind, GateReport, ProjectKey, Sighting, SightingKind, Weight};

use super::sample::{at, forge};
use crate::{Answer, JobKind, JobSpec, PassRow, Pause, PausedSide, Store};

pub(super) async fn a_gate_report_is_replaced(store: &dyn Store) {
    assert_eq!(store.gate_report(7).await.unwrap(), None);
    let sighting = Sighting {
        id: "00ff".to_owned(),
        kind: SightingKind::Secret,
        rule: "private-key".to_owned(),
        weight: Weight::Hold,
        path: "clé.pem".to_owned(),
        line: Some(1),
        commit: None,
        object: None,
        at_tip: true,
    };
    let first = GateReport {
        ruleset: "1".to_owned(),
        at: Some(at(1)),
        sightings: vec![sighting],
        ..GateReport::default()
    };
    store.put_gate_report(7, &first).await.unwrap();
    assert_eq!(store.gate_report(7).await.unwrap(), Some(first.clone()));
    let second = GateReport { sightings: Vec::new(), ..first };
    store.put_gate_report(7, &second).await.unwrap();
    assert_eq!(store.gate_report(7).await.unwrap(), Some(second));
}

pub(super) async fn decisions_are_a_log(store: &dyn Store) {
    let key = |id: &str| ProjectKey { forge: forge("mim"), id: id.to_owned() };
    let decision = |kind, project, n| Decision {
        number: 0,
        kind,
        project,
        subject: Some(format!("é'{n}")),
        by: "Camille".to_owned(),
        reason: "parce que".to_owned(),
        at: at(n),
    };
    let all = [
        decision(DecisionKind::Release, Some(key("1")), 5),
        decision(DecisionKind::Withdraw, None, 3),
        decision(DecisionKind::Refuse, Some(key("2")), 4),
        decision(DecisionKind::Lift, Some(key("1")), 1),
    ];
    let mut numbered = Vec::new();
    for decision in all {
        let number = store.add_decision(&decision).await.unwrap();
        numbered.push(Decision { number, ..decision });
    }
    assert!(numbered.is_sorted_by(|a, b| a.number < b.number));
    assert_eq!(store.decisions(None).await.unwrap(), numbered);
    let one = store.decisions(Some(&key("1"))).await.unwrap();
    assert_eq!(one, [numbered[0].clone(), numbered[3].clone()]);
}

pub(super) async fn decisions_added_together_keep_their_order(store: &dyn Store) {
    let decision = |subject: &str, at: jiff::Timestamp| Decision {
        number: 0,
        kind: DecisionKind::Withdraw,
        project: Some(ProjectKey { forge: forge("ensemble"), id: "1".to_owned() }),
        subject: Some(subject.to_owned()),
        by: "Camille".to_owned(),
        reason: "parce que".to_owned(),
        at,
    };
    let all = [decision("path:a", at(1)), decision("object:b", at(1)), decision("erase", at(1))];
    let numbers = store.add_decisions(&all).await.unwrap();
    assert!(numbers.len() == 3 && numbers.is_sorted_by(|a, b| a < b));
    let stored = store.decisions(all[0].project.as_ref()).await.unwrap();
    assert_eq!(stored.iter().map(|one| one.number).collect::<Vec<_>>(), numbers);
    assert_eq!(
        stored.iter().map(|one| one.subject.as_deref().unwrap()).collect::<Vec<_>>(),
        ["path:a", "object:b", "erase"]
    );
    assert_eq!(store.add_decisions(&[]).await.unwrap(), Vec::<i64>::new());
}

pub(super) async fn answers_and_pauses_are_replaced(store: &dyn Store) {
    let (mim, eole) = (forge("mim"), forge("eole"));
    assert_eq!(store.answer(&mim, "projects").await.unwrap(), None);
    let answer = |tag: &str| Answer { validator: tag.to_owned(), document: "[]".to_owned() };
    store.put_answer(&mim, "projects", &answer("W/\"1\""), at(1)).await.unwrap();
    store.put_answer(&mim, "projects", &answer("W/\"2\""), at(2)).await.unwrap();
    assert_eq!(store.answer(&mim, "projects").await.unwrap(), Some(answer("W/\"2\"")));
    assert_eq!(store.answer(&eole, "projects").await.unwrap(), None);

    let pause = Pause { until: at(9), reason: "401".to_owned() };
    store.set_pause(PausedSide::Forge, "mim", Some(&pause)).await.unwrap();
    assert_eq!(store.pause(PausedSide::Forge, "mim").await.unwrap(), Some(pause));
    assert_eq!(store.pause(PausedSide::Host, "mim").await.unwrap(), None);
    store.set_pause(PausedSide::Forge, "mim", None).await.unwrap();
    assert_eq!(store.pause(PausedSide::Forge, "mim").await.unwrap(), None);
}

pub(super) async fn a_delivery_is_taken_once_and_old_rows_are_forgotten(store: &dyn Store) {
    let (mim, eole) = (forge("mim"), forge("eole"));
    assert!(store.note_delivery(&mim, "a", at(1)).await.unwrap());
    assert!(!store.note_delivery(&mim, "a", at(8)).await.unwrap());
    assert!(store.note_delivery(&eole, "a", at(5)).await.unwrap());
    store.forget_delivery(&eole, "a").await.unwrap();
    assert!(store.note_delivery(&eole, "a", at(5)).await.unwrap(), "it may be sent again");
    let pass = |n| PassRow { project: 7, ended_at: at(n), outcome: "unchanged".to_owned(), milliseconds: 1 };
    for n in 1..4 {
        store.add_pass(&pass(n)).await.unwrap();
    }
    // Two passes of three and one delivery of two are older; the last pass of a project stays.
    assert_eq!(store.prune(at(4)).await.unwrap(), 3);
    let left: Vec<_> = store.passes(0, 9).await.unwrap().into_iter().map(|(_, pass)| pass).collect();
    assert_eq!(left, [pass(3)]);
    assert!(store.note_delivery(&mim, "a", at(9)).await.unwrap());
}

pub(super) async fn a_job_filed_while_it_is_held_is_done_again(store: &dyn Store) {
    let lease = Duration::from_secs(60);
    let spec = JobSpec { kind: JobKind::Mirror, subject: "mim:1".to_owned(), priority: 0, not_before: at(0) };
    store.file_jobs(std::slice::from_ref(&spec), at(0)).await.unwrap();
    let job = store.claim_job("a", at(1), lease).await.unwrap().unwrap();
    store.renew_job(&job, at(50), lease).await.unwrap();
    assert_eq!(store.claim_job("b", at(70), lease).await.unwrap(), None, "the lease was extended");
    store.file_jobs(std::slice::from_ref(&spec), at(2)).await.unwrap();
    store.finish_job(&job).await.unwrap();
    assert!(store.renew_job(&job, at(80), lease).await.is_err(), "it is nobody's now");
    let again = store.claim_job("a", at(80), lease).await.unwrap().unwrap();
    assert_eq!((again.attempts, &again.step), (1, &None));
    store.finish_job(&again).await.unwrap();
    assert_eq!(store.unfinished_jobs().await.unwrap(), 0);
}

/// A copy is a whole storage that can be opened, and never replaces a file; `file` is not there yet.
pub async fn copied(store: &dyn Store, file: &Path) {
    store.set_last_run("nightly", at(3)).await.unwrap();
    store.back_up(file).await.unwrap();
    let copy = crate::open(&format!("sqlite:{}", file.display())).await.unwrap();
    assert_eq!(copy.last_run("nightly").await.unwrap(), Some(at(3)));
    assert_eq!(copy.identity().await.unwrap(), store.identity().await.unwrap());
    assert!(store.back_up(file).await.is_err());
}
