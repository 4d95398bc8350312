//! Damage of every kind is found, what can be mended is, and no commit is ever removed for it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{
    Workshop, commit, files_holding, git, git_command, import, licensed, published, references,
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
    import(&source, &commit("essai", 1_700_000_100, &[MIT, (b"a", b"perdu")]));
    workshop.sync();
    let lost = published(&source)["refs/heads/essai"].clone();
    import(&source, &commit("essai", 1_700_000_200, &[MIT, (b"b", b"nouveau")]));
    assert_eq!(workshop.sync().state("un"), "published");
    (workshop, lost)
}

/// Exit status, and the findings by code: whether each was mended.
fn fsck(workshop: &Workshop, arguments: &[&str]) -> (i32, BTreeMap<String, bool>) {
    let output = workshop.glane(&[&["fsck", "--json"], arguments].concat());
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let found = lines
        .filter_map(|line| Some((line["code"].as_str()?.to_owned(), line["repaired"].as_bool().unwrap())));
    (output.status.code().unwrap(), found.collect())
}

fn codes(pairs: &[(&str, bool)]) -> BTreeMap<String, bool> {
    pairs.iter().map(|(code, repaired)| ((*code).to_owned(), *repaired)).collect()
}

/// Removes an object; packs are taken apart before, since what is packed cannot be removed alone.
fn remove_object(repository: &Path, id: &str) {
    let folder = repository.join("objects/pack");
    for file in std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        if file.extension().is_some_and(|end| end == "pack") {
            let apart = repository.join("apart.pack");
            std::fs::rename(&file, &apart).unwrap();
            for end in ["idx", "rev"] {
                let _ = std::fs::remove_file(file.with_extension(end));
            }
            let mut unpack = git_command(repository, &["unpack-objects", "-q"]);
            let pack = std::fs::File::open(&apart).unwrap();
            assert!(unpack.stdin(pack).status().unwrap().success());
            std::fs::remove_file(apart).unwrap();
        }
    }
    let place = repository.join("objects").join(&id[..2]).join(&id[2..]);
    std::fs::remove_file(&place).unwrap_or_else(|error| panic!("{}: {error}", place.display()));
}

#[test]
fn what_is_whole_is_found_whole_and_the_archive_is_listed() {
    let (workshop, lost) = with_an_archive();
    assert_eq!(fsck(&workshop, &[]), (0, BTreeMap::new()));
    assert_eq!(fsck(&workshop, &["--full", "--project", "un"]), (0, BTreeMap::new()));
    let output = workshop.glane(&["fsck"]);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        said.contains("archive atelier:un.git") && said.contains(&format!("{lost} refs/archive/")),
        "{said}"
    );
    let output = workshop.glane(&["fsck", "--project", "deux"]);
    assert!(String::from_utf8_lossy(&output.stderr).contains("no project deux"), "{output:?}");
}

#[test]
fn a_damaged_intake_is_made_again_with_its_archive() {
    let (workshop, lost) = with_an_archive();
    let intake = folder(&workshop, "intake.git");
    let before = references(&intake, "refs/archive");
    let tip = published(&workshop.path("bare/un.git"))["refs/heads/main"].clone();
    remove_object(&intake, &tip);
    assert_eq!(fsck(&workshop, &[]), (1, codes(&[("repository_damaged", false), ("intake_behind", false)])));
    let mended = codes(&[("repository_damaged", true), ("stranger", false)]);
    assert_eq!(fsck(&workshop, &["--repair"]), (1, mended), "what was set aside is for a person to remove");
    assert_eq!(references(&intake, "refs/archive"), before);
    assert_eq!(before.into_values().collect::<Vec<_>>(), [lost]);
    git(&intake, &["fsck", "--full"]);
    let aside = intake.with_extension("git.damaged-1");
    assert!(aside.is_dir(), "the damaged one may hold the only copy of something");
    assert_eq!(fsck(&workshop, &[]), (1, codes(&[("stranger", false)])));
    assert_eq!(workshop.sync().state("un"), "unchanged");
}

#[test]
fn a_damaged_public_copy_is_made_again_as_it_was_though_the_source_went_on() {
    let (workshop, _) = with_an_archive();
    let (public, source) = (folder(&workshop, "public.git"), workshop.path("bare/un.git"));
    let before = published(&public);
    // The source goes on to something that is held: what is public is not what it has.
    let mut stream = commit("main", 1_700_000_900, &[(b"x", b"x")]);
    let end = stream.len();
    stream.splice(end..end, b"D package.json\n".iter().copied());
    import(&source, &[b"reset refs/heads/main\nfrom refs/heads/main^0\n\n".to_vec(), stream].concat());
    assert_eq!(workshop.sync().codes("un"), ["no_licence"]);
    remove_object(&public, &before["refs/heads/main"]);
    let mended = codes(&[("repository_damaged", true), ("stranger", false)]);
    assert_eq!(fsck(&workshop, &["--repair"]), (1, mended), "what was set aside is for a person to remove");
    assert_eq!(published(&public), before);
    git(&public, &["fsck", "--full"]);
    assert!(references(&folder(&workshop, "intake.git"), "refs/rebuilt").is_empty());
}

#[test]
fn leftovers_strangers_and_a_table_that_lags_are_found() {
    let (workshop, _) = with_an_archive();
    let intake = folder(&workshop, "intake.git");
    std::fs::write(intake.join("packed-refs.lock"), b"").unwrap();
    std::fs::create_dir_all(workshop.path("data/repositories/atelier/ff/999/intake.git")).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let host = glane_catalog::model::HostId::new("copies").unwrap();
    let url = format!("sqlite:{}", workshop.path("data/glane.db").display());
    let pushed = || {
        runtime.block_on(async {
            glane_store::open(&url).await.unwrap().pushed_refs(1, &host).await.unwrap().len()
        })
    };
    assert_eq!(pushed(), 2);
    runtime.block_on(async {
        let gone = BTreeMap::from([("refs/heads/main".to_owned(), None)]);
        glane_store::open(&url).await.unwrap().record_pushed(1, &host, &gone).await.unwrap();
    });
    let all = |mended| codes(&[("leftovers", mended), ("stranger", false), ("table_behind", mended)]);
    assert_eq!(fsck(&workshop, &[]), (1, all(false)));
    assert_eq!(pushed(), 1, "nothing is mended unasked");
    assert_eq!(fsck(&workshop, &["--repair"]), (1, all(true)));
    assert_eq!(pushed(), 2);
    assert!(!intake.join("packed-refs.lock").exists());
}

#[test]
fn copies_that_differ_or_hold_what_others_put_there_are_said() {
    let (workshop, _) = with_an_archive();
    let copy = workshop.path("host/un.git");
    git(&copy, &["update-ref", "-d", "refs/heads/main"]);
    import(&copy, &commit("leur", 1_700_000_500, &[(b"leur", b"x")]));
    let theirs = published(&copy);
    assert_eq!(
        fsck(&workshop, &["--repair"]),
        (1, codes(&[("copy_differs", false), ("copy_diverged", false)]))
    );
    assert_eq!(published(&copy), theirs, "a host is never written by this");
}
