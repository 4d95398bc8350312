//! Who is looked at: a pass over projects that have not changed starts no git and asks no repository.

use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;

use glane_catalog::model::ProjectState;
use glane_sample_forge::SampleForge;

use crate::gathered::{gitlab, store, written};
use crate::support::{Pass, Workshop, bare, commit, git, import, licensed, published};

/// The repositories that were asked by git since the log was emptied.
fn asked(forge: &SampleForge) -> BTreeSet<String> {
    let requests = forge.handle().requests();
    let git = requests.iter().filter_map(|request| request.path.split_once(".git/"));
    git.map(|(path, _)| path.trim_start_matches('/').to_owned()).collect()
}

fn unchanged(pass: &Pass, count: u64) {
    assert_eq!(
        (pass.code, pass.summary["unchanged"].as_u64()),
        (0, Some(count)),
        "{}{}",
        pass.stdout,
        pass.stderr
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_a_forge_tells_of_is_asked_by_git() {
    let folder = tempfile::tempdir().unwrap();
    let (forge, workshop) = gitlab(folder.path(), 6).await;
    assert_eq!(workshop.sync().summary["published"], 6);
    let passes = store(&workshop).await.passes(0, 99).await.unwrap().len();
    assert_eq!(passes, 6);

    forge.handle().clear_requests();
    unchanged(&workshop.sync(), 6);
    assert_eq!(asked(&forge), BTreeSet::new());
    assert!(forge.handle().requests().len() <= 3, "{:?}", forge.handle().requests());
    assert_eq!(store(&workshop).await.passes(0, 99).await.unwrap().len(), passes, "no row was written");

    // A push moves the project's last activity: that project is looked at, and no other.
    forge.handle().push("eole/cours-2", "main", &[written(1_800_000_000, "Suite")]).unwrap();
    forge.handle().clear_requests();
    let pass = workshop.sync();
    assert_eq!((pass.state("eole/cours-2"), pass.summary["unchanged"].as_u64()), ("published", Some(5)));
    assert_eq!(asked(&forge), BTreeSet::from(["eole/cours-2".to_owned()]));
    forge.handle().clear_requests();
    unchanged(&workshop.sync(), 6);
    assert_eq!(asked(&forge), BTreeSet::new(), "and once");

    // A tag moves no activity: who wants to see it asks for all, or for the project.
    forge.handle().set_reference("eole/cours-3", "refs/tags/v1", "main").unwrap();
    unchanged(&workshop.sync(), 6);
    let named = Pass::of(&workshop.glane(&["sync", "--json", "--project", "eole/cours-3"]));
    assert_eq!(named.state("eole/cours-3"), "published", "{}", named.stdout);
    forge.handle().clear_requests();
    unchanged(&Pass::of(&workshop.glane(&["sync", "--json", "--all"])), 6);
    assert_eq!(asked(&forge).len(), 6);
    forge.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_policy_looks_at_everything_once() {
    let folder = tempfile::tempdir().unwrap();
    let (forge, workshop) = gitlab(folder.path(), 2).await;
    assert_eq!(workshop.sync().summary["published"], 2);
    let file = workshop.path("glane.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text + "refuse_licences = [\"MIT\"]\n").unwrap();
    let pass = workshop.sync();
    assert_eq!(pass.summary["held"], 2, "{}{}", pass.stdout, pass.stderr);
    assert_eq!(pass.codes("eole/cours-1"), ["licence_not_allowed"]);
    forge.handle().clear_requests();
    let again = workshop.sync();
    assert_eq!(again.codes("eole/cours-1"), ["licence_not_allowed"], "it is said again without a look");
    assert_eq!(asked(&forge), BTreeSet::new());
    forge.stop().await;
}

/// A folder with a `git` that notes how it is called.
fn noting(folder: &std::path::Path) -> (String, std::path::PathBuf) {
    let real = git(folder, &["--exec-path"]);
    let (place, log) = (folder.join("git"), folder.join("calls"));
    let found = std::process::Command::new("sh").args(["-c", "command -v git"]).output().unwrap();
    let program = String::from_utf8(found.stdout).unwrap();
    let script = format!("#!/bin/sh\necho \"$1\" >> {}\nexec {} \"$@\"\n", log.display(), program.trim());
    std::fs::write(&place, script).unwrap();
    std::fs::set_permissions(&place, PermissionsExt::from_mode(0o755)).unwrap();
    (format!("{}:{}:/usr/local/bin:/usr/bin:/bin", folder.display(), real.trim()), log)
}

#[test]
fn repositories_of_this_disk_are_read_without_a_git_program() {
    let workshop = Workshop::plain();
    for name in ["un", "deux", "trois"] {
        licensed(&workshop.path(&format!("bare/{name}.git")), name);
    }
    let folder = tempfile::tempdir().unwrap();
    let (path, log) = noting(folder.path());
    let sync = || {
        let _ = std::fs::remove_file(&log);
        let pass = Pass::of(&workshop.command(&["sync", "--json"]).env("PATH", &path).output().unwrap());
        let calls = std::fs::read_to_string(&log).unwrap_or_default();
        let calls: Vec<String> =
            calls.lines().filter(|verb| !verb.contains("version")).map(str::to_owned).collect();
        (pass, calls)
    };
    let (first, calls) = sync();
    assert_eq!(first.summary["published"], 3, "{}{}", first.stdout, first.stderr);
    let times = |what: &str| calls.iter().filter(|verb| *verb == what).count();
    // One fetch and one push for each, as git alone would need.
    assert_eq!((times("fetch"), times("push"), calls.len()), (3, 3, 6), "{calls:?}");
    let (second, calls) = sync();
    unchanged(&second, 3);
    assert_eq!(calls, [""; 0]);
    import(&workshop.path("bare/un.git"), &commit("essai", 1_700_000_100, &[(b"a", b"a")]));
    let (third, calls) = sync();
    assert_eq!((third.state("un"), third.summary["unchanged"].as_u64()), ("published", Some(2)));
    assert!(!calls.is_empty());
    assert_eq!(published(&workshop.path("bare/un.git")), published(&workshop.path("host/un.git")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failure_stays_in_the_table_and_waits() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    import(&source, &commit("main", 1_700_000_000, &[(b"package.json", br#"{"license": "MIT"}"#)]));
    // A reference to an object that is not there.
    std::fs::write(source.join("refs/heads/perdue"), "1234567890123456789012345678901234567890\n").unwrap();
    let first = workshop.sync();
    assert_eq!((first.code, first.state("un")), (1, "failed"), "{}", first.stdout);
    let store = store(&workshop).await;
    let record = store.projects(0, 9).await.unwrap().remove(0);
    assert_eq!(record.state, ProjectState::Failed);
    let waiting = async || store.waiting_jobs(glane_store::JobKind::Mirror).await.unwrap();
    let first_wait = waiting().await[&record.source.key.to_string()];
    // A person does not wait; the next wait is longer: 60 to 120 seconds rather than 30 to 60.
    assert_eq!(workshop.sync().state("un"), "failed");
    let second_wait = waiting().await[&record.source.key.to_string()];
    assert!(second_wait.as_second() - first_wait.as_second() >= 0, "{first_wait} {second_wait}");
    std::fs::remove_file(source.join("refs/heads/perdue")).unwrap();
    assert_eq!(workshop.sync().state("un"), "published");
    assert!(waiting().await.is_empty());
}
