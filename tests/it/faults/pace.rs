//! Hosts and forges that ask for patience, with and without saying how long.

use glane_sample_forge::{Credential, Fault, Trigger};

use super::{Bridge, HOSTS, LESSON};
use crate::gathered::lesson;

/// Where each kind of host makes a repository.
fn creations(host: &str) -> &'static str {
    match host {
        "github" => "/api/v3/orgs/copies/repos",
        "gitlab" => "/api/v4/projects",
        _ => "/api/v1/orgs/copies/repos",
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_a_host_asks_for_rest_nothing_more_is_created() {
    for (host, status) in [("github", 403), ("github", 429), ("gitlab", 429), ("forgejo", 429)] {
        let bridge = Bridge::with(host, (1..=4).map(lesson).collect(), vec![]).await;
        let (_, to) = bridge.ends();
        let rest = Fault::Status { status, retry_after: Some(120) };
        to.fault(Trigger::on("POST", creations(host)).exactly().always(), rest);
        let pass = bridge.workshop.sync();
        for id in 1..=4 {
            let path = format!("eole/cours-{id}");
            assert_eq!(pass.codes(&path), ["host_unreachable"], "{host} {status}: {}", pass.stdout);
        }
        let asked = to.requests().iter().filter(|one| one.method == "POST").count();
        assert_eq!(asked, 1, "{host} {status}: who is told to wait asks no more");
        to.clear_faults();
        let later = bridge.sync_well();
        assert_eq!(later.summary["published"], 4, "{host} {status}: {}", later.stdout);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forge_that_does_not_say_how_long_is_asked_again_a_little_later() {
    let bridge = Bridge::with("gitlab", vec![lesson(1), lesson(2)], vec![]).await;
    let (from, to) = bridge.ends();
    from.fault(Trigger::on("GET", "/api/v4/projects").next(2), Fault::status(429));
    to.fault(Trigger::on("POST", creations("gitlab")).exactly(), Fault::status(429));
    let pass = bridge.sync_well();
    assert_eq!(pass.summary["published"], 2, "{}", pass.stdout);
    let listed = from.requests().iter().filter(|one| one.path == "/api/v4/projects").count();
    assert_eq!(listed, 3, "turned away twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_shows_its_token_at_its_first_request() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        bridge.sync_well();
        let requests = bridge.host.handle().requests();
        let git: Vec<_> = requests.iter().filter(|one| one.path.contains(".git/")).collect();
        let token = Credential::Token("robot".to_owned());
        assert!(git.len() >= 3 && git.iter().all(|one| one.credential == token), "{host}: {git:?}");
        assert!(git.iter().all(|one| one.status != 401), "{host}: nothing is tried without it");
        // And the source is read as anyone would.
        let asked = bridge.source.handle().requests();
        assert!(asked.iter().all(|one| one.credential == Credential::Absent), "{host} {LESSON}");
    }
}
