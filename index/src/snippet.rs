//! Titles and excerpts as HTML: escaped, with `<mark>` around what the query found, and nothing else.
//!
//! The only markup this crate makes. Must not know the engine's queries.

use std::collections::HashSet;
use std::ops::Range;

use tantivy::tokenizer::TextAnalyzer;

use crate::analyse::{Chain, analyser};
use crate::query::Terms;

/// Characters of a title and of an excerpt.
const TITLE: usize = 200;
const EXCERPT: usize = 220;
/// Characters kept before the first word found.
const LEAD: usize = 40;

/// A title with what was found marked.
pub(crate) fn title(text: &str, english: bool, terms: &Terms) -> String {
    let end = byte_after(text, 0, TITLE);
    let mut html = String::new();
    render(&mut html, text, 0..end, &found(text, english, terms));
    if end < text.len() {
        html.push('…');
    }
    html
}

/// The part of a text that has most of what was sought; empty where nothing of it stands.
pub(crate) fn excerpt(text: &str, english: bool, terms: &Terms) -> String {
    let found = found(text, english, terms);
    if found.is_empty() {
        return String::new();
    }
    let window = window(text, &found);
    let mut html = String::new();
    if window.start > 0 {
        html.push_str("… ");
    }
    render(&mut html, text, window.clone(), &found);
    if !text[window.end..].trim().is_empty() {
        html.push_str(" …");
    }
    html
}

/// A place that a term was found at.
struct Found {
    place: Range<usize>,
    term: String,
}

fn found(text: &str, english: bool, terms: &Terms) -> Vec<Found> {
    let (stems, sought) =
        if english { (Chain::English, &terms.english) } else { (Chain::French, &terms.french) };
    let mut found: Vec<Found> = Vec::new();
    let mut look = |analyser: &mut TextAnalyzer, sought: &HashSet<String>, from: usize, part: &str| {
        analyser.token_stream(part).process(&mut |token| {
            if sought.contains(&token.text) {
                let place = from + token.offset_from..from + token.offset_to;
                found.push(Found { place, term: token.text.clone() });
            }
        });
    };
    let mut stemmer = analyser(stems);
    match Beginnings::of(sought, stems) {
        Some(beginnings) => {
            for place in words(text).filter(|place| beginnings.may_begin(&text[place.clone()])) {
                look(&mut stemmer, sought, place.start, &text[place]);
            }
        }
        None => look(&mut stemmer, sought, 0, text),
    }
    if !terms.names.is_empty() {
        look(&mut analyser(Chain::Names), &terms.names, 0, text);
    }
    found.sort_by_key(|hit| (hit.place.start, hit.place.end));
    found
}

/// Where the words of a text stand, as the chains of stems cut it.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric());
        at = length.map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}

/// How the stems that are sought begin. A word and its stem begin alike, so that most words of a text need no
/// stem to be told from them.
struct Beginnings {
    letters: Vec<[u8; 2]>,
    /// How many letters a stem keeps: French ones begin after the second (RV), English ones may change it
    /// (`dying`, `die`).
    kept: usize,
}

impl Beginnings {
    /// None where a word may have been put for another: `6e` for sixième, `terminale` for Tle.
    fn of(stems: &HashSet<String>, chain: Chain) -> Option<Self> {
        let first = |stem: &String| {
            let letters = [*stem.as_bytes().first()?, stem.as_bytes().get(1).copied().unwrap_or_default()];
            (letters[0].is_ascii_alphabetic() && !stem.starts_with("termin")).then_some(letters)
        };
        let letters = stems.iter().map(first).collect::<Option<_>>()?;
        Some(Self { letters, kept: if chain == Chain::French { 2 } else { 1 } })
    }

    fn may_begin(&self, word: &str) -> bool {
        // A letter that is not of ASCII may be folded to any other; the shortest words are all end.
        let kept = if word.len() > 3 { self.kept } else { 1 };
        let Some(begins) = word.as_bytes().get(..kept.min(word.len())) else { return true };
        !begins.is_ascii() || self.letters.iter().any(|sought| sought[..kept].eq_ignore_ascii_case(begins))
    }
}

/// The stretch to show: the one with most different terms, then most places, then the first.
fn window(text: &str, found: &[Found]) -> Range<usize> {
    let mut best = (0, 0);
    let mut start = 0;
    for (index, hit) in found.iter().enumerate() {
        let end = byte_after(text, hit.place.start, EXCERPT - LEAD);
        let inside: Vec<&Found> = found[index..].iter().take_while(|other| other.place.end <= end).collect();
        let mut terms: Vec<&str> = inside.iter().map(|other| other.term.as_str()).collect();
        terms.sort_unstable();
        terms.dedup();
        if (terms.len(), inside.len()) > best {
            best = (terms.len(), inside.len());
            start = hit.place.start;
        }
    }
    let start = word_start(text, byte_before(text, start, LEAD));
    start..word_end(text, start, byte_after(text, start, EXCERPT))
}

/// The byte so many characters after a place.
fn byte_after(text: &str, from: usize, characters: usize) -> usize {
    text[from..].char_indices().nth(characters).map_or(text.len(), |(offset, _)| from + offset)
}

/// The byte so many characters before a place.
fn byte_before(text: &str, to: usize, characters: usize) -> usize {
    text[..to].char_indices().rev().nth(characters).map_or(0, |(offset, _)| offset)
}

/// The start of the next word, unless the place is the start of the text.
fn word_start(text: &str, at: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let near = byte_after(text, at, LEAD);
    text[at..near].find(char::is_whitespace).map_or(at, |offset| {
        let space = at + offset;
        space + text[space..].chars().next().map_or(0, char::len_utf8)
    })
}

/// The end of the last whole word before the place.
fn word_end(text: &str, start: usize, at: usize) -> usize {
    if at == text.len() {
        return at;
    }
    text[start..at]
        .rfind(char::is_whitespace)
        .filter(|offset| *offset > 0)
        .map_or(at, |offset| start + offset)
}

fn render(html: &mut String, text: &str, window: Range<usize>, found: &[Found]) {
    let mut at = window.start;
    for Found { place, .. } in found {
        if place.start < at || place.end > window.end {
            continue;
        }
        escape(html, &text[at..place.start]);
        html.push_str("<mark>");
        escape(html, &text[place.clone()]);
        html.push_str("</mark>");
        at = place.end;
    }
    escape(html, &text[at..window.end]);
}

/// Adds a text: markup escaped, runs of white space one space, what steers the display left out.
fn escape(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => {}
            '\n' | '\r' | '\t' | ' ' => {
                if !html.is_empty() && !html.ends_with(' ') {
                    html.push(' ');
                }
            }
            c if c.is_control() => {}
            c => html.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::tokens;

    fn terms(words: &[&str]) -> Terms {
        let mut terms = Terms::default();
        for word in words {
            terms.french.extend(tokens(Chain::French, word).into_iter().map(|token| token.text));
        }
        terms
    }

    #[test]
    fn what_was_found_is_marked_and_the_rest_escaped() {
        assert_eq!(
            title("<b>Écoles</b> & l’école", false, &terms(&["ecole"])),
            "&lt;b&gt;<mark>Écoles</mark>&lt;/b&gt; &amp; l’<mark>école</mark>"
        );
        assert_eq!(title("\u{202e}a\u{0}\n\n b", false, &Terms::default()), "a b");
    }

    #[test]
    fn the_excerpt_is_where_the_words_are() {
        let text = format!("{} Les volcans et les séismes. {}", "avant ".repeat(80), "après ".repeat(80));
        let html = excerpt(&text, false, &terms(&["volcan", "séisme"]));
        assert!(html.starts_with("… avant "), "{html}");
        assert!(html.contains("<mark>volcans</mark> et les <mark>séismes</mark>"), "{html}");
        assert!(html.ends_with(" …"), "{html}");
        assert!(html.chars().count() < EXCERPT + 60, "{html}");
    }

    #[test]
    fn words_are_found_however_they_begin() {
        let html =
            title("Sixième, 6ÈME et Énergie : l’ŒUVRE, œuvres", false, &terms(&["6e", "œuvre", "energie"]));
        assert_eq!(html.matches("<mark>").count(), 5, "{html}");
        let html = title("Énergies, ŒUVRE et l’œuvre", false, &terms(&["œuvre", "energie"]));
        assert_eq!(html.matches("<mark>").count(), 3, "{html}");
    }

    #[test]
    fn no_word_of_school_is_passed_over_for_its_beginning() {
        let terms_of_school = glane_catalog::vocabulary::school::terms();
        let forms = terms_of_school.iter().flat_map(|term| std::iter::once(&term.term).chain(&term.variants));
        for word in forms.flat_map(|form| words(form).map(|place| form[place].to_owned())) {
            for chain in [Chain::French, Chain::English] {
                let stems: HashSet<String> =
                    tokens(chain, &word).into_iter().map(|token| token.text).collect();
                let beginnings = Beginnings::of(&stems, chain).filter(|_| !stems.is_empty());
                assert!(beginnings.is_none_or(|beginnings| beginnings.may_begin(&word)), "{word} {stems:?}");
            }
        }
    }

    #[test]
    fn nothing_sought_or_found_shows_nothing() {
        assert_eq!(excerpt("Un texte court.", false, &Terms::default()), "");
        assert_eq!(excerpt("", false, &terms(&["volcan"])), "");
        assert_eq!(excerpt(&"œ".repeat(1000), false, &terms(&["volcan"])), "");
        // A word without spaces is cut between letters.
        let long = format!("volcan {}", "œ".repeat(1000));
        assert!(excerpt(&long, false, &terms(&["volcan"])).starts_with("<mark>volcan</mark>"));
    }
}
