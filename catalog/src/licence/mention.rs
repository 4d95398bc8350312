//! Licences named in prose: by name, identifier, address or badge.
//!
//! Says only that a licence is named; whether the project is under it is for the caller to judge.

use super::{Normalised, address, name, words::words};
use crate::vocabulary::fold::fold;

/// A licence named in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// What is named.
    pub licence: Normalised,
    /// The line it is named on, from 1.
    pub line: u32,
}

/// Most words that a licence's name has.
const LONGEST_NAME: usize = 14;

/// Words of clauses that change what a named licence allows, folded.
const RESTRICTIONS: &[&str] =
    &["sauf usage", "interdit", "usage reserve", "reserve a l", "usage militaire", "non libre"];

/// Every licence named in a text of at most a few hundred lines, in order.
///
/// A line that takes away from the licence it names ("MIT, sauf usage commercial") names none.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    for (line, content) in (1..).zip(text.lines().take(400)) {
        let folded = fold(content);
        if content.len() > 2_000 || RESTRICTIONS.iter().any(|clause| folded.contains(clause)) {
            continue;
        }
        let mut named: Vec<(String, f32)> = Vec::new();
        let prose = take_addresses(content, &mut named);
        take_names(&prose_words(&prose), &mut named);
        found.extend(named.into_iter().map(|(expression, confidence)| Mention {
            licence: Normalised { expression, confidence },
            line,
        }));
    }
    found
}

/// The words of a sentence; `mit` inside one is German unless a licence follows.
pub(super) fn prose_words(text: &str) -> Vec<String> {
    let marked = text.replace(" mit licen", " MIT licen").replace(" mit Licen", " MIT licen");
    words(&marked.replace(" mit ", " · ").replace(" Mit ", " · "))
}

/// Takes the addresses out of a line, keeping what they name; the rest is prose.
fn take_addresses(line: &str, named: &mut Vec<(String, f32)>) -> String {
    let mut prose = String::with_capacity(line.len());
    for part in line.split([' ', '\t', '(', ')', '[', ']', '<', '>', '"']) {
        if part.contains("://") || part.starts_with("www.") {
            named.extend(address::identify(part));
        } else {
            prose.push_str(part);
        }
        prose.push(' ');
    }
    prose
}

/// Finds names in a run of words: at each place the longest that names something.
pub(super) fn take_names(words: &[String], named: &mut Vec<(String, f32)>) {
    let mut start = 0;
    while start < words.len() {
        let longest = LONGEST_NAME.min(words.len() - start);
        let hit = (1..=longest).rev().find_map(|length| {
            let window = &words[start..start + length];
            name::stands_in_prose(window)
                .then(|| name::identify_words(window))
                .flatten()
                .map(|id| (id, length))
        });
        match hit {
            Some((id, length)) => {
                named.push(id);
                start += length;
            }
            None => start += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::mentions;

    fn named(text: &str) -> Vec<String> {
        mentions(text).into_iter().map(|mention| mention.licence.expression).collect()
    }

    #[test]
    fn names_and_addresses_are_found_in_sentences() {
        assert_eq!(named("Ce projet est publié sous licence MIT."), ["MIT"]);
        assert_eq!(
            named("Le code est sous licence MIT, les contenus sous Licence Ouverte 2.0."),
            ["MIT", "etalab-2.0"]
        );
        assert_eq!(named("Voir https://cecill.info/licences/Licence_CeCILL_V2.1-fr.html"), ["CECILL-2.1"]);
        assert_eq!(
            named(
                "[![l](https://img.shields.io/badge/Licence-CC%20BY--SA%204.0-lightgrey.svg)](https://x.org)"
            ),
            ["CC-BY-SA-4.0"]
        );
    }

    #[test]
    fn other_licences_and_changed_ones_are_not() {
        for text in [
            "Cours de Licence 3 d'informatique, université de Lille",
            "Nombre de licences Microsoft 365 par établissement : 1200",
            "Licence MIT, sauf usage commercial interdit sans accord de l'auteur.",
            "gpl = ggplot(df)",
            "Écrit en Ruby et en Python, avec curl",
        ] {
            assert_eq!(named(text), Vec::<String>::new(), "{text}");
        }
    }
}
