//! Copies that nobody touched cost no question, are shown last, and follow a project that moves.

use super::spy::{Passes, Spied};
use crate::support::{Workshop, git, licensed, published};

fn states(pairs: &[(&str, &str)]) -> Option<std::collections::BTreeMap<String, String>> {
    Some(pairs.iter().map(|(name, state)| ((*name).to_owned(), (*state).to_owned())).collect())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_untouched_copy_is_known_by_the_overview_and_takes_no_number() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    let passes = Passes::new(&workshop, Spied { states: states(&[]), ..Spied::default() }).await;
    assert_eq!(passes.only().await.0, "published");
    let first = passes.calls();
    assert!(first.last().unwrap() == "reveal un with 1", "shown last, with everything in it: {first:?}");
    passes.spied.lock().unwrap().states = states(&[("un", "1")]);
    let sequence = passes.context.store.sequence().await.unwrap();

    passes.only().await;
    assert!(passes.calls().is_empty(), "compared an hour ago");
    passes.clock.advance(25 * 3600);
    passes.only().await;
    assert_eq!(passes.calls()[..2], ["ensure un", "overview"], "pushed since the last overview");
    for _ in 0..3 {
        passes.clock.advance(25 * 3600);
        let (state, ..) = passes.only().await;
        assert_eq!((state.as_str(), passes.calls()), ("unchanged", vec!["overview".to_owned()]));
    }
    assert_eq!(passes.context.store.sequence().await.unwrap(), sequence, "looking is no change");

    // Somebody deletes the copy's branch: its state changes, and it is looked at and mended.
    git(&workshop.path("host/un.git"), &["update-ref", "-d", "refs/heads/main"]);
    passes.spied.lock().unwrap().states = states(&[("un", "2")]);
    passes.clock.advance(25 * 3600);
    assert_eq!(passes.only().await.0, "published");
    assert_eq!(published(&source), published(&workshop.path("host/un.git")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_with_commits_of_others_is_not_shown() {
    let workshop = Workshop::plain();
    licensed(&workshop.path("bare/un.git"), "Un");
    let passes = Passes::new(&workshop, Spied::default()).await;
    let forge = passes.context.forges.values().next().unwrap();
    let source = forge.list(&glane::forge::NoAnswers).await.unwrap().projects.remove(0);
    // Our own copy, made by a pass that was killed before its push, and a branch of somebody else.
    let copy = workshop.path("host/un.git");
    crate::support::bare(&copy, "sha1");
    git(&copy, &["config", "glane.mark", &source.key.to_string()]);
    crate::support::import(&copy, &crate::support::commit("leur", 1_700_000_000, &[(b"l", b"l")]));
    let (state, codes, _) = passes.only().await;
    assert_eq!((state.as_str(), codes.as_slice()), ("held", &["host_diverged"][..]));
    assert!(passes.calls().iter().all(|call| !call.starts_with("reveal")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_copy_of_a_project_that_moves_is_renamed_also_after_a_kill() {
    use glane_catalog::model::ProjectRecord;
    let workshop = Workshop::plain();
    licensed(&workshop.path("bare/un.git"), "Un");
    let passes = Passes::new(&workshop, Spied { on_disk: true, ..Spied::default() }).await;
    passes.only().await;
    passes.calls();
    let store = &passes.context.store;
    let mut record = store.projects(0, 1).await.unwrap().remove(0);
    // The forge gives the same project another path: here by hand, since a folder has no ids.
    let moved = |record: &ProjectRecord, path: &str| {
        let mut moved = record.clone();
        moved.aliases.push(moved.source.path.clone());
        path.clone_into(&mut moved.source.path);
        moved.seen_digest = None;
        moved
    };
    let run = async |record: &ProjectRecord| {
        store.put_project(record).await.unwrap();
        passes.clock.advance(60);
        let spec = glane_store::JobSpec {
            kind: glane_store::JobKind::Mirror,
            subject: record.source.key.to_string(),
            priority: 0,
            not_before: passes.clock.now(),
        };
        store.file_jobs(&[spec], passes.clock.now()).await.unwrap();
        let lease = std::time::Duration::from_secs(60);
        let job = store.claim_job("essai", passes.clock.now(), lease).await.unwrap().unwrap();
        glane::mirror::pass::run(&passes.context, &job).await.unwrap()
    };
    record = moved(&record, "deux");
    run(&record).await;
    assert!(passes.calls().starts_with(&["rename un deux".to_owned(), "ensure deux".to_owned()]));
    assert!(!workshop.path("host/un.git").exists() && workshop.path("host/deux.git").exists());

    // Killed after the host renamed and before it was written down.
    record = moved(&store.projects(0, 1).await.unwrap()[0], "trois");
    let host = passes.context.hosts[0].id().clone();
    store.reserve_host_name(&host, record.number, "trois").await.unwrap();
    std::fs::rename(workshop.path("host/deux.git"), workshop.path("host/trois.git")).unwrap();
    run(&record).await;
    assert!(!workshop.path("host/deux.git").exists(), "no second copy is made");
    let after = store.projects(0, 1).await.unwrap().remove(0);
    assert_eq!(after.mirrors[0].name, "trois");

    // Killed after the name was reserved and before the host renamed.
    record = moved(&after, "quatre");
    store.reserve_host_name(&host, record.number, "quatre").await.unwrap();
    run(&record).await;
    assert!(!workshop.path("host/trois.git").exists() && workshop.path("host/quatre.git").exists());
}
