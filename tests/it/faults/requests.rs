//! References that are a forge's own: those of requests, of pipelines, of services.

use super::{Bridge, COPY, HOSTS, LESSON, hook};
use crate::gate::{folder, has};
use crate::gathered::written;
use crate::support::{git, references};

/// A commit that only a request's reference holds, and everything forges keep beside branches.
fn requested(bridge: &Bridge) -> String {
    let (from, _) = bridge.ends();
    let stream =
        b"commit refs/pull/7/head\ncommitter Camille <camille@example.org> 1700000100 +0000\ndata 7\n\
                   Demande\nM 100644 inline demande.txt\ndata 7\ndemande\n";
    from.import(LESSON, stream).unwrap();
    let hidden = from.references(LESSON).unwrap()["refs/pull/7/head"].clone();
    for name in ["merge-requests/1/head", "keep-around/1", "pipelines/1", "github-services/1"] {
        from.set_reference(LESSON, &format!("refs/{name}"), "refs/pull/7/head").unwrap();
    }
    from.push(LESSON, "main", &[written(1_800_000_000, "Suite")]).unwrap();
    hidden
}

#[tokio::test(flavor = "multi_thread")]
async fn references_of_requests_are_not_pushed_where_they_are_hidden() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        bridge.sync_well();
        git(&bridge.copy(), &["config", "--add", "receive.hideRefs", "refs/pull"]);
        requested(&bridge);
        assert_eq!(bridge.sync_well().state(LESSON), "published", "{host}");
        bridge.assert_equal(LESSON, COPY);
        let (_, to) = bridge.ends();
        let names: Vec<String> = to.references(COPY).unwrap().into_keys().collect();
        assert_eq!(names, ["refs/heads/main"], "{host}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_takes_branches_and_tags_alone_refuses_nothing() {
    let bridge = Bridge::to("github").await;
    bridge.sync_well();
    let script = "while read old new name; do case \"$name\" in refs/heads/*|refs/tags/*) ;; *) \
                  echo \"error: $name is not taken\" >&2; exit 1;; esac; done";
    hook(&bridge.copy(), "pre-receive", script);
    requested(&bridge);
    bridge.ends().0.set_reference(LESSON, "refs/tags/v1", "main").unwrap();
    assert_eq!(bridge.sync_well().state(LESSON), "published");
    bridge.assert_equal(LESSON, COPY);
}

#[tokio::test(flavor = "multi_thread")]
async fn references_of_requests_take_no_room_here() {
    let bridge = Bridge::to("gitlab").await;
    let hidden = requested(&bridge);
    bridge.sync_well();
    for name in ["intake.git", "public.git"] {
        let repository = folder(&bridge.workshop, name);
        assert!(!has(&repository, &hidden), "{name} has the object");
        assert_eq!(references(&repository, "refs").len(), 1, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_were_opened_on_a_copy_keep_their_references() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        let (from, to) = bridge.ends();
        from.set_reference(LESSON, "refs/heads/essai", "main").unwrap();
        bridge.sync_well();
        to.set_reference(COPY, "refs/pull/3/head", "main").unwrap();
        from.delete_branch(LESSON, "essai").unwrap();
        from.push(LESSON, "main", &[written(1_800_000_000, "Suite")]).unwrap();
        assert_eq!(bridge.sync_well().state(LESSON), "published");
        bridge.assert_equal(LESSON, COPY);
        assert!(to.references(COPY).unwrap().contains_key("refs/pull/3/head"), "{host}");
    }
}
