//! Where the tests find the corpus: files of real repositories that are not part of this project.

use std::path::{Path, PathBuf};

#[expect(
    clippy::disallowed_methods,
    reason = "the environment names the corpus to the tests, not to the service"
)]
fn variable(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name)
}

/// The corpus, from `GLANE_CORPUS` or beside the workspace; none when it is absent.
///
/// # Panics
/// When `GLANE_REQUIRE_CORPUS=1` and there is none.
pub(crate) fn root() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let root = variable("GLANE_CORPUS").map_or_else(beside, PathBuf::from);
    if root.is_dir() {
        return Some(root);
    }
    assert!(
        variable("GLANE_REQUIRE_CORPUS").is_none_or(|value| value != "1"),
        "no corpus at {}",
        root.display()
    );
    println!("corpus absent, skipped");
    None
}

/// Every file below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}
