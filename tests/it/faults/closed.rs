//! Archived projects and archived copies: read-only, opened for a change alone, closed again.

use super::{Bridge, COPY, HOSTS, LESSON};
use crate::gathered::written;

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_copy_is_opened_for_a_change_and_closed_again() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        bridge.sync_well();
        let (from, to) = bridge.ends();
        from.set_archived(LESSON, true).unwrap();
        bridge.sync_well();
        assert!(to.about(COPY).unwrap().archived, "{host}");
        from.push(LESSON, "main", &[written(1_800_000_000, "Suite")]).unwrap();
        assert_eq!(bridge.sync_well().state(LESSON), "published", "{host}");
        bridge.assert_equal(LESSON, COPY);
        assert!(to.about(COPY).unwrap().archived, "{host}: closed again");
        to.clear_requests();
        assert_eq!(bridge.sync_all().state(LESSON), "unchanged", "{host}");
        assert_eq!(bridge.writes(), Vec::<String>::new(), "{host}: nothing to push, nothing opened");
        from.set_archived(LESSON, false).unwrap();
        bridge.sync_well();
        assert!(!to.about(COPY).unwrap().archived, "{host}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_somebody_archived_takes_the_next_change_and_stays_open() {
    for host in HOSTS {
        let bridge = Bridge::to(host).await;
        bridge.sync_well();
        let (from, to) = bridge.ends();
        to.set_archived(COPY, true).unwrap();
        from.push(LESSON, "main", &[written(1_800_000_000, "Suite")]).unwrap();
        assert_eq!(bridge.sync_well().state(LESSON), "published", "{host}");
        bridge.assert_equal(LESSON, COPY);
        assert!(!to.about(COPY).unwrap().archived, "{host}: as its source");
    }
}
