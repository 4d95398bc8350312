//! Exceptions to licences by the names people give them.
//!
//! Must not know which licence an exception belongs to.

use std::sync::LazyLock;

use super::words::words;
use crate::vocabulary::table::rows;

const ALIASES: &str = include_str!("../../data/licences/aliases.csv");

/// Names as words, the longest first.
static NAMES: LazyLock<Vec<(Vec<String>, &'static str)>> = LazyLock::new(|| {
    let mut found: Vec<_> = rows(ALIASES)
        .filter(|row| &row[0] == "exception")
        .filter_map(|row| Some((words(&row[1]), spdx::exception_id(&row[2])?.name)))
        .collect();
    found.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    found
});

/// The exception whose name begins at this word, with the length of the name.
pub(super) fn at(words: &[String], at: usize) -> Option<(&'static str, usize)> {
    let rest = words.get(at..)?;
    let (name, id) = NAMES.iter().find(|(name, _)| rest.starts_with(name))?;
    Some((id, name.len()))
}
