//! Pushing by the real git program, and what hosts refuse.

use std::path::PathBuf;

use glane_sample_forge::spec::Visibility;
use hyper::Method;

use crate::ground::{Ground, ground};

/// A bare clone of the lessons and an empty private copy in the organisation.
async fn prepared() -> (Ground, PathBuf) {
    let ground = ground().await;
    let body = r#"{"name":"copie","private":true}"#;
    ground.send(Method::POST, "/api/v3/orgs/copies/repos", "robot", body).await.unwrap();
    let url = ground.clone_url("dsden/cours", "");
    ground.git_ok(ground.scratch.path(), &["clone", "--quiet", "--mirror", &url, "lessons"]).await;
    let lessons = ground.scratch.path().join("lessons");
    (ground, lessons)
}

#[tokio::test]
async fn a_push_arrives_whole() {
    let (ground, lessons) = prepared().await;
    let url = ground.clone_url("copies/copie", "robot");
    ground
        .git_ok(&lessons, &["push", "--quiet", &url, "refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*"])
        .await;
    let handle = ground.forge.handle();
    assert_eq!(handle.references("copies/copie").unwrap(), handle.references("dsden/cours").unwrap());
    let anonymous = ground.git(&lessons, &["ls-remote", &ground.clone_url("copies/copie", "")]).await;
    assert!(!anonymous.status.success(), "private copies need the token");
    ground.git_ok(&lessons, &["ls-remote", &url]).await;
}

#[tokio::test]
async fn who_may_not_push_is_refused() {
    let (ground, lessons) = prepared().await;
    let handle = ground.forge.handle();
    for (path, who) in [("dsden/cours", ""), ("dsden/cours", "robot"), ("copies/copie", "lecteur")] {
        let output = ground.git(&lessons, &["push", &ground.clone_url(path, who), "main:refs/heads/x"]).await;
        assert!(!output.status.success(), "{path} by {who:?}");
    }
    handle.set_archived("copies/copie", true).unwrap();
    let output = ground.git(&lessons, &["push", &ground.clone_url("copies/copie", "robot"), "main"]).await;
    assert!(String::from_utf8_lossy(&output.stderr).contains("403"));
}

#[tokio::test]
async fn single_references_are_refused_and_the_others_arrive() {
    let (ground, lessons) = prepared().await;
    let (url, handle) = (ground.clone_url("copies/copie", "robot"), ground.forge.handle());
    handle.refuse_references("copies/copie", &["refs/heads/protege"]).unwrap();
    let names = ["push", "--porcelain", &url, "main", "main:refs/heads/protege", "main:refs/pull/1/head"];
    let output = ground.git(&lessons, &names).await;
    assert!(!output.status.success());
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("refs/heads/protege\t[remote rejected] (hook declined)"), "{told}");
    assert!(told.contains("refs/pull/1/head\t[remote rejected] (deny updating a hidden ref)"), "{told}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("GH006"));
    assert_eq!(
        handle.references("copies/copie").unwrap().into_keys().collect::<Vec<_>>(),
        ["refs/heads/main"]
    );
    let output = ground.git(&lessons, &["push", "--porcelain", &url, ":refs/heads/main"]).await;
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("[remote rejected] (deletion of the current branch prohibited)"), "{told}");
    handle.refuse_references("copies/copie", &[]).unwrap();
    ground.git_ok(&lessons, &["push", "--quiet", &url, "main:refs/heads/protege"]).await;
}

#[tokio::test]
async fn the_first_branch_pushed_becomes_the_default() {
    let (ground, lessons) = prepared().await;
    let url = ground.clone_url("copies/copie", "robot");
    ground.git_ok(&lessons, &["push", "--quiet", &url, "main:refs/heads/tronc"]).await;
    let about = ground.forge.handle().about("copies/copie").unwrap();
    assert_eq!((about.default_branch.as_str(), about.visibility), ("tronc", Visibility::Private));
}
