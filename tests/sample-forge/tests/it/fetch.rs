//! Fetching by the real git program.

use std::time::Instant;

use glane_sample_forge::spec::{Branch, Repository, Visibility};
use glane_sample_forge::{Credential, build_repository};

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::ground::{commit, ground, repository};

#[tokio::test]
async fn a_clone_holds_branches_tags_and_strange_names() {
    let ground = ground().await;
    let (here, url) = (ground.scratch.path(), ground.clone_url("dsden/cours", ""));
    ground.git_ok(here, &["clone", "--quiet", "--mirror", &url, "copy"]).await;
    let copy = here.join("copy");
    let names = ground.git_ok(&copy, &["for-each-ref", "--format=%(refname) %(objecttype)"]).await;
    assert_eq!(names, "refs/heads/main commit\nrefs/tags/v1 commit\nrefs/tags/v2 tag\n");
    let files = ground.git_ok(&copy, &["ls-tree", "-rz", "--name-only", "main"]).await;
    assert_eq!(files, "README.md\0cours/une leçon \"libre\".md\0");
    let request = &ground.forge.handle().requests()[0];
    assert_eq!(
        (request.path.as_str(), request.git_protocol.as_str()),
        ("/dsden/cours.git/info/refs", "version=2")
    );
    assert_eq!(request.query, "service=git-upload-pack");
}

#[tokio::test]
async fn every_protocol_version_is_spoken() {
    let ground = ground().await;
    let url = ground.clone_url("dsden/cours", "");
    let tip = ground.forge.handle().references("dsden/cours").unwrap()["refs/heads/main"].clone();
    for version in ["0", "1", "2"] {
        let version = format!("protocol.version={version}");
        let listed =
            ground.git_ok(ground.scratch.path(), &["-c", &version, "ls-remote", "--symref", &url]).await;
        assert!(
            listed.starts_with(&format!("ref: refs/heads/main\tHEAD\n{tip}\tHEAD\n")),
            "{version}: {listed}"
        );
    }
}

#[tokio::test]
async fn visibility_holds_for_git_too() {
    let ground = ground().await;
    let here = ground.scratch.path();
    for (path, who, sees) in [
        ("secret/prive", "", false),
        ("secret/prive", "lecteur", false),
        ("secret/prive", "chef", true),
        ("dsden/interne", "", false),
        ("dsden/interne", "lecteur", true),
        ("dsden/interne", "intrus", false),
        ("dsden/vide", "", true),
        ("dsden/absent", "", false),
    ] {
        let output = ground.git(here, &["ls-remote", &ground.clone_url(path, who)]).await;
        assert_eq!(output.status.success(), sees, "{path} for {who:?}");
    }
    for (path, who, status) in
        [("secret/prive", "", 401), ("dsden/absent", "", 401), ("dsden/absent", "chef", 404)]
    {
        let answer = ground.get(&format!("/{path}.git/info/refs?service=git-upload-pack"), who).await;
        assert_eq!(answer.status, status, "{path} for {who:?}");
        assert_eq!(answer.header("www-authenticate").starts_with("Basic"), status == 401);
    }
    let log = ground.forge.handle().requests();
    let seen: Vec<_> =
        log.iter().filter(|request| request.path.starts_with("/secret/")).map(|r| &r.credential).collect();
    assert!(seen.contains(&&Credential::Token("chef".into())) && seen.contains(&&Credential::Absent));
    assert!(!format!("{log:?}").contains("s3cret"), "the log shows a token");
}

#[tokio::test]
async fn a_former_path_redirects() {
    let ground = ground().await;
    let handle = ground.forge.handle();
    handle.rename("dsden/cours", "dsden/lecons").unwrap();
    let url = ground.clone_url("dsden/cours", "");
    let listed = ground.git_ok(ground.scratch.path(), &["ls-remote", &url, "refs/heads/main"]).await;
    assert!(listed.ends_with("refs/heads/main\n"));
    let refused =
        ground.git(ground.scratch.path(), &["-c", "http.followRedirects=false", "ls-remote", &url]).await;
    assert!(!refused.status.success());
    handle.delete("dsden/lecons").unwrap();
    assert!(!ground.git(ground.scratch.path(), &["ls-remote", &url]).await.status.success());
}

#[tokio::test]
async fn a_large_request_comes_compressed() {
    let ground = ground().await;
    let handle = ground.forge.handle();
    // Commits that the server does not know make the client offer them by the hundred.
    let fresh = ground.scratch.path().join("fresh.git");
    build_repository::empty(&fresh, "local").unwrap();
    let many: Vec<_> = (0..300).map(|n| commit(1_700_001_000 + n, "compte", &n.to_string())).collect();
    build_repository::extend(&fresh, "local", &many).unwrap();
    let url = ground.clone_url("dsden/cours", "");
    ground.git_ok(&fresh, &["fetch", "--quiet", &url, "refs/heads/main:refs/heads/new"]).await;
    let log = handle.requests();
    assert!(log.iter().any(|request| request.method == "POST" && request.content_encoding == "gzip"));
    let new = ground.git_ok(&fresh, &["rev-parse", "refs/heads/new"]).await;
    assert_eq!(new.trim(), handle.references("dsden/cours").unwrap()["refs/heads/main"]);
}

#[tokio::test]
async fn the_same_data_gives_the_same_ids_and_many_branches_are_quick() {
    let scratch = tempfile::tempdir().unwrap();
    let mut many = repository(1, "a/b", Visibility::Public);
    many.branches.extend((0..300).map(|n| Branch {
        name: format!("travail/{n}"),
        from: Some("main".into()),
        commits: vec![commit(1_700_000_200, "note.md", &n.to_string())],
    }));
    let begun = Instant::now();
    build_repository::build(&scratch.path().join("one.git"), &many).unwrap();
    let taken = begun.elapsed();
    build_repository::build(&scratch.path().join("two.git"), &many).unwrap();
    assert!(taken.as_secs() < 60, "{taken:?}");
    let tips = |name: &str| {
        let directory = scratch.path().join(name);
        let mut command = std::process::Command::new("git");
        let output = command.arg("--git-dir").arg(directory).args(["show-ref"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert_eq!(tips("one.git").lines().count(), 303);
    assert_eq!(tips("one.git"), tips("two.git"));
}

#[tokio::test]
async fn a_raw_stream_may_hold_any_bytes() {
    let ground = ground().await;
    let stream = b"commit refs/heads/latin\ncommitter A <a@example.org> 1700000000 +0000\ndata 2\nx\n\
        M 100644 inline \"le\xe7on.txt\"\ndata 2\n\xe9\n\n";
    let handle = ground.forge.handle();
    handle.import("dsden/cours", stream).unwrap();
    let names =
        ground.git_ok(&handle.directory("dsden/cours").unwrap(), &["ls-tree", "--name-only", "latin"]).await;
    assert_eq!(names, "\"le\\347on.txt\"\n");
    let tip = &handle.references("dsden/cours").unwrap()["refs/heads/main"];
    handle.set_reference("dsden/cours", "refs/merge-requests/1/head", tip).unwrap();
    let listed =
        ground.git_ok(ground.scratch.path(), &["ls-remote", &ground.clone_url("dsden/cours", "")]).await;
    assert!(listed.contains("refs/merge-requests/1/head"), "a source shows its hidden references");
}

#[tokio::test]
async fn an_emptied_repository_is_empty() {
    let ground = ground().await;
    let handle = ground.forge.handle();
    let emptied = Repository { tags: vec![], ..repository(60, "dsden/bref", Visibility::Public) };
    handle.add(&emptied).unwrap();
    assert!(handle.add(&emptied).is_err(), "the path is taken");
    handle.delete_branch("dsden/bref", "main").unwrap();
    assert_eq!(ground.get("/api/v4/projects/60", "chef").await.json()["empty_repo"], true);
}

#[tokio::test]
async fn a_stopped_forge_closes_its_connections() {
    let ground = ground().await;
    let address = ground.forge.url().strip_prefix("http://").unwrap().to_owned();
    let mut connection = tokio::net::TcpStream::connect(address).await.unwrap();
    connection.write_all(b"GET /api/v4/projects HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let mut begin = [0; 15];
    connection.read_exact(&mut begin).await.unwrap();
    assert_eq!(&begin, b"HTTP/1.1 200 OK");
    ground.forge.stop().await;
    // Reads to the end, which comes only because the server closed.
    let _ = connection.read_to_end(&mut Vec::new()).await;
}
