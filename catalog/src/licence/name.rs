//! Licences by their names: SPDX identifiers, full names, and the aliases of `aliases.csv`.
//!
//! A name that could mean two licences means none.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{creative_commons, gnu, words::words};
use crate::vocabulary::table::rows;

const ALIASES: &str = include_str!("../../data/licences/aliases.csv");

/// One-word names that are names of licences even inside a sentence.
const PLAIN_WORDS: &[&str] = &[
    "mit",
    "isc",
    "wtfpl",
    "unlicense",
    "cc0",
    "odbl",
    "eupl",
    "zlib",
    "cecill",
    "apache2",
    "0bsd",
    "beerware",
];

type Names = HashMap<String, (String, f32)>;

static NAMES: LazyLock<Names> = LazyLock::new(build);

/// The identifier that a whole text names, with its confidence.
pub(super) fn identify(text: &str) -> Option<(String, f32)> {
    identify_words(&words(text))
}

/// The identifier that these words name, all of them.
pub(super) fn identify_words(words: &[String]) -> Option<(String, f32)> {
    if words.is_empty() || words.len() > 16 {
        return None;
    }
    NAMES
        .get(&words.join(" "))
        .or_else(|| NAMES.get(&without_licence(words)))
        .cloned()
        .or_else(|| gnu::identify(words))
        .or_else(|| creative_commons::identify(words))
}

/// Whether these words are a licence's name even inside a sentence: `Ruby` alone is not.
pub(super) fn stands_in_prose(words: &[String]) -> bool {
    match words {
        [word] => PLAIN_WORDS.contains(&word.as_str()),
        // "licence.doc" is a file.
        [first, second] if first == "licence" => !matches!(second.as_str(), "licence" | "doc"),
        _ => words.iter().any(|word| word != "licence"),
    }
}

/// Whether some name begins with this word.
pub(super) fn may_begin(word: &str) -> bool {
    FIRST.contains(word)
}

fn without_licence(words: &[String]) -> String {
    let kept: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "licence").collect();
    kept.join(" ")
}

/// First words of all names, and those that GNU and Creative Commons names begin with.
static FIRST: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let first = NAMES.keys().filter_map(|name| name.split(' ').next()).map(str::to_owned);
    let others = creative_commons::FIRST.iter().chain(&["gnu", "gpl", "lgpl", "agpl", "gfdl", "licence"]);
    first.chain(others.map(|word| (*word).to_owned())).collect()
});

fn build() -> Names {
    let mut names = Names::new();
    for licence in spdx::identifiers::LICENSES.iter().filter(|licence| is_listed(licence)) {
        names.entry(words(licence.name).join(" ")).or_insert((licence.name.to_owned(), 1.0));
    }
    for row in rows(ALIASES).filter(|row| &row[0] == "name") {
        let certainty = row[3].parse().unwrap_or(0.5);
        insert(&mut names, &words(&row[1]), (row[2].to_owned(), certainty));
    }
    for (key, id) in full_names() {
        if let Some(id) = id {
            names.entry(key).or_insert((id.to_owned(), 0.95));
        }
    }
    names
}

/// Full names of the SPDX list; none for a name that two licences share.
fn full_names() -> HashMap<String, Option<&'static str>> {
    let mut found: HashMap<String, Option<&'static str>> = HashMap::new();
    for licence in spdx::identifiers::LICENSES.iter().filter(|licence| is_listed(licence)) {
        let words = words(licence.full_name);
        // "enna License" names one; "enna" alone is a word.
        let keys = [words.join(" "), without_licence(&words)];
        for key in keys.into_iter().filter(|key| key.contains(' ')) {
            found
                .entry(key)
                .and_modify(|id| *id = id.filter(|known| *known == licence.name))
                .or_insert(Some(licence.name));
        }
    }
    found
}

/// GNU and Creative Commons names are read letter by letter, not from the table.
fn is_listed(licence: &spdx::License) -> bool {
    let deprecated = licence.flags & spdx::flags::IS_DEPRECATED != 0;
    let gnu = licence.flags & spdx::flags::IS_GNU != 0;
    !deprecated
        && !gnu
        && !licence.name.starts_with("CC-BY")
        && licence.name != "NONE"
        && licence.name != "NOASSERTION"
}

fn insert(names: &mut Names, words: &[String], value: (String, f32)) {
    names.entry(words.join(" ")).or_insert_with(|| value.clone());
    let stripped = without_licence(words);
    if stripped.contains(' ') || PLAIN_WORDS.contains(&stripped.as_str()) {
        names.entry(stripped).or_insert(value);
    }
}
