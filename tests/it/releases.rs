//! Releases from a GitLab to a host in GitHub's dialect, by the program itself: with their files, and
//! without those that cannot be had, which is said.

use std::os::unix::fs::PermissionsExt;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use glane_sample_forge::{Fault, Rights, SampleForge, Trigger};
use serde_json::json;

use crate::gathered::{TOKEN, lesson};
use crate::support::Workshop;

/// A store of files on another origin, as forges redirect to.
async fn elsewhere() -> String {
    let router = Router::new()
        .route("/cours.zip", get(|| async { "le contenu" }))
        .route("/absent.zip", get(|| async { StatusCode::NOT_FOUND }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_travels_with_the_files_that_can_be_had() {
    let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
    let mut course = lesson(1);
    course.tags = ["v1", "v2"].map(|tag| (tag.to_owned(), "main".to_owned(), None)).to_vec();
    let source = SampleForge::builder().gitlab(vec![course]).start(folders[0].path()).await.unwrap();
    let rights = Rights::Member(vec!["copies".to_owned()]);
    let host = SampleForge::builder()
        .github_org("copies")
        .token("robot", TOKEN, rights)
        .start(folders[1].path())
        .await
        .unwrap();
    let store = elsewhere().await;
    let handle = source.handle();
    for (tag, file) in [("v1", "cours.zip"), ("v2", "absent.zip")] {
        let address = format!("{}/eole/cours-1/-/releases/{tag}/downloads/{file}", source.url());
        let place = format!("/eole/cours-1/-/releases/{tag}/downloads/{file}");
        handle.fault(Trigger::on("GET", place).always(), Fault::Redirect(format!("{store}/{file}")));
        let link = json!({"name": file, "url": address, "direct_asset_url": address});
        let release = json!({"tag_name": tag, "name": tag, "assets": {"links": [link]}});
        handle.add_release("eole/cours-1", release).unwrap();
    }
    let network = "[network]\nallow_private = [\"127.0.0.1\"]\n";
    let workshop = Workshop::new(&format!(
        "[store]\ndata = \"data\"\n\n{network}\n[[forge]]\nid = \"mim\"\nkind = \"gitlab\"\nurl = \"{}\"\n\
         releases = true\n\n[[host]]\nid = \"github\"\nkind = \"github\"\nurl = \"{}\"\n\
         organisation = \"copies\"\ntoken_file = \"token\"\nname = \"{{path}}\"\npublish = true\n",
        source.url(),
        host.url()
    ));
    std::fs::write(workshop.path("token"), TOKEN).unwrap();
    std::fs::set_permissions(workshop.path("token"), PermissionsExt::from_mode(0o600)).unwrap();
    let pass = workshop.sync();
    assert_eq!(pass.state("eole/cours-1"), "published", "{}", pass.stdout);
    let mut made = host.handle().releases("copies/eole-cours-1").unwrap();
    made.sort_by(|one, other| one.tag.cmp(&other.tag));
    assert_eq!(made.len(), 2, "{}", pass.stdout);
    assert_eq!(made[0].files, [("cours.zip".to_owned(), b"le contenu".to_vec())], "{}", pass.stdout);
    assert!(made.iter().all(|release| !release.draft) && made[1].files.is_empty());
    assert_eq!(pass.codes("eole/cours-1"), ["host_refused"]);
    assert!(pass.stdout.contains("absent.zip of release v2"), "{}", pass.stdout);
    source.stop().await;
    host.stop().await;
}
