//! Measures of made-up repositories, computed by hand from the published definitions.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::*;
use crate::model::{AnswerTime, TicketRecord};

fn instant(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn evidence() -> Evidence {
    Evidence { at: instant("2026-08-31T12:00:00Z"), ..Evidence::default() }
}

/// A mean of so many days, measured a month earlier.
fn within(days: f64) -> Option<AnswerTime> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few days")]
    let mean_seconds = Some((days * 86_400.0) as u64);
    Some(AnswerTime { at: instant("2026-07-31T12:00:00Z"), answered: 3, waiting: 1, mean_seconds })
}

fn documents(found: &[Document]) -> Option<BTreeSet<Document>> {
    Some(found.iter().copied().collect())
}

#[test]
fn days_are_whole_and_never_below_zero() {
    let of = |last: Option<&str>| {
        days_since_human_commit(&Evidence { last_human_commit: last.map(instant), ..evidence() })
    };
    assert_eq!(of(None).value, None);
    assert_eq!(of(Some("2026-08-31T11:00:00Z")).value, Some(0));
    assert_eq!(of(Some("2026-08-30T12:00:01Z")).value, Some(0));
    assert_eq!(of(Some("2026-08-30T12:00:00Z")).value, Some(1));
    // 2025 has 365 days, and 2026 none more until August.
    let year = of(Some("2025-08-31T12:00:00Z"));
    assert_eq!(year.value, Some(365));
    assert!(year.said.fr.contains("365 jours, le 31/08/2025"), "{}", year.said.fr);
    assert!(year.said.en.contains("365 days ago, on 2025-08-31"), "{}", year.said.en);
    let future = of(Some("2030-01-01T00:00:00Z"));
    assert_eq!(future.value, Some(0));
    assert!(future.said.en.contains("to come"));
}

#[test]
fn a_rung_stands_on_the_rungs_below() {
    let whole = Evidence {
        recent_commits: Some(5),
        answers: within(6.9),
        last_release: Some(Some(instant("2026-03-01T12:00:00Z"))),
        bus_factor: Some(2),
        ..evidence()
    };
    let ladder = |changed: Evidence| {
        let found = open_code_ladder(&changed).value;
        (found.level, found.at_most)
    };
    assert_eq!(ladder(whole.clone()), (3, 3));
    assert_eq!(ladder(Evidence { bus_factor: Some(1), ..whole.clone() }), (2, 2));
    assert_eq!(ladder(Evidence { last_release: Some(None), ..whole.clone() }), (1, 1));
    assert_eq!(ladder(Evidence { recent_commits: Some(4), ..whole.clone() }), (0, 0));
    assert_eq!(ladder(Evidence { answers: within(7.0), ..whole.clone() }), (0, 0));
    assert_eq!(ladder(Evidence { answers: None, ..whole.clone() }), (0, 3), "unknown is not no");
    assert_eq!(ladder(Evidence { answers: None, bus_factor: Some(1), ..whole }), (0, 2));
    assert_eq!(ladder(evidence()), (0, 3));
}

#[test]
fn a_measure_of_tickets_says_what_it_is_made_of_and_how_old_it_is() {
    let step = |evidence: &Evidence| open_code_ladder(evidence).steps[1].clone();
    let measured = step(&Evidence { answers: within(1.5), ..evidence() });
    assert_eq!(measured.outcome, Outcome::Yes);
    assert!(measured.said.fr.contains("en 1,5 jours en moyenne"), "{}", measured.said.fr);
    assert!(measured.said.fr.contains("Relevé du 31/07/2026\u{202f}: 3 avec réponse, 1 en attente"));
    assert!(measured.said.en.contains("As of 2026-07-31: 3 answered, 1 waiting"), "{}", measured.said.en);
    let none = AnswerTime { answered: 0, waiting: 0, mean_seconds: None, ..within(0.0).unwrap() };
    let quiet = step(&Evidence { answers: Some(none), ..evidence() });
    assert_eq!(quiet.outcome, Outcome::Unknown, "where nobody asked, nobody was slow");
    assert!(quiet.said.fr.contains("Aucun ticket public"), "{}", quiet.said.fr);

    let source = crate::model::SourceProject::public("f:1".parse().unwrap(), "g/p");
    let mut record = crate::model::ProjectRecord::discovered(source);
    record.tickets = Some(TicketRecord { asked_at: instant("2026-07-31T12:00:00Z"), measured: within(1.5) });
    assert_eq!(Evidence::of(&record, instant("2026-10-31T12:00:00Z")).answers, within(1.5));
    assert_eq!(Evidence::of(&record, instant("2026-10-31T12:00:01Z")).answers, None, "of other tickets");
}

#[test]
fn commits_of_six_months_are_counted_on_the_day_that_asks() {
    let of = |newest: &[&str]| {
        let mut examination = crate::model::Examination::default();
        examination.history.newest = newest.iter().map(|at| instant(at)).collect();
        Evidence::of_examination(&examination, evidence().at).recent_commits
    };
    // Six months before 31 August, 12:00, is 28 February, 12:00.
    assert_eq!(of(&["2026-08-01T00:00:00Z", "2026-02-28T12:00:00Z", "2026-02-28T11:59:59Z"]), Some(2));
    assert_eq!(of(&["2020-01-01T00:00:00Z"]), Some(0));
    assert_eq!(of(&[]), None, "their dates were not kept");
    let many =
        open_code_ladder(&Evidence { recent_commits: of(&["2026-08-01T00:00:00Z"; 20]), ..evidence() });
    assert!(many.steps[0].said.en.contains("20 or more"), "{}", many.steps[0].said.en);
}

#[test]
fn people_who_left_half_a_year_ago_carry_nothing() {
    let of = |newest: &str| {
        let mut examination = crate::model::Examination::default();
        examination.history.bus_factor = Some(3);
        examination.history.last_human_commit = Some(instant(newest));
        Evidence::of_examination(&examination, evidence().at).bus_factor
    };
    assert_eq!(of("2026-02-28T12:00:00Z"), Some(3));
    assert_eq!(of("2026-02-28T11:59:59Z"), None);
}

#[test]
fn what_lacks_is_told_of_the_next_rung_only() {
    let lacking = |evidence: &Evidence| {
        let ladder = open_code_ladder(evidence);
        (ladder.value.level, ladder.lacking().map(|step| step.rule).collect::<Vec<_>>())
    };
    assert_eq!(lacking(&evidence()), (0, vec!["commits", "issue_response"]));
    let first = Evidence { recent_commits: Some(9), answers: within(1.0), ..evidence() };
    assert_eq!(lacking(&first), (1, vec!["release"]));
    let slow = Evidence { answers: within(8.0), ..first.clone() };
    assert_eq!(lacking(&slow), (0, vec!["issue_response"]), "what is met is not asked for again");
    let top =
        Evidence { last_release: Some(Some(instant("2026-08-01T00:00:00Z"))), bus_factor: Some(2), ..first };
    assert_eq!(lacking(&top), (3, vec![]));
}

#[test]
fn a_project_depends_on_those_who_made_more_than_half() {
    for (commits, people) in [
        (&[][..], 0),
        (&[0, 0], 0),
        (&[7], 1),
        (&[5, 5], 2),
        (&[1, 6, 5], 2),
        (&[1, 2, 8], 1),
        (&[u64::MAX; 3], 2),
    ] {
        assert_eq!(bus_factor(commits), people, "{commits:?}");
    }
}

#[test]
fn six_months_are_of_the_calendar() {
    // Six months before 31 August is the last day of February.
    let released = |then: &str| {
        let evidence = Evidence { last_release: Some(Some(instant(then))), ..evidence() };
        open_code_ladder(&evidence).steps[2].outcome
    };
    assert_eq!(released("2026-02-28T12:00:00Z"), Outcome::Yes);
    assert_eq!(released("2026-02-28T11:59:59Z"), Outcome::No);
}

#[test]
fn points_are_those_of_the_catalogue_and_add_up() {
    let of = |evidence: &Evidence| {
        let found = code_gouv_points(evidence);
        assert_eq!(found.steps.iter().map(|step| step.points).sum::<i64>(), found.value);
        assert_eq!(found.steps.len(), 11);
        found.value
    };
    // Nothing at all: −100 for the missing description.
    assert_eq!(of(&evidence()), -100);
    let good = Evidence {
        licence: Some("EUPL-1.2".to_owned()),
        description: Some("Un outil".to_owned()),
        template: Some(false),
        documents: documents(&[
            Document::Publiccode,
            Document::Readme,
            Document::Contributing,
            Document::Changelog,
        ]),
        forks: Some(11),
        subscribers: Some(2),
        ..evidence()
    };
    // 1000 + 1000 + 100 + 100 + 10 + 100 (forks) + 10 (subscribers)
    assert_eq!(of(&good), 2320);
    assert_eq!(of(&Evidence { fork: true, archived: true, ..good.clone() }), 320);
    assert_eq!(of(&Evidence { template: Some(true), ..good.clone() }), 3320);
    assert_eq!(of(&Evidence { forks: Some(101), subscribers: Some(100), ..good.clone() }), 3310);
    assert_eq!(of(&Evidence { forks: Some(10), subscribers: Some(1), ..good.clone() }), 2220);
    assert_eq!(of(&Evidence { licence: None, ..good.clone() }), 1320);
    let reserved = crate::licence::ALL_RIGHTS_RESERVED.to_owned();
    assert_eq!(of(&Evidence { licence: Some(reserved), ..good }), 1320);
}

#[test]
fn ten_questions_make_the_score() {
    let none = code_gouv_score(&evidence());
    assert_eq!(none.steps.len(), 10);
    // No website is declared, the nine others are not known.
    assert_eq!((none.value.score, none.value.at_most, none.value.badge), (0, 9, false));
    let all = Evidence {
        website: Some("https://outil.example.fr".to_owned()),
        addresses: vec!["https://forge.example.fr/dsi/outil.git".to_owned()],
        last_release: Some(Some(instant("2026-06-01T00:00:00Z"))),
        last_commit: Some(instant("2026-08-01T00:00:00Z")),
        documents: documents(&[
            Document::Logo,
            Document::Roadmap,
            Document::Authors,
            Document::Contributing,
            Document::Changelog,
            Document::CodeOfConduct,
            Document::Governance,
        ]),
        ..evidence()
    };
    assert_eq!(code_gouv_score(&all).value, Remarkable { score: 10, at_most: 10, badge: true });
    let own_page =
        Evidence { website: Some("http://Forge.example.fr/dsi/outil/#readme".to_owned()), ..all.clone() };
    assert_eq!(code_gouv_score(&own_page).value.score, 9, "the repository is not a page beside it");
    let few =
        Evidence { documents: documents(&[Document::Logo, Document::Authors, Document::Roadmap]), ..all };
    assert_eq!(code_gouv_score(&few).value, Remarkable { score: 6, at_most: 6, badge: false });
}

#[test]
fn french_texts_are_printed_as_french() {
    let bare = evidence();
    let full = Evidence {
        licence: Some("MIT".to_owned()),
        forks: Some(3),
        recent_commits: Some(1),
        answers: within(1.5),
        last_release: Some(Some(instant("2026-06-01T00:00:00Z"))),
        bus_factor: Some(1),
        ..evidence()
    };
    for evidence in [bare, full] {
        let (ladder, points, score) =
            (open_code_ladder(&evidence), code_gouv_points(&evidence), code_gouv_score(&evidence));
        let steps = ladder.steps.iter().chain(&points.steps).chain(&score.steps).map(|step| &step.said);
        for said in steps.chain([&ladder.said, &points.said, &score.said]) {
            assert!(!said.fr.is_empty() && !said.en.is_empty());
            assert!(
                !said.fr.contains('\'') && !said.fr.contains(" :") && !said.fr.contains(" ;"),
                "{}",
                said.fr
            );
        }
    }
}

#[test]
fn what_was_examined_is_evidence() {
    use crate::model::{Claim, Examination, Field, Source};
    let mut examination = Examination { commit: Some("0".repeat(40)), ..Examination::default() };
    for (field, value) in [
        (Field::Document, "changelog"),
        (Field::Document, "security"),
        (Field::Logo, "docs/logo.svg"),
        (Field::Released, "2026-06-01"),
    ] {
        examination.fields.add(field, Claim::new(value.to_owned(), Source::history("test"), 1.0));
    }
    examination.history.tags = 1;
    examination.history.last_commit = Some(instant("2025-01-01T00:00:00Z"));
    let found = Evidence::of_examination(&examination, evidence().at);
    assert_eq!(found.documents, documents(&[Document::Changelog, Document::Logo]));
    assert_eq!(found.last_release, Some(Some(instant("2026-06-01T00:00:00Z"))));
    assert_eq!(found.last_commit, None, "another branch may be younger");
    let empty = Evidence::of_examination(&Examination::default(), evidence().at);
    assert_eq!((empty.documents, empty.last_release), (None, Some(None)));
}
