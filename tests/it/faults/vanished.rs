//! What disappears: branches at the source, our own copies, the data folder. Nothing of it is carried
//! to a host by itself, and nothing ever flows back to a source.

use super::{Bridge, COPY, HOSTS, LESSON};
use crate::gate::folder;
use crate::gathered::written;
use crate::support::{git, published};

async fn with_branches(host: &str, count: usize) -> Bridge {
    let bridge = Bridge::to(host).await;
    let from = bridge.ends().0;
    for number in 0..count {
        from.set_reference(LESSON, &format!("refs/heads/b{number}"), "main").unwrap();
    }
    bridge.sync_well();
    assert_eq!(bridge.copied().len(), count + 1);
    bridge
}

#[tokio::test(flavor = "multi_thread")]
async fn an_emptied_source_empties_no_copy() {
    for host in HOSTS {
        let bridge = with_branches(host, 9).await;
        let (from, _) = bridge.ends();
        let before = bridge.copied();
        for number in 0..9 {
            from.delete_branch(LESSON, &format!("b{number}")).unwrap();
        }
        from.push(LESSON, "main", &[]).unwrap();
        from.delete_branch(LESSON, "main").unwrap();
        let pass = crate::support::Pass::of(&bridge.workshop.glane(&["sync", "--json", "--all"]));
        assert_eq!((pass.state(LESSON), pass.codes(LESSON)), ("held", vec!["mass_deletion"]), "{host}");
        assert_eq!(bridge.copied(), before, "{host}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_lost_on_this_machine_is_lost_on_no_host() {
    for host in HOSTS {
        let bridge = with_branches(host, 9).await;
        let (from, _) = bridge.ends();
        let empty = || {
            let public = folder(&bridge.workshop, "public.git");
            for name in published(&public).keys() {
                git(&public, &["update-ref", "-d", name]);
            }
        };
        let remove = |name: &str| std::fs::remove_dir_all(bridge.workshop.path(name)).unwrap();
        for (number, lose) in
            [&empty as &dyn Fn(), &|| remove("data/repositories"), &|| remove("data")].iter().enumerate()
        {
            let time = 1_800_000_000 + i64::try_from(number).unwrap();
            from.push(LESSON, "main", &[written(time, &format!("Suite {number}"))]).unwrap();
            lose();
            assert_eq!(bridge.sync_well().state(LESSON), "published", "{host}");
            assert_eq!(bridge.copied().len(), 10, "{host}");
            bridge.assert_equal(LESSON, COPY);
        }
        // Not even for a moment: no reference of the copy was ever deleted.
        let log = git(&bridge.copy(), &["for-each-ref", "--format=%(refname)"]);
        assert_eq!(log.lines().count(), 10, "{host}");
        assert_eq!(bridge.host.handle().paths(), [COPY], "{host}: found by its mark");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_is_only_read_and_no_repository_remembers_an_address() {
    for host in HOSTS {
        let bridge = with_branches(host, 2).await;
        let (from, to) = bridge.ends();
        let before = from.references(LESSON).unwrap();
        // Somebody turns the copy back: that is brought forward there, never back to the source.
        to.delete_branch(COPY, "b1").unwrap();
        from.push(LESSON, "main", &[written(1_800_000_000, "Suite")]).unwrap();
        let after = from.references(LESSON).unwrap();
        bridge.sync_well();
        assert_eq!(from.references(LESSON).unwrap(), after, "{host}");
        assert_ne!(before, after);
        bridge.assert_equal(LESSON, COPY);
        for request in from.requests() {
            let reads = request.method == "GET" && !request.query.contains("receive-pack");
            assert!(reads || request.path.ends_with("/git-upload-pack"), "{host}: {request:?}");
        }
        for name in ["intake.git", "public.git"] {
            let config = git(&folder(&bridge.workshop, name), &["config", "--local", "--list"]);
            assert!(!config.contains("remote.") && !config.contains("http"), "{host} {name}: {config}");
        }
    }
}
