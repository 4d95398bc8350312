//! What a query asks for, piece by piece: each with the ways in which it may be read, and the places in which
//! each may be found.
//!
//! Says the same as [`super::build`] asks, one place at a time. Must not know any record.

use std::cell::Cell;

use serde::Serialize;
use tantivy::query::Query;
use tantivy::schema::Field;
use tantivy::{Score, Searcher, TantivyError};

use glane_catalog::vocabulary::software;

use super::build::{author, changed, spelt};
use super::correct::{MOST_TRIES, guesses};
use super::places::{called, filter, near, of_phrase, of_word, titled, within};
use super::tree::{Clause, Parsed, What};
use super::understand::{Meaning, Sense, understand};
use super::unit::{also_called, in_full, is_common, joined, role_of};
use super::value::matching_values;
use crate::analyse::Chain;
use crate::facet::Facet;
use crate::schema::Fields;

/// A part of a record in which words are sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Its title.
    Title,
    /// Its keywords, levels, subjects and types, those who made it, its other titles, the name of its folder.
    Keywords,
    /// Another name of its level, subject or type, or of what these are part of.
    School,
    /// Summary, text, names of files.
    Text,
    /// A whole name: of a language, of an organisation, or in title and keywords one that has signs in it.
    Name,
    /// Who made it.
    Author,
    /// A property to narrow by.
    Property,
    /// The day of its last change.
    Date,
}

/// A place, and whether the word stands there as it is written or by its stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Spot {
    /// The place.
    pub place: Place,
    /// As it is written, accents and case aside.
    pub exact: bool,
}

/// How words of a query were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "as", content = "value")]
pub enum Reading {
    /// As they are written.
    Written,
    /// As this word, since no record has the one that was typed.
    Correction(String),
    /// As this word, written together.
    Joined(String),
    /// As this name in full.
    InFull(String),
    /// As another name of the same thing.
    Synonym(String),
    /// As this value of a property.
    Term(Facet, String),
    /// As a product in whose place this program is often named.
    Counterpart(String),
}

/// One way to read words, and where they would then stand.
pub(crate) struct Way {
    pub(crate) reading: Reading,
    pub(crate) spots: Vec<(Spot, Box<dyn Query>)>,
}

/// One thing that is asked for.
pub(crate) struct Piece {
    pub(crate) words: String,
    pub(crate) ways: Vec<Way>,
}

/// All that is asked for, and what adds to it.
#[derive(Default)]
pub(crate) struct Asked {
    pub(crate) pieces: Vec<Piece>,
    /// Words beside each other, which count for more near each other.
    pub(crate) near: Vec<(String, String, Box<dyn Query>)>,
    /// The whole title is what was typed.
    pub(crate) called: Option<Box<dyn Query>>,
}

/// What a query asks for; what it excludes is left out.
pub(crate) fn asked(searcher: &Searcher, fields: &Fields, parsed: &Parsed) -> Result<Asked, TantivyError> {
    let reader = Reader { searcher, fields, tries: Cell::new(MOST_TRIES) };
    let mut asked = Asked::default();
    let mut words: Vec<(&Clause, &str)> = Vec::new();
    let mut others = Vec::new();
    for clause in parsed.clauses.iter().filter(|clause| !clause.excluded) {
        match &clause.what {
            What::Word(word) => words.push((clause, word)),
            _ => others.push(clause),
        }
    }
    let plain: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
    let spelt: Vec<&str> = words.iter().map(|(clause, _)| spelt(&parsed.text, clause.span.clone())).collect();
    reader.words(&plain, &understand(&plain, &spelt), &mut asked)?;
    for clause in others {
        reader.clause(&parsed.text, clause, &mut asked.pieces)?;
    }
    Ok(asked)
}

struct Reader<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    /// Unknown words for which others may still be sought, as in the search itself.
    tries: Cell<usize>,
}

impl Reader<'_> {
    fn words(&self, words: &[&str], meanings: &[Meaning], asked: &mut Asked) -> Result<(), TantivyError> {
        let replacing = meanings.iter().any(|meaning| matches!(meaning.senses[..], [Sense::Product(..)]));
        let mut last: Option<&str> = None;
        let mut at = 0;
        while at < words.len() {
            if let Some(meaning) = meanings.iter().find(|meaning| meaning.words.start == at) {
                asked.pieces.push(self.meaning(&words[meaning.words.clone()], meaning)?);
                at = meaning.words.end;
                last = None;
                continue;
            }
            let word = words[at];
            let says_little = is_common(word) || replacing && software::asks_to_replace(word);
            if !says_little {
                asked.pieces.push(self.word(words, at)?);
                let beside = last.and_then(|former| Some((former, near(self.fields, former, word)?)));
                asked.near.extend(beside.map(|(former, query)| (former.to_owned(), word.to_owned(), query)));
                last = Some(word);
            }
            at += 1;
        }
        asked.called = (!words.is_empty()).then(|| called(self.fields, &words.join(" "))).flatten();
        Ok(())
    }

    fn word(&self, words: &[&str], at: usize) -> Result<Piece, TantivyError> {
        let word = words[at];
        let mut ways = vec![self.written(Reading::Written, word)];
        let together = joined(self.searcher, self.fields, words, at)?;
        if together.is_empty() {
            let mut tries = self.tries.get();
            let guesses = guesses(self.searcher, self.fields, word, &mut tries)?.into_iter();
            self.tries.set(tries);
            ways.extend(
                guesses.map(|guess| self.written(Reading::Correction(guess.word.clone()), &guess.word)),
            );
        }
        ways.extend(together.iter().map(|other| self.written(Reading::Joined(other.clone()), other)));
        ways.extend(
            in_full(word).into_iter().map(|name| self.phrase(Reading::InFull(name.to_owned()), name)),
        );
        Ok(Piece { words: word.to_owned(), ways })
    }

    fn meaning(&self, words: &[&str], meaning: &Meaning) -> Result<Piece, TantivyError> {
        let mut ways = Vec::new();
        for sense in &meaning.senses {
            match sense {
                Sense::School(facet, term, values) => {
                    ways.push(self.property(*facet, &term.term, values));
                    let names = also_called(term).filter(|_| role_of(term).is_some());
                    ways.extend(names.map(|name| self.phrase(Reading::Synonym(name.to_owned()), name)));
                }
                Sense::Licence(id) => {
                    let values = matching_values(self.searcher, self.fields, Facet::Licence, id)?;
                    ways.push(self.property(Facet::Licence, id, &values));
                }
                Sense::Product(_, programs) => {
                    for program in programs {
                        let spot = Spot { place: Place::Title, exact: true };
                        let named = titled(self.fields, &program.name, 1.0);
                        let spots = named.map(|query| (spot, query)).into_iter().collect();
                        ways.push(Way { reading: Reading::Counterpart(program.name.clone()), spots });
                    }
                }
            }
        }
        let words = words.join(" ");
        // Words that mean something together count as words where they stand together.
        ways.push(match words.contains(' ') {
            true => self.phrase(Reading::Written, &words),
            false => self.written(Reading::Written, &words),
        });
        Ok(Piece { words, ways })
    }

    fn clause(&self, text: &str, clause: &Clause, pieces: &mut Vec<Piece>) -> Result<(), TantivyError> {
        let one = |place, query: Option<Box<dyn Query>>| {
            let spots = query.map(|query| (Spot { place, exact: true }, query)).into_iter().collect();
            Way { reading: Reading::Written, spots }
        };
        let way = match &clause.what {
            What::Word(word) => self.written(Reading::Written, word),
            What::Phrase(words) => self.phrase(Reading::Written, words),
            What::Value(facet, value) => {
                let values = matching_values(self.searcher, self.fields, *facet, value)?;
                self.property(*facet, value, &values)
            }
            What::Author(name) => one(Place::Author, author(self.fields, name)),
            What::Changed(days) => one(Place::Date, Some(changed(self.fields, *days))),
            What::Any(any) => return any.iter().try_for_each(|clause| self.clause(text, clause, pieces)),
        };
        pieces.push(Piece { words: text[clause.span.clone()].to_owned(), ways: vec![way] });
        Ok(())
    }

    fn property(&self, facet: Facet, name: &str, values: &[String]) -> Way {
        let spot = Spot { place: Place::Property, exact: true };
        let query = (!values.is_empty()).then(|| filter(self.fields, facet, values));
        let spots = query.map(|query| (spot, query)).into_iter().collect();
        Way { reading: Reading::Term(facet, name.to_owned()), spots }
    }

    fn written(&self, reading: Reading, word: &str) -> Way {
        Way { reading, spots: self.spots(of_word(self.fields, word), word) }
    }

    fn phrase(&self, reading: Reading, words: &str) -> Way {
        Way { reading, spots: self.spots(of_phrase(self.fields, words), words) }
    }

    fn spots(&self, places: Vec<(Field, Chain, Score)>, text: &str) -> Vec<(Spot, Box<dyn Query>)> {
        let spots = places.into_iter().filter_map(|(field, chain, boost)| {
            let exact = !matches!(chain, Chain::French | Chain::English);
            Some((Spot { place: self.place(field), exact }, within(field, chain, boost, text)?))
        });
        spots.collect()
    }

    fn place(&self, field: Field) -> Place {
        let fields = self.fields;
        match field {
            _ if [fields.title_exact, fields.title_fr, fields.title_en].contains(&field) => Place::Title,
            _ if [fields.about_exact, fields.about_fr].contains(&field) => Place::Keywords,
            _ if field == fields.school_exact => Place::School,
            _ if field == fields.names => Place::Name,
            _ => Place::Text,
        }
    }
}
