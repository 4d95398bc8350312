//! What any file says of its own licence: `REUSE.toml`, `.reuse/dep5`, `*.license`, heads of source.
//!
//! For files that have no reader of their own. Must not decide for the whole.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::detect::{Detected, Method, detect};
use super::{TAG_KEY, reuse};
use crate::model::{Claim, Source};

/// Key of claims made by a notice at the head of a file.
pub(super) const NOTICE_KEY: &str = "notice";
/// Lines that are the head of a file.
const HEAD: usize = 60;
/// Longest head, in bytes.
const LONGEST: usize = 4096;
/// Certainty below which a head says nothing: code is full of short names.
const SURE: f32 = 0.8;

/// Words without which a head says nothing of a licence.
static MARKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let words = ["licen", "spdx", "copying", "gpl", "creativecommons", "redistribut", "permission"];
    AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok()
});

/// Whether the file must be read whole for [`file_claims`]: it speaks of other files.
#[must_use]
pub fn speaks_of_files(path: &str) -> bool {
    reuse::is_rules(path) || path.ends_with(".license")
}

/// The licence claims that a file makes of itself or, by rules, of others.
#[must_use]
pub fn file_claims(path: &str, text: &str) -> Vec<Claim> {
    if reuse::is_rules(path) {
        return reuse::claims(path, text);
    }
    let text = &text[..text.floor_char_boundary(LONGEST)];
    if !MARKS.as_ref().is_some_and(|marks| marks.is_match(text)) {
        return Vec::new();
    }
    let end = text.match_indices('\n').nth(HEAD - 1).map_or(text.len(), |(at, _)| at);
    let found = detect(&text[..end]);
    // One doubtful name makes the others doubtful: they may be offered for choice.
    let side = path.ends_with(".license");
    let sure = |one: &Detected| one.method == Method::Tag || one.confidence >= SURE && !side;
    if !found.iter().all(sure) {
        return Vec::new();
    }
    let claims = found.into_iter();
    claims
        .map(|one| {
            let key = if one.method == Method::Tag { TAG_KEY } else { NOTICE_KEY };
            let source = Source::file(path, Some(key), Some(one.start_line));
            Claim::new(one.expression, source, one.confidence.min(0.95))
        })
        .collect()
}
