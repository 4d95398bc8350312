//! Each cause by which a project is looked at, alone.

use glane_catalog::model::{Examination, ProjectRecord, Reason, SourceProject};

use super::*;

fn at(hour: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + hour * 3600).unwrap()
}

fn source(id: u32) -> SourceProject {
    SourceProject {
        name: "p".to_owned(),
        clone_url: format!("https://example.org/eole/p{id}.git"),
        last_activity_at: Some(at(-100)),
        ..SourceProject::public(format!("mim:{id}").parse().unwrap(), &format!("eole/p{id}"))
    }
}

/// A project that was published and looked at at hour 0, after a change.
fn standing(change: impl FnOnce(&mut ProjectRecord)) -> Standing {
    let mut record = ProjectRecord::discovered(source(1));
    record.state = ProjectState::Published;
    record.examination = Some(Examination::default());
    record.seen_digest = Some("digest".to_owned());
    record.collected_at = Some(at(0));
    change(&mut record);
    serde_json::from_str(&serde_json::to_string(&record).unwrap()).unwrap()
}

fn moment() -> Moment {
    Moment {
        asked: Asked::BySchedule,
        now: at(1),
        daily: Duration::from_secs(24 * 3600),
        terms_changed: false,
        decided: None,
        has_job: false,
        disk: Disk::Elsewhere,
    }
}

fn judged(standing: &Standing, change: impl FnOnce(&mut Moment)) -> Option<Why> {
    let mut moment = moment();
    change(&mut moment);
    why(standing, &standing.source, &moment)
}

#[test]
fn what_stands_as_it_was_is_left_alone_until_its_daily_look() {
    let standing = standing(|_| {});
    assert_eq!(judged(&standing, |_| {}), None);
    assert_eq!(judged(&standing, |moment| moment.asked = Asked::ByPerson), None);
    assert_eq!(judged(&standing, |moment| moment.now = at(11)), None, "half a day at the earliest");
    assert_eq!(judged(&standing, |moment| moment.now = at(23)), Some(Why::Daily));
    assert_eq!(judged(&standing, |moment| moment.asked = Asked::ForAll), Some(Why::Asked));
    assert_eq!(judged(&standing, |moment| moment.terms_changed = true), Some(Why::Terms));
    assert_eq!(judged(&standing, |moment| moment.has_job = true), Some(Why::Unsettled));
    assert_eq!(judged(&standing, |moment| moment.disk = Disk::Differs), Some(Why::Changed));
}

#[test]
fn daily_looks_are_spread_over_the_day() {
    let due_by = |hour: i64| {
        (0..1000)
            .filter(|id| {
                let mut standing = standing(|_| {});
                standing.source = source(*id);
                is_daily_due(&standing, at(hour), Duration::from_secs(24 * 3600))
            })
            .count()
    };
    assert_eq!((due_by(11), due_by(23)), (0, 1000));
    // Spread evenly over the eleven hours from the twelfth to the twenty-third: 91 an hour.
    for hour in 13..=22 {
        let hourly = due_by(hour) - due_by(hour - 1);
        assert!((60..=125).contains(&hourly), "{hourly} of 1000 in hour {hour}");
    }
}

#[test]
fn what_tells_nothing_is_always_looked_at_unless_it_can_be_read_here() {
    let silent = standing(|record| record.source.last_activity_at = None);
    assert_eq!(judged(&silent, |_| {}), Some(Why::NoHint));
    assert_eq!(judged(&silent, |moment| moment.disk = Disk::Same), None);
}

#[test]
fn what_did_not_come_to_its_end_is_begun_again() {
    let unsettled: [fn(&mut ProjectRecord); 5] = [
        |record| record.state = ProjectState::Pending,
        |record| record.seen_digest = None,
        |record| record.pending = Some(Box::default()),
        |record| record.state = ProjectState::Withdrawn,
        |record| {
            record.state = ProjectState::Skipped;
            record.reasons = vec![Reason::new(ReasonCode::Excluded, "")];
        },
    ];
    for change in unsettled {
        assert_eq!(judged(&standing(change), |_| {}), Some(Why::Unsettled));
    }
}

#[test]
fn a_failure_waits_for_its_own_job_unless_a_person_asks() {
    let failed = standing(|record| record.state = ProjectState::Failed);
    let waiting = |asked| {
        judged(&failed, |moment| {
            moment.has_job = true;
            moment.asked = asked;
        })
    };
    assert_eq!(waiting(Asked::BySchedule), None);
    assert_eq!(waiting(Asked::ByPerson), Some(Why::Unsettled));
    assert_eq!(judged(&failed, |_| {}), Some(Why::Unsettled), "nothing else would try it again");
}

#[test]
fn a_hold_waits_for_a_decision() {
    let held = |code| {
        standing(|record| {
            record.state = ProjectState::Held;
            record.reasons = vec![Reason::new(code, "")];
        })
    };
    let secrets = held(ReasonCode::Secrets);
    assert_eq!(judged(&secrets, |moment| moment.asked = Asked::ByPerson), None);
    assert_eq!(judged(&secrets, |moment| moment.decided = Some(at(-1))), None, "it was taken into account");
    assert_eq!(judged(&secrets, |moment| moment.decided = Some(at(1))), Some(Why::Terms));
    let conflict = held(ReasonCode::HostDiverged);
    assert_eq!(judged(&conflict, |_| {}), None);
    assert_eq!(judged(&conflict, |moment| moment.asked = Asked::ByPerson), Some(Why::Unsettled));
}
