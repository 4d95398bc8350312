//! The programs Glane starts: what they inherit, and what is said when they are missing or too old.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use glane::process::{self, Limits, ProcessError, Programs, Task};

use crate::support::{GLANE, Workshop, bare};

const LIMITS: Limits = Limits { time: Duration::from_secs(60), memory: 256 << 20, output: 1 << 20 };

fn programs() -> Programs {
    Programs { glane: GLANE.into(), search_path: "/usr/local/bin:/usr/bin:/bin".into() }
}

fn task(program: &str, arguments: &[&str]) -> Task {
    Task {
        program: program.into(),
        arguments: arguments.iter().map(Into::into).collect(),
        environment: Vec::new(),
        directory: None,
    }
}

#[tokio::test]
async fn a_child_inherits_nothing_but_its_three_streams() {
    let folder = tempfile::tempdir().unwrap();
    // What a service has open: a port, a file, the database.
    let _listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let _file = std::fs::File::create(folder.path().join("open")).unwrap();
    let database = format!("sqlite:{}", folder.path().join("glane.db").display());
    let _store = glane_store::open(&database).await.unwrap();
    let outcome = process::run(&programs(), &task("ls", &["-l", "/proc/self/fd"]), LIMITS).await.unwrap();
    let listing = String::from_utf8(outcome.stdout).unwrap();
    let open: Vec<(&str, &str)> = listing
        .lines()
        .filter_map(|line| line.split_once(" -> "))
        .map(|(before, target)| (before.rsplit(' ').next().unwrap(), target))
        .collect();
    let target = |name: &str| open.iter().find(|(known, _)| *known == name).unwrap().1;
    assert_eq!(target("0"), "/dev/null", "{listing}");
    assert!(target("1").starts_with("pipe:") && target("2").starts_with("pipe:"), "{listing}");
    // What whoever started the tests left open for everyone may be there; nothing of ours may.
    let ours = folder.path().to_str().unwrap();
    for (_, target) in open {
        let leaked = ["socket:", "anon_inode:", ours].iter().any(|start| target.starts_with(start));
        assert!(!leaked, "{target} in:\n{listing}");
    }
}

/// As `git upload-pack` is given the request of a clone.
#[tokio::test]
async fn a_fed_child_has_its_bytes_and_its_limit_and_ends_with_the_lifeline() {
    use std::process::Stdio;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let script = "grep '^Max data size' /proc/self/limits; cat; echo fini; exec sleep 1000";
    let mut child = process::fed(&programs(), &task("sh", &["-c", script]), 77 << 20, 6)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut lifeline, mut said) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    lifeline.write_all(b"bonjour").await.unwrap();
    let mut heard = String::new();
    while !heard.ends_with("fini\n") {
        let mut some = [0; 256];
        let read = said.read(&mut some).await.unwrap();
        assert!(read > 0, "it ended: {heard}");
        heard.push_str(std::str::from_utf8(&some[..read]).unwrap());
    }
    assert!(heard.contains("80740352") && heard.ends_with("bonjoufini\n"), "{heard}");
    drop(lifeline);
    let ended = tokio::time::timeout(Duration::from_secs(60), child.wait()).await.unwrap().unwrap();
    assert!(!ended.success(), "killed with its whole group: {ended}");
}

#[tokio::test]
async fn a_program_that_cannot_be_started_is_told_from_one_that_fails() {
    let missing = process::run(&programs(), &task("glane-no-such-program", &[]), LIMITS).await.unwrap_err();
    assert!(matches!(missing, ProcessError::Start { .. }), "{missing:?}");
    assert_eq!(
        missing.to_string(),
        "cannot start glane-no-such-program: No such file or directory (os error 2)"
    );
    // A program's own 127 is its own affair.
    let failed = process::run(&programs(), &task("sh", &["-c", "exit 127"]), LIMITS).await.unwrap();
    assert_eq!(failed.status.code(), Some(127));
}

/// Status and words of a sync that finds its programs in `folder` alone.
fn sync_with(folder: &Path) -> (Option<i32>, String) {
    let workshop = Workshop::plain();
    bare(&workshop.path("bare/essai.git"), "sha1");
    let output = workshop.command(&["sync"]).env("PATH", folder).output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_missing_git_is_said_at_once_and_no_source_is_blamed() {
    let folder = tempfile::tempdir().unwrap();
    let (status, said) = sync_with(folder.path());
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("cannot start git: No such file or directory"), "{said}");
    assert!(said.contains("is git installed and in PATH?"), "{said}");
    assert!(!said.contains("essai"), "{said}");
}

#[test]
fn an_old_git_is_refused_with_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    let git = folder.path().join("git");
    std::fs::write(&git, "#!/bin/sh\necho git version 2.34.1\n").unwrap();
    std::fs::set_permissions(&git, PermissionsExt::from_mode(0o755)).unwrap();
    let (status, said) = sync_with(folder.path());
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("git in PATH says \"git version 2.34.1\": install 2.39 or later"), "{said}");
    assert!(!said.contains("essai"), "{said}");
}
