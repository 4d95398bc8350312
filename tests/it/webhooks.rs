//! Webhooks: who knows the secret has a project looked at, once a delivery; nobody else has anything.

use std::sync::Arc;

use glane::clock::Clock;
use glane::config::{ForgeKind, ForgeSettings, Network, Operator, Policy, Settings, Site, Storage, Token};
use glane::web::{self, App};
use glane_catalog::model::{ForgeId, ProjectRecord, ProjectState, SourceProject};
use glane_index::Index;
use glane_store::{JobKind, Store};
use serde_json::Value;
use tokio::sync::Notify;

use crate::gathered::ask;

const SECRET: &str = "webhook-sentinelle-7f3a51c0";

struct Listening {
    address: String,
    store: Arc<dyn Store>,
    clock: Clock,
    woken: Arc<Notify>,
    _folder: tempfile::TempDir,
}

/// What a forge signed with when the service started; its file holds another secret by now.
const FORMER: &str = "webhook-ancien-0b51";

/// A secret whose file was replaced after it was read.
fn replaced(folder: &std::path::Path) -> Token {
    let file = folder.join("tourne.webhook");
    std::fs::write(&file, SECRET).unwrap();
    Token::new(FORMER.to_owned().into(), Some(file))
}

fn settings(folder: &std::path::Path) -> Settings {
    let forge = |id: &str, kind, secret: Option<&str>| ForgeSettings {
        webhook_secret: secret.map(|secret| secret.to_owned().into()),
        ..ForgeSettings::new(ForgeId::new(id).unwrap(), kind)
    };
    Settings {
        file: None,
        site: Site {
            title: "Essai".to_owned(),
            url: None,
            files_url: None,
            listen: ([127, 0, 0, 1], 0).into(),
            operator: Operator::default(),
        },
        store: Storage { url: "sqlite::memory:".to_owned(), data: folder.to_owned() },
        forges: vec![
            forge("gl", ForgeKind::Gitlab, Some(SECRET)),
            forge("gh", ForgeKind::Github, Some(SECRET)),
            forge("fj", ForgeKind::Forgejo, Some(SECRET)),
            forge("muet", ForgeKind::Gitlab, None),
            ForgeSettings {
                webhook_secret: Some(replaced(folder)),
                ..forge("tourne", ForgeKind::Gitlab, None)
            },
        ],
        hosts: Vec::new(),
        sources: Vec::new(),
        policy: Policy::default(),
        network: Network::default(),
    }
}

fn record(key: &str) -> ProjectRecord {
    let mut record = ProjectRecord::discovered(SourceProject {
        name: "Site".to_owned(),
        clone_url: "https://example.org/site.git".to_owned(),
        ..SourceProject::public(key.parse().unwrap(), &key.replace(':', "/"))
    });
    record.state = ProjectState::Published;
    record
}

impl Listening {
    async fn with(projects: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = glane_store::open("sqlite::memory:").await.unwrap();
        for key in projects {
            store.put_project(&record(key)).await.unwrap();
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, clock) =
            (listener.local_addr().unwrap(), Clock::fixed("2026-03-01T03:00:00Z".parse().unwrap()));
        let index = Index::open(&folder.path().join("index")).unwrap();
        let woken = Arc::new(Notify::new());
        let app = App::new(
            &settings(folder.path()),
            address,
            Arc::clone(&store),
            index,
            clock.clone(),
            glane::process::Programs::this_binary("/usr/bin:/bin".into()),
            Arc::clone(&woken),
        );
        tokio::spawn(async move { axum::serve(listener, web::router(app)).await });
        Self { address: address.to_string(), store, clock, woken, _folder: folder }
    }

    async fn post(&self, forge: &str, headers: &[(&str, &str)], body: &[u8]) -> u16 {
        let said: String = headers.iter().map(|(name, value)| format!("\r\n{name}: {value}")).collect();
        let (address, body) = (self.address.clone(), body.to_vec());
        let head = format!("POST /webhooks/{forge} HTTP/1.1{said}");
        tokio::task::spawn_blocking(move || ask(&address, &head, &body).0).await.unwrap()
    }

    /// The subjects of the jobs that were filed: looks, then listings.
    async fn filed(&self) -> (Vec<String>, Vec<String>) {
        let of = async |kind| -> Vec<String> {
            self.store.waiting_jobs(kind).await.unwrap().into_keys().collect()
        };
        (of(JobKind::Mirror).await, of(JobKind::Discover).await)
    }
}

/// HMAC-SHA256 by openssl: not by the library that checks it.
fn signed(body: &[u8]) -> String {
    use std::io::Write;
    let mut child = std::process::Command::new("openssl")
        .args(["dgst", "-sha256", "-hmac", SECRET])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(body).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().rsplit(' ').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signed_push_has_its_project_looked_at_first_and_once() {
    let site = Listening::with(&["gl:15", "gh:15", "fj:15"]).await;
    let push = br#"{"object_kind":"push","project_id":15,"repository":{"id":15}}"#;
    let code = signed(push);
    let github = format!("sha256={code}");
    let deliveries: [(&str, Vec<(&str, &str)>); 3] = [
        ("gl", vec![("X-Gitlab-Token", SECRET), ("X-Gitlab-Event-UUID", "1")]),
        ("gh", vec![("X-Hub-Signature-256", &github), ("X-GitHub-Event", "push")]),
        ("fj", vec![("X-Forgejo-Signature", &code), ("X-Forgejo-Event", "push")]),
    ];
    for (forge, headers) in &deliveries {
        assert_eq!(site.post(forge, headers, push).await, 202, "{forge}");
    }
    // Whoever does the jobs is told at once, and need not wait for its own next look at the table.
    let soon = std::time::Duration::from_secs(1);
    tokio::time::timeout(soon, site.woken.notified()).await.unwrap();
    assert_eq!(site.filed().await, (["fj:15", "gh:15", "gl:15"].map(str::to_owned).to_vec(), vec![]));
    let lease = std::time::Duration::from_secs(60);
    while let Some(job) = site.store.claim_job("test", site.clock.now(), lease).await.unwrap() {
        site.store.finish_job(&job).await.unwrap();
    }
    // The same delivery again, under another name that nobody signed: taken before.
    let headers = [deliveries[1].1.as_slice(), &[("X-GitHub-Delivery", "autre")]].concat();
    assert_eq!(site.post("gh", &headers, push).await, 200);
    assert_eq!(site.post("gl", &deliveries[0].1, push).await, 200);
    assert_eq!(site.filed().await, (vec![], vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_that_was_replaced_is_taken_without_a_restart() {
    let site = Listening::with(&["tourne:15"]).await;
    let push = br#"{"object_kind":"push","project_id":15}"#;
    assert_eq!(site.post("tourne", &[("X-Gitlab-Token", FORMER)], push).await, 401);
    assert_eq!(site.post("tourne", &[("X-Gitlab-Token", SECRET)], push).await, 202);
    assert_eq!(site.filed().await.0, ["tourne:15"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_forged_unknown_or_too_long_files_nothing() {
    let site = Listening::with(&["gl:15", "gh:15"]).await;
    let push = br#"{"object_kind":"push","project_id":15,"repository":{"id":15}}"#;
    let code = signed(push);
    let good = format!("sha256={code}");
    let github = |signature| [("X-Hub-Signature-256", signature), ("X-GitHub-Event", "push")];
    let zeros = format!("sha256={}", "0".repeat(64));
    for signature in ["", "sha256=00", &zeros, &code] {
        assert_eq!(site.post("gh", &github(signature), push).await, 401, "{signature}");
    }
    assert_eq!(site.post("gh", &[], push).await, 401);
    assert_eq!(site.post("gh", &github(&good), b"{\"repository\":{\"id\":15}}").await, 401, "another body");
    assert_eq!(site.post("gl", &[("X-Gitlab-Token", "deviné")], push).await, 401);
    for unknown in ["muet", "absente", "..%2Fgh"] {
        assert_eq!(site.post(unknown, &github(&good), push).await, 404, "{unknown}");
    }
    let long = vec![b' '; (1 << 20) + 1];
    assert_eq!(site.post("gh", &github(&good), &long).await, 413);
    assert_eq!(site.filed().await, (vec![], vec![]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_known_is_left_to_a_listing_that_is_not_asked_for_too_often() {
    let site = Listening::with(&["gh:15"]).await;
    let post = async |event: &str, id: u32| {
        let body = format!("{{\"repository\":{{\"id\":{id},\"name\":\"{event}\"}}}}");
        let code = format!("sha256={}", signed(body.as_bytes()));
        let headers = [("X-Hub-Signature-256", code.as_str()), ("X-GitHub-Event", event)];
        site.post("gh", &headers, body.as_bytes()).await
    };
    assert_eq!(post("push", 99).await, 202, "it is not said whether a project is known");
    assert_eq!(site.filed().await, (vec![], vec!["gh".to_owned()]));
    let due = site.store.waiting_jobs(JobKind::Discover).await.unwrap()["gh"];
    assert!(due > site.clock.now(), "what comes together is listed once");
    // A project that may have become private is looked at at once, besides.
    assert_eq!(post("repository", 15).await, 202);
    assert_eq!(site.filed().await, (vec!["gh:15".to_owned()], vec!["gh".to_owned()]));
    assert_eq!(post("ping", 15).await, 202);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_withdrawn_or_left_out_is_not_looked_at_by_itself() {
    use glane_catalog::model::{Reason, ReasonCode};
    let site = Listening::with(&[]).await;
    for (key, state, code) in [
        ("gh:1", ProjectState::Withdrawn, ReasonCode::NotPublic),
        ("gh:2", ProjectState::Skipped, ReasonCode::Excluded),
    ] {
        let mut record = record(key);
        (record.state, record.reasons) = (state, vec![Reason::new(code, "")]);
        site.store.put_project(&record).await.unwrap();
        let body = format!("{{\"repository\":{{\"id\":{}}}}}", &key[3..]);
        let code = format!("sha256={}", signed(body.as_bytes()));
        let headers = [("X-Hub-Signature-256", code.as_str()), ("X-GitHub-Event", "push")];
        assert_eq!(site.post("gh", &headers, body.as_bytes()).await, 202);
    }
    assert_eq!(site.filed().await.0, [""; 0]);
}

/// The payload of a recorded webhook; none when the corpus is absent.
#[expect(clippy::disallowed_methods, reason = "only the service's variables are the configuration's")]
fn recorded(name: &str) -> Option<Value> {
    let beside = || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let root = std::env::var_os("GLANE_CORPUS").map_or_else(beside, std::path::PathBuf::from);
    let Ok(text) = std::fs::read(root.join("forges").join(name)) else {
        assert!(std::env::var_os("GLANE_REQUIRE_CORPUS").is_none(), "{name} is absent");
        eprintln!("corpus absent, skipped");
        return None;
    };
    Some(serde_json::from_slice::<Value>(&text).unwrap()["payload"].take())
}

#[tokio::test(flavor = "multi_thread")]
async fn recorded_deliveries_lead_to_their_projects() {
    let site = Listening::with(&["gl:18032222", "gl:34007140", "gh:186853002", "gh:184635124"]).await;
    let cases = [
        ("gitlab/webhooks/push_branch.json", "", Some("gl:18032222")),
        ("gitlab/webhooks/tag_push.json", "", Some("gl:34007140")),
        ("gitlab/webhooks/mr_event.json", "", None),
        ("github/webhooks/push.json", "push", Some("gh:186853002")),
        ("github/webhooks/release.json", "release", Some("gh:184635124")),
        ("github/webhooks/pr.json", "pull_request", None),
    ];
    for (name, event, expected) in cases {
        let Some(payload) = recorded(name) else { return };
        let body = serde_json::to_vec(&payload).unwrap();
        let before = site.filed().await.0;
        let status = if name.starts_with("github/") {
            let code = format!("sha256={}", signed(&body));
            let headers = [("X-Hub-Signature-256", code.as_str()), ("X-GitHub-Event", event)];
            site.post("gh", &headers, &body).await
        } else {
            site.post("gl", &[("X-Gitlab-Token", SECRET), ("X-Gitlab-Event-UUID", name)], &body).await
        };
        let after = site.filed().await.0;
        assert_eq!(status, 202, "{name}");
        let new: Vec<_> = after.iter().filter(|subject| !before.contains(subject)).collect();
        assert_eq!(new, expected.iter().collect::<Vec<_>>(), "{name}");
    }
}
