//! Where a word is sought, and what each place is worth: title before keywords before text, and as it is
//! written before by its stem.
//!
//! A word counts once, by its best place. Must not know the other words of a query.

use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, PhraseQuery, Query, RangeQuery,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::tokenizer::Token;
use tantivy::{Score, Term};

use crate::analyse::{Chain, ELISIONS, folded, is_compound, tokens};
use crate::facet::{Facet, span};
use crate::schema::Fields;

/// What the places that did not win add to a word's score.
const TIE_BREAKER: Score = 0.1;

/// What it is worth that the whole title is what was typed.
const WHOLE_TITLE: Score = 20.0;

/// Chooses the records that have one of these values, without ranking them.
pub(crate) fn filter(fields: &Fields, facet: Facet, values: &[String]) -> Box<dyn Query> {
    if facet == Facet::Maintained { maintained(fields, values) } else { worth(fields, facet, values, 0.0) }
}

/// Chooses the records that are looked after as one of these values says, each with its day.
fn maintained(fields: &Fields, values: &[String]) -> Box<dyn Query> {
    let term = |value: String| Term::from_field_text(fields.facet(Facet::Maintained), &value);
    let spans = values.iter().filter_map(|value| span(value));
    let ranges =
        spans.map(|(from, to)| -> Box<dyn Query> { Box::new(RangeQuery::new(from.map(term), to.map(term))) });
    let any = BooleanQuery::union(ranges.collect());
    Box::new(ConstScoreQuery::new(Box::new(any), 0.0))
}

/// The records that have one of these values, all worth the same.
pub(super) fn worth(fields: &Fields, facet: Facet, values: &[String], score: Score) -> Box<dyn Query> {
    let terms = values.iter().map(|value| Term::from_field_text(fields.facet(facet), value));
    Box::new(ConstScoreQuery::new(Box::new(TermSetQuery::new(terms)), score))
}

/// Whether there is a name in the text that only the chains of names keep whole.
pub(super) fn has_compound(text: &str) -> bool {
    tokens(Chain::Names, text).iter().any(|name| is_compound(&name.text))
}

/// A word in every field it may be in, by its best one.
pub(super) fn anywhere(fields: &Fields, word: &str) -> Option<Box<dyn Query>> {
    best_of(of_word(fields, word), word)
}

/// The fields that a word may be in.
pub(super) fn of_word(fields: &Fields, word: &str) -> Vec<(Field, Chain, Score)> {
    let exact = tokens(Chain::Exact, word);
    let compound = has_compound(word);
    let letter = matches!(exact.as_slice(), [only] if is_letter(&only.text));
    // A plain word is a name in every keyword that has it: there it is worth what it is worth as a keyword.
    let mut places = vec![(fields.names, Chain::Names, if compound || letter { 2.5 } else { 2.0 })];
    if compound {
        places.push((fields.compounds, Chain::Compounds, 1.2));
    }
    if !letter {
        places.extend(text_places(fields));
    } else if !compound && exact.iter().all(|only| !ELISIONS.contains(&only.text.as_str())) {
        // Where the letter looks like an elided article, or like what is left of `c++`, only names are to be
        // trusted.
        places.extend(text_places(fields).into_iter().filter(|(_, chain, _)| *chain == Chain::Exact));
    }
    places
}

fn is_letter(term: &str) -> bool {
    term.len() == 1 && !term.bytes().all(|byte| byte.is_ascii_digit())
}

fn text_places(fields: &Fields) -> [(Field, Chain, Score); 9] {
    [
        (fields.title_exact, Chain::Exact, 2.5),
        (fields.title_fr, Chain::French, 2.0),
        (fields.title_en, Chain::English, 2.0),
        (fields.about_exact, Chain::Exact, 2.0),
        (fields.about_fr, Chain::French, 1.6),
        // A word of another name of a level, subject or type is not a word of the record.
        (fields.school_exact, Chain::Exact, 1.0),
        (fields.body_exact, Chain::Exact, 1.2),
        (fields.body_fr, Chain::French, 1.0),
        (fields.body_en, Chain::English, 1.0),
    ]
}

/// Words in this order, folded but not stemmed; a phrase of one compound name is that name.
pub(super) fn phrase(fields: &Fields, words: &str) -> Option<Box<dyn Query>> {
    best_of(of_phrase(fields, words), words)
}

/// The fields that a phrase may be in.
pub(super) fn of_phrase(fields: &Fields, words: &str) -> Vec<(Field, Chain, Score)> {
    let names = tokens(Chain::Names, words);
    if matches!(names.as_slice(), [only] if is_compound(&only.text)) {
        vec![(fields.names, Chain::Names, 2.5), (fields.compounds, Chain::Compounds, 1.2)]
    } else {
        text_places(fields).into_iter().filter(|(_, chain, _)| *chain == Chain::Exact).collect()
    }
}

/// A record whose whole title is this.
pub(super) fn called(fields: &Fields, title: &str) -> Option<Box<dyn Query>> {
    let term = Term::from_field_text(fields.title_order, &folded(title));
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    Some(Box::new(ConstScoreQuery::new(Box::new(query), WHOLE_TITLE)))
}

/// Two words of the query near each other, by their stems.
pub(super) fn near(fields: &Fields, one: &str, other: &str) -> Option<Box<dyn Query>> {
    let (one, other) = (tokens(Chain::French, one), tokens(Chain::French, other));
    let ([one], [other]) = (one.as_slice(), other.as_slice()) else { return None };
    if one.text == other.text {
        return None;
    }
    let places = [(fields.title_fr, 1.0), (fields.body_fr, 0.1)];
    let within = |(field, boost)| -> Box<dyn Query> {
        let terms = [one, other].map(|token| Term::from_field_text(field, &token.text));
        let mut phrase = PhraseQuery::new(terms.to_vec());
        phrase.set_slop(2);
        Box::new(BoostQuery::new(Box::new(phrase), boost))
    };
    Some(Box::new(DisjunctionMaxQuery::with_tie_breaker(places.map(within).into(), TIE_BREAKER)))
}

/// A title that is, or has in it, this name: all worth the same.
pub(super) fn titled(fields: &Fields, name: &str, score: Score) -> Option<Box<dyn Query>> {
    let places = [(fields.title_exact, Chain::Exact, 1.0), (fields.names, Chain::Names, 1.0)];
    let single = tokens(Chain::Names, name).len() == 1;
    let places = if single { places[1..].to_vec() } else { places[..1].to_vec() };
    Some(Box::new(ConstScoreQuery::new(best_of(places, name)?, score)))
}

/// The one of several that is worth most.
pub(super) fn best(disjuncts: Vec<Box<dyn Query>>) -> Option<Box<dyn Query>> {
    if disjuncts.is_empty() {
        return None;
    }
    Some(Box::new(DisjunctionMaxQuery::with_tie_breaker(disjuncts, TIE_BREAKER)))
}

/// A text in several fields, each with its chain and its worth; the best one counts.
fn best_of(places: Vec<(Field, Chain, Score)>, text: &str) -> Option<Box<dyn Query>> {
    best(places.into_iter().filter_map(|(field, chain, boost)| within(field, chain, boost, text)).collect())
}

/// A word in one field; one that its chain takes apart must stand there in one piece.
pub(super) fn within(field: Field, chain: Chain, boost: Score, word: &str) -> Option<Box<dyn Query>> {
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
