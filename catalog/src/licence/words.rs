//! The words of a licence's name, brought to one spelling.
//!
//! Must not know which names exist.

use crate::vocabulary::fold::fold;

/// Words that say nothing about which licence is meant.
const FILLERS: &[&str] =
    &["the", "a", "an", "la", "le", "les", "l", "de", "du", "des", "d", "version", "v", "ver", "of"];

/// Ways of saying "or any later version", folded, longest first; each becomes `+`.
const LATER: &[&str] = &[
    "soit (a votre gre) toute version ulterieure",
    "or (at your option) any later version",
    "or, at your option, any later version",
    "ou (a votre choix) toute version ulterieure",
    "ou toute version ulterieure",
    "ou toute version posterieure",
    "ou toute version superieure",
    "ou toutes versions ulterieures",
    "ou une version ulterieure",
    "or any later version",
    "or later versions",
    "or later version",
    "ou ulterieure",
    "ou posterieure",
    "ou superieure",
    "ou plus recente",
    "and later",
    "or newer",
    "or above",
    "or later",
    "-or-later",
];

/// The text folded, with every "or later" written `+`.
pub(super) fn mark_later(text: &str) -> String {
    let mut folded = fold(text);
    for phrase in LATER {
        if folded.contains(phrase) {
            folded = folded.replace(phrase, " + ");
        }
    }
    folded
}

/// The meaningful words of a text: `GNU GPLv3+` is `gnu gpl 3.0 +`.
pub(super) fn words(text: &str) -> Vec<String> {
    let marked = mark_later(text);
    let mut words = Vec::new();
    for raw in marked.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '+'))) {
        let later = raw.ends_with('+');
        let raw = raw.trim_end_matches('+').trim_matches('.');
        // A full stop belongs to a version; elsewhere it parts words, as in `gem.license`.
        if raw.contains(|c: char| c.is_ascii_digit()) {
            split_version(raw, &mut words);
        } else {
            raw.split('.').for_each(|part| split_version(part, &mut words));
        }
        if later {
            words.push("+".to_owned());
        }
    }
    words.retain(|word| !FILLERS.contains(&word.as_str()));
    words
}

/// Cuts the version from a name it is glued to: `gplv3`, `v2.1`, `apache2`.
fn split_version(raw: &str, words: &mut Vec<String>) {
    if raw.is_empty() {
        return;
    }
    let digits = raw.find(|c: char| c.is_ascii_digit()).unwrap_or(raw.len());
    let (letters, number) = raw.split_at(digits);
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let name = letters.strip_suffix('v').filter(|rest| is_number && rest.len() != 1).unwrap_or(letters);
    let name = name.trim_end_matches('.');
    // `cc0`, `s2tmd`, `x11` and `h264` are words of their own; only these names carry a version.
    let glued = matches!(
        name,
        "" | "gpl"
            | "lgpl"
            | "agpl"
            | "gfdl"
            | "fdl"
            | "apache"
            | "mpl"
            | "epl"
            | "eupl"
            | "cecill"
            | "lo"
            | "lov"
    );
    if !is_number || !glued {
        words.push(unify(raw));
        return;
    }
    if !name.is_empty() {
        words.push(if name == "lov" { "lo".to_owned() } else { name.to_owned() });
    }
    words.push(if number.contains('.') || number.len() > 2 {
        number.to_owned()
    } else {
        format!("{number}.0")
    });
}

fn unify(word: &str) -> String {
    match word {
        "license" | "licenses" | "licences" | "licenced" | "licensed" => "licence".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn names_come_to_one_spelling() {
        for (text, expected) in [
            ("GNU GPLv3+", "gnu gpl 3.0 +"),
            ("GPL V2.0", "gpl 2.0"),
            ("GNU GPL v3 ou ultérieure", "gnu gpl 3.0 +"),
            ("Apache License, Version 2.0", "apache licence 2.0"),
            ("CC0 1.0", "cc0 1.0"),
            ("Licence Publique de l’Union européenne v. 1.2", "licence publique union europeenne 1.2"),
        ] {
            assert_eq!(words(text).join(" "), expected, "{text}");
        }
    }
}
