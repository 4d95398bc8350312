//! Licences as people type them into a search: `cc by sa`, `gpl`, `licence ouverte`.
//!
//! Must not know which licences records have: a beginning of an identifier is given.

use std::ops::Range;

use crate::analyse::folded;

/// Names of one or two words, folded, beside the beginning of the identifier.
const NAMES: &[(&str, &str)] = &[
    ("cc0", "CC0"),
    ("licence ouverte", "etalab"),
    ("open licence", "etalab"),
    ("etalab", "etalab"),
    ("eupl", "EUPL"),
    ("gpl", "GPL"),
    ("agpl", "AGPL"),
    ("lgpl", "LGPL"),
    ("mpl", "MPL"),
    ("cecill", "CECILL"),
    ("odbl", "ODbL"),
    ("mit", "MIT"),
    ("domaine public", "CC0"),
];

/// The conditions of a Creative Commons licence, in the order of its identifier.
const CONDITIONS: [&str; 4] = ["by", "nc", "nd", "sa"];

/// A licence that words name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// The words.
    pub(super) words: Range<usize>,
    /// The beginning of its identifier.
    pub(super) id: String,
}

/// The licences that these words name.
pub(super) fn named(words: &[&str]) -> Vec<Named> {
    let folded: Vec<String> = words.iter().map(|word| folded(word)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let Some((id, length)) = creative(&folded[at..]).or_else(|| listed(&folded[at..])) else {
            at += 1;
            continue;
        };
        found.push(Named { words: at..at + length, id });
        at += length;
    }
    found
}

fn listed(words: &[String]) -> Option<(String, usize)> {
    [2, 1].into_iter().find_map(|length| {
        let name = words.get(..length)?.join(" ");
        // A version may be written with the name: `gpl-3.0`, `eupl 1.2`.
        let bare = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | 'v'));
        let known = NAMES.iter().find(|(known, _)| *known == name || length == 1 && *known == bare)?;
        Some((known.1.to_owned(), length))
    })
}

/// `cc by nc sa`, in one word or in several; a version after it is read too.
fn creative(words: &[String]) -> Option<(String, usize)> {
    let mut said = Vec::new();
    let mut length = 0;
    'words: for word in words {
        for part in word.split(' ') {
            let known = match CONDITIONS.iter().position(|condition| *condition == part) {
                Some(place) if !said.is_empty() => place + 1,
                None if part == "cc" && said.is_empty() => 0,
                None if said.len() > 1 && part.bytes().all(|byte| byte.is_ascii_digit()) => continue,
                _ => break 'words,
            };
            said.push(known);
        }
        length += 1;
    }
    said.sort_unstable();
    said.dedup();
    // A Creative Commons licence that one may search for has at least one condition.
    let conditions = said.iter().skip(1).map(|place| CONDITIONS[place - 1].to_uppercase());
    let conditions: Vec<String> = conditions.collect();
    (!conditions.is_empty()).then(|| (format!("CC-{}", conditions.join("-")), length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Vec<(String, Range<usize>)> {
        let words: Vec<&str> = query.split(' ').collect();
        named(&words).into_iter().map(|named| (named.id, named.words)).collect()
    }

    #[test]
    fn licences_as_they_are_typed() {
        let one = |id: &str, words| vec![(id.to_owned(), words)];
        assert_eq!(read("cc by volcans"), one("CC-BY", 0..2));
        assert_eq!(read("nsi CC-BY-SA-4.0"), one("CC-BY-SA", 1..2));
        assert_eq!(read("nsi cc by sa nc 4 lycée"), one("CC-BY-NC-SA", 1..6));
        assert_eq!(read("cc0 scratch"), one("CC0", 0..1));
        assert_eq!(
            read("licence ouverte etalab données"),
            [("etalab".to_owned(), 0..2), ("etalab".to_owned(), 2..3)]
        );
        assert_eq!(read("jeu gpl-3.0"), one("GPL", 1..2));
        assert_eq!(read("EUPL 1.2"), one("EUPL", 0..1));
        assert!(read("cc bonjour by licence 3 informatique").is_empty());
    }
}
