//! Recorded answers of real forges, for the tests of the dialects.
//!
//! They lie outside the project: where they are absent such a test says so and passes, unless they are required.

#![allow(clippy::unwrap_used, reason = "a failed test should stop here")]
#![allow(clippy::disallowed_methods, reason = "tests find the recordings by the environment")]

use std::path::PathBuf;

use serde_json::Value;

/// A recorded file below the corpus's `forges`; none when it is absent and not required.
pub(super) fn recorded(name: &str) -> Option<Value> {
    let root = std::env::var_os("GLANE_CORPUS")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), PathBuf::from);
    match std::fs::read(root.join("forges").join(name)) {
        Ok(bytes) => Some(serde_json::from_slice(&bytes).unwrap()),
        Err(error) => {
            let required = std::env::var_os("GLANE_REQUIRE_CORPUS").is_some_and(|value| value == "1");
            assert!(!required, "the corpus is required and {name} cannot be read: {error}");
            println!("corpus absent, skipped");
            None
        }
    }
}
