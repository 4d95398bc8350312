//! What the tests of passes and workers share: a small GitLab with lessons, a look into the
//! database, a request of HTTP, a wait with an end.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use glane_sample_forge::spec::{Branch, Commit, Repository, Visibility};
use glane_sample_forge::{Rights, SampleForge};
use glane_store::Store;

use crate::support::Workshop;

/// Longest time a test waits for what must happen.
pub const PATIENCE: Duration = Duration::from_secs(90);
/// The token of the sample GitLab.
pub const TOKEN: &str = "lecture-sentinelle-7f3a51c0";

pub fn written(time: i64, word: &str) -> Commit {
    Commit {
        author: "Camille".to_owned(),
        email: "camille@example.org".to_owned(),
        time,
        message: format!("{word}\n"),
        write: vec![
            ("README.md".to_owned(), format!("# {word}\n\nTexte de {word}.\n").into_bytes()),
            ("package.json".to_owned(), br#"{"license": "MIT"}"#.to_vec()),
        ],
        remove: Vec::new(),
    }
}

pub fn lesson(id: u64) -> Repository {
    Repository {
        id,
        path: format!("eole/cours-{id}"),
        name: format!("Cours {id}"),
        description: format!("Le cours {id}"),
        visibility: Visibility::Public,
        archived: false,
        topics: Vec::new(),
        default_branch: "main".to_owned(),
        fork_of: None,
        branches: vec![Branch {
            name: "main".to_owned(),
            from: None,
            commits: vec![written(1_700_000_000, &format!("Cours {id}"))],
        }],
        tags: Vec::new(),
    }
}

/// A GitLab with so many lessons, and a workshop that copies them to a folder.
pub async fn gitlab(folder: &Path, lessons: u64) -> (SampleForge, Workshop) {
    use std::os::unix::fs::PermissionsExt;
    let forge = SampleForge::builder()
        .gitlab((1..=lessons).map(lesson).collect())
        .token("lecture", TOKEN, Rights::Admin)
        .start(folder)
        .await
        .unwrap();
    let workshop = Workshop::new(&format!(
        "[store]\ndata = \"data\"\n\n[[forge]]\nid = \"mim\"\nkind = \"gitlab\"\nurl = \"{}\"\n\
         token_file = \"token\"\n\n[[host]]\nid = \"copies\"\nkind = \"plain\"\npath = \"host\"\nname = \"{{path}}\"\n\n\
         [policy]\n",
        forge.url()
    ));
    std::fs::write(workshop.path("token"), TOKEN).unwrap();
    std::fs::set_permissions(workshop.path("token"), PermissionsExt::from_mode(0o600)).unwrap();
    (forge, workshop)
}

/// The database of a workshop.
pub async fn store(workshop: &Workshop) -> Arc<dyn Store> {
    glane_store::open(&format!("sqlite:{}", workshop.path("data/glane.db").display())).await.unwrap()
}

/// Asks a server of this machine: status and body.
pub fn ask(address: &str, head: &str, body: &[u8]) -> (u16, String) {
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let length = if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
    write!(stream, "{head}\r\nHost: {address}\r\n{length}Connection: close\r\n\r\n").unwrap();
    // A server that refuses a long body may close before it has all of it.
    let _ = stream.write_all(body);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body.to_owned()).unwrap_or_default();
    (status, body)
}

/// Asks again and again until there is an answer.
pub async fn until<T>(what: &str, mut answer: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(answer) = answer().await {
            return answer;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} did not happen");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
