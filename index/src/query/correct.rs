//! Words that the index does not know, replaced by the nearest ones that it does.
//!
//! Only for a query that finds nothing; a word that is known is never changed.

use std::collections::BTreeMap;
use std::ops::Range;

use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, TantivyError, Term};

use super::parse::{Parsed, What};
use crate::analyse::{Chain, tokens};
use crate::schema::Fields;

/// Letters a word must have for one error, and for two.
const ONE_ERROR: usize = 5;
const TWO_ERRORS: usize = 9;

/// Words of a query to be replaced: where each stands, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Correction {
    /// Places in the text of the query, in order, each with a word of the folded dictionary.
    pub(crate) words: Vec<(Range<usize>, String)>,
}

impl Correction {
    /// The text of the query with the replacements in it, each as `spelling` writes it.
    pub(crate) fn applied(&self, text: &str, spelling: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        let mut copied = 0;
        for (place, word) in &self.words {
            out.push_str(&text[copied..place.start]);
            out.push_str(&spelling(word));
            copied = place.end;
        }
        out.push_str(&text[copied..]);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The nearest known words for the unknown ones of a query; none when nothing can be replaced.
pub(crate) fn correct(
    searcher: &Searcher,
    fields: &Fields,
    parsed: &Parsed,
) -> Result<Option<Correction>, TantivyError> {
    let mut words = Vec::new();
    for clause in parsed.clauses.iter().filter(|clause| !clause.excluded) {
        let What::Word(word) = &clause.what else { continue };
        if let Some(nearest) = nearest(searcher, fields, word)? {
            words.push((clause.span.clone(), nearest));
        }
    }
    Ok((!words.is_empty()).then_some(Correction { words }))
}

/// The known word nearest to one that is not: fewest errors first, then the most frequent.
fn nearest(searcher: &Searcher, fields: &Fields, word: &str) -> Result<Option<String>, TantivyError> {
    let found = tokens(Chain::Exact, word);
    let [token] = found.as_slice() else { return Ok(None) };
    let letters = token.text.chars().count();
    if letters < ONE_ERROR || is_known(searcher, fields, word)? {
        return Ok(None);
    }
    for distance in [1, 2] {
        if distance == 2 && letters < TWO_ERRORS {
            break;
        }
        let known = within(searcher, fields, &token.text, distance)?;
        let best = known.into_iter().max_by(|(a, i), (b, j)| i.cmp(j).then_with(|| b.cmp(a)));
        if let Some((word, _)) = best {
            return Ok(Some(word));
        }
    }
    Ok(None)
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
