//! A plain forge over a directory of bare repositories: every one of them ends in a stated state,
//! whatever is wrong with it, and a second pass says the same.

use std::path::Path;

use crate::support::{Workshop, bare, commit, git, import, licensed, published, references};

/// Numbers that look random and are the same at every run (xorshift, Marsaglia 2003).
fn noise(bytes: usize, mut seed: u64) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes + 8);
    while out.len() < bytes {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        out.extend_from_slice(&seed.to_le_bytes());
    }
    out.truncate(bytes);
    out
}

fn many_references(path: &Path) {
    licensed(path, "Cinq mille");
    let tip = git(path, &["rev-parse", "refs/heads/main"]);
    let tip = tip.trim();
    let mut stream = String::new();
    for number in 1..5000 {
        stream.push_str(&format!("reset refs/heads/b/{number:04}\nfrom {tip}\n\n"));
    }
    import(path, stream.as_bytes());
}

fn latin1(path: &Path) {
    bare(path, "sha1");
    import(
        path,
        &commit(
            "main",
            1_700_000_000,
            &[
                (b"README.md", b"# Le\xe7ons d'\xe9t\xe9\n\nDes le\xe7ons pr\xeates.\n"),
                (b"le\xe7on.txt", b"\xe9t\xe9\n"),
                (b"package.json", br#"{"license": "CC-BY-4.0"}"#),
            ],
        ),
    );
    let tip = git(path, &["rev-parse", "refs/heads/main"]);
    // A branch whose name is not UTF-8, written as git stores it.
    use std::os::unix::ffi::OsStrExt;
    let name = std::ffi::OsStr::from_bytes(b"\xe9t\xe9");
    std::fs::write(path.join("refs/heads").join(name), tip.as_bytes()).unwrap();
}

fn damaged(path: &Path) {
    licensed(path, "Abîmé");
    let blob = git(path, &["rev-parse", "refs/heads/main:README.md"]);
    let blob = blob.trim();
    // The import wrote a pack: unpack it into loose objects, then lose one.
    let packs: Vec<_> =
        std::fs::read_dir(path.join("objects/pack")).unwrap().flatten().map(|entry| entry.path()).collect();
    let outside = tempfile::tempdir().unwrap();
    for pack in &packs {
        std::fs::rename(pack, outside.path().join(pack.file_name().unwrap())).unwrap();
    }
    for pack in std::fs::read_dir(outside.path()).unwrap().flatten() {
        if pack.path().extension().is_some_and(|extension| extension == "pack") {
            let input = std::fs::File::open(pack.path()).unwrap();
            let status =
                crate::support::git_command(path, &["unpack-objects", "-q"]).stdin(input).status().unwrap();
            assert!(status.success());
        }
    }
    let loose = path.join("objects").join(&blob[..2]).join(&blob[2..]);
    std::fs::remove_file(loose).unwrap();
}

fn large(path: &Path) {
    bare(path, "sha1");
    let part = noise(10 << 20, 42);
    let names: Vec<String> = (0..20).map(|number| format!("mesures/{number:02}.bin")).collect();
    // Turned by a different odd length each, the parts share no run that a delta could use.
    let turned = |number: usize| [&part[number * 4099 + 1..], &part[..number * 4099 + 1]].concat();
    let parts: Vec<Vec<u8>> = (0..20).map(turned).collect();
    let mut files: Vec<(&[u8], &[u8])> =
        names.iter().zip(&parts).map(|(name, part)| (name.as_bytes(), part.as_slice())).collect();
    files.push((b"package.json", br#"{"license": "etalab-2.0"}"#));
    import(path, &commit("main", 1_700_000_000, &files));
}

#[test]
fn every_repository_ends_in_a_stated_state_and_a_second_pass_says_the_same() {
    let workshop = Workshop::plain();
    let repository = |name: &str| workshop.path("bare").join(name);
    bare(&repository("vide.git"), "sha1");
    licensed(&repository("un.git"), "Un seul dépôt");
    licensed(&repository("groupe/sous-groupe/deux.git"), "Deux");
    latin1(&repository("latin1.git"));
    many_references(&repository("references.git"));
    damaged(&repository("abime.git"));
    bare(&repository("sha256.git"), "sha256");
    import(&repository("sha256.git"), &commit("main", 1_700_000_000, &[(b"LICENSE", b"MIT")]));
    bare(&repository("sha256-vide.git"), "sha256");
    large(&repository("gros.git"));
    bare(&repository("sans-licence.git"), "sha1");
    import(
        &repository("sans-licence.git"),
        &commit("main", 1_700_000_000, &[(b"README.md", b"# Sans licence\n")]),
    );
    bare(&repository("refuse.git"), "sha1");
    import(
        &repository("refuse.git"),
        &commit("main", 1_700_000_000, &[(b"package.json", br#"{"license": "BUSL-1.1"}"#)]),
    );
    std::fs::create_dir_all(repository("pas-un-depot.git")).unwrap();
    std::fs::write(repository("pas-un-depot.git").join("note.txt"), "rien").unwrap();
    std::fs::write(repository("lisez-moi.txt"), "pas un dépôt").unwrap();

    let first = workshop.sync();
    assert!(first.code <= 1, "{}", first.stderr);
    for (path, state, code) in [
        ("vide", "skipped", "empty"),
        ("sha256", "held", "object_format"),
        ("abime", "failed", "source_damaged"),
        ("sans-licence", "held", "no_licence"),
        ("refuse", "held", "licence_not_allowed"),
        ("latin1", "published", "reference_name"),
    ] {
        assert_eq!(first.state(path), state, "{path}: {}", first.stdout);
        assert_eq!(first.codes(path), [code], "{path}: {}", first.stdout);
    }
    for path in ["un", "groupe/sous-groupe/deux", "references", "gros"] {
        assert_eq!(first.state(path), "published", "{path}: {}", first.stdout);
        assert_eq!(first.codes(path), [""; 0], "{path}");
    }
    assert!(["held", "skipped"].contains(&first.state("sha256-vide")), "{}", first.stdout);
    assert_eq!(first.code, 1, "a damaged source is a failure");
    assert_eq!(first.projects["references"]["refs"]["created"], 5000);
    assert_eq!(first.summary["published"], 5);

    for (source, copy) in [("un", "un"), ("references", "references"), ("gros", "gros")] {
        let copy = workshop.path("host").join(format!("{copy}.git"));
        assert_eq!(published(&repository(&format!("{source}.git"))), published(&copy), "{source}");
        git(&copy, &["fsck", "--connectivity-only"]);
    }
    for held in ["sans-licence", "refuse", "abime", "sha256"] {
        assert!(!workshop.path("host").join(format!("{held}.git")).exists(), "{held}");
    }

    let second = workshop.sync();
    assert_eq!(second.code, first.code);
    let mut expected = first.verdicts();
    for verdict in expected.values_mut().filter(|(state, _)| *state == "published") {
        verdict.0 = "unchanged";
    }
    assert_eq!(second.verdicts(), expected);
}

#[test]
fn a_change_travels_and_an_overwritten_tip_is_kept() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    import(&source, &commit("essai", 1_700_000_100, &[(b"a.txt", b"a")]));
    workshop.sync();
    let lost = git(&source, &["rev-parse", "refs/heads/essai"]).trim().to_owned();

    // The branch is begun anew, from nothing: the old tip is no ancestor of the new one.
    import(&source, &commit("essai", 1_700_000_200, &[(b"b.txt", b"b")]));
    git(&source, &["branch", "nouvelle", "main"]);
    let pass = workshop.sync();
    assert_eq!(pass.state("un"), "published", "{}", pass.stdout);
    let refs = &pass.projects["un"]["refs"];
    assert_eq!((refs["created"].as_u64(), refs["updated"].as_u64()), (Some(1), Some(1)));
    let copy = workshop.path("host/un.git");
    assert_eq!(published(&source), published(&copy));

    let intakes: Vec<_> = crate::support::files_holding(&workshop.path("data/repositories"), "intake.git");
    let archived = references(&intakes[0], "refs/archive");
    assert_eq!(archived.values().collect::<Vec<_>>(), [&lost]);
    assert_eq!(workshop.sync().state("un"), "unchanged");
}

#[test]
fn commits_put_on_the_copy_by_others_are_left_alone_and_said() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    workshop.sync();
    let copy = workshop.path("host/un.git");
    import(&copy, &commit("main", 1_700_000_300, &[(b"chez-eux.txt", b"x")]));
    let theirs = published(&copy);
    import(
        &source,
        &commit(
            "main",
            1_700_000_400,
            &[(b"package.json", br#"{"license": "MIT"}"#), (b"chez-nous.txt", b"y")],
        ),
    );
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["host_diverged"]), "{}", pass.stdout);
    assert_eq!(published(&copy), theirs);
}

#[test]
fn a_repository_of_the_same_name_that_is_not_ours_is_never_touched() {
    let workshop = Workshop::plain();
    licensed(&workshop.path("bare/un.git"), "Un");
    let stranger = workshop.path("host/un.git");
    licensed(&stranger, "Étranger");
    let before = published(&stranger);
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["name_taken"]));
    assert_eq!(published(&stranger), before);
}
