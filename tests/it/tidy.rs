//! The house rules that no compiler knows: who may depend on whom, what may be imported where, how
//! large a file or a function may be, which words are not written.
//!
//! Reads the project's own files only. A broken rule is mended in the code, not here.

mod faults;
mod files;
mod imports;
mod papers;
mod rooms;
mod source;
mod texts;

use std::path::Path;

/// The folder of the workspace.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Fails with every broken rule at once, so that one run shows all there is to mend.
#[track_caller]
fn assert_tidy(rule: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}
