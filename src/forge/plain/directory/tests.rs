//! What a directory of repositories lists, whatever else lies in it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

use std::ffi::OsStr;
use std::os::unix::fs::symlink;

use tempfile::TempDir;

use super::*;

fn bare(path: &Path) {
    for directory in ["objects", "refs/heads", "refs/tags"] {
        fs::create_dir_all(path.join(directory)).unwrap();
    }
    fs::write(path.join("HEAD"), "ref: refs/heads/main\n").unwrap();
}

fn listed(root: &Path, include: &[&str]) -> Listing {
    let include: Vec<_> = include.iter().map(|glob| (*glob).to_owned()).collect();
    let wanted = Wanted::new(&include, &[]).unwrap();
    Directory::new(ForgeId::new("disk").unwrap(), root.to_owned(), wanted).list().unwrap()
}

fn ids(listing: &Listing) -> Vec<(&str, &str)> {
    listing.projects.iter().map(|project| (project.key.id.as_str(), project.path.as_str())).collect()
}

#[test]
fn bare_repositories_and_work_trees_are_found_four_levels_deep() {
    let root = TempDir::new().unwrap();
    for path in ["b.git", "a/plain", "a/tree/.git", "a/b/c/deep.git", "a/b/c/d/too-deep.git"] {
        bare(&root.path().join(path));
    }
    fs::create_dir_all(root.path().join("notes")).unwrap();
    fs::write(root.path().join("README"), "x").unwrap();
    let listing = listed(root.path(), &[]);
    assert_eq!(
        ids(&listing),
        [("a/b/c/deep.git", "a/b/c/deep"), ("a/plain", "a/plain"), ("a/tree", "a/tree"), ("b.git", "b")]
    );
    assert!(listing.unreadable.is_empty());
    assert!(listing.projects[2].clone_url.ends_with("/a/tree/.git"), "{}", listing.projects[2].clone_url);
    assert_eq!(ids(&listed(root.path(), &["a/**"])).len(), 3);
}

#[test]
fn what_only_claims_to_be_a_repository_is_reported() {
    let root = TempDir::new().unwrap();
    fs::create_dir(root.path().join("broken.git")).unwrap();
    fs::write(root.path().join("file.git"), "x").unwrap();
    fs::create_dir_all(root.path().join("tree/.git")).unwrap();
    bare(&root.path().join("good.git"));
    let listing = listed(root.path(), &[]);
    assert_eq!(ids(&listing), [("good.git", "good")]);
    let told: Vec<_> = listing.unreadable.iter().map(|reason| reason.message.as_str()).collect();
    assert_eq!(told.len(), 3);
    for (message, name) in told.iter().zip(["broken.git", "file.git", "tree"]) {
        assert!(message.starts_with(&format!("\"{name}\" is not a git repository")), "{message}");
    }
    assert!(listing.unreadable.iter().all(|reason| reason.code == ReasonCode::NotARepository));
}

/// Git once made HEAD a symbolic link and still reads it (gitrepository-layout(5)).
#[test]
fn head_may_be_a_link_to_a_branch_and_to_nothing_else() {
    let root = TempDir::new().unwrap();
    for (name, target) in [("old.git", "refs/heads/trunk"), ("out.git", "/etc/hostname"), ("up.git", "../x")]
    {
        let git = root.path().join(name);
        bare(&git);
        fs::remove_file(git.join("HEAD")).unwrap();
        symlink(target, git.join("HEAD")).unwrap();
    }
    let listing = listed(root.path(), &[]);
    assert_eq!(ids(&listing), [("old.git", "old")]);
    assert_eq!(listing.projects[0].default_branch.as_deref(), Some("trunk"));
    assert_eq!(listing.unreadable.len(), 2);
}

#[test]
fn links_are_not_followed() {
    let (root, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    bare(&outside.path().join("secret.git"));
    symlink(outside.path().join("secret.git"), root.path().join("secret.git")).unwrap();
    symlink(outside.path(), root.path().join("out")).unwrap();
    symlink(root.path(), root.path().join("loop")).unwrap();
    let listing = listed(root.path(), &[]);
    assert!(listing.projects.is_empty() && listing.unreadable.is_empty());
}

#[test]
fn emptiness_branch_and_description_are_read_from_the_files() {
    let root = TempDir::new().unwrap();
    let git = root.path().join("x.git");
    bare(&git);
    fs::write(git.join("description"), "Unnamed repository; edit this file 'description' to name it.\n")
        .unwrap();
    let one = |root: &Path| listed(root, &[]).projects.remove(0);
    let project = one(root.path());
    assert!(project.empty && project.description.is_none());
    assert_eq!(project.default_branch.as_deref(), Some("main"));
    fs::write(git.join("packed-refs"), "# pack-refs with: peeled\nabc refs/heads/main\n").unwrap();
    fs::write(git.join("description"), "Cours de\n maths\n").unwrap();
    let project = one(root.path());
    assert!(!project.empty);
    assert_eq!(project.description.as_deref(), Some("Cours de maths"));
    fs::remove_file(git.join("packed-refs")).unwrap();
    fs::write(git.join("refs/heads/main"), "abc\n").unwrap();
    assert!(!one(root.path()).empty);
}

#[test]
fn names_that_are_not_utf_8_are_projects_like_others() {
    let root = TempDir::new().unwrap();
    let name = OsStr::from_bytes(b"\xe9l\xe8ve.git");
    bare(&root.path().join(name));
    let listing = listed(root.path(), &[]);
    assert_eq!(ids(&listing), [("%E9l%E8ve.git", "%E9l%E8ve")]);
    let place = super::super::local_path(&listing.projects[0].clone_url).unwrap();
    assert_eq!(place.file_name().unwrap(), name);
}

#[test]
fn two_names_never_become_one_path() {
    let root = TempDir::new().unwrap();
    bare(&root.path().join("x.git"));
    bare(&root.path().join("x/.git"));
    assert_eq!(ids(&listed(root.path(), &[])), [("x", "x"), ("x.git", "x.git")]);
}

#[test]
fn a_directory_that_is_gone_voids_the_listing() {
    let root = TempDir::new().unwrap();
    let wanted = Wanted::new(&[], &[]).unwrap();
    let gone = Directory::new(ForgeId::new("disk").unwrap(), root.path().join("gone"), wanted);
    let error = gone.list().unwrap_err();
    assert_eq!(error.reason.code, ReasonCode::SourceUnreachable);
    assert!(error.to_string().contains("/gone"), "{error}");
}

#[test]
fn the_directory_may_itself_be_the_repository() {
    let root = TempDir::new().unwrap();
    let git = root.path().join("solo.git");
    bare(&git);
    assert_eq!(ids(&listed(&git, &[])), [(".", "solo")]);
}

#[test]
fn one_project_is_read_as_the_listing_reads_it() {
    let (root, outside) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    bare(&root.path().join("a/x.git"));
    bare(&root.path().join("y/.git"));
    bare(&root.path().join("y.git"));
    bare(&outside.path().join("secret.git"));
    symlink(outside.path(), root.path().join("out")).unwrap();
    let wanted = Wanted::new(&[], &["a/**".to_owned()]).unwrap();
    let directory = Directory::new(ForgeId::new("disk").unwrap(), root.path().to_owned(), wanted);
    let all = directory.list().unwrap().projects;
    assert_eq!(all.len(), 2);
    for project in &all {
        assert_eq!(directory.project(&project.key.id).unwrap().as_ref(), Some(project));
    }
    let left_out = directory.project("a/x.git").unwrap().unwrap();
    assert_eq!(left_out.path, "a/x", "what the configuration leaves out is not gone");
    for gone in ["z.git", "a", "../x", "out/secret.git", "a/x.git/objects"] {
        assert_eq!(directory.project(gone).unwrap(), None, "{gone}");
    }
}
