//! What on a host is ours to move, and what a host's refusal costs.

use std::os::unix::fs::PermissionsExt;

use super::{MIT, on_top, published_once};
use crate::support::{commit, git, import, published};

#[test]
fn commits_put_on_the_host_are_a_conflict_though_we_know_them() {
    let (workshop, source, copy) = published_once("");
    import(&source, &commit("essai", 1_700_000_100, &[MIT, (b"a", b"a")]));
    workshop.sync();
    // Somebody moves the copy's main to what is our own branch `essai`.
    let theirs = published(&copy)["refs/heads/essai"].clone();
    git(&copy, &["update-ref", "refs/heads/main", &theirs]);
    import(&source, &on_top("main", 1_700_000_200, &[MIT, (b"b", b"b")]));
    git(&source, &["branch", "autre", "main"]);
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["host_diverged"]), "{}", pass.stdout);
    assert_eq!(published(&copy)["refs/heads/main"], theirs, "left as it is");
    assert!(published(&copy).contains_key("refs/heads/autre"), "the rest goes on");
    assert_eq!(workshop.sync().codes("un"), ["host_diverged"]);
    git(&copy, &["update-ref", "-d", "refs/heads/main"]);
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(published(&source), published(&copy));
}

#[test]
fn a_copy_that_was_set_back_to_an_older_commit_of_ours_is_brought_forward() {
    let (workshop, source, copy) = published_once("");
    let first = published(&copy)["refs/heads/main"].clone();
    import(&source, &on_top("main", 1_700_000_200, &[MIT, (b"b", b"b")]));
    workshop.sync();
    git(&copy, &["update-ref", "refs/heads/main", &first]);
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(published(&source), published(&copy));
}

fn hook(copy: &std::path::Path, name: &str, script: &str) {
    let file = copy.join("hooks").join(name);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o755)).unwrap();
    // Our own git runs no hook; a host's runs its own.
    git(copy, &["config", "core.hooksPath", copy.join("hooks").to_str().unwrap()]);
}

#[test]
fn a_reference_refused_by_a_hook_blocks_no_other() {
    let (workshop, source, copy) = published_once("");
    hook(
        &copy,
        "update",
        "case \"$1\" in refs/heads/refus*) echo 'GH006: Protected branch update failed'; exit 1;; esac",
    );
    for name in ["a", "refus", "z"] {
        git(&source, &["branch", name, "main"]);
    }
    let pass = workshop.sync();
    assert_eq!(
        (pass.state("un"), pass.codes("un")),
        ("published", vec!["references_rejected"]),
        "{}",
        pass.stdout
    );
    assert!(pass.stdout.contains("GH006"), "{}", pass.stdout);
    let held = published(&copy);
    assert_eq!(held.keys().collect::<Vec<_>>(), ["refs/heads/a", "refs/heads/main", "refs/heads/z"]);
}

#[test]
fn a_hook_that_refuses_a_whole_push_for_one_reference_blocks_no_other() {
    let (workshop, source, copy) = published_once("");
    let script = "while read old new name; do case \"$name\" in *secret*) \
                  echo 'error: GH013: Repository rule violations found for '$name; \
                  echo '- Push cannot contain secrets'; exit 1;; esac; done";
    hook(&copy, "pre-receive", script);
    for name in ["a", "b", "c", "secret", "y", "z"] {
        git(&source, &["branch", name, "main"]);
    }
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("published", vec!["secrets"]), "{}", pass.stdout);
    let held: Vec<_> = published(&copy).into_keys().collect();
    let expected = ["a", "b", "c", "main", "y", "z"].map(|name| format!("refs/heads/{name}"));
    assert_eq!(held, expected);
}
