//! Branches that are renamed, become folders, or were moved on the copy by somebody else.

use super::{Bridge, COPY, HOSTS, LESSON};
use crate::gathered::written;

#[tokio::test(flavor = "multi_thread")]
async fn a_renamed_default_branch_is_renamed_on_the_copy() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        bridge.sync_well();
        let (from, to) = bridge.ends();
        from.set_reference(LESSON, "refs/heads/trunk", "main").unwrap();
        from.set_default_branch(LESSON, "trunk").unwrap();
        from.delete_branch(LESSON, "main").unwrap();
        from.push(LESSON, "trunk", &[written(1_800_000_000, "Suite")]).unwrap();
        assert_eq!(bridge.sync_well().state(LESSON), "published", "{host}");
        bridge.assert_equal(LESSON, COPY);
        assert_eq!(to.about(COPY).unwrap().default_branch, "trunk", "{host}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_default_branch_of_a_copy_is_that_of_its_source() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        let (from, to) = bridge.ends();
        // By name it comes first, and it is the older one.
        from.set_reference(LESSON, "refs/heads/a-part", "main").unwrap();
        from.push(LESSON, "main", &[written(1_790_000_000, "Suite")]).unwrap();
        bridge.sync_well();
        assert_eq!(to.about(COPY).unwrap().default_branch, "main", "{host}");
        to.set_default_branch(COPY, "a-part").unwrap();
        from.push(LESSON, "main", &[written(1_800_000_000, "Fin")]).unwrap();
        bridge.sync_well();
        assert_eq!(to.about(COPY).unwrap().default_branch, "main", "{host}: put right again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_branch_becomes_a_folder_of_branches() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        let from = bridge.ends().0;
        from.set_reference(LESSON, "refs/heads/essai", "main").unwrap();
        bridge.sync_well();
        from.delete_branch(LESSON, "essai").unwrap();
        from.set_reference(LESSON, "refs/heads/essai/un", "main").unwrap();
        from.set_reference(LESSON, "refs/heads/essai/deux", "main").unwrap();
        assert_eq!(bridge.sync_all().state(LESSON), "published", "{host}");
        bridge.assert_equal(LESSON, COPY);
        from.delete_branch(LESSON, "essai/un").unwrap();
        from.delete_branch(LESSON, "essai/deux").unwrap();
        from.set_reference(LESSON, "refs/heads/essai", "main").unwrap();
        assert_eq!(bridge.sync_all().state(LESSON), "published", "{host}");
        bridge.assert_equal(LESSON, COPY);
        assert_eq!(bridge.sync_all().state(LESSON), "unchanged", "{host}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn commits_of_others_on_a_copy_are_a_conflict_and_the_rest_goes_on() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        bridge.sync_well();
        let (from, to) = bridge.ends();
        to.push(COPY, "main", &[written(1_790_000_000, "Leur")]).unwrap();
        let theirs = bridge.copied()["refs/heads/main"].clone();
        from.set_reference(LESSON, "refs/heads/essai", "main").unwrap();
        from.push(LESSON, "main", &[written(1_800_000_000, "Suite")]).unwrap();
        let pass = bridge.workshop.sync();
        assert_eq!((pass.state(LESSON), pass.codes(LESSON)), ("held", vec!["host_diverged"]), "{host}");
        assert_eq!(bridge.copied()["refs/heads/main"], theirs, "{host}: left as it is");
        assert!(bridge.copied().contains_key("refs/heads/essai"), "{host}");
    }
}
