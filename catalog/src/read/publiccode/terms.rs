//! The tables of the standard: keys, closed lists, countries.
//!
//! Built from `catalog/data/publiccode`; must not know the rules that use them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::vocabulary::table::rows;

/// What a key may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Flag,
    Texts,
    /// One address or a list of them.
    Addresses,
    Map,
    Maps,
}

/// A key of the standard.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) kind: Kind,
    /// The remedy when the key is deprecated.
    pub(super) deprecated: Option<String>,
}

static KEYS: LazyLock<HashMap<String, Known>> = LazyLock::new(|| {
    let kind = |word: &str| match word {
        "flag" => Kind::Flag,
        "texts" => Kind::Texts,
        "addresses" => Kind::Addresses,
        "map" => Kind::Map,
        "maps" => Kind::Maps,
        _ => Kind::Text,
    };
    rows(include_str!("../../../data/publiccode/keys.csv"))
        .map(|row| {
            let deprecated = (!row[2].is_empty()).then(|| row[3].to_owned());
            (row[0].to_owned(), Known { kind: kind(&row[1]), deprecated })
        })
        .collect()
});

static DIALECT: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    rows(include_str!("../../../data/publiccode/dialect.csv"))
        .map(|row| (row[0].to_owned(), row[1].to_owned()))
        .collect()
});

static TERMS: LazyLock<HashMap<(String, String), String>> = LazyLock::new(|| {
    rows(include_str!("../../../data/publiccode/terms.csv"))
        .map(|row| ((row[0].to_owned(), row[1].to_owned()), row[2].to_owned()))
        .collect()
});

static COUNTRIES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    rows(include_str!("../../../data/publiccode/countries.csv")).map(|row| row[0].to_owned()).collect()
});

/// A key by its pattern, `maintenance.contacts[].name`, `description.*.features`.
pub(super) fn key(pattern: &str) -> Option<&'static Known> {
    KEYS.get(pattern)
}

/// What to do about a key that the standard does not have but that is met.
pub(super) fn dialect(pattern: &str) -> Option<&'static str> {
    DIALECT.get(pattern).map(String::as_str)
}

/// Whether a closed list has a term.
pub(super) fn has(list: &str, term: &str) -> bool {
    note(list, term).is_some()
}

/// What a closed list says of a term.
pub(super) fn note(list: &str, term: &str) -> Option<&'static str> {
    TERMS.get(&(list.to_owned(), term.to_owned())).map(String::as_str)
}

/// Every term of a closed list, sorted.
pub(super) fn all(list: &str) -> Vec<&'static str> {
    let mut terms: Vec<&str> =
        TERMS.keys().filter(|(of, _)| of == list).map(|(_, term)| term.as_str()).collect();
    terms.sort_unstable();
    terms
}

/// The term of a list that a word was most likely meant to be: it differs by case or by marks only.
pub(super) fn near(list: &str, word: &str) -> Option<&'static str> {
    let plain = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
    };
    let wanted = plain(word);
    all(list).into_iter().find(|term| !wanted.is_empty() && plain(term) == wanted)
}

/// Whether ISO 3166-1 has a two-letter code, in capitals.
pub(super) fn is_country(code: &str) -> bool {
    COUNTRIES.contains(code)
}
