//! Finds the test corpus, which is not part of the project.

#![expect(
    clippy::disallowed_methods,
    reason = "a test has no settings: the corpus is named by the environment"
)]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]

use std::path::{Path, PathBuf};

/// A folder of the corpus; none, said on the way, when there is no corpus.
///
/// # Panics
/// When `GLANE_REQUIRE_CORPUS=1` and it is not there.
pub(crate) fn folder(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let folder = std::env::var_os("GLANE_CORPUS").map_or(beside, PathBuf::from).join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("GLANE_REQUIRE_CORPUS").is_none_or(|value| value != "1"),
        "{folder:?} is missing"
    );
    println!("corpus absent, skipped");
    None
}
