//! How soon tickets are answered, as each dialect tells it: the same tickets, the same mean.

use glane::config::{ForgeKind, ForgeSettings};
use glane::forge::Forge;
use glane_catalog::model::{AnswerTime, ProjectKey};
use glane_sample_forge::spec::Visibility::{Private, Public};
use glane_sample_forge::{Fault, Handle, Issue, Note, Rights, SampleForge, Trigger};
use jiff::Timestamp;

use super::{Opened, SECRET, forge_settings, limits, opened, repository};

const DAY: i64 = 86_400;
/// 1 July 2026, 00:00 UTC: 20,635 days after 1970-01-01.
const NOW: i64 = 20_635 * DAY;
const PATH: &str = "eole/p1";

fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap()
}

fn key(id: u64) -> ProjectKey {
    format!("mim:{id}").parse().unwrap()
}

fn note(author: u64, at: i64) -> Note {
    Note { author, at, ..Note::default() }
}

/// Four tickets that count: answered after 6 hours, after 3 days, not at all since 9 days, and closed
/// without a word; around them what must not count.
fn fill(handle: &Handle) {
    let issue = |days: i64, notes: Vec<Note>| Issue {
        title: "Un titre que personne ne garde".to_owned(),
        author: 7,
        opened: NOW - days * DAY,
        notes,
        ..Issue::default()
    };
    let ago = |days: i64| NOW - days * DAY;
    let system = Note { system: true, ..note(8, ago(60) + 60) };
    let secret = Note { internal: true, ..note(8, ago(60) + 120) };
    for issue in [
        issue(60, vec![system, note(7, ago(60) + 300), note(8, ago(60) + 6 * 3600), note(9, ago(1))]),
        issue(40, vec![note(9, ago(37)), note(8, ago(36))]),
        issue(9, vec![note(7, ago(8))]),
        Issue { closed: true, ..issue(20, Vec::new()) },
        // Older than three months, though somebody wrote lately; a pull request; a confidential issue.
        issue(120, vec![note(8, ago(2))]),
        Issue { pull_request: true, ..issue(5, vec![note(8, ago(4))]) },
        Issue { confidential: true, ..issue(30, vec![secret, note(8, ago(1))]) },
    ] {
        handle.add_issue(PATH, issue).unwrap();
    }
}

async fn forge(kind: ForgeKind) -> Opened {
    let own = vec![repository(1, PATH, Public), repository(2, "eole/secret", Private)];
    let builder = SampleForge::builder().token("robot", SECRET, Rights::Admin);
    let forge = opened(match kind {
        ForgeKind::Gitlab => builder.gitlab(own),
        ForgeKind::Forgejo => builder.forgejo(own),
        _ => builder.github(own),
    })
    .await;
    fill(&forge.forge.handle());
    forge
}

fn client(kind: ForgeKind, forge: &Opened, token: bool) -> Box<dyn Forge> {
    let settings = ForgeSettings {
        url: Some(forge.forge.url().parse().unwrap()),
        token: token.then(|| SECRET.to_owned().into()),
        ..forge_settings(kind)
    };
    glane::forge::build_within(&settings, limits()).unwrap()
}

#[tokio::test]
async fn every_dialect_comes_to_the_mean_computed_by_hand() {
    for kind in [ForgeKind::Gitlab, ForgeKind::Forgejo, ForgeKind::Github] {
        let forge = forge(kind).await;
        if kind != ForgeKind::Gitlab {
            // These forges know no confidential issue and no issue of GitLab's kind is a pull request.
            forge.forge.handle().remove_issues(PATH, |issue| issue.confidential).unwrap();
        } else {
            forge.forge.handle().remove_issues(PATH, |issue| issue.pull_request).unwrap();
        }
        let found = client(kind, &forge, true).tickets(&key(1), instant(NOW - 92 * DAY)).await.unwrap();
        let seen = found.seen.unwrap();
        assert_eq!(seen.len(), 4, "{kind:?}: {seen:?}");
        let measured = AnswerTime::of(&seen, instant(NOW));
        // 0.25 + 3 + 9 days over three tickets.
        assert_eq!((measured.answered, measured.waiting), (2, 1), "{kind:?}");
        assert_eq!(measured.mean_seconds, Some(352_800), "{kind:?}");
        assert!(found.requests <= 5, "{kind:?}: {}", found.requests);
        let asked = forge.forge.handle().requests();
        assert_eq!(asked.len(), found.requests as usize, "{kind:?}");
        let hidden = client(kind, &forge, true).tickets(&key(2), instant(0)).await.unwrap();
        assert_eq!(hidden.seen, None, "{kind:?}: nothing of what is not public");
    }
}

#[tokio::test]
async fn what_a_program_writes_is_no_answer() {
    let forge = forge(ForgeKind::Github).await;
    forge.forge.handle().remove_issues(PATH, |_| true).unwrap();
    let bot = Note { bot: true, ..note(50, NOW - 5 * DAY + 1) };
    let issue = Issue {
        author: 7,
        opened: NOW - 5 * DAY,
        notes: vec![bot, note(8, NOW - 4 * DAY)],
        ..Issue::default()
    };
    forge.forge.handle().add_issue(PATH, issue).unwrap();
    let found = client(ForgeKind::Github, &forge, true).tickets(&key(1), instant(0)).await.unwrap();
    assert_eq!(found.seen.unwrap()[0].answered, Some(instant(NOW - 4 * DAY)));
}

#[tokio::test]
async fn issues_are_found_behind_newer_pull_requests_or_nothing_is_said() {
    // So many pull requests after the only issue, how many issues are seen, in how many requests.
    for (newer, seen, requests) in [(99, Some(1), 3), (100, Some(1), 3), (450, Some(1), 6), (500, None, 6)] {
        let forge = forge(ForgeKind::Github).await;
        let handle = forge.forge.handle();
        handle.remove_issues(PATH, |_| true).unwrap();
        let issue = |opened: i64| Issue { author: 7, opened, ..Issue::default() };
        handle.add_issue(PATH, issue(NOW - 5 * DAY)).unwrap();
        for at in 0..newer {
            let request = Issue { pull_request: true, ..issue(NOW - 4 * DAY + at) };
            handle.add_issue(PATH, request).unwrap();
        }
        let found = client(ForgeKind::Github, &forge, true).tickets(&key(1), instant(0)).await.unwrap();
        assert_eq!((found.seen.map(|seen| seen.len()), found.requests), (seen, requests), "{newer}");
    }
}

#[tokio::test]
async fn who_is_told_nothing_measures_nothing() {
    // GitLab gives no notes to strangers; at GitHub strangers ask for too little to ask at all.
    for kind in [ForgeKind::Gitlab, ForgeKind::Github] {
        let forge = forge(kind).await;
        let found = client(kind, &forge, false).tickets(&key(1), instant(NOW - 92 * DAY)).await.unwrap();
        assert_eq!(found.seen, None, "{kind:?}");
        assert_eq!(found.requests, u32::from(kind == ForgeKind::Gitlab) * 2, "{kind:?}");
        assert_eq!(forge.forge.handle().requests().len(), found.requests as usize, "{kind:?}");
    }
    let forge = forge(ForgeKind::Github).await;
    forge.forge.handle().set_tabs(PATH, false).unwrap();
    let found = client(ForgeKind::Github, &forge, true).tickets(&key(1), instant(0)).await.unwrap();
    assert_eq!(found.seen, None, "issues are switched off: 410");
    forge
        .forge
        .handle()
        .fault(Trigger::on("GET", "/api/v3/repositories/1/issues").always(), Fault::status(503));
    let error = client(ForgeKind::Github, &forge, true).tickets(&key(1), instant(0)).await.unwrap_err();
    assert!(error.to_string().contains("503"), "{error}");
}
