//! Hosts that ask for patience, and tokens that are shown at once so that nothing is asked twice.

use glane_sample_forge::{Credential, Fault, Trigger};

use super::{Bridge, HOSTS};
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
        assert!(asked.iter().all(|one| one.credential == Credential::Absent), "{host}");
    }
}
