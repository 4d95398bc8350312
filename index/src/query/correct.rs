//! Words that the index does not know, and the nearest ones that it does.
//!
//! A word that is known is never changed. Must not know the other words of a query.

use std::collections::BTreeMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, TantivyError, Term};

use crate::analyse::{Chain, tokens};
use crate::schema::Fields;

/// Letters a word must have for one error, and for two; and the most that are looked at.
const ONE_ERROR: usize = 4;
const TWO_ERRORS: usize = 9;
const LONGEST: usize = 24;
/// Guesses a word.
const MOST: usize = 3;
/// Words of a query that others are sought for.
pub(super) const MOST_TRIES: usize = 5;

/// A word that another may have been meant for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Guess {
    /// The folded word.
    pub(super) word: String,
    /// Errors between them.
    pub(super) errors: u8,
}

/// The known words nearest to one that is not: fewest errors first, then the most frequent. Nothing for a
/// word that is known, or that no other may be meant by; `tries` are the words that may still be compared
/// with those of the index, which takes its time whether one is near or not.
pub(super) fn guesses(
    searcher: &Searcher,
    fields: &Fields,
    word: &str,
    tries: &mut usize,
) -> Result<Vec<Guess>, TantivyError> {
    let found = tokens(Chain::Exact, word);
    let [token] = found.as_slice() else { return Ok(Vec::new()) };
    let letters = token.text.chars().count();
    let is_number = token.text.contains(|c: char| c.is_ascii_digit());
    if *tries == 0
        || !(ONE_ERROR..=LONGEST).contains(&letters)
        || is_number
        || is_known(searcher, fields, word)?
    {
        return Ok(Vec::new());
    }
    *tries -= 1;
    for errors in [1, 2] {
        if errors == 2 && letters < TWO_ERRORS {
            break;
        }
        let mut known: Vec<(String, u64)> =
            within(searcher, fields, &token.text, errors)?.into_iter().collect();
        known.sort_by(|(a, i), (b, j)| j.cmp(i).then_with(|| a.cmp(b)));
        if !known.is_empty() {
            return Ok(known.into_iter().take(MOST).map(|(word, _)| Guess { word, errors }).collect());
        }
    }
    Ok(Vec::new())
}

/// Whether a record has this word as it is.
pub(super) fn is_written(searcher: &Searcher, fields: &Fields, word: &str) -> Result<bool, TantivyError> {
    let found = tokens(Chain::Exact, word);
    let [token] = found.as_slice() else { return Ok(false) };
    for field in [fields.title_exact, fields.about_exact, fields.body_exact] {
        if searcher.doc_freq(&Term::from_field_text(field, &token.text))? > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

fn is_known(searcher: &Searcher, fields: &Fields, word: &str) -> Result<bool, TantivyError> {
    let places: [(Chain, &[Field]); 4] = [
        (Chain::Exact, &[fields.title_exact, fields.about_exact, fields.school_exact, fields.body_exact]),
        (Chain::French, &[fields.title_fr, fields.about_fr, fields.body_fr]),
        (Chain::English, &[fields.title_en, fields.body_en]),
        (Chain::Names, &[fields.names, fields.compounds]),
    ];
    for (chain, among) in places {
        for token in tokens(chain, word) {
            for field in among {
                let term = Term::from_field_text(*field, &token.text);
                if searcher.doc_freq(&term)? > 0 {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// The words of the dictionary within this many errors, with the same first letter, and how many
/// records have them.
fn within(
    searcher: &Searcher,
    fields: &Fields,
    word: &str,
    distance: u8,
) -> Result<BTreeMap<String, u64>, TantivyError> {
    let mut known = BTreeMap::new();
    let Some(first) = word.chars().next() else { return Ok(known) };
    // The automaton reads the word alone; the field is only there to make a term of it.
    let sought = Term::from_field_text(fields.body_exact, word);
    let automaton = FuzzyTermQuery::new(sought, distance, true).automaton()?;
    for field in [fields.title_exact, fields.about_exact, fields.body_exact] {
        for segment in searcher.segment_readers() {
            let postings = segment.inverted_index(field)?;
            let search = postings.terms().search(&automaton).ge(first.to_string().as_bytes());
            let mut stream = search.into_stream()?;
            while stream.advance() {
                let text = String::from_utf8_lossy(stream.key()).into_owned();
                if !text.starts_with(first) {
                    break;
                }
                *known.entry(text).or_insert(0) += u64::from(stream.value().doc_freq);
            }
        }
    }
    Ok(known)
}
