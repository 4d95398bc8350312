//! What must not be lost, moved back or shown, in the turns that real repositories take.

use std::path::{Path, PathBuf};

use crate::support::{Workshop, bare, commit, files_holding, git, import, licensed, published, references};

const MIT: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

/// A workshop with one licensed repository, published once.
fn published_once() -> (Workshop, PathBuf, PathBuf) {
    let workshop = Workshop::plain();
    let (source, copy) = (workshop.path("bare/un.git"), workshop.path("host/un.git"));
    licensed(&source, "Un");
    assert_eq!(workshop.sync().state("un"), "published");
    (workshop, source, copy)
}

fn folder(workshop: &Workshop, name: &str) -> PathBuf {
    files_holding(&workshop.path("data/repositories"), name)
        .into_iter()
        .find(|path| path.file_name().is_some_and(|file| file == name))
        .unwrap()
}

fn equal(workshop: &Workshop, source: &Path, copy: &Path) {
    assert_eq!(published(source), published(copy));
    assert_eq!(published(source), published(&folder(workshop, "public.git")));
    assert_eq!(workshop.sync().state("un"), "unchanged");
}

#[test]
fn a_branch_named_like_a_commit_does_not_move_another() {
    let (workshop, source, copy) = published_once();
    let older = git(&source, &["rev-parse", "refs/heads/main"]).trim().to_owned();
    import(
        &source,
        &[
            b"reset refs/heads/main\nfrom refs/heads/main^0\n\n".to_vec(),
            commit("main", 1_700_000_100, &[MIT, (b"b", b"b")]),
        ]
        .concat(),
    );
    let tip = git(&source, &["rev-parse", "refs/heads/main"]).trim().to_owned();
    git(&source, &["update-ref", &format!("refs/heads/{tip}"), &older]);
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(published(&copy)["refs/heads/main"], tip);
    equal(&workshop, &source, &copy);
}

#[test]
fn what_is_removed_from_the_copies_comes_back() {
    let (workshop, source, copy) = published_once();
    git(&source, &["branch", "essai", "main"]);
    workshop.sync();
    git(&copy, &["branch", "-D", "essai"]);
    assert_eq!(workshop.sync().state("un"), "published");
    equal(&workshop, &source, &copy);
    std::fs::remove_dir_all(&copy).unwrap();
    assert_eq!(workshop.sync().state("un"), "published");
    equal(&workshop, &source, &copy);
    std::fs::remove_dir_all(folder(&workshop, "public.git")).unwrap();
    assert_eq!(workshop.sync().state("un"), "published");
    equal(&workshop, &source, &copy);
}

#[test]
fn a_renamed_branch_is_no_destruction() {
    let (workshop, source, copy) = published_once();
    git(&source, &["branch", "-m", "main", "trunk"]);
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(published(&copy).keys().collect::<Vec<_>>(), ["refs/heads/trunk"]);
    assert_eq!(git(&copy, &["symbolic-ref", "HEAD"]).trim(), "refs/heads/trunk");
    equal(&workshop, &source, &copy);
}

#[test]
fn a_mass_deletion_withholds_the_deletions_and_nothing_else() {
    let (workshop, source, copy) = published_once();
    for number in 0..9 {
        import(&source, &commit(&format!("b{number}"), 1_700_000_000 + number, &[MIT]));
    }
    assert_eq!(workshop.sync().state("un"), "published");
    for number in 0..7 {
        git(&source, &["update-ref", "-d", &format!("refs/heads/b{number}")]);
    }
    git(&source, &["branch", "nouvelle", "main"]);
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["mass_deletion"]), "{}", pass.stdout);
    assert!(published(&copy).contains_key("refs/heads/nouvelle"), "the rest goes on");
    assert_eq!(published(&copy).len(), 11, "the lost branches are kept");
    assert_eq!(workshop.sync().codes("un"), ["mass_deletion"], "it stays so until a person decides");
    let decided = workshop.glane(&["sync", "--project", "un", "--allow-deletions", "--json"]);
    assert!(decided.status.success(), "{}", String::from_utf8_lossy(&decided.stdout));
    equal(&workshop, &source, &copy);
    assert_eq!(references(&folder(&workshop, "intake.git"), "refs/archive").len(), 7, "and nothing is lost");
}

#[test]
fn an_emptied_source_is_held_and_stays_in_the_catalogue() {
    let (workshop, source, copy) = published_once();
    let before = published(&copy);
    git(&source, &["update-ref", "-d", "refs/heads/main"]);
    assert_eq!(workshop.sync().codes("un"), ["mass_deletion"]);
    assert_eq!(published(&copy), before);
    let found = workshop.glane(&["search", "--json", "Un"]);
    assert!(String::from_utf8_lossy(&found.stdout).contains("\"total\":1"));
}

#[test]
fn a_default_branch_that_becomes_the_folder_of_the_old_one_converges() {
    let workshop = Workshop::plain();
    let (source, copy) = (workshop.path("bare/un.git"), workshop.path("host/un.git"));
    bare(&source, "sha1");
    git(&source, &["symbolic-ref", "HEAD", "refs/heads/dev/x"]);
    import(&source, &commit("dev/x", 1_700_000_000, &[MIT]));
    assert_eq!(workshop.sync().state("un"), "published");
    git(&source, &["symbolic-ref", "HEAD", "refs/heads/dev"]);
    git(&source, &["update-ref", "-d", "refs/heads/dev/x"]);
    import(&source, &commit("dev", 1_700_000_100, &[MIT, (b"a", b"a")]));
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("published", vec![]), "{}", pass.stdout);
    assert_eq!(git(&copy, &["symbolic-ref", "HEAD"]).trim(), "refs/heads/dev");
    equal(&workshop, &source, &copy);
}

#[test]
fn what_the_gate_holds_is_not_shown() {
    let (workshop, source, copy) = published_once();
    let before = published(&copy);
    let mut stream = commit("main", 1_700_000_100, &[(b"README.md", b"# Chrysalide\n\nUn texte retenu.\n")]);
    let end = stream.len();
    stream.splice(end..end, b"D package.json\n".iter().copied());
    import(&source, &[b"reset refs/heads/main\nfrom refs/heads/main^0\n\n".to_vec(), stream].concat());
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["no_licence"]), "{}", pass.stdout);
    let total = |word: &str| {
        let found = workshop.glane(&["search", "--json", word]);
        serde_json::from_slice::<serde_json::Value>(&found.stdout).unwrap()["total"].as_u64()
    };
    assert_eq!(total("Chrysalide"), Some(0), "held words are not found");
    assert_eq!(total("Un"), Some(1), "what was published is still there");
    assert_eq!(published(&copy), before);
}

#[test]
fn a_lost_intake_is_made_again_with_what_the_public_copy_holds() {
    let (workshop, source, copy) = published_once();
    let lost = published(&copy)["refs/heads/main"].clone();
    std::fs::remove_dir_all(folder(&workshop, "intake.git")).unwrap();
    import(&source, &commit("main", 1_700_000_100, &[MIT, (b"c", b"c")]));
    assert_eq!(workshop.sync().state("un"), "published");
    equal(&workshop, &source, &copy);
    let archived = references(&folder(&workshop, "intake.git"), "refs/archive");
    assert_eq!(archived.into_values().collect::<Vec<_>>(), [lost]);
}

#[test]
fn a_new_database_never_takes_the_folders_of_another_project() {
    let (workshop, source, copy) = published_once();
    for name in ["glane.db", "glane.db-wal", "glane.db-shm"] {
        let _ = std::fs::remove_file(workshop.path("data").join(name));
    }
    licensed(&workshop.path("bare/aaa.git"), "Premier par son nom");
    let pass = workshop.sync();
    assert_eq!((pass.state("aaa"), pass.state("un")), ("published", "published"), "{}", pass.stdout);
    assert_eq!(pass.projects["aaa"]["refs"]["updated"], 0);
    assert_eq!(published(&source), published(&copy));
    assert_eq!(published(&workshop.path("bare/aaa.git")), published(&workshop.path("host/aaa.git")));
}

#[test]
fn a_shallow_source_says_so() {
    let workshop = Workshop::plain();
    let whole = workshop.path("whole.git");
    licensed(&whole, "Entier");
    import(
        &whole,
        &[
            b"reset refs/heads/main\nfrom refs/heads/main^0\n\n".to_vec(),
            commit("main", 1_700_000_100, &[MIT]),
        ]
        .concat(),
    );
    let address = format!("file://{}", whole.display());
    git(&workshop.path("bare"), &["clone", "--quiet", "--bare", "--depth", "1", &address, "un.git"]);
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("failed", vec!["source_invalid"]), "{}", pass.stdout);
    assert!(pass.stdout.contains("--unshallow"), "{}", pass.stdout);
}

#[test]
fn names_that_fold_into_each_other_can_be_archived_together() {
    let (workshop, source, copy) = published_once();
    let long = format!("x{}", "y".repeat(230));
    for (number, name) in ["a", "a@1/b", long.as_str()].iter().enumerate() {
        import(&source, &commit(name, 1_700_000_000 + number as i64, &[MIT]));
    }
    assert_eq!(workshop.sync().state("un"), "published");
    for name in ["a", "a@1/b", long.as_str()] {
        git(&source, &["update-ref", "-d", &format!("refs/heads/{name}")]);
    }
    assert_eq!(workshop.sync().state("un"), "published");
    equal(&workshop, &source, &copy);
    assert_eq!(references(&folder(&workshop, "intake.git"), "refs/archive").len(), 3);
}

#[test]
fn a_branch_of_others_named_like_ours_is_left_alone() {
    let (workshop, source, copy) = published_once();
    import(&copy, &commit("glane-default-moves-1", 1_700_000_500, &[(b"leur.txt", b"leur")]));
    let theirs = published(&copy)["refs/heads/glane-default-moves-1"].clone();
    git(&source, &["branch", "-m", "main", "main/x"]);
    git(&source, &["symbolic-ref", "HEAD", "refs/heads/main/x"]);
    let pass = workshop.sync();
    assert_eq!(pass.codes("un"), ["host_diverged"], "{}", pass.stdout);
    let held = published(&copy);
    assert_eq!(held["refs/heads/glane-default-moves-1"], theirs);
    assert_eq!(held.keys().collect::<Vec<_>>(), ["refs/heads/glane-default-moves-1", "refs/heads/main/x"]);
}

#[test]
fn allowed_deletions_are_those_of_one_project() {
    let (workshop, source, copy) = published_once();
    licensed(&workshop.path("bare/deux.git"), "Deux");
    for number in 0..8 {
        import(&source, &commit(&format!("b{number}"), 1_700_000_000 + number, &[MIT]));
    }
    workshop.sync();
    for number in 0..8 {
        git(&source, &["update-ref", "-d", &format!("refs/heads/b{number}")]);
    }
    workshop.sync();
    let other = workshop.glane(&["sync", "--project", "deux", "--allow-deletions", "--json"]);
    assert!(other.status.success());
    assert_eq!(published(&copy).len(), 9);
}

#[test]
fn a_reference_refused_again_moves_nothing() {
    let (workshop, source, copy) = published_once();
    git(&copy, &["config", "receive.denyNonFastForwards", "true"]);
    import(&source, &commit("main", 1_700_000_900, &[MIT, (b"z", b"z")]));
    assert_eq!(workshop.sync().codes("un"), ["references_rejected"]);
    let again = workshop.sync();
    assert_eq!(
        (again.state("un"), again.codes("un")),
        ("unchanged", vec!["references_rejected"]),
        "{}",
        again.stdout
    );
}

#[test]
fn a_published_project_whose_disk_is_gone_stays_on_the_pages() {
    let (workshop, source, _) = published_once();
    let away = workshop.path("ailleurs");
    std::fs::rename(&source, &away).unwrap();
    std::fs::create_dir(&source).unwrap();
    workshop.sync();
    let found = workshop.glane(&["search", "--json", "Un"]);
    assert!(String::from_utf8_lossy(&found.stdout).contains("\"total\":1"));
}
