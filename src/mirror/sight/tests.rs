//! What is seen is what git lists; what is out of the ordinary is not judged by sight.

use std::path::Path;
use std::process::Command;

use super::*;

fn git(place: &Path, words: &[&str]) -> String {
    let out = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args(words)
        .current_dir(place)
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    assert!(out.status.success(), "{words:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

/// A repository with branches, a nested one, an annotated tag and a request to pull.
fn repository() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    git(place.path(), &["init", "--quiet", "--bare", "--initial-branch=trunk"]);
    let tree = git(place.path(), &["hash-object", "-t", "tree", "-w", "--stdin"]);
    let commit = git(place.path(), &["commit-tree", "-m", "x", &tree]);
    for name in ["refs/heads/trunk", "refs/heads/a/b/c", "refs/pull/1/head"] {
        git(place.path(), &["update-ref", name, &commit]);
    }
    git(place.path(), &["tag", "-a", "-m", "y", "v1", &commit]);
    place
}

fn listed(place: &Path) -> BTreeMap<String, String> {
    let lines = git(
        place,
        &["for-each-ref", "--format=%(refname) %(objectname)", "refs/heads", "refs/tags", "refs/notes"],
    );
    lines
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, id)| (name.to_owned(), id.to_owned()))
        .collect()
}

#[test]
fn loose_packed_and_both_are_what_git_lists() {
    let place = repository();
    let seen = |place: &Path| {
        let found = references(place).unwrap();
        assert_eq!((&found.ids, found.head.as_deref()), (&listed(place), Some("refs/heads/trunk")));
        found.ids.len()
    };
    assert_eq!(seen(place.path()), 3);
    git(place.path(), &["pack-refs", "--all"]);
    assert_eq!(seen(place.path()), 3);
    // One moved since it was packed, one new, one that another git is about to write.
    let commit = git(place.path(), &["rev-parse", "trunk"]);
    let tree = git(place.path(), &["rev-parse", "trunk^{tree}"]);
    let next = git(place.path(), &["commit-tree", "-p", &commit, "-m", "z", &tree]);
    git(place.path(), &["update-ref", "refs/heads/trunk", &next]);
    git(place.path(), &["update-ref", "refs/notes/commits", &next]);
    std::fs::write(place.path().join("refs/heads/new.lock"), "").unwrap();
    assert_eq!(seen(place.path()), 4);
}

#[test]
fn what_is_out_of_the_ordinary_is_not_judged() {
    let unusual: [fn(&Path); 6] = [
        |place| drop(git(place, &["symbolic-ref", "refs/heads/other", "refs/heads/trunk"])),
        |place| drop(git(place, &["config", "transfer.hideRefs", "refs/heads/a"])),
        |place| drop(git(place, &["config", "include.path", "elsewhere"])),
        |place| std::fs::write(place.join("refs/heads/empty"), "").unwrap(),
        |place| std::fs::write(place.join("refs/heads/a..b"), "0".repeat(40)).unwrap(),
        |place| std::os::unix::fs::symlink("trunk", place.join("refs/heads/link")).unwrap(),
    ];
    for (number, make) in unusual.iter().enumerate() {
        let place = repository();
        assert!(references(place.path()).is_some());
        make(place.path());
        assert!(references(place.path()).is_none(), "{number}");
    }
    assert!(references(Path::new("/nonexistent")).is_none());
}
