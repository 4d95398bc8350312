//! From clauses to queries of the engine: what every result must have, and, where too few have it, what
//! comes near.
//!
//! Must not know how many results there are.

use std::collections::{BTreeMap, HashSet};
use std::ops::Bound;

use jiff::civil::Date;
use serde::Serialize;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, Query, RangeQuery, TermQuery,
};
use tantivy::schema::IndexRecordOption;
use tantivy::{DateTime, Searcher, TantivyError, Term};

use super::places::{anywhere, best, filter, phrase};
use super::tree::{Clause, Days, Parsed, What};
use super::understand::{Meaning, Sense};
use super::unit::{Role, Units, units};
use super::value::matching_values;
use crate::analyse::{Chain, is_compound, tokens};
use crate::facet::Facet;
use crate::schema::Fields;
use crate::signal::WHOLE;

/// A query ready to run.
pub(crate) struct Built {
    /// What is asked for.
    pub(crate) query: Box<dyn Query>,
    /// The same and what comes near, after it; none where nothing can be let go.
    pub(crate) wider: Option<Box<dyn Query>>,
    /// Whether it narrows by its words alone: then what comes near is for who finds nothing.
    pub(crate) narrows: bool,
    /// Whether it ranks, or only chooses.
    pub(crate) ranks: bool,
    /// What to mark in titles and excerpts.
    pub(crate) terms: Terms,
    /// Words that were taken for others: where each stands in the text, and the folded word.
    pub(crate) guesses: Vec<(std::ops::Range<usize>, String)>,
    /// What words were taken to mean.
    pub(crate) understood: Vec<Understood>,
}

/// Words of a query that were taken for a level, a subject, a type, a licence, or a product to be replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Understood {
    /// What they were taken for; none for a product.
    pub facet: Option<Facet>,
    /// The term, the beginning of a licence's identifier, or the product.
    pub value: String,
    /// What does something similar to the product.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub counterparts: Vec<String>,
    /// The query that asks for these words as words.
    pub instead: String,
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

/// Builds the queries of these clauses.
pub(crate) fn build(searcher: &Searcher, fields: &Fields, parsed: &Parsed) -> Result<Built, TantivyError> {
    let mut given = Given::default();
    let mut words: Vec<(&Clause, &str)> = Vec::new();
    for clause in &parsed.clauses {
        match &clause.what {
            What::Word(word) if !clause.excluded => words.push((clause, word)),
            _ => given.add(searcher, fields, clause)?,
        }
    }
    let plain: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
    let spelt: Vec<&str> = words.iter().map(|(clause, _)| spelt(&parsed.text, clause.span.clone())).collect();
    let units = units(searcher, fields, &plain, &spelt)?;
    let mut terms = std::mem::take(&mut given.terms);
    units.sought.iter().for_each(|word| terms.note(word));
    let place = |at: usize| words[at].0.span.clone();
    Ok(Built {
        guesses: units.guesses.iter().map(|(at, guess)| (place(*at), guess.word.clone())).collect(),
        understood: units.meanings.iter().flat_map(|meaning| understood(parsed, meaning, &place)).collect(),
        ranks: !units.units.is_empty() || !units.common.is_empty() || given.ranks,
        narrows: units.units.iter().all(|unit| unit.role != Role::Topic),
        terms,
        wider: (!parsed.is_precise()).then(|| wider(&units)).flatten(),
        query: {
            let common_count = given.is_empty();
            given.with(fields, strict(units, common_count))
        },
    })
}

/// A word with what is elided before it, and the star of a class after it (`MP*`).
pub(super) fn spelt(text: &str, span: std::ops::Range<usize>) -> &str {
    let before = text[..span.start].trim_end_matches(|c: char| c.is_alphanumeric() || c == '\'').len();
    let star = usize::from(text[span.end..].starts_with('*'));
    &text[before..span.end + star]
}

/// What a meaning is called on a page, and how to ask for its words instead.
fn understood(
    parsed: &Parsed,
    meaning: &Meaning,
    place: &dyn Fn(usize) -> std::ops::Range<usize>,
) -> Vec<Understood> {
    let (start, end) = (place(meaning.words.start).start, place(meaning.words.end - 1).end);
    let text = &parsed.text;
    let instead = format!("{}\"{}\"{}", &text[..start], text[start..end].replace('"', " "), &text[end..]);
    let one = |sense: &Sense| {
        let (facet, value, counterparts) = match sense {
            Sense::School(facet, term, _) => (Some(*facet), term.term.clone(), Vec::new()),
            Sense::Licence(id) => (Some(Facet::Licence), id.clone(), Vec::new()),
            Sense::Product(name, programs) => {
                (None, (*name).to_owned(), programs.iter().map(|program| program.name.clone()).collect())
            }
        };
        Understood { facet, value, counterparts, instead: instead.clone() }
    };
    meaning.senses.iter().map(one).collect()
}

/// What every result must have: nearly all that the words name; common words where there is nothing else.
fn strict(units: Units, common_count: bool) -> Clauses {
    let (mut required, mut optional) = (Vec::new(), units.extras);
    let alone = units.units.iter().all(|unit| unit.role == Role::Sort);
    for unit in units.units {
        if unit.role == Role::Sort && !alone { optional.push(unit.query) } else { required.push(unit.query) }
    }
    if required.is_empty() && common_count {
        required = units.common;
    }
    let mut clauses: Clauses = Vec::new();
    if !required.is_empty() {
        let least = least_matching(required.len());
        let query = BooleanQuery::union_with_minimum_required_clauses(required, least);
        clauses.push((Occur::Must, Box::new(query)));
    }
    clauses.extend(optional.into_iter().map(|query| (Occur::Should, query)));
    clauses
}

/// Some of what is sought, and first what has all of it.
fn wider(units: &Units) -> Option<Box<dyn Query>> {
    let role = |wanted: Role| units.units.iter().filter(move |unit| unit.role == wanted);
    let copies = |wanted: Role| role(wanted).map(|unit| unit.query.box_clone()).collect::<Vec<_>>();
    let (topics, frames) = (copies(Role::Topic), copies(Role::Frame));
    let required = topics.len() + frames.len();
    let (core, rest) = if topics.is_empty() { (frames, topics) } else { (topics, frames) };
    let least = least_near(core.len());
    if required < 2 || core.is_empty() {
        return None;
    }
    let all = core.iter().chain(&rest).map(|query| query.box_clone()).collect();
    let whole = BooleanQuery::union_with_minimum_required_clauses(all, least_matching(required));
    let mut clauses: Clauses =
        vec![(Occur::Must, Box::new(BooleanQuery::union_with_minimum_required_clauses(core, least)))];
    clauses.extend(rest.into_iter().map(|query| (Occur::Should, query)));
    clauses.extend(copies(Role::Sort).into_iter().map(|query| (Occur::Should, query)));
    clauses.extend(units.extras.iter().map(|query| (Occur::Should, query.box_clone())));
    clauses.push((Occur::Should, Box::new(ConstScoreQuery::new(Box::new(whole), WHOLE))));
    Some(Box::new(BooleanQuery::new(clauses)))
}

/// How many of so many words a record must have: all of three, three of four, then a quarter, so that a
/// whole question finds something.
fn least_matching(words: usize) -> usize {
    match words {
        0..=3 => words,
        4 => 3,
        _ => words.div_ceil(4),
    }
}

/// How many of so many words what comes near must have.
fn least_near(words: usize) -> usize {
    (words / 6).max(1)
}

/// What only the query language asks for.
#[derive(Default)]
struct Given {
    clauses: Clauses,
    values: BTreeMap<Facet, Vec<String>>,
    terms: Terms,
    ranks: bool,
}

impl Given {
    fn is_empty(&self) -> bool {
        self.clauses.is_empty() && self.values.is_empty()
    }

    fn add(&mut self, searcher: &Searcher, fields: &Fields, clause: &Clause) -> Result<(), TantivyError> {
        if let (What::Value(facet, text), false) = (&clause.what, clause.excluded) {
            let values = matching_values(searcher, fields, *facet, text)?;
            self.values.entry(*facet).or_default().extend(values);
            return Ok(());
        }
        let query = self.query(searcher, fields, &clause.what, clause.excluded)?;
        match (query, clause.excluded) {
            (Some(query), true) => self.clauses.push((Occur::MustNot, query)),
            (Some(query), false) => self.clauses.push((Occur::Must, query)),
            // What can be nowhere: whoever does not want it has what they want.
            (None, true) => {}
            (None, false) => self.clauses.push((Occur::Must, Box::new(EmptyQuery))),
        }
        Ok(())
    }

    /// One thing asked for; none where no record can have it.
    fn query(
        &mut self,
        searcher: &Searcher,
        fields: &Fields,
        what: &What,
        excluded: bool,
    ) -> Result<Option<Box<dyn Query>>, TantivyError> {
        Ok(match what {
            What::Word(text) | What::Phrase(text) => {
                if !excluded {
                    self.terms.note(text);
                    self.ranks = true;
                }
                if matches!(what, What::Word(_)) { anywhere(fields, text) } else { phrase(fields, text) }
            }
            What::Value(facet, text) => {
                let values = matching_values(searcher, fields, *facet, text)?;
                (!values.is_empty()).then(|| filter(fields, *facet, &values))
            }
            What::Author(name) => author(fields, name),
            What::Changed(days) => Some(changed(fields, *days)),
            What::Any(any) => {
                let mut ways = Vec::new();
                for clause in any {
                    ways.extend(self.query(searcher, fields, &clause.what, excluded)?);
                }
                best(ways)
            }
        })
    }

    /// All of it, with what the words ask for.
    fn with(self, fields: &Fields, words: Clauses) -> Box<dyn Query> {
        let mut clauses = words;
        clauses.extend(self.clauses);
        for (facet, values) in self.values {
            let query = if values.is_empty() { Box::new(EmptyQuery) } else { filter(fields, facet, &values) };
            clauses.push((Occur::Must, query));
        }
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            clauses.push((Occur::Must, Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0))));
        }
        Box::new(BooleanQuery::new(clauses))
    }
}

/// Records of an author all of whose names are said.
pub(super) fn author(fields: &Fields, name: &str) -> Option<Box<dyn Query>> {
    let names = tokens(Chain::Exact, name).into_iter().map(|token| -> (Occur, Box<dyn Query>) {
        let term = Term::from_field_text(fields.author, &token.text);
        (Occur::Must, Box::new(TermQuery::new(term, IndexRecordOption::Basic)))
    });
    let names: Clauses = names.collect();
    (!names.is_empty()).then(|| chosen(Box::new(BooleanQuery::new(names))))
}

/// Records whose last change is of these days.
pub(super) fn changed(fields: &Fields, days: Days) -> Box<dyn Query> {
    let midnight = |day: Date| {
        let at = day.to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |at| at.timestamp().as_second());
        Term::from_field_date(fields.updated, DateTime::from_timestamp_secs(at))
    };
    let from = days.from.map_or(Bound::Unbounded, |day| Bound::Included(midnight(day)));
    let after = days.to.and_then(|day| day.tomorrow().ok());
    let to = after.map_or(Bound::Unbounded, |day| Bound::Excluded(midnight(day)));
    chosen(Box::new(RangeQuery::new(from, to)))
}

/// Chooses without ranking.
fn chosen(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

impl Terms {
    fn note(&mut self, text: &str) {
        self.french.extend(tokens(Chain::French, text).into_iter().map(|token| token.text));
        self.english.extend(tokens(Chain::English, text).into_iter().map(|token| token.text));
        let names = tokens(Chain::Names, text).into_iter().map(|token| token.text);
        self.names.extend(names.filter(|name| is_compound(name) || name.chars().count() == 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_question_not_every_word_is_required() {
        let least: Vec<usize> = [1, 2, 3, 4, 5, 10, 12].into_iter().map(least_matching).collect();
        assert_eq!(least, [1, 2, 3, 3, 2, 3, 3]);
    }
}
