//! A token that is refused: the forge or host is left alone, its projects stay as they are.

use glane_catalog::model::ProjectState;
use glane_sample_forge::{Rights, SampleForge};
use glane_store::{PausedSide, Store};

use crate::gathered::{TOKEN, gitlab, lesson, store};
use crate::support::Workshop;

async fn states(store: &dyn Store) -> Vec<ProjectState> {
    store.projects(0, 99).await.unwrap().iter().map(|record| record.state).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forge_that_refuses_the_token_is_left_alone_until_it_takes_one() {
    let folder = tempfile::tempdir().unwrap();
    let (forge, workshop) = gitlab(folder.path(), 3).await;
    assert_eq!(workshop.sync().summary["published"], 3);
    forge.handle().revoke_token("lecture");
    let refused = workshop.sync();
    assert_eq!((refused.code, refused.summary["forges_failed"].as_u64()), (1, Some(1)), "{}", refused.stdout);
    assert_eq!(refused.codes(""), ["source_refused"], "{}", refused.stdout);
    let store = store(&workshop).await;
    let pause = store.pause(PausedSide::Forge, "mim").await.unwrap().unwrap();
    assert!(!pause.reason.contains(TOKEN), "{}", pause.reason);
    assert_eq!(states(store.as_ref()).await, [ProjectState::Published; 3]);

    // While it is paused a person's pass tries the token, and lists nothing.
    forge.handle().clear_requests();
    let paused = workshop.sync();
    assert_eq!(paused.codes(""), ["paused"], "{}", paused.stdout);
    let requests = forge.handle().requests();
    assert!(requests.iter().all(|request| !request.path.ends_with("/projects")), "{requests:?}");
    assert_eq!(store.pause(PausedSide::Forge, "mim").await.unwrap(), Some(pause), "it is not made longer");

    let checked = workshop.glane(&["check"]);
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(said.contains("paused until"), "{said}");
    forge.handle().add_token("lecture", TOKEN, Rights::Admin);
    let back = workshop.sync();
    assert_eq!((back.code, back.summary["unchanged"].as_u64()), (0, Some(3)), "{}", back.stdout);
    assert_eq!(store.pause(PausedSide::Forge, "mim").await.unwrap(), None);
    forge.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_refuses_the_token_keeps_projects_waiting_not_failing() {
    let (sources, hosted) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let source =
        SampleForge::builder().gitlab((1..=6).map(lesson).collect()).start(sources.path()).await.unwrap();
    let rights = || Rights::Member(vec!["copies".to_owned()]);
    let host = SampleForge::builder()
        .github_org("copies")
        .token("robot", TOKEN, rights())
        .start(hosted.path())
        .await
        .unwrap();
    let workshop = Workshop::new(&format!(
        "[store]\ndata = \"data\"\n\n[[forge]]\nid = \"mim\"\nkind = \"gitlab\"\nurl = \"{}\"\n\n[[host]]\nid = \"github\"\n\
         kind = \"github\"\nurl = \"{}\"\norganisation = \"copies\"\ntoken_file = \"token\"\nname = \"{{path}}\"\n\n\
         [policy]\nworkers = 1\n",
        source.url(),
        host.url()
    ));
    std::fs::write(workshop.path("token"), TOKEN).unwrap();
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(workshop.path("token"), PermissionsExt::from_mode(0o600)).unwrap();
    host.handle().revoke_token("robot");
    let refused = workshop.sync();
    let codes: Vec<_> = (1..=6).map(|id| refused.codes(&format!("eole/cours-{id}")).join(",")).collect();
    let count = |code: &str| codes.iter().filter(|said| *said == code).count();
    assert_eq!((count("host_refused"), count("paused")), (1, 5), "{}", refused.stdout);
    let store = store(&workshop).await;
    let stood = states(store.as_ref()).await;
    assert_eq!(stood.iter().filter(|state| **state == ProjectState::Pending).count(), 5, "{stood:?}");
    assert_eq!(store.unfinished_jobs().await.unwrap(), 6, "nothing is forgotten");

    host.handle().add_token("robot", TOKEN, rights());
    let back = workshop.sync();
    assert_eq!((back.code, back.summary["published"].as_u64()), (0, Some(6)), "{}", back.stdout);
    assert_eq!(store.pause(PausedSide::Host, "github").await.unwrap(), None);
    source.stop().await;
    host.stop().await;
}

/// A GitLab, a folder and a Forgejo as hosts.
async fn two_hosts(folders: &[tempfile::TempDir; 2]) -> (SampleForge, SampleForge, Workshop) {
    use std::os::unix::fs::PermissionsExt;
    let source =
        SampleForge::builder().gitlab((1..=2).map(lesson).collect()).start(folders[0].path()).await.unwrap();
    let host = SampleForge::builder()
        .forgejo_org("copies")
        .token("robot", TOKEN, Rights::Member(vec!["copies".to_owned()]))
        .start(folders[1].path())
        .await
        .unwrap();
    let workshop = Workshop::new(&format!(
        "[store]\ndata = \"data\"\n\n[[forge]]\nid = \"mim\"\nkind = \"gitlab\"\nurl = \"{}\"\n\n[[host]]\nid = \"forgejo\"\n\
         kind = \"forgejo\"\nurl = \"{}\"\norganisation = \"copies\"\ntoken_file = \"token\"\nname = \"{{path}}\"\n\n\
         [[host]]\nid = \"dossier\"\nkind = \"plain\"\npath = \"host\"\nname = \"{{path}}\"\n\n[policy]\nworkers = 1\n",
        source.url(),
        host.url()
    ));
    std::fs::write(workshop.path("token"), TOKEN).unwrap();
    std::fs::set_permissions(workshop.path("token"), PermissionsExt::from_mode(0o600)).unwrap();
    (source, host, workshop)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_host_is_passed_over_and_the_others_go_on() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let (source, host, workshop) = two_hosts(&folders).await;
    host.handle().revoke_token("robot");
    let refused = workshop.sync();
    let codes: Vec<_> = (1..=2).map(|id| refused.codes(&format!("eole/cours-{id}")).join(",")).collect();
    assert!(codes.contains(&"host_refused".to_owned()), "{}", refused.stdout);
    assert!(codes.contains(&"paused".to_owned()), "the second is not even tried there: {}", refused.stdout);
    for id in 1..=2 {
        assert!(workshop.path(&format!("host/eole-cours-{id}.git")).exists(), "the other host has its copy");
    }
    host.handle().clear_requests();
    let left = workshop.sync();
    assert!(
        left.codes("eole/cours-1").iter().chain(&left.codes("eole/cours-2")).all(|code| *code == "paused")
    );
    let asked = host.handle().requests();
    assert!(asked.iter().all(|request| request.method == "GET"), "but for the check of the token: {asked:?}");

    host.handle().add_token("robot", TOKEN, Rights::Member(vec!["copies".to_owned()]));
    let back = workshop.sync();
    assert_eq!((back.code, back.codes("eole/cours-1").len()), (0, 0), "{}", back.stdout);
    for id in 1..=2 {
        assert!(host.handle().about(&format!("copies/eole-cours-{id}")).is_ok());
    }
    source.stop().await;
    host.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_asks_for_time_has_its_job_wait_so_long() {
    use glane_sample_forge::{Fault, Trigger};
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let (source, host, workshop) = two_hosts(&folders).await;
    // Longer than any wait of ours.
    host.handle().fault(Trigger::any("/api/v1/").always(), Fault::too_many(20 * 3600));
    let before = glane::clock::Clock::system().now();
    let pass = workshop.sync();
    assert_eq!(pass.code, 1, "{}", pass.stdout);
    let waiting = store(&workshop).await.waiting_jobs(glane_store::JobKind::Mirror).await.unwrap();
    assert_eq!(waiting.len(), 2);
    for at in waiting.values() {
        let hours = (at.as_second() - before.as_second()) / 3600;
        assert!((19..=20).contains(&hours), "{hours}");
    }
    source.stop().await;
    host.stop().await;
}
