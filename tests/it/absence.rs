//! What a source no longer lists: an absent disk empties nothing, a removal is believed when a person
//! names it, and whatever could not be read has a line of its own.

use std::os::unix::fs::symlink;

use crate::support::{Pass, Workshop, git, licensed};

/// How many records a search finds.
fn found(workshop: &Workshop, words: &str) -> u64 {
    let output = workshop.glane(&["search", "--json", "--kind", "project", words]);
    let page: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    page["total"].as_u64().unwrap()
}

fn with_repositories(count: u32) -> Workshop {
    let workshop = Workshop::plain();
    for number in 0..count {
        licensed(&workshop.path(&format!("bare/cours-{number}.git")), &format!("Chrysalide {number}"));
    }
    let pass = workshop.sync();
    assert_eq!(pass.summary["published"], count, "{}{}", pass.stdout, pass.stderr);
    workshop
}

fn is_refused(pass: &Pass) {
    assert_eq!((pass.code, pass.summary["forges_failed"].as_u64()), (1, Some(1)), "{}", pass.stdout);
    let failure = &pass.projects[""];
    assert_eq!(failure["reasons"][0]["code"], "source_unreachable", "{}", pass.stdout);
}

#[test]
fn a_disk_that_is_not_mounted_empties_nothing() {
    let workshop = with_repositories(2);
    std::fs::rename(workshop.path("bare"), workshop.path("away")).unwrap();
    std::fs::create_dir(workshop.path("bare")).unwrap();
    is_refused(&workshop.sync());
    assert_eq!(found(&workshop, "chrysalide"), 2);
    std::fs::remove_dir(workshop.path("bare")).unwrap();
    std::fs::rename(workshop.path("away"), workshop.path("bare")).unwrap();
    let pass = workshop.sync();
    assert_eq!((pass.code, pass.summary["unchanged"].as_u64()), (0, Some(2)), "{}", pass.stdout);
}

#[test]
fn a_great_loss_is_believed_project_by_project() {
    let workshop = with_repositories(10);
    for number in 0..6 {
        std::fs::remove_dir_all(workshop.path(&format!("bare/cours-{number}.git"))).unwrap();
    }
    is_refused(&workshop.sync());
    let one = Pass::of(&workshop.glane(&["sync", "--json", "--forge", "atelier", "--project", "cours-0"]));
    assert_eq!((one.code, one.summary["skipped"].as_u64()), (0, Some(1)), "{}{}", one.stdout, one.stderr);
    assert_eq!(one.projects[""]["reasons"][0]["code"], "not_public");
    assert!(one.projects[""]["id"].is_null() && !one.stdout.contains("cours-0"), "{}", one.stdout);
    assert_eq!(found(&workshop, "chrysalide"), 9);
    // Five of nine: few enough to be meant.
    let pass = workshop.sync();
    assert_eq!((pass.code, pass.summary["skipped"].as_u64()), (0, Some(5)), "{}", pass.stdout);
    assert_eq!(found(&workshop, "chrysalide"), 4);
    assert_eq!(workshop.sync().summary["skipped"], 0, "it is said once");
}

#[test]
fn what_the_configuration_leaves_out_is_not_gone() {
    let workshop = with_repositories(7);
    let file = workshop.path("glane.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("path = \"bare\"", "path = \"bare\"\nexclude = [\"*-[1-6]\"]"))
        .unwrap();
    let pass = workshop.sync();
    assert_eq!((pass.code, pass.summary["unchanged"].as_u64()), (0, Some(1)), "{}", pass.stdout);
    assert_eq!(pass.summary["skipped"], 0, "{}", pass.stdout);
    assert_eq!(found(&workshop, "chrysalide"), 1);
    // Whoever names one is told why it is not gone through: that is no failure.
    let named = Pass::of(&workshop.glane(&["sync", "--json", "--project", "cours-1"]));
    assert_eq!(
        (named.code, named.codes("cours-1")),
        (0, vec!["excluded"]),
        "{}{}",
        named.stdout,
        named.stderr
    );
    let unknown = workshop.glane(&["sync", "--json", "--project", "cours-99"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_newly_excluded_project_that_is_named_is_said_to_be() {
    let workshop = with_repositories(2);
    let file = workshop.path("glane.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("path = \"bare\"", "path = \"bare\"\nexclude = [\"*-1\"]")).unwrap();
    let named = Pass::of(&workshop.glane(&["sync", "--json", "--project", "cours-1"]));
    assert_eq!(
        (named.code, named.codes("cours-1")),
        (0, vec!["excluded"]),
        "{}{}",
        named.stdout,
        named.stderr
    );
}

#[test]
fn what_cannot_be_read_has_a_line_on_standard_output() {
    let workshop = with_repositories(1);
    std::fs::create_dir(workshop.path("bare/rien.git")).unwrap();
    let pass = workshop.sync();
    assert_eq!((pass.code, pass.summary["skipped"].as_u64()), (0, Some(1)), "{}", pass.stdout);
    let line = &pass.projects[""];
    assert_eq!((&line["forge"], &line["state"]), (&"atelier".into(), &"skipped".into()));
    assert_eq!(line["reasons"][0]["code"], "not_a_repository");
    assert!(line["id"].is_null() && line["refs"]["created"] == 0 && line["ms"] == 0, "{line}");
    let plain = workshop.glane(&["sync"]);
    let said = String::from_utf8(plain.stdout).unwrap();
    assert!(said.contains("not_a_repository: \"rien.git\" is not a git repository"), "{said}");
}

/// Garbage in one stored document, as a failing disk leaves it.
#[tokio::test(flavor = "multi_thread")]
async fn a_record_that_cannot_be_read_is_said_and_stops_nothing() {
    let workshop = with_repositories(2);
    let database = files_named(&workshop, "glane.db");
    // The last one to close a database brings its log into the file.
    glane_store::SqliteStore::open(&format!("sqlite:{}", database.display())).await.unwrap().close().await;
    let mut bytes = std::fs::read(&database).unwrap();
    let document = b"{\"number\":1,";
    let places: Vec<usize> = memchr::memmem::find_iter(&bytes, document).collect();
    assert!(!places.is_empty(), "the document is found in the file");
    for place in places {
        bytes[place] = b'#';
    }
    std::fs::write(&database, bytes).unwrap();
    let pass = workshop.sync();
    assert_eq!((pass.code, pass.summary["failed"].as_u64()), (1, Some(1)), "{}{}", pass.stdout, pass.stderr);
    assert_eq!(pass.summary["unchanged"], 1, "{}", pass.stdout);
    assert_eq!(pass.projects[""]["reasons"][0]["code"], "internal");
    let check = workshop.glane(&["check"]);
    assert_eq!(check.status.code(), Some(1));
    let said = String::from_utf8(check.stdout).unwrap();
    assert!(
        said.lines().any(|line| line.starts_with("WRONG catalogue") && line.contains("atelier:")),
        "{said}"
    );
}

fn files_named(workshop: &Workshop, name: &str) -> std::path::PathBuf {
    let mut folders = vec![workshop.path("data")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            if entry.file_name() == name {
                return entry.path();
            }
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            }
        }
    }
    panic!("no {name}");
}

#[test]
fn an_old_repository_whose_head_is_a_link_is_published() {
    let workshop = Workshop::plain();
    let path = workshop.path("bare/ancien.git");
    licensed(&path, "Ancien");
    std::fs::remove_file(path.join("HEAD")).unwrap();
    symlink("refs/heads/main", path.join("HEAD")).unwrap();
    assert_eq!(git(&path, &["symbolic-ref", "HEAD"]).trim(), "refs/heads/main");
    let pass = workshop.sync();
    assert_eq!(pass.state("ancien"), "published", "{}{}", pass.stdout, pass.stderr);
}
