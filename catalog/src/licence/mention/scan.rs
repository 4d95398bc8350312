//! The names of licences in one sentence, each with what it means and how surely.
//!
//! Must not judge the sentence.

use super::context;
use crate::licence::{address, exception, gnu, name, words::words};

/// Most words that a licence's name has.
const LONGEST_NAME: usize = 14;

/// A licence named in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    pub(super) expression: String,
    pub(super) confidence: f32,
    /// Can mean nothing but a licence: an address, a name with the word "licence", a version.
    pub(super) is_plain: bool,
    /// Stands beside words that put something under it.
    pub(super) is_cued: bool,
    /// Said of texts, pictures or data rather than of code.
    pub(super) of_contents: bool,
    /// Follows the one before after nothing but "or".
    pub(super) after_or: bool,
}

/// Every licence that a sentence names, in order: addresses last.
pub(super) fn scan(sentence: &str) -> Vec<Named> {
    let mut addresses = Vec::new();
    let sentence = sentence.replace("(r)", "").replace("(R)", "").replace("(tm)", "");
    let prose = take_addresses(&sentence, &mut addresses);
    let words = prose_words(&prose);
    let slashed = prose.contains('/');
    let mut found: Vec<Named> = Vec::new();
    let (mut at, mut end) = (0, 0);
    while at < words.len() {
        if let Some((id, length)) = exception::at(&words, at) {
            at += length;
            if let Some(before) = found.last_mut().filter(|one| !one.expression.contains(" WITH ")) {
                before.expression = format!("{} WITH {id}", before.expression);
                before.is_plain = true;
                end = at;
            }
            continue;
        }
        let Some((expression, confidence, length)) = gnu::notice(&words, at).or_else(|| longest(&words, at))
        else {
            at += 1;
            continue;
        };
        let window = &words[at..at + length];
        found.push(Named {
            is_plain: is_plain(window),
            is_cued: says_licence(window) || context::has_cue(&words[..at], &words[at + length..]),
            after_or: !found.is_empty() && is_or(&words[end..at], slashed),
            of_contents: context::is_of_contents(&words[end..at]),
            expression,
            confidence,
        });
        at += length;
        end = at;
    }
    found.extend(addresses.into_iter().map(|(expression, confidence)| Named {
        expression,
        confidence,
        is_plain: true,
        is_cued: true,
        of_contents: context::is_of_contents(&words),
        after_or: false,
    }));
    found
}

/// The longest name that begins here.
fn longest(words: &[String], at: usize) -> Option<(String, f32, usize)> {
    if !name::may_begin(&words[at]) {
        return None;
    }
    let most = LONGEST_NAME.min(words.len() - at);
    (1..=most).rev().find_map(|length| {
        let window = &words[at..at + length];
        let named = name::stands_in_prose(window).then(|| name::identify_words(window)).flatten()?;
        // A version that no licence of the name has is not dropped.
        let bare = !window.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
        let other = words
            .get(at + length)
            .is_some_and(|next| next.contains('.') && next.starts_with(|c: char| c.is_ascii_digit()));
        (!bare || !other).then_some((named.0, named.1, length))
    })
}

/// Families whose names mean nothing else, so that a version beside them is enough.
const FAMILIES: &[&str] = &[
    "gpl", "lgpl", "agpl", "gfdl", "gnu", "cc", "cc0", "creative", "eupl", "cecill", "mpl", "epl", "etalab",
    "lo", "odbl", "cddl", "bsd", "ofl", "wtfpl", "0bsd",
];

fn is_plain(window: &[String]) -> bool {
    let versioned = window.iter().any(|word| word == "+" || word.contains(|c: char| c.is_ascii_digit()));
    says_licence(window) || FAMILIES.contains(&window[0].as_str()) && (versioned || window.len() > 1)
}

fn says_licence(window: &[String]) -> bool {
    window.len() > 1 && window.iter().any(|word| word == "licence")
}

/// Words that may stand beside "or" between two names.
const BESIDE_OR: &[&str] = &["or", "ou", "sous", "under", "licence", "either", "soit", "gnu"];

fn is_or(between: &[String], slashed: bool) -> bool {
    let said = between.iter().any(|word| matches!(word.as_str(), "or" | "ou"));
    between.iter().all(|word| BESIDE_OR.contains(&word.as_str())) && (said || slashed && between.is_empty())
}

/// The words of a sentence; `mit` inside one is German unless a licence follows.
pub(in crate::licence) fn prose_words(text: &str) -> Vec<String> {
    let marked = text.replace(" mit licen", " MIT licen").replace(" mit Licen", " MIT licen");
    words(&marked.replace(" mit ", " · ").replace(" Mit ", " · "))
}

/// What an address ends at.
const ENDS: &[char] = &[' ', '\t', '(', ')', '[', ']', '<', '>', '"', '`'];

/// Takes the addresses out of a line, keeping what they name; the rest is prose.
fn take_addresses(line: &str, named: &mut Vec<(String, f32)>) -> String {
    let mut prose = String::with_capacity(line.len());
    for part in line.split_inclusive(ENDS) {
        let bare = part.trim_end_matches(ENDS);
        if bare.contains("://") || bare.starts_with("www.") {
            named.extend(address::identify(bare));
            prose.push(' ');
        } else {
            prose.push_str(part);
        }
    }
    prose
}

/// Finds names in a run of words: at each place the longest that names something, with its length.
pub(in crate::licence) fn take_names(words: &[String]) -> Vec<(String, f32, usize)> {
    let mut named = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let hit = gnu::notice(words, at).or_else(|| longest(words, at));
        at += hit.as_ref().map_or(1, |(_, _, length)| *length);
        named.extend(hit);
    }
    named
}
