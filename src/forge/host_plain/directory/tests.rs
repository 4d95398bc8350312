//! Copies in a directory: made once, known again, renamed, removed, adopted.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

use crate::forge::Gone;
use tempfile::TempDir;

use super::*;

fn dress(mark: &str) -> Dress {
    Dress {
        description: "Miroir de g/site\nDes cours".to_owned(),
        homepage: None,
        topics: Vec::new(),
        default_branch: Some("principale".to_owned()),
        archived: false,
        mark: mark.to_owned(),
    }
}

#[test]
fn a_copy_is_made_once_and_known_again() {
    let root = TempDir::new().unwrap();
    let directory = Directory::new(root.path().join("copies"));
    let target = directory.ensure("g-site", &dress("mim:7")).unwrap();
    assert!(target.created && target.public_url.is_none() && target.push.ends_with("/copies/g-site.git"));
    let head = fs::read_to_string(Path::new(&target.push).join("HEAD")).unwrap();
    assert_eq!(head.trim(), "ref: refs/heads/principale");
    assert!(!Path::new(&target.push).join("hooks").join("pre-receive.sample").exists());
    assert!(!directory.ensure("g-site", &dress("mim:7")).unwrap().created);
    let error = directory.ensure("g-site", &dress("mim:8")).unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::NameTaken);
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let root = TempDir::new().unwrap();
    let foreign = root.path().join("x.git");
    Repository::init_bare(&foreign).unwrap();
    let directory = Directory::new(root.path().to_owned());
    assert_eq!(directory.ensure("x", &dress("mim:7")).unwrap_err().reason.code, ReasonCode::NameTaken);
    let target = Target {
        name: "x".into(),
        push: String::new(),
        public_url: None,
        token: None,
        created: false,
        is_public: false,
    };
    assert!(directory.dress(&target.name, &dress("mim:7")).is_err());
    for bad in ["../x", "", ".hidden", "a/b"] {
        assert!(directory.ensure(bad, &dress("mim:7")).is_err(), "{bad}");
    }
}

#[test]
fn a_draft_of_a_killed_run_does_not_stand_in_the_way() {
    let root = TempDir::new().unwrap();
    fs::create_dir_all(root.path().join(".glane-new-g-site/refs")).unwrap();
    let directory = Directory::new(root.path().to_owned());
    assert!(directory.ensure("g-site", &dress("mim:7")).unwrap().created);
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
}

#[test]
fn head_moves_only_to_a_branch_that_exists() {
    let root = TempDir::new().unwrap();
    let directory = Directory::new(root.path().to_owned());
    let target = directory.ensure("s", &Dress { default_branch: None, ..dress("mim:7") }).unwrap();
    let before = fs::read_to_string(Path::new(&target.push).join("HEAD")).unwrap();
    directory.dress("s", &dress("mim:7")).unwrap();
    assert_eq!(fs::read_to_string(Path::new(&target.push).join("HEAD")).unwrap(), before);
    let repository = Repository::open_bare(&target.push).unwrap();
    let tree = repository.find_tree(repository.treebuilder(None).unwrap().write().unwrap()).unwrap();
    let who = git2::Signature::new("a", "a@example.org", &git2::Time::new(0, 0)).unwrap();
    repository.commit(Some("refs/heads/principale"), &who, &who, "m", &tree, &[]).unwrap();
    directory.dress("s", &dress("mim:7")).unwrap();
    assert_eq!(repository.head().unwrap().name().unwrap(), "refs/heads/principale");
    let description = fs::read_to_string(Path::new(&target.push).join("description")).unwrap();
    assert_eq!(description, "Miroir de g/site Des cours\n");
}

#[test]
fn a_copy_is_renamed_with_all_it_holds_and_never_onto_another() {
    let root = TempDir::new().unwrap();
    let directory = Directory::new(root.path().to_owned());
    let target = directory.ensure("g-site", &dress("mim:7")).unwrap();
    fs::write(Path::new(&target.push).join("witness"), "x").unwrap();
    directory.ensure("other", &dress("mim:8")).unwrap();
    let error = directory.rename("g-site", "other", "mim:7").unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::NameTaken);
    assert!(directory.rename("g-site", "new", "mim:9").is_err(), "another project's copy");
    directory.rename("g-site", "new", "mim:7").unwrap();
    assert_eq!(fs::read_to_string(root.path().join("new.git/witness")).unwrap(), "x");
    assert!(!root.path().join("g-site.git").exists());
    directory.rename("g-site", "new", "mim:7").unwrap();
    directory.rename("new", "New", "mim:7").unwrap();
    assert!(!directory.ensure("New", &dress("mim:7")).unwrap().created);
}

#[test]
fn a_removed_copy_is_gone_even_after_a_kill() {
    let root = TempDir::new().unwrap();
    let directory = Directory::new(root.path().to_owned());
    directory.ensure("g-site", &dress("mim:7")).unwrap();
    assert_eq!(directory.remove("g-site", "mim:8").unwrap_err().reason.code, ReasonCode::NameTaken);
    assert_eq!(directory.remove("g-site", "mim:7").unwrap(), Gone::Removed);
    assert_eq!(directory.remove("g-site", "mim:7").unwrap(), Gone::Absent);
    fs::create_dir_all(root.path().join(".glane-gone-g-site/objects")).unwrap();
    assert_eq!(directory.remove("g-site", "mim:7").unwrap(), Gone::Removed);
    assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
}

#[test]
fn a_repository_is_adopted_unless_it_bears_another_mark() {
    let root = TempDir::new().unwrap();
    Repository::init_bare(root.path().join("x.git")).unwrap();
    let directory = Directory::new(root.path().to_owned());
    assert!(!directory.adopt("x", &dress("mim:7")).unwrap().created);
    assert!(!directory.ensure("x", &dress("mim:7")).unwrap().created);
    assert_eq!(directory.adopt("x", &dress("mim:8")).unwrap_err().reason.code, ReasonCode::NameTaken);
    assert!(directory.adopt("absent", &dress("mim:7")).is_err());
}

#[test]
fn an_archived_source_is_told_in_a_file() {
    let root = TempDir::new().unwrap();
    let directory = Directory::new(root.path().to_owned());
    directory.ensure("s", &dress("mim:7")).unwrap();
    let file = root.path().join("s.git").join(ARCHIVED);
    directory.dress("s", &Dress { archived: true, ..dress("mim:7") }).unwrap();
    assert!(file.exists());
    directory.dress("s", &dress("mim:7")).unwrap();
    assert!(!file.exists());
}
