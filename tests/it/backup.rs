//! A backup holds everything that no further pass would find again, and nothing but itself is believed.

use std::path::{Path, PathBuf};
use std::process::Output;

use crate::support::{
    PLAIN, Workshop, commit, files_holding, git, git_command, import, licensed, published, references,
};

const MIT: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

fn folder(workshop: &Workshop, name: &str) -> PathBuf {
    let found = files_holding(&workshop.path("data/repositories"), name);
    found.into_iter().find(|path| path.file_name().is_some_and(|file| file == name)).unwrap()
}

/// One published project with an archived tip, and that tip.
fn with_an_archive() -> (Workshop, String) {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    import(&source, &commit("essai", 1_700_000_100, &[MIT]));
    workshop.sync();
    let lost = published(&source)["refs/heads/essai"].clone();
    import(&source, &commit("essai", 1_700_000_200, &[MIT, (b"b", b"b")]));
    assert_eq!(workshop.sync().state("un"), "published");
    (workshop, lost)
}

fn done(output: &Output) -> String {
    let said = [&output.stdout[..], &output.stderr[..]].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(output.status.success(), "{said}");
    said
}

fn refused(output: &Output, word: &str) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains(word), "{word}: {said}");
}

/// Says that nothing was withdrawn since the backup.
fn confirmed(workshop: &Workshop) {
    done(&workshop.glane(&["restore", "--confirmed"]));
}

/// Another machine that reaches the same sources and copies.
fn elsewhere(workshop: &Workshop) -> Workshop {
    let place = |name: &str| workshop.path(name).display().to_string();
    let configuration = PLAIN
        .replace("path = \"bare\"", &format!("path = \"{}\"", place("bare")))
        .replace("path = \"host\"", &format!("path = \"{}\"", place("host")));
    Workshop::new(&configuration)
}

#[test]
fn a_backup_restored_on_an_empty_machine_goes_on_as_if_nothing_had_been() {
    let (workshop, lost) = with_an_archive();
    let backup = workshop.path("sauvegarde").display().to_string();
    assert!(done(&workshop.glane(&["backup", &backup])).contains("2 repositories (2 changed)"));
    assert!(done(&workshop.glane(&["backup", &backup])).contains("2 repositories (0 changed)"));
    import(&workshop.path("bare/un.git"), &commit("neuve", 1_700_000_300, &[MIT]));
    workshop.sync();
    assert!(done(&workshop.glane(&["backup", &backup])).contains("2 repositories (2 changed)"));

    let other = elsewhere(&workshop);
    assert!(done(&other.glane(&["restore", &backup])).contains("glane restore --confirmed"));
    confirmed(&other);
    let archived = references(&folder(&other, "intake.git"), "refs/archive");
    assert_eq!(archived.into_values().collect::<Vec<_>>(), [lost], "what no pass would find again");
    assert_eq!(published(&folder(&other, "public.git")), published(&workshop.path("bare/un.git")));
    assert_eq!(other.sync().state("un"), "unchanged");
    let found = other.glane(&["search", "--json", "Un"]);
    assert!(String::from_utf8_lossy(&found.stdout).contains("\"total\":1"));
    refused(&other.glane(&["restore", &backup]), "in place of nothing");
}

#[test]
fn a_backup_made_in_the_midst_of_passes_is_consistent() {
    let (workshop, _) = with_an_archive();
    for number in 0..6 {
        licensed(&workshop.path(&format!("bare/p{number}.git")), "Projet");
    }
    let backup = workshop.path("sauvegarde").display().to_string();
    let mut sync = workshop.command(&["sync", "--json"]).stdout(std::process::Stdio::null()).spawn().unwrap();
    let mut made = 0;
    while sync.try_wait().unwrap().is_none() || made == 0 {
        done(&workshop.glane(&["backup", &backup]));
        made += 1;
    }
    let other = elsewhere(&workshop);
    done(&other.glane(&["restore", &backup]));
    confirmed(&other);
    let pass = other.sync();
    assert_eq!(pass.code, 0, "{}{}", pass.stdout, pass.stderr);
    assert_eq!(other.sync().summary["unchanged"], 7, "{}", pass.stdout);
}

#[test]
fn a_damaged_or_foreign_backup_is_refused_and_nothing_is_put_in_place() {
    let (workshop, _) = with_an_archive();
    let backup = workshop.path("sauvegarde");
    let shown = backup.display().to_string();
    let other = elsewhere(&workshop);
    refused(&other.glane(&["restore", &shown]), "no finished backup");
    done(&workshop.glane(&["backup", &shown]));
    let pack =
        files_holding(&backup, ".pack").into_iter().find(|path| path.is_file() && is_pack(path)).unwrap();
    let mut bytes = std::fs::read(&pack).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::remove_file(&pack).unwrap();
    std::fs::write(&pack, bytes).unwrap();
    refused(&other.glane(&["restore", &shown]), "is damaged");
    assert!(!other.path("data/repositories").exists() && !other.path("data/glane.db").exists());

    refused(&workshop.glane(&["backup", &workshop.path("bare").display().to_string()]), "no backup of ours");
    refused(
        &workshop.glane(&["backup", &workshop.path("data/x").display().to_string()]),
        "data folder itself",
    );
}

fn is_pack(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "pack")
}

#[test]
fn what_was_withdrawn_leaves_the_next_backup_and_what_was_lost_does_not() {
    let (workshop, _) = with_an_archive();
    licensed(&workshop.path("bare/deux.git"), "Deux");
    workshop.sync();
    let backup = workshop.path("sauvegarde").display().to_string();
    done(&workshop.glane(&["backup", &backup]));
    done(&workshop.glane(&["withdraw", "un", "--reason", "x", "--yes"]));
    assert!(done(&workshop.glane(&["backup", &backup])).contains("2 repositories (0 changed)"));
    std::fs::remove_dir_all(folder(&workshop, "intake.git")).unwrap();
    let output = workshop.glane(&["backup", &backup]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("its last copy is kept") && said.contains("2 repositories"), "{said}");
}

#[test]
fn what_was_withdrawn_after_the_backup_does_not_come_back_by_a_restore() {
    let (workshop, _) = with_an_archive();
    let (backup, copy) = (workshop.path("sauvegarde").display().to_string(), workshop.path("host/un.git"));
    done(&workshop.glane(&["backup", &backup]));
    done(&workshop.glane(&["withdraw", "un", "--reason", "x", "--yes"]));
    assert!(!copy.exists());
    let other = elsewhere(&workshop);
    done(&other.glane(&["restore", &backup]));
    for words in [&["sync"][..], &["work"], &["serve", "--listen", "127.0.0.1:0"]] {
        refused(&other.glane(words), "glane restore --confirmed");
    }
    assert!(!copy.exists(), "nothing was mirrored");
    done(&other.glane(&["withdraw", "un", "--reason", "x", "--yes"]));
    confirmed(&other);
    assert!(!other.sync().projects.contains_key("un") && !copy.exists());
}

#[test]
fn a_file_that_was_withdrawn_leaves_the_next_backup_though_the_project_comes_back() {
    let (workshop, _) = with_an_archive();
    let source = workshop.path("bare/un.git");
    import(&source, &commit("main", 1_700_000_300, &[MIT, (b"eleves.csv", b"nom;A\n")]));
    workshop.sync();
    let pupils = git(&source, &["rev-parse", "main:eleves.csv"]).trim().to_owned();
    let backup = workshop.path("sauvegarde");
    let shown = backup.display().to_string();
    done(&workshop.glane(&["backup", &shown]));
    let copies = || -> Vec<PathBuf> {
        let found = files_holding(&backup.join("repositories"), ".git");
        found.into_iter().filter(|path| path.join("objects").is_dir()).collect()
    };
    let has =
        |place: &PathBuf| git_command(place, &["cat-file", "-e", &pupils]).output().unwrap().status.success();
    assert_eq!(copies().iter().filter(|place| has(place)).count(), 2);

    done(&workshop.glane(&["withdraw", "un:eleves.csv", "--reason", "x", "--yes"]));
    import(&source, &commit("main", 1_700_000_400, &[MIT, (b"propre", b"x")]));
    assert_eq!(workshop.sync().state("un"), "published");
    done(&workshop.glane(&["backup", &shown]));
    assert_eq!(copies().len(), 2);
    assert!(!copies().iter().any(has), "no copy of the backup has the file");
    for place in copies() {
        git(&place, &["fsck", "--full", "--strict"]);
    }
    let other = elsewhere(&workshop);
    done(&other.glane(&["restore", &shown]));
    confirmed(&other);
    assert_eq!(other.sync().state("un"), "unchanged");
    assert!(done(&workshop.glane(&["backup", &shown])).contains("2 repositories"));
}
