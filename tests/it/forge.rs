//! Forges and hosts against the forge in a box, and against servers that mean harm.

mod forgejo;
mod github;
mod github_copy;
mod github_source;
mod gitlab;
mod host_forgejo;
mod host_gitlab;
mod hostile;
mod hosts;
mod kept;
mod owner;
mod plain;
mod tickets;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use glane::config::{ForgeKind, ForgeSettings, HostKind, HostSettings};
use glane::forge::{Dress, Forge, Host, Limits, Release, ReleaseJudge};
use glane_catalog::model::{ForgeId, HostId, Reason};
use glane_sample_forge::SampleForge;
use glane_sample_forge::spec::{Repository, Visibility};
use tempfile::TempDir;

/// The secret that must never be seen again.
const SECRET: &str = "secret-sentinelle-7f3a51c0";

/// Limits that make a test quick and leave the rules as they are.
fn limits() -> Limits {
    Limits {
        attempts: 2,
        pause: Duration::from_millis(1),
        longest_wait: Duration::from_millis(500),
        per_second: 1000,
        writes_per_second: 1000,
        whole: Duration::from_secs(20),
        ..Limits::default()
    }
}

/// Lets every file of a release go.
struct AnyFile;

#[async_trait::async_trait]
impl ReleaseJudge for AnyFile {
    fn folder(&self) -> Result<TempDir, Reason> {
        Ok(TempDir::new().unwrap())
    }

    async fn may_go(&self, _: &Release, _: &[(String, PathBuf)]) -> Result<(), Reason> {
        Ok(())
    }

    async fn still(&self) -> Result<(), Reason> {
        Ok(())
    }
}

/// A forge and the directory it lies in.
struct Opened {
    forge: SampleForge,
    _directory: TempDir,
}

async fn opened(builder: glane_sample_forge::Builder) -> Opened {
    let directory = TempDir::new().unwrap();
    let forge = builder.start(directory.path()).await.unwrap();
    Opened { forge, _directory: directory }
}

/// A repository without commits: quick to make, and all a listing needs.
fn repository(id: u64, path: &str, visibility: Visibility) -> Repository {
    Repository {
        id,
        path: path.to_owned(),
        name: path.rsplit('/').next().unwrap().to_owned(),
        description: format!("Le projet {id}"),
        visibility,
        archived: false,
        topics: vec!["maths".to_owned()],
        default_branch: "main".to_owned(),
        fork_of: None,
        branches: Vec::new(),
        tags: Vec::new(),
    }
}

fn forge_settings(kind: ForgeKind) -> ForgeSettings {
    ForgeSettings::new(ForgeId::new("mim").unwrap(), kind)
}

fn gitlab(url: &str, token: Option<&str>, groups: &[&str]) -> Box<dyn Forge> {
    let settings = ForgeSettings {
        url: Some(url.parse().unwrap()),
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        token: token.map(|token| token.to_owned().into()),
        ..forge_settings(ForgeKind::Gitlab)
    };
    glane::forge::build_within(&settings, limits()).unwrap()
}

fn github(url: &str) -> Box<dyn Host> {
    let settings = HostSettings {
        url: Some(url.parse().unwrap()),
        organisation: Some("copies".to_owned()),
        token: Some(SECRET.to_owned().into()),
        name: "{path}".to_owned(),
        ..HostSettings::new(HostId::new("copies").unwrap(), HostKind::Github)
    };
    glane::forge::build_host_within(&settings, limits()).unwrap()
}

fn dress() -> Dress {
    Dress {
        description: "Miroir de g/site : des cours".to_owned(),
        homepage: Some("https://forge.example.org/g/site".to_owned()),
        topics: vec!["maths".to_owned(), "Cycle 3".to_owned()],
        default_branch: None,
        archived: false,
        mark: "mim:7".to_owned(),
    }
}

/// A server of our own; it stops with the test's runtime.
async fn server(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

/// A server that counts who comes, and answers an empty list.
async fn witness() -> (String, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&count);
    let router = Router::new().fallback(move || {
        seen.fetch_add(1, Ordering::SeqCst);
        async { ([("content-type", "application/json")], "[]") }
    });
    (server(router).await, count)
}
