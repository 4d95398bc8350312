//! What the tests stand on: sample data, an HTTP client of one request, the git program.

use std::path::Path;
use std::process::{Command, Output};

use glane_sample_forge::spec::{Branch, Commit, Repository, Visibility};
use glane_sample_forge::{Rights, SampleForge};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{HeaderMap, Method, Request, StatusCode};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tempfile::TempDir;

/// A running forge and its directory.
pub(crate) struct Ground {
    pub(crate) forge: SampleForge,
    pub(crate) scratch: TempDir,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The address of the next page.
    pub(crate) fn next(&self) -> Option<String> {
        let next = self.header("link").split(", ").find(|link| link.ends_with("rel=\"next\""))?;
        Some(next[1..next.find('>').unwrap()].to_owned())
    }

    pub(crate) fn ids(&self) -> Vec<u64> {
        self.json().as_array().unwrap().iter().map(|line| line["id"].as_u64().unwrap()).collect()
    }
}

pub(crate) fn commit(time: i64, path: &str, text: &str) -> Commit {
    Commit {
        author: "Ada Exemple".into(),
        email: "ada@example.org".into(),
        time,
        message: format!("Écrit {path}\n"),
        write: vec![(path.into(), text.as_bytes().to_vec())],
        remove: vec![],
    }
}

pub(crate) fn repository(id: u64, path: &str, visibility: Visibility) -> Repository {
    let commits = vec![
        commit(1_700_000_000, "README.md", "# Leçon\n"),
        commit(1_700_000_100, "cours/une leçon \"libre\".md", "Bonjour\n"),
    ];
    Repository {
        id,
        path: path.into(),
        name: format!("Dépôt {id}"),
        description: "Un dépôt d’exemple".into(),
        visibility,
        archived: false,
        topics: vec!["maths".into()],
        default_branch: "main".into(),
        fork_of: None,
        branches: vec![Branch { name: "main".into(), from: None, commits }],
        tags: vec![("v1".into(), "main".into(), None), ("v2".into(), "main".into(), Some("Deux\n".into()))],
    }
}

/// Three public repositories (one of them empty), one internal, one private; an organisation.
pub(crate) async fn ground() -> Ground {
    let empty =
        Repository { branches: vec![], tags: vec![], ..repository(30, "dsden/vide", Visibility::Public) };
    let fork = Repository { fork_of: Some(10), ..repository(20, "dsden/sub/outil", Visibility::Public) };
    let world = vec![
        repository(10, "dsden/cours", Visibility::Public),
        fork,
        empty,
        repository(40, "dsden/interne", Visibility::Internal),
        repository(50, "secret/prive", Visibility::Private),
    ];
    let scratch = tempfile::tempdir().unwrap();
    let forge = SampleForge::builder()
        .gitlab(world)
        .github_org("copies")
        .token("lecteur", "lecteur-s3cret", Rights::Account)
        .token("robot", "robot-s3cret", Rights::Member(vec!["copies".into()]))
        .token("chef", "chef-s3cret", Rights::Admin)
        .start(scratch.path().join("forge"))
        .await
        .unwrap();
    Ground { forge, scratch }
}

impl Ground {
    /// A GET; `who` is a token's label or empty.
    pub(crate) async fn get(&self, path: &str, who: &str) -> Answer {
        self.send(Method::GET, path, who, "").await.unwrap()
    }

    /// A GET whose connection may break.
    pub(crate) async fn try_get(&self, path: &str) -> Result<Answer, hyper::Error> {
        self.send(Method::GET, path, "", "").await
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        who: &str,
        body: &str,
    ) -> Result<Answer, hyper::Error> {
        let url = self.forge.url();
        let path = path.strip_prefix(url).unwrap_or(path);
        let mut request = Request::builder().method(method).uri(path).header("host", "localhost");
        if !who.is_empty() {
            request = request.header("private-token", format!("{who}-s3cret"));
        }
        let request = request.body(Full::new(Bytes::copy_from_slice(body.as_bytes()))).unwrap();
        let stream = tokio::net::TcpStream::connect(url.strip_prefix("http://").unwrap()).await.unwrap();
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        let (head, body) = sender.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer { status: head.status, headers: head.headers, body })
    }

    /// Runs git beside the server; it never asks and reads no configuration of the machine.
    pub(crate) async fn git(&self, directory: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new("git");
        command.current_dir(directory).args(arguments);
        for (name, value) in [
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("GIT_ASKPASS", "true"),
            ("LC_ALL", "C"),
            ("no_proxy", "127.0.0.1"),
        ] {
            command.env(name, value);
        }
        tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
    }

    /// Runs git where it must succeed and returns what it wrote.
    pub(crate) async fn git_ok(&self, directory: &Path, arguments: &[&str]) -> String {
        let output = self.git(directory, arguments).await;
        assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The address of a repository with a token of that label, or without.
    pub(crate) fn clone_url(&self, path: &str, who: &str) -> String {
        let url = self.forge.url();
        if who.is_empty() {
            return format!("{url}/{path}.git");
        }
        format!("{}/{path}.git", url.replace("http://", &format!("http://x-access-token:{who}-s3cret@")))
    }
}
