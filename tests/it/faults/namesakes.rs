//! Names: two sources never become one copy, and what bears our name without our mark is not ours.

use std::collections::BTreeSet;

use glane_sample_forge::spec::{Repository, Visibility};

use super::{Bridge, COPY, HOSTS, LESSON};
use crate::gathered::lesson;
use crate::support::published;

fn at(id: u64, path: &str) -> Repository {
    Repository { path: path.to_owned(), ..lesson(id) }
}

/// Every source has one copy of its own, and there are no others.
#[track_caller]
fn one_each(bridge: &Bridge, sources: &[&str]) {
    let (from, to) = bridge.ends();
    let copies: Vec<_> = to.paths().iter().map(|path| published(&to.directory(path).unwrap())).collect();
    let sources: Vec<_> = sources.iter().map(|path| published(&from.directory(path).unwrap())).collect();
    let set = |all: &[_]| all.iter().cloned().collect::<BTreeSet<_>>();
    assert_eq!((copies.len(), set(&copies)), (sources.len(), set(&sources)), "{:?}", to.paths());
}

#[tokio::test(flavor = "multi_thread")]
async fn namesakes_of_two_groups_have_a_copy_each() {
    for host in HOSTS {
        let bridge =
            Bridge::with(host, vec![at(1, "a/site"), at(2, "b/site"), at(3, "a/b/site")], vec![]).await;
        bridge.sync_well();
        one_each(&bridge, &["a/site", "b/site", "a/b/site"]);
        let mut paths = bridge.ends().1.paths();
        paths.sort();
        assert_eq!(paths, ["copies/a-b-site", "copies/a-site", "copies/b-site"], "{host}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn names_that_differ_in_case_or_in_marks_alone_have_a_copy_each() {
    let sources = ["eole/Cours-A", "eole-cours/a", "eole/cours/a", "eole/cours_a", "éole/cours-a"];
    for host in HOSTS {
        let lessons = sources.iter().zip(1..).map(|(path, id)| at(id, path)).collect();
        let bridge = Bridge::with(host, lessons, vec![]).await;
        bridge.sync_well();
        one_each(&bridge, &sources);
        let (_, to) = bridge.ends();
        let folded: BTreeSet<String> = to.paths().iter().map(|path| path.to_lowercase()).collect();
        assert_eq!(folded.len(), sources.len(), "{host}: {:?}", to.paths());
        to.clear_requests();
        bridge.sync_well();
        assert_eq!(bridge.writes(), Vec::<String>::new(), "{host}: each found its own again");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_namesake_on_the_host_without_our_mark_is_left_alone() {
    for host in HOSTS {
        let theirs = Repository { visibility: Visibility::Public, ..at(900, COPY) };
        let bridge = Bridge::with(host, vec![lesson(1), lesson(2)], vec![theirs]).await;
        let (from, to) = bridge.ends();
        let before = (bridge.copied(), to.about(COPY).unwrap());
        let pass = bridge.workshop.sync();
        assert_eq!(pass.codes(LESSON), ["name_taken"], "{host}: {}", pass.stdout);
        assert_eq!(pass.state("eole/cours-2"), "published", "{host}: the others go on");
        assert_eq!((bridge.copied(), to.about(COPY).unwrap()), before, "{host}");
        assert!(bridge.writes().iter().all(|write| !write.contains("eole-cours-1")), "{host}");
        assert_eq!(from.paths().len(), to.paths().len(), "{host}: no other copy was made");
    }
}
