//! What must not get out, and what must not happen on a copy because of what got there.

use glane_sample_forge::{Fault, Handle, Trigger};

use super::{Bridge, COPY, HOSTS, LESSON, said};
use crate::gate::{folder, has, key};
use crate::gathered::{lesson, written};

#[tokio::test(flavor = "multi_thread")]
async fn words_that_close_requests_find_none_on_a_copy() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        let (from, to) = bridge.ends();
        from.push(LESSON, "main", &[written(1_790_000_000, "Fixes #1, closes #2")]).unwrap();
        bridge.sync_well();
        bridge.assert_equal(LESSON, COPY);
        let about = to.about(COPY).unwrap();
        let off = |word: &str| about.off.iter().any(|key| key.contains(word));
        match host {
            "github" => {
                assert!(!to.has_tabs(COPY).unwrap());
                assert_eq!(to.pages_and_actions(COPY).unwrap(), (false, false));
            }
            "gitlab" => assert!(off("issues") && off("merge_requests"), "{:?}", about.off),
            _ => assert!(off("issues") && off("pull"), "{:?}", about.off),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_interface_calls_public_and_git_refuses_is_not_published() {
    let bridge = Bridge::with("github", vec![lesson(1), lesson(2)], vec![]).await;
    let (from, to) = bridge.ends();
    from.fault(Trigger::any(format!("/{LESSON}.git/")).always(), Fault::status(401));
    let pass = bridge.workshop.sync();
    assert_eq!(
        (pass.state(LESSON), pass.codes(LESSON)),
        ("failed", vec!["source_refused"]),
        "{}",
        pass.stdout
    );
    assert!(said(&pass, LESSON).contains(bridge.source.url()));
    assert_eq!(pass.state("eole/cours-2"), "published");
    assert_eq!(to.paths(), ["copies/eole-cours-2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn code_that_becomes_its_members_alone_in_the_midst_of_a_pass_is_not_published() {
    for moment in ["listed", "fetched"] {
        let bridge = Bridge::with("github", vec![lesson(1), lesson(2)], vec![]).await;
        let (from, to) = bridge.ends();
        // One switch of many: the page of the project stays public, and so says the interface.
        let shut = |handle: &Handle| handle.set_repository_access(LESSON, "private").unwrap();
        match moment {
            "listed" => from.after_listing(1, shut),
            // The first question is for the references, the second for what they hold.
            _ => {
                let fetch = Trigger::on("POST", format!("/{LESSON}.git/git-upload-pack")).nth(2);
                from.after_request(fetch, shut);
            }
        }
        let pass = bridge.workshop.sync();
        assert_eq!(pass.summary["published"], 1, "{moment}: {}", pass.stdout);
        assert_eq!((pass.code, pass.codes(LESSON)), (1, vec!["source_refused"]), "{moment}: {}", pass.stdout);
        assert_eq!(to.paths(), ["copies/eole-cours-2"], "{moment}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_only_a_tag_reaches_holds_everything() {
    let bridge = Bridge::to("gitlab").await;
    let (from, to) = bridge.ends();
    let line = format!("GITLAB_TOKEN={}\n", key());
    let stream = format!(
        "commit refs/tags/avant\ncommitter Camille <camille@example.org> 1600000000 +0000\ndata 5\nAvant\n\
         M 100644 inline env.sh\ndata {}\n{line}\n",
        line.len()
    );
    from.import(LESSON, stream.as_bytes()).unwrap();
    let tagged = from.references(LESSON).unwrap()["refs/tags/avant"].clone();
    let pass = bridge.workshop.sync();
    assert_eq!((pass.state(LESSON), pass.codes(LESSON)), ("held", vec!["secrets"]), "{}", pass.stdout);
    assert!(has(&folder(&bridge.workshop, "intake.git"), &tagged), "it was looked at");
    assert_eq!(to.paths(), [""; 0], "no copy was made");
    assert!(!pass.stdout.contains(&key()) && !pass.stderr.contains(&key()));
}

#[tokio::test(flavor = "multi_thread")]
async fn branches_under_embargo_stay_and_deleted_ones_do_not_come_back() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        let from = bridge.ends().0;
        for name in ["security/faille", "correctif-embargo", "essai"] {
            from.set_reference(LESSON, &format!("refs/heads/{name}"), "main").unwrap();
        }
        let pass = bridge.workshop.sync();
        assert_eq!(pass.codes(LESSON), ["references_denied"], "{host}: {}", pass.stdout);
        let names = || bridge.copied().into_keys().collect::<Vec<_>>();
        assert_eq!(names(), ["refs/heads/essai", "refs/heads/main"], "{host}");
        from.delete_branch(LESSON, "essai").unwrap();
        for _ in 0..2 {
            bridge.workshop.glane(&["sync", "--all"]);
            assert_eq!(names(), ["refs/heads/main"], "{host}");
        }
    }
}
