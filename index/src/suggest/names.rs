//! Names of bodies and people in a dictionary of their own: found by any of their words.
//!
//! Must not know who may be named: whoever makes a record's document does.

use tantivy::TantivyError;

use super::dictionary::Dictionary;
use super::{Suggestion, SuggestionKind, View};
use crate::analyse::folded;

/// Names looked at, a segment.
const LOOKED_AT: usize = 60;
/// Words of a name that it is found by, and its letters.
const WORDS: usize = 4;
const LETTERS: std::ops::RangeInclusive<usize> = 2..=80;
/// What a term has before the name: the words from one of them on, and after the mark two signs.
const MARK: char = '\0';
const ORGANISATION: char = 'o';
const AUTHOR: char = 'a';
const WHOLE: char = '0';
const WITHIN: char = '1';

/// Organisations, and people.
type Bodies = [Vec<Suggestion>; 2];

/// The terms by which a name is found: from its beginning, and from each further word.
pub(crate) fn named(name: &str, kind: SuggestionKind) -> Vec<String> {
    let sign = if kind == SuggestionKind::Author { AUTHOR } else { ORGANISATION };
    let name = name.trim();
    let is_name = LETTERS.contains(&name.chars().count())
        && name.chars().any(char::is_alphabetic)
        && !name.contains(char::is_control);
    let words = folded(name);
    let words: Vec<&str> = words.split(' ').filter(|word| is_name && !word.is_empty()).collect();
    let term = |from: usize| {
        let place = if from == 0 { WHOLE } else { WITHIN };
        format!("{}{MARK}{sign}{place}{name}", words[from..].join(" "))
    };
    (0..words.len().min(WORDS)).map(term).collect()
}

/// Who is called so from the beginning, and whose name has this within.
pub(super) fn beginning(view: &View<'_>, text: &str) -> Result<(Bodies, Bodies), TantivyError> {
    let mut found: Vec<String> = Vec::new();
    for segment in view.searcher.segment_readers() {
        let mut looked = 0;
        Dictionary::of(segment, view.fields.named)?.beginning(text, |dictionary, term, records| {
            looked += 1;
            if dictionary.first_live(records)?.is_some() {
                found.push(term.to_owned());
            }
            Ok(looked < LOOKED_AT)
        })?;
    }
    found.sort();
    found.dedup();
    let mut bodies = (Bodies::default(), Bodies::default());
    for term in &found {
        let Some((_, told)) = term.split_once(MARK) else { continue };
        let mut signs = told.chars();
        let (Some(sign), Some(place)) = (signs.next(), signs.next()) else { continue };
        let (kind, at) = match sign {
            AUTHOR => (SuggestionKind::Author, 1),
            _ => (SuggestionKind::Organisation, 0),
        };
        let among = if place == WHOLE { &mut bodies.0 } else { &mut bodies.1 };
        among[at].push(Suggestion::new(signs.as_str().to_owned(), kind));
    }
    Ok(bodies)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_each_of_its_words() {
        assert_eq!(
            named("Zoé d’Été", SuggestionKind::Author),
            ["zoe d ete\0a0Zoé d’Été", "d ete\0a1Zoé d’Été", "ete\0a1Zoé d’Été"]
        );
        assert_eq!(named("maths-lyon", SuggestionKind::Organisation)[1], "lyon\0o1maths-lyon");
    }

    #[test]
    fn what_is_no_name_is_not_kept() {
        for text in ["", " ", "x", "12 34", "a\0b", "\u{202e}\n", &"x ".repeat(60)] {
            assert!(named(text, SuggestionKind::Author).is_empty(), "{text:?}");
        }
    }
}
