//! The mark by which a copy is known as ours: a topic made of the project's key.
//!
//! Pure text; must not know which hosts there are.

use super::{Dress, names};

/// Beginning of every mark.
const PREFIX: &str = "glane-";

/// Digits of a mark.
const DIGITS: usize = 12;

/// The mark of a project's copies.
pub(super) fn of(key: &str) -> String {
    format!("{PREFIX}{}", names::digits(key, DIGITS))
}

/// Whether a topic is the mark of any project.
pub(super) fn is_mark(topic: &str) -> bool {
    topic.strip_prefix(PREFIX).is_some_and(|digits| {
        digits.len() == DIGITS && digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// The topics of a copy: its mark first, then its source's as this host takes them, each once.
pub(super) fn topics(dress: &Dress, most: usize, legal: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut topics = vec![of(&dress.mark)];
    for topic in dress.topics.iter().filter_map(|topic| legal(topic)) {
        if topics.len() < most && !topics.contains(&topic) && !topic.starts_with(PREFIX) {
            topics.push(topic);
        }
    }
    topics
}

/// Whether two lists hold the same topics, in whatever order and case a host lists them.
pub(super) fn same(present: &[String], wanted: &[String]) -> bool {
    let has = |topic: &String| present.iter().any(|other| other.eq_ignore_ascii_case(topic));
    present.len() == wanted.len() && wanted.iter().all(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_made_of_the_key_and_known_again() {
        // `printf mim:7 | sha256sum`
        assert_eq!(of("mim:7"), "glane-6c97e56909ad");
        assert!(is_mark("glane-6c97e56909ad"));
        for no in ["glane-", "glane-6c97e56909a", "glane-6c97e56909adf", "glane-6C97e56909ad", "6c97e56909ad"]
        {
            assert!(!is_mark(no), "{no}");
        }
    }
}
