//! What of a source is carried and what is not, and what on a host is ours to move: each failure
//! that mirrors are known for, once.

mod archive;
mod hosts;
mod lfs;
mod limits;
mod looks;
mod meanwhile;
mod spy;

use std::path::PathBuf;

use crate::support::{PLAIN, Workshop, commit, files_holding, git, import, licensed, published, references};

pub const MIT: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

/// A workshop with one licensed repository, published once; `forge` is added to its forge's settings.
pub fn published_once(forge: &str) -> (Workshop, PathBuf, PathBuf) {
    let workshop = Workshop::new(&PLAIN.replace("path = \"bare\"\n", &format!("path = \"bare\"\n{forge}")));
    let (source, copy) = (workshop.path("bare/un.git"), workshop.path("host/un.git"));
    licensed(&source, "Un");
    assert_eq!(workshop.sync().state("un"), "published");
    (workshop, source, copy)
}

pub fn folder(workshop: &Workshop, name: &str) -> PathBuf {
    files_holding(&workshop.path("data/repositories"), name)
        .into_iter()
        .find(|path| path.file_name().is_some_and(|file| file == name))
        .unwrap()
}

/// A commit on top of a branch.
pub fn on_top(branch: &str, time: i64, files: &[(&[u8], &[u8])]) -> Vec<u8> {
    let from = format!("reset refs/heads/{branch}\nfrom refs/heads/{branch}^0\n\n");
    [from.into_bytes(), commit(branch, time, files)].concat()
}

#[test]
fn a_branch_that_becomes_the_folder_of_others_is_followed_both_ways() {
    let (workshop, source, copy) = published_once("");
    git(&source, &["branch", "essai", "main"]);
    workshop.sync();
    git(&source, &["branch", "-m", "essai", "essai/un"]);
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(published(&source), published(&copy));
    git(&source, &["branch", "-m", "essai/un", "essai"]);
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(published(&source), published(&copy));
    assert_eq!(workshop.sync().state("un"), "unchanged");
}

#[test]
fn denied_references_never_reach_this_machine_and_their_owner_is_told() {
    let (workshop, source, copy) = published_once("");
    import(&source, &commit("security/faille", 1_700_000_100, &[MIT, (b"faille.txt", b"embargo-secret")]));
    import(&source, &commit("Correctif-EMBARGO", 1_700_000_101, &[MIT, (b"a", b"a")]));
    git(&source, &["tag", "embargo/v2", "security/faille"]);
    let hidden = git(&source, &["rev-parse", "security/faille:faille.txt"]).trim().to_owned();
    import(&source, &on_top("main", 1_700_000_102, &[MIT, (b"b", b"b")]));
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("published", vec!["references_denied"]));
    assert_eq!(published(&copy).keys().collect::<Vec<_>>(), ["refs/heads/main"]);
    for name in ["intake.git", "public.git"] {
        let found = crate::support::git_command(&folder(&workshop, name), &["cat-file", "-e", &hidden]);
        assert!(!{ found }.status().unwrap().success(), "{name} has the object");
    }
    assert_eq!(workshop.sync().state("un"), "unchanged");
}

#[test]
fn what_becomes_denied_leaves_the_copies_and_is_kept_in_the_archive() {
    let (workshop, source, copy) = published_once("");
    git(&source, &["branch", "prive/essai", "main"]);
    assert_eq!(workshop.sync().state("un"), "published");
    assert!(published(&copy).contains_key("refs/heads/prive/essai"));
    let file = workshop.path("glane.toml");
    let settings = std::fs::read_to_string(&file).unwrap();
    let denied = settings.replace("path = \"bare\"\n", "path = \"bare\"\ndeny_refs = [\"prive/**\"]\n");
    std::fs::write(&file, denied).unwrap();
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(published(&copy).keys().collect::<Vec<_>>(), ["refs/heads/main"]);
    assert_eq!(references(&folder(&workshop, "intake.git"), "refs/archive").len(), 1);
    assert_eq!(references(&folder(&workshop, "intake.git"), "refs/source").len(), 1);
}

#[test]
fn notes_are_copied_where_they_are_asked_for() {
    for (settings, expected) in [("", 0), ("notes = true\n", 1)] {
        let (workshop, source, copy) = published_once(settings);
        git(
            &source,
            &["-c", "user.name=a", "-c", "user.email=a@example.org", "notes", "add", "-m", "lu", "main"],
        );
        workshop.sync();
        assert_eq!(references(&copy, "refs/notes").len(), expected, "{settings}");
        if expected == 1 {
            assert_eq!(references(&copy, "refs/notes"), references(&source, "refs/notes"));
        }
        assert_eq!(workshop.sync().state("un"), "unchanged");
    }
}

#[test]
fn the_first_publication_shares_its_pack_and_never_more_than_it_publishes() {
    use std::os::unix::fs::MetadataExt;
    let (workshop, _, _) = published_once("");
    let packs = |place: PathBuf| {
        let mut found: Vec<_> = std::fs::read_dir(place.join("objects/pack"))
            .unwrap()
            .flatten()
            .filter(|entry| entry.path().extension().is_some_and(|end| end == "pack"))
            .map(|entry| entry.metadata().unwrap().ino())
            .collect();
        found.sort_unstable();
        found
    };
    // However few objects there are: git would unpack them, and each would be linked.
    let shared = packs(folder(&workshop, "public.git"));
    assert_eq!((shared.len(), shared), (1, packs(folder(&workshop, "intake.git"))));

    let source = workshop.path("bare/deux.git");
    licensed(&source, "Deux");
    for number in 0..120 {
        let files = format!("{number}");
        import(&source, &on_top("main", 1_700_000_200 + number, &[MIT, (b"n", files.as_bytes())]));
    }
    assert_eq!(workshop.sync().state("deux"), "published");
    let of = |name: &str| {
        files_holding(&workshop.path("data/repositories"), name)
            .into_iter()
            .filter(|path| path.file_name().is_some_and(|file| file == name))
            .find(|path| path.parent().unwrap().ends_with("2"))
            .unwrap()
    };
    let (intake, public) = (of("intake.git"), of("public.git"));
    assert_eq!(packs(intake.clone()), packs(public.clone()), "one file with two names");
    assert_eq!(packs(public.clone()).len(), 1);
    git(&public, &["fsck", "--strict", "--full"]);
    assert_eq!(published(&source), published(&public));

    // What was fetched, held and taken back before the first publication must not be served.
    let held = workshop.path("bare/trois.git");
    crate::support::bare(&held, "sha1");
    for number in 0..120_i64 {
        let files = format!("{number}");
        let stream = commit("main", 1_700_000_200 + number, &[(b"n", files.as_bytes())]);
        let stream = if number == 0 {
            stream
        } else {
            on_top("main", 1_700_000_200 + number, &[(b"n", files.as_bytes())])
        };
        import(&held, &stream);
    }
    git(&held, &["branch", "repris", "main"]);
    let lost = git(&held, &["rev-parse", "repris"]).trim().to_owned();
    assert_eq!(workshop.sync().state("trois"), "held");
    import(&held, &commit("main", 1_700_009_000, &[MIT, (b"README.md", b"# Trois\n")]));
    git(&held, &["update-ref", "-d", "refs/heads/repris"]);
    assert_eq!(workshop.sync().state("trois"), "published");
    let served = crate::support::git_command(&workshop.path("host/trois.git"), &["cat-file", "-e", &lost]);
    assert!(!{ served }.status().unwrap().success());
    let public = files_holding(&workshop.path("data/repositories"), "public.git")
        .into_iter()
        .find(|path| path.parent().unwrap().ends_with("3"))
        .unwrap();
    assert!(!crate::support::git_command(&public, &["cat-file", "-e", &lost]).status().unwrap().success());
}
