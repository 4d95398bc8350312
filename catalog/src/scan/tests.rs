//! The scanner against the labelled corpus, hostile input, and the project's own files.

mod corpus;
mod hostile;
mod house;
mod inside;
mod long;
mod rules;

use super::{Options, Scanner, Seen};

/// A scanner that looks for everything.
pub(super) fn scanner() -> Scanner {
    Scanner::new(everything()).unwrap()
}

pub(super) fn everything() -> Options {
    Options {
        secrets: true,
        personal_data: true,
        third_party: true,
        key: b"key".to_vec(),
        ..Options::default()
    }
}

/// A key that no one uses, in two parts, so that this file holds none.
pub(super) fn key() -> String {
    ["ghp", "XIxB7KMNdAr3zqWtQqhE94qglHqOzn1D1stg"].join("_")
}

/// The rules that spoke.
pub(super) fn rules(seen: &[Seen]) -> Vec<&str> {
    seen.iter().map(|seen| seen.rule.as_str()).collect()
}
