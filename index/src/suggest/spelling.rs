//! Words that begin nothing here, and the nearest that do.
//!
//! One error from four letters on, two from nine, never the first letter; a known word is left alone. What
//! is found is only what to look for: nothing of it is shown.

use std::collections::BTreeMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{TantivyError, Term};

use super::View;
use super::dictionary::Dictionary;
use crate::analyse::{Chain, tokens};

/// Letters a word must have for one error, and for two; and the most that are looked at.
const ONE_ERROR: usize = 4;
const TWO_ERRORS: usize = 9;
const LONGEST: usize = 24;
/// Words looked at, a dictionary; words that the last may be taken for; words taken for others, a text.
const LOOKED_AT: usize = 200;
const MOST: usize = 3;

/// The words with those that nothing here begins with taken for others, the likeliest first; nothing where
/// all are known, or one is like none.
pub(super) fn corrected(view: &View<'_>, words: &[String]) -> Result<Vec<Vec<String>>, TantivyError> {
    let Some((last, complete)) = words.split_last() else { return Ok(Vec::new()) };
    let mut spelt = Vec::new();
    let mut guesses = 0;
    for word in complete {
        if is_word(view, word)? {
            spelt.push(word.clone());
        } else if let Some(near) = near(view, word, false)?.into_iter().next() {
            guesses += 1;
            spelt.push(near);
        } else {
            return Ok(Vec::new());
        }
        if guesses > MOST {
            return Ok(Vec::new());
        }
    }
    let ends = if !begins_one(view, last)? {
        near(view, last, true)?
    } else if guesses > 0 {
        vec![last.clone()]
    } else {
        Vec::new()
    };
    Ok(ends.into_iter().map(|end| spelt.iter().cloned().chain(std::iter::once(end)).collect()).collect())
}

/// The dictionaries of words by which something is suggested.
fn places(view: &View<'_>) -> [Field; 4] {
    let fields = view.fields;
    [fields.title_exact, fields.about_exact, fields.school_exact, fields.author]
}

fn is_word(view: &View<'_>, word: &str) -> Result<bool, TantivyError> {
    let stem = |chain| tokens(chain, word).into_iter().next().map(|token| token.text);
    let (french, english) = (stem(Chain::French), stem(Chain::English));
    // What is not looked for is not corrected.
    let Some(french) = french else { return Ok(true) };
    let stems = [(view.fields.title_fr, Some(french)), (view.fields.title_en, english)];
    let exact = places(view).map(|field| (field, Some(word.to_owned())));
    for (field, text) in exact.into_iter().chain(stems) {
        if let Some(text) = text
            && view.searcher.doc_freq(&Term::from_field_text(field, &text))? > 0
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a word of something that is suggested begins so.
fn begins_one(view: &View<'_>, start: &str) -> Result<bool, TantivyError> {
    for segment in view.searcher.segment_readers() {
        for field in places(view).into_iter().chain([view.fields.named]) {
            if Dictionary::of(segment, field)?.has_beginning(start)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The nearest words, of which what was typed may be the beginning: fewest errors first, then the most
/// frequent.
fn near(view: &View<'_>, word: &str, unfinished: bool) -> Result<Vec<String>, TantivyError> {
    let letters = word.chars().count();
    if !(ONE_ERROR..=LONGEST).contains(&letters) || word.contains(|c: char| c.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    for errors in [1, 2] {
        if errors == 2 && letters < TWO_ERRORS {
            break;
        }
        let mut known: Vec<(String, u64)> = within(view, word, errors, unfinished)?.into_iter().collect();
        known.sort_by(|(a, i), (b, j)| j.cmp(i).then_with(|| a.cmp(b)));
        if !known.is_empty() {
            return Ok(known.into_iter().take(MOST).map(|(word, _)| word).collect());
        }
    }
    Ok(Vec::new())
}

fn within(
    view: &View<'_>,
    word: &str,
    errors: u8,
    unfinished: bool,
) -> Result<BTreeMap<String, u64>, TantivyError> {
    let mut known = BTreeMap::new();
    let Some(first) = word.chars().next().map(String::from) else { return Ok(known) };
    // The automaton reads the word alone; the field is only there to make a term of it.
    let sought = Term::from_field_text(view.fields.title_exact, word);
    let query = match unfinished {
        true => FuzzyTermQuery::new_prefix(sought, errors, true),
        false => FuzzyTermQuery::new(sought, errors, true),
    };
    let automaton = query.automaton()?;
    // Names are terms with more behind their words.
    let names = unfinished.then_some(view.fields.named);
    for segment in view.searcher.segment_readers() {
        for field in places(view).into_iter().chain(names) {
            let dictionary = Dictionary::of(segment, field)?;
            let mut terms = dictionary.terms().search(&automaton).ge(&first).into_stream()?;
            let mut looked = 0;
            while looked < LOOKED_AT && terms.advance() {
                let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
                if !term.starts_with(&first) {
                    break;
                }
                looked += 1;
                let term = term.split([' ', '\0']).next().unwrap_or_default();
                *known.entry(term.to_owned()).or_insert(0) += u64::from(terms.value().doc_freq);
            }
        }
    }
    Ok(known)
}
