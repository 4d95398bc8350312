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

/// What looks like a token of GitLab.
const KEY: &str = concat!("glpat", "-x7Rk2mQ9vLp4Ws8TzB3e");

/// A store of files on another origin, as forges redirect to.
async fn elsewhere() -> String {
    let router = Router::new()
        .route("/cours.zip", get(|| async { "le contenu" }))
        .route("/reglages.txt", get(|| async { format!("# réglages\njeton = {KEY}\n") }))
        .route("/absent.zip", get(|| async { StatusCode::NOT_FOUND }));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// Files by name.
type Files = Vec<(String, Vec<u8>)>;

/// A GitLab with one project, a host in GitHub's dialect, and what mirrors the one to the other.
struct Carried {
    source: SampleForge,
    host: SampleForge,
    store: String,
    workshop: Workshop,
    _folders: [tempfile::TempDir; 2],
}

impl Carried {
    async fn new() -> Self {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let mut course = lesson(1);
        course.tags = ["v1", "v2"].map(|tag| (tag.to_owned(), "main".to_owned(), None)).to_vec();
        let source = SampleForge::builder().gitlab(vec![course]).start(folders[0].path()).await.unwrap();
        let rights = Rights::Member(vec!["copies".to_owned()]);
        let builder = SampleForge::builder().github_org("copies").token("robot", TOKEN, rights);
        let host = builder.start(folders[1].path()).await.unwrap();
        let network = "[network]\nallow_private = [\"127.0.0.1\"]\n";
        let workshop = Workshop::new(&format!(
            "[store]\ndata = \"data\"\n\n{network}\n[[forge]]\nid = \"mim\"\nkind = \"gitlab\"\nurl = \"{}\"\n\
             releases = true\n\n[[host]]\nid = \"github\"\nkind = \"github\"\nurl = \"{}\"\n\
             organisation = \"copies\"\ntoken_file = \"token\"\nname = \"{{path}}\"\npublish = true\n\n\
             [[host]]\nid = \"dossier\"\nkind = \"plain\"\npath = \"host\"\n",
            source.url(),
            host.url()
        ));
        std::fs::write(workshop.path("token"), TOKEN).unwrap();
        std::fs::set_permissions(workshop.path("token"), PermissionsExt::from_mode(0o600)).unwrap();
        Self { source, host, store: elsewhere().await, workshop, _folders: folders }
    }

    /// A release of the source with one file, which lies in the store.
    fn add(&self, tag: &str, file: &str) {
        let handle = self.source.handle();
        let place = format!("/eole/cours-1/-/releases/{tag}/downloads/{file}");
        let address = format!("{}{place}", self.source.url());
        let store = &self.store;
        handle.fault(Trigger::on("GET", place).always(), Fault::Redirect(format!("{store}/{file}")));
        let link = json!({"name": file, "url": address, "direct_asset_url": address});
        let release = json!({"tag_name": tag, "name": tag, "assets": {"links": [link]}});
        handle.add_release("eole/cours-1", release).unwrap();
    }

    /// The releases of the copy, by tag: tag and files.
    fn made(&self) -> Vec<(String, Files)> {
        let mut made = self.host.handle().releases("copies/eole-cours-1").unwrap();
        assert!(made.iter().all(|release| !release.draft));
        made.sort_by(|one, other| one.tag.cmp(&other.tag));
        made.into_iter().map(|release| (release.tag, release.files)).collect()
    }

    async fn stop(self) {
        self.source.stop().await;
        self.host.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_travels_with_the_files_that_can_be_had() {
    let carried = Carried::new().await;
    carried.add("v1", "cours.zip");
    carried.add("v2", "absent.zip");
    let pass = carried.workshop.sync();
    assert_eq!(pass.state("eole/cours-1"), "published", "{}", pass.stdout);
    let cours = vec![("cours.zip".to_owned(), b"le contenu".to_vec())];
    assert_eq!(carried.made(), [("v1".to_owned(), cours), ("v2".to_owned(), vec![])], "{}", pass.stdout);
    assert_eq!(pass.codes("eole/cours-1"), ["host_refused"]);
    assert!(pass.stdout.contains("absent.zip of release v2"), "{}", pass.stdout);
    carried.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_waits_for_a_decision_about_what_is_in_its_files_and_nothing_else_does() {
    let carried = Carried::new().await;
    carried.add("v1", "cours.zip");
    carried.add("v2", "reglages.txt");
    let pass = carried.workshop.sync();
    assert_eq!(pass.state("eole/cours-1"), "published", "{}", pass.stdout);
    assert_eq!(pass.codes("eole/cours-1"), ["secrets"], "{}", pass.stdout);
    assert!(!pass.stdout.contains(KEY) && !pass.stderr.contains(KEY));
    assert_eq!(carried.made().iter().map(|(tag, _)| tag.as_str()).collect::<Vec<_>>(), ["v1"]);
    let show = |what: &[&str]| {
        let shown = carried.workshop.glane(&[&["gate", "show", "eole/cours-1"], what].concat());
        assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
        String::from_utf8(shown.stdout).unwrap()
    };
    let shown: serde_json::Value = serde_json::from_str(&show(&["--json"])).unwrap();
    let seen = &shown["findings"][0];
    assert_eq!((seen["path"].as_str(), seen["line"].as_u64()), (Some("release v2: reglages.txt"), Some(2)));
    let id = seen["id"].as_str().unwrap();
    let release = ["gate", "release", "eole/cours-1", "--finding", id, "--reason", "révoquée"];
    let released = carried.workshop.glane(&release);
    assert!(released.status.success(), "{}", String::from_utf8_lossy(&released.stderr));
    let pass = carried.workshop.sync();
    assert_eq!(pass.codes("eole/cours-1"), [] as [&str; 0], "{}", pass.stdout);
    let made = carried.made();
    assert_eq!((made[1].0.as_str(), made[1].1[0].0.as_str()), ("v2", "reglages.txt"));
    assert!(!show(&[]).contains(KEY));
    assert_eq!(carried.workshop.sync().state("eole/cours-1"), "unchanged");
    carried.stop().await;
}
