//! Repositories of an unusual shape: empty, of another object format, shallow, served as plain files.

use axum::Router;
use axum::http::{StatusCode, Uri};

use super::{Bridge, LESSON, said};
use crate::gathered::lesson;
use crate::support::{Workshop, bare, commit, git, import, licensed};

const OTHER: &str = "eole/cours-2";

async fn two() -> Bridge {
    Bridge::with("github", vec![lesson(1), lesson(2)], vec![]).await
}

/// The first lesson has this state and code, made no copy, and kept the second from nothing.
#[track_caller]
fn alone(bridge: &Bridge, state: &str, code: &str) -> String {
    for other in ["published", "unchanged"] {
        let pass = bridge.workshop.sync();
        assert_eq!((pass.state(LESSON), pass.codes(LESSON)), (state, vec![code]), "{}", pass.stdout);
        assert_eq!(pass.summary[other], 1, "{}", pass.stdout);
        assert_eq!(bridge.ends().1.paths(), ["copies/eole-cours-2"]);
        if other == "unchanged" {
            return said(&pass, LESSON);
        }
    }
    unreachable!("the second pass returns")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_project_is_skipped_and_costs_no_other() {
    let bridge = two().await;
    bridge.ends().0.delete_branch(LESSON, "main").unwrap();
    alone(&bridge, "skipped", "empty");
    assert_eq!(bridge.workshop.sync().code, 0, "it is no failure");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_project_with_sha256_objects_is_held_and_told_why() {
    let bridge = two().await;
    let place = bridge.ends().0.directory(LESSON).unwrap();
    std::fs::remove_dir_all(&place).unwrap();
    bare(&place, "sha256");
    import(&place, &commit("main", 1_700_000_000, &[(b"package.json", br#"{"license": "MIT"}"#)]));
    let text = alone(&bridge, "held", "object_format");
    assert!(text.contains("SHA-1"), "{text}");
    git(&bridge.ends().0.directory(OTHER).unwrap(), &["fsck"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shallow_project_is_not_copied_in_part() {
    let bridge = two().await;
    let (from, _) = bridge.ends();
    from.push(LESSON, "main", &[crate::gathered::written(1_700_000_500, "Suite")]).unwrap();
    let place = from.directory(LESSON).unwrap();
    let whole = place.with_extension("whole");
    std::fs::rename(&place, &whole).unwrap();
    let address = format!("file://{}", whole.display());
    let parts = ["clone", "--quiet", "--bare", "--depth", "1", &address, place.to_str().unwrap()];
    git(place.parent().unwrap(), &parts);
    assert!(place.join("shallow").exists());
    let pass = bridge.workshop.sync();
    assert_eq!(
        (pass.state(LESSON), pass.codes(LESSON)),
        ("failed", vec!["source_invalid"]),
        "{}",
        pass.stdout
    );
    assert!(said(&pass, LESSON).contains("shallow"), "{}", said(&pass, LESSON));
    assert_eq!(bridge.ends().1.paths(), ["copies/eole-cours-2"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_or_proxy_without_gits_own_answers_is_no_source() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("eole/un.git");
    licensed(&place, "Un");
    git(&place, &["update-server-info"]);
    let root = folder.path().to_owned();
    let files = Router::new().fallback(move |uri: Uri| {
        let read = std::fs::read(root.join(uri.path().trim_start_matches('/')));
        async move { read.map_err(|_| StatusCode::NOT_FOUND) }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/eole/un.git", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, files).await });
    let workshop = Workshop::new(
        &crate::support::PLAIN.replace("path = \"bare\"", &format!("repositories = [\"{address}\"]")),
    );
    let pass = workshop.sync();
    assert_ne!(pass.summary["published"], 1, "{}", pass.stdout);
    assert!(!workshop.path("host").join("un.git").exists(), "{}", pass.stdout);
    let codes: Vec<_> = pass.projects.keys().map(|path| pass.codes(path)).collect();
    assert_eq!(codes, [["source_invalid"]], "{}", pass.stdout);
}
