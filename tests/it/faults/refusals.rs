//! What hosts refuse, in their own words: each has a cause and a remedy, and blocks nothing else.

use glane_sample_forge::{Fault, Trigger};

use super::{Bridge, COPY, HOSTS, LESSON, hook, said};
use crate::gathered::{lesson, written};

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_the_host_keeps_private_is_said_with_its_remedy() {
    let bridge = Bridge::to("github").await;
    bridge.sync_well();
    let before = bridge.copied();
    let script = "echo 'error: GH007: Your push would publish a private email address.' >&2; exit 1";
    hook(&bridge.copy(), "pre-receive", script);
    bridge.ends().0.push(LESSON, "main", &[written(1_800_000_000, "Suite")]).unwrap();
    let pass = bridge.workshop.sync();
    assert_eq!(pass.codes(LESSON), ["references_rejected"], "{}", pass.stdout);
    assert!(said(&pass, LESSON).contains("expose my email"), "{}", said(&pass, LESSON));
    assert!(!pass.stdout.contains("camille@"), "whose address it is is not said");
    assert_eq!(bridge.copied(), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_of_the_host_costs_its_reference_alone_and_is_not_got_around() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        bridge.sync_well();
        let (from, to) = bridge.ends();
        let script = format!(
            "while read old new name; do case \"$name\" in *regle*) \
             echo \"error: GH013: Repository rule violations found for $name\" >&2; \
             echo 'To push, remove the secret or visit {}/contourner' >&2; exit 1;; esac; done",
            to.url()
        );
        hook(&bridge.copy(), "pre-receive", &script);
        for name in ["a", "regle", "z"] {
            from.set_reference(LESSON, &format!("refs/heads/{name}"), "main").unwrap();
        }
        let pass = crate::support::Pass::of(&bridge.workshop.glane(&["sync", "--json", "--all"]));
        assert_eq!(pass.codes(LESSON), ["references_rejected"], "{host}: {}", pass.stdout);
        assert!(said(&pass, LESSON).contains("GH013"), "{host}: {}", said(&pass, LESSON));
        let names: Vec<String> = bridge.copied().into_keys().collect();
        assert_eq!(names, ["a", "main", "z"].map(|name| format!("refs/heads/{name}")), "{host}");
        assert!(to.requests().iter().all(|one| !one.path.contains("contourner")), "{host}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_that_a_killed_git_left_on_the_host_is_said_and_the_pass_after_it_completes() {
    let bridge = Bridge::to("forgejo").await;
    bridge.sync_well();
    let from = bridge.ends().0;
    let locks = ["refs/heads/main.lock", "refs/heads/neuve.lock"].map(|name| bridge.copy().join(name));
    for lock in &locks {
        std::fs::write(lock, "").unwrap();
    }
    from.push(LESSON, "main", &[written(1_800_000_000, "Suite")]).unwrap();
    for name in ["neuve", "autre"] {
        from.set_reference(LESSON, &format!("refs/heads/{name}"), "main").unwrap();
    }
    let met = bridge.workshop.sync();
    assert_eq!(met.codes(LESSON), ["references_rejected"], "{}", met.stdout);
    let text = said(&met, LESSON);
    assert!(text.contains("refs/heads/main") && text.contains("remove the .lock file"), "{text}");
    assert_eq!(bridge.copied().keys().collect::<Vec<_>>(), ["refs/heads/autre", "refs/heads/main"]);
    for lock in &locks {
        std::fs::remove_file(lock).unwrap();
    }
    let pass = bridge.workshop.sync();
    assert_eq!((pass.state(LESSON), pass.codes(LESSON)), ("published", vec![]), "{}", pass.stdout);
    assert_eq!(bridge.copied(), crate::support::published(&from.directory(LESSON).unwrap()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_that_git_alone_is_refused_is_named_as_such() {
    for host in HOSTS {
        let bridge = Bridge::with(host, vec![lesson(1), lesson(2)], vec![]).await;
        let (_, to) = bridge.ends();
        to.fault(Trigger::any(format!("/{COPY}.git/")).always(), Fault::status(401));
        let pass = bridge.workshop.sync();
        assert_eq!(pass.codes(LESSON), ["host_refused"], "{host}: {}", pass.stdout);
        let text = said(&pass, LESSON);
        assert!(text.contains(to.url()) && text.contains("token"), "{host}: {text}");
        assert!(!pass.stdout.contains(super::TOKEN) && !pass.stderr.contains(super::TOKEN));
        assert_eq!(pass.state("eole/cours-2"), "published", "{host}: its neighbour goes on");
        to.clear_faults();
        assert_eq!(bridge.sync_well().state(LESSON), "published", "{host}");
    }
}
