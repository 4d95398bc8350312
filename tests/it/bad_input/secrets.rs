//! A token reaches the host it is declared for and nothing else: no output, file or argument list.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use glane_sample_forge::{Fault, Rights, SampleForge, Trigger};

use super::{lesson, version};
use crate::support::{Workshop, files_holding};

/// Distinctive, so that finding it anywhere is a leak; also in the form git sends it in.
const SOURCE: &str = concat!("glpat-", "sentinelle-7f3a51c0");
const HOST: &str = "ghp_sentinelle-7f3a51c0";

/// What `printf x-access-token:<token> | base64` prints.
const HOST_IN_BASE64: &str = "eC1hY2Nlc3MtdG9rZW46Z2hwX3NlbnRpbmVsbGUtN2YzYTUxYzA=";

fn leaks(text: &[u8]) -> bool {
    [SOURCE, HOST, HOST_IN_BASE64]
        .iter()
        .any(|token| text.windows(token.len()).any(|window| window == token.as_bytes()))
}

/// Looks at the argument lists of every process until told to stop; tells whether a token was seen
/// and how many command lines of git with our own configuration were.
fn watch(stop: &AtomicBool, address: &str) -> (bool, usize) {
    let (mut leaked, mut looked_at) = (false, 0);
    while !stop.load(Ordering::Relaxed) {
        for entry in std::fs::read_dir("/proc").unwrap().flatten() {
            let Ok(arguments) = std::fs::read(entry.path().join("cmdline")) else { continue };
            leaked |= leaks(&arguments);
            looked_at += usize::from(String::from_utf8_lossy(&arguments).contains(address));
        }
    }
    (leaked, looked_at)
}

fn workshop(forge: &SampleForge) -> Workshop {
    use std::os::unix::fs::PermissionsExt;
    let url = forge.url();
    let workshop = Workshop::new(&format!(
        "[store]\ndata = \"data\"\n[[forge]]\nid = \"ministere\"\nkind = \"gitlab\"\nurl = \"{url}\"\n\
         token_file = \"source.token\"\n[[host]]\nid = \"hub\"\nkind = \"github\"\nurl = \"{url}\"\n\
         organisation = \"copies\"\ntoken_file = \"host.token\"\n[[host]]\nid = \"disque\"\nkind = \"plain\"\npath = \"host\"\n"
    ));
    for (file, token) in [("source.token", SOURCE), ("host.token", HOST)] {
        std::fs::write(workshop.path(file), token).unwrap();
        std::fs::set_permissions(workshop.path(file), PermissionsExt::from_mode(0o600)).unwrap();
    }
    workshop
}

#[tokio::test(flavor = "multi_thread")]
async fn no_token_is_seen_anywhere() {
    let folder = tempfile::tempdir().unwrap();
    let forge = SampleForge::builder()
        .gitlab((1..=3).map(lesson).collect())
        .github_org("copies")
        .token("source", SOURCE, Rights::Account)
        .token("hote", HOST, Rights::Member(vec!["copies".to_owned()]))
        .start(folder.path())
        .await
        .unwrap();
    let workshop = workshop(&forge);
    let stop = Arc::new(AtomicBool::new(false));
    // What git is given on its way there and back.
    let address = forge.url().to_string();
    let watcher = std::thread::spawn({
        let stop = Arc::clone(&stop);
        move || watch(&stop, &address)
    });
    let handle = forge.handle();
    let mut printed = Vec::new();
    let mut keep = |output: std::process::Output| {
        printed.extend(output.stdout);
        printed.extend(output.stderr);
        output.status.code()
    };
    assert_eq!(
        keep(workshop.command(&["sync", "--json"]).env("GLANE_LOG", "trace").output().unwrap()),
        Some(0)
    );
    // Failures print most: what the servers say, and a forge that repeats what it was sent.
    for (path, fault) in [
        ("/api/v4/projects", Fault::status(401)),
        ("/api/v4/projects", Fault::Html),
        ("/copies/", Fault::status(403)),
        ("/api/v3/", Fault::status(422)),
    ] {
        handle.push("groupe/cours-1", "main", &[version(printed_number(path))]).unwrap();
        handle.fault(Trigger::any(path).always(), fault);
        assert_eq!(
            keep(workshop.command(&["sync"]).env("GLANE_LOG", "trace").output().unwrap()),
            Some(1),
            "{path}"
        );
        handle.clear_faults();
    }
    for command in [&["check"][..], &["check", "--json"], &["config", "show"], &["config", "show", "--json"]]
    {
        keep(workshop.command(command).env("GLANE_LOG", "trace").output().unwrap());
    }
    stop.store(true, Ordering::Relaxed);
    let (leaked, looked_at) = watcher.join().unwrap();
    assert!(!leaked, "a token stood in an argument list");
    assert!(looked_at > 0, "no child was seen at work: the test proves nothing");
    assert!(!leaks(&printed), "{}", String::from_utf8_lossy(&printed));
    for token in [SOURCE, HOST, HOST_IN_BASE64] {
        for place in ["data", "host"] {
            assert!(files_holding(&workshop.path(place), token).is_empty(), "{place}: {token}");
        }
    }
    // Each token went to its own side only, and the anonymous questions carried none.
    use glane_sample_forge::Credential;
    let credentials = |start: &str| {
        let asked = handle.requests().into_iter().filter(|request| request.path.starts_with(start));
        asked.map(|request| request.credential).collect::<Vec<_>>()
    };
    let hote = Credential::Token("hote".to_owned());
    assert!(credentials("/api/v4/").iter().all(|credential| *credential != hote));
    assert!(
        credentials("/groupe/").iter().all(|credential| *credential == Credential::Absent),
        "git fetches as anyone"
    );
    assert!(credentials("/copies/").contains(&hote));
    let source = Credential::Token("source".to_owned());
    assert!(
        credentials("/api/v3/")
            .iter()
            .chain(&credentials("/copies/"))
            .all(|credential| *credential != source)
    );
    forge.stop().await;
}

/// A number for each fault, so that each pass has something to bring.
fn printed_number(path: &str) -> i64 {
    path.len() as i64
}
