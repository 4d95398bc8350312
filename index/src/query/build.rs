//! From clauses to a query of the engine: which fields a word is sought in, and what each is worth.
//!
//! A word counts once, by its best field; of a long query not every word is required.

use std::collections::{BTreeMap, HashSet};

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, EmptyQuery, Occur, PhraseQuery,
    Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::Token;
use tantivy::{Score, Searcher, TantivyError, Term};

use super::parse::{Clause, Parsed, What};
use super::value::matching_values;
use crate::analyse::{Chain, ELISIONS, is_compound, tokens};
use crate::facet::Facet;
use crate::schema::Fields;

/// What the fields that did not win add to a word's score.
const TIE_BREAKER: Score = 0.1;

/// A query ready to run.
pub(crate) struct Built {
    /// The query.
    pub(crate) query: Box<dyn Query>,
    /// Whether it ranks, or only chooses.
    pub(crate) ranks: bool,
    /// What to mark in titles and excerpts.
    pub(crate) terms: Terms,
}

/// The terms of a query, by the chain that made them.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    /// French stems.
    pub(crate) french: HashSet<String>,
    /// English stems.
    pub(crate) english: HashSet<String>,
    /// Whole names and single letters.
    pub(crate) names: HashSet<String>,
}

type Clauses = Vec<(Occur, Box<dyn Query>)>;

/// Builds the query of these clauses.
pub(crate) fn build(searcher: &Searcher, fields: &Fields, parsed: &Parsed) -> Result<Built, TantivyError> {
    let mut parts = Parts::default();
    for clause in &parsed.clauses {
        parts.add(searcher, fields, clause)?;
    }
    let ranks = !(parts.required.is_empty() && parts.optional.is_empty() && parts.phrases.is_empty());
    Ok(Built { query: parts.query(fields), ranks, terms: parts.terms })
}

/// Chooses the records that have one of these values, without ranking them.
pub(crate) fn filter(fields: &Fields, facet: Facet, values: &[String]) -> Box<dyn Query> {
    let terms = values.iter().map(|value| Term::from_field_text(fields.facet(facet), value));
    Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), 0.0))
}

#[derive(Default)]
struct Parts {
    required: Vec<Box<dyn Query>>,
    optional: Vec<Box<dyn Query>>,
    phrases: Vec<Box<dyn Query>>,
    excluded: Vec<Box<dyn Query>>,
    values: BTreeMap<Facet, Vec<String>>,
    terms: Terms,
}

impl Parts {
    fn add(&mut self, searcher: &Searcher, fields: &Fields, clause: &Clause) -> Result<(), TantivyError> {
        match (&clause.what, clause.excluded) {
            (What::Word(word), true) => self.excluded.extend(anywhere(fields, word)),
            (What::Word(word), false) => self.word(fields, word),
            (What::Phrase(words), true) => self.excluded.extend(phrase(fields, words)),
            (What::Phrase(words), false) => {
                self.terms.note(words);
                self.phrases.extend(phrase(fields, words));
            }
            (What::Value(facet, text), excluded) => {
                let values = matching_values(searcher, fields, *facet, text)?;
                if !excluded {
                    self.values.entry(*facet).or_default().extend(values);
                } else if !values.is_empty() {
                    self.excluded.push(filter(fields, *facet, &values));
                }
            }
        }
        Ok(())
    }

    fn word(&mut self, fields: &Fields, word: &str) {
        let Some(query) = anywhere(fields, word) else { return };
        if is_common(word) {
            self.optional.push(query);
        } else {
            self.terms.note(word);
            self.required.push(query);
        }
    }

    fn query(&mut self, fields: &Fields) -> Box<dyn Query> {
        let mut clauses: Clauses = Vec::new();
        if self.required.is_empty() && self.phrases.is_empty() && self.values.is_empty() {
            // Nothing but common words: then they are what is asked for.
            self.required = std::mem::take(&mut self.optional);
        }
        if !self.required.is_empty() {
            let required = std::mem::take(&mut self.required);
            let least = least_matching(required.len());
            let query = BooleanQuery::union_with_minimum_required_clauses(required, least);
            clauses.push((Occur::Must, Box::new(query)));
        }
        clauses.extend(std::mem::take(&mut self.phrases).into_iter().map(|query| (Occur::Must, query)));
        for (facet, values) in std::mem::take(&mut self.values) {
            let query = if values.is_empty() { Box::new(EmptyQuery) } else { filter(fields, facet, &values) };
            clauses.push((Occur::Must, query));
        }
        if clauses.is_empty() {
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
        }
        clauses.extend(std::mem::take(&mut self.optional).into_iter().map(|query| (Occur::Should, query)));
        clauses.extend(std::mem::take(&mut self.excluded).into_iter().map(|query| (Occur::MustNot, query)));
        Box::new(BooleanQuery::new(clauses))
    }
}

impl Terms {
    fn note(&mut self, text: &str) {
        self.french.extend(tokens(Chain::French, text).into_iter().map(|token| token.text));
        self.english.extend(tokens(Chain::English, text).into_iter().map(|token| token.text));
        let names = tokens(Chain::Names, text).into_iter().map(|token| token.text);
        self.names.extend(names.filter(|name| is_compound(name) || name.chars().count() == 1));
    }
}

/// How many of so many words a record must have: both of two, all but one of three or four, then
/// three in five, so that a whole question finds something.
fn least_matching(words: usize) -> usize {
    match words {
        0..=2 => words,
        3..=4 => words - 1,
        _ => (words * 3).div_ceil(5),
    }
}

/// Whether a word says too little to be required. Letters that may name something are required:
/// the parser has already taken the elided ones away.
fn is_common(word: &str) -> bool {
    if matches!(word, "c" | "C" | "d" | "D") || has_compound(word) {
        return false;
    }
    tokens(Chain::French, word).is_empty() || tokens(Chain::English, word).is_empty()
}

/// Whether there is a name in the text that only the chains of names keep whole.
fn has_compound(text: &str) -> bool {
    tokens(Chain::Names, text).iter().any(|name| is_compound(&name.text))
}

/// A word in every field it may be in, by its best one.
fn anywhere(fields: &Fields, word: &str) -> Option<Box<dyn Query>> {
    let exact = tokens(Chain::Exact, word);
    let mut places = vec![(fields.names, Chain::Names, 5.0)];
    let compound = has_compound(word);
    if compound {
        places.push((fields.compounds, Chain::Compounds, 1.2));
    }
    match exact.as_slice() {
        [only] if is_letter(&only.text) => {
            // Where the letter looks like an elided article, or like what is left of `c++`, only names
            // are to be trusted.
            if !compound && !ELISIONS.contains(&only.text.as_str()) {
                places.extend(text_places(fields).into_iter().filter(|(_, chain, _)| *chain == Chain::Exact));
            }
        }
        _ => places.extend(text_places(fields)),
    }
    best_of(places, word)
}

fn is_letter(term: &str) -> bool {
    term.len() == 1 && !term.bytes().all(|byte| byte.is_ascii_digit())
}

fn text_places(fields: &Fields) -> [(Field, Chain, Score); 9] {
    [
        (fields.title_exact, Chain::Exact, 5.0),
        (fields.title_fr, Chain::French, 4.0),
        (fields.title_en, Chain::English, 4.0),
        (fields.about_exact, Chain::Exact, 4.0),
        (fields.about_fr, Chain::French, 3.0),
        (fields.school_exact, Chain::Exact, 4.0),
        (fields.body_exact, Chain::Exact, 1.2),
        (fields.body_fr, Chain::French, 1.0),
        (fields.body_en, Chain::English, 1.0),
    ]
}

/// Words in this order, folded but not stemmed; a phrase of one compound name is that name.
fn phrase(fields: &Fields, words: &str) -> Option<Box<dyn Query>> {
    let names = tokens(Chain::Names, words);
    let places = if matches!(names.as_slice(), [only] if is_compound(&only.text)) {
        vec![(fields.names, Chain::Names, 5.0), (fields.compounds, Chain::Compounds, 1.2)]
    } else {
        text_places(fields).into_iter().filter(|(_, chain, _)| *chain == Chain::Exact).collect()
    };
    best_of(places, words)
}

/// A text in several fields, each with its chain and its worth; the best one counts.
fn best_of(places: Vec<(Field, Chain, Score)>, text: &str) -> Option<Box<dyn Query>> {
    let disjuncts: Vec<Box<dyn Query>> =
        places.into_iter().filter_map(|(field, chain, boost)| within(field, chain, boost, text)).collect();
    if disjuncts.is_empty() {
        return None;
    }
    Some(Box::new(DisjunctionMaxQuery::with_tie_breaker(disjuncts, TIE_BREAKER)))
}

/// A word in one field; one that its chain takes apart must stand there in one piece.
fn within(field: Field, chain: Chain, boost: Score, word: &str) -> Option<Box<dyn Query>> {
    let found = tokens(chain, word);
    let term = |token: &Token| Term::from_field_text(field, &token.text);
    let query: Box<dyn Query> = match found.as_slice() {
        [] => return None,
        [only] => Box::new(TermQuery::new(term(only), IndexRecordOption::WithFreqs)),
        many => {
            let terms = many.iter().map(|token| (token.position, term(token))).collect();
            Box::new(PhraseQuery::new_with_offset(terms))
        }
    };
    Some(Box::new(BoostQuery::new(query, boost)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_question_not_every_word_is_required() {
        let least: Vec<usize> = [1, 2, 3, 4, 5, 10, 12].into_iter().map(least_matching).collect();
        assert_eq!(least, [1, 2, 2, 3, 3, 6, 8]);
    }

    #[test]
    fn common_words_are_not_required() {
        for word in ["des", "des.", "même", "à", "the", "y"] {
            assert!(is_common(word), "{word}");
        }
        for word in ["c", "D", "r", "c++", ".net", "6e", "volcan"] {
            assert!(!is_common(word), "{word}");
        }
    }
}
