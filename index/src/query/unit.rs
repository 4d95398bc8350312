//! The words of a query as units, each of which a record has or has not: a word, or words that together
//! mean one thing.
//!
//! Must not know how many units a record must have.

use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query};
use tantivy::{Score, Searcher, TantivyError};

use glane_catalog::model::Software;
use glane_catalog::vocabulary::school::{self, Kind, Term};
use glane_catalog::vocabulary::{acronym, software};

use super::correct::{Guess, MOST_TRIES, guesses, is_written};
use super::places::{anywhere, best, called, has_compound, near, phrase, titled, worth};
use super::understand::{Meaning, Sense, understand};
use super::value::matching_values;
use crate::analyse::{Chain, FRENCH_QUESTIONS, folded, tokens};
use crate::facet::Facet;
use crate::schema::Fields;

/// What it is worth to be of the level, subject or licence that was asked for; of a type, or of what the
/// words only may mean; of a licence that asks for more.
const FRAME: Score = 10.0;
const MAYBE: Score = 6.0;
const SORT: Score = 4.0;
/// What it is worth to be called as a counterpart of the product that was asked for.
const COUNTERPART: Score = 15.0;
/// What another name of what was typed is worth beside it.
const SYNONYM: Score = 0.4;
/// Other names that are sought, a term.
const MOST_SYNONYMS: usize = 12;
/// What a guess is worth beside a word that is known, an error.
const GUESS: Score = 0.8;
/// What the name of a body in full is worth beside its letters.
const IN_FULL: Score = 0.2;
/// Verbs by which one says what a lesson is for, folded: they order, and are not required beside others.
const AIMS: &[&str] = &[
    "apprendre",
    "comprendre",
    "decouvrir",
    "expliquer",
    "reviser",
    "revoir",
    "trouver",
    "travailler",
    "utiliser",
];
/// What a resource may be made with, folded: who says it asks for it, be it the name of a type or not.
const MADE_WITH: &[&str] = &[
    "basthon", "capytale", "geogebra", "ggb", "h5p", "imscc", "ipynb", "jupyter", "latex", "logiquiz",
    "lumi", "mbz", "moodle", "sb3", "scorm", "scratch",
];

/// What a unit is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What is sought.
    Topic,
    /// A level, subject or licence: narrows.
    Frame,
    /// A type of resource, or what it is for: orders, and is not required beside others.
    Sort,
}

/// One unit.
pub(super) struct Unit {
    pub(super) role: Role,
    pub(super) query: Box<dyn Query>,
}

/// The words of a query, understood.
pub(super) struct Units {
    pub(super) units: Vec<Unit>,
    /// What adds to the rest: words near each other, a title that is all that was typed.
    pub(super) extras: Vec<Box<dyn Query>>,
    /// Words that say too little to be required.
    pub(super) common: Vec<Box<dyn Query>>,
    pub(super) meanings: Vec<Meaning>,
    /// By place of the word, what it was taken for.
    pub(super) guesses: Vec<(usize, Guess)>,
    /// The words that are sought as they are.
    pub(super) sought: Vec<String>,
    /// Unknown words for which others may still be sought.
    tries: usize,
}

/// Makes units of words; `spelt` as [`understand`] takes them.
pub(super) fn units(
    searcher: &Searcher,
    fields: &Fields,
    words: &[&str],
    spelt: &[&str],
) -> Result<Units, TantivyError> {
    let meanings = understand(words, spelt);
    let mut all = Units {
        units: Vec::new(),
        extras: Vec::new(),
        common: Vec::new(),
        meanings: Vec::new(),
        guesses: Vec::new(),
        sought: Vec::new(),
        tries: MOST_TRIES,
    };
    let replacing = meanings.iter().any(|meaning| matches!(meaning.senses[..], [Sense::Product(..)]));
    let mut last: Option<usize> = None;
    let mut at = 0;
    while at < words.len() {
        if let Some(meaning) = meanings.iter().find(|meaning| meaning.words.start == at) {
            all.mean(searcher, fields, &words[meaning.words.clone()], meaning)?;
            at = meaning.words.end;
            last = None;
            continue;
        }
        let word = words[at];
        if is_common(word) || replacing && software::asks_to_replace(word) {
            all.common.extend(anywhere(fields, word));
        } else {
            let joined = joined(searcher, fields, words, at)?;
            all.topic(searcher, fields, at, word, &joined)?;
            if let Some(former) = last {
                all.extras.extend(near(fields, words[former], word));
            }
            last = Some(at);
        }
        at += 1;
    }
    if !words.is_empty() {
        all.extras.extend(called(fields, &words.join(" ")));
    }
    all.meanings = meanings;
    Ok(all)
}

/// A word written together with its neighbour, where the index has it so: `peer tube`.
pub(super) fn joined(
    searcher: &Searcher,
    fields: &Fields,
    words: &[&str],
    at: usize,
) -> Result<Vec<String>, TantivyError> {
    let mut found = Vec::new();
    let before = at.checked_sub(1).map(|before| [words[before], words[at]]);
    let after = words.get(at + 1).map(|after| [words[at], after]);
    for pair in [before, after].into_iter().flatten() {
        let word = pair.concat();
        if !pair.iter().any(|part| is_common(part)) && is_written(searcher, fields, &word)? {
            found.push(word);
        }
    }
    Ok(found)
}

impl Units {
    fn topic(
        &mut self,
        searcher: &Searcher,
        fields: &Fields,
        at: usize,
        word: &str,
        joined: &[String],
    ) -> Result<(), TantivyError> {
        let mut ways: Vec<Box<dyn Query>> = anywhere(fields, word).into_iter().collect();
        self.sought.push(word.to_owned());
        for other in joined {
            ways.extend(anywhere(fields, other));
            self.sought.push(other.clone());
        }
        if joined.is_empty() {
            let guesses = guesses(searcher, fields, word, &mut self.tries)?;
            for guess in &guesses {
                let worth = GUESS.powi(i32::from(guess.errors));
                ways.extend(anywhere(fields, &guess.word).map(|query| boosted(query, worth)));
                self.sought.push(guess.word.clone());
            }
            self.guesses.extend(guesses.into_iter().next().map(|guess| (at, guess)));
        }
        let in_full = in_full(word).into_iter().filter_map(|name| phrase(fields, name));
        ways.extend(in_full.map(|query| boosted(query, IN_FULL)));
        let role = if is_one_of(AIMS, word) { Role::Sort } else { Role::Topic };
        self.units.extend(best(ways).map(|query| Unit { role, query }));
        Ok(())
    }

    fn mean(
        &mut self,
        searcher: &Searcher,
        fields: &Fields,
        words: &[&str],
        meaning: &Meaning,
    ) -> Result<(), TantivyError> {
        let mut ways = Vec::new();
        let mut role = Role::Frame;
        for sense in &meaning.senses {
            match sense {
                Sense::School(facet, term, values) => {
                    role = role_of(term).unwrap_or(role);
                    ways.push(worth(fields, *facet, values, term_worth(term, meaning.ambiguous)));
                    if role_of(term).is_some() {
                        let names = also_called(term).filter_map(|name| phrase(fields, name));
                        ways.extend(names.map(|query| boosted(query, SYNONYM)));
                    }
                }
                Sense::Licence(id) => {
                    let (same, near) = licences(searcher, fields, id)?;
                    ways.push(worth(fields, Facet::Licence, &near, SORT));
                    ways.push(worth(fields, Facet::Licence, &same, FRAME));
                }
                Sense::Product(_, counterparts) => {
                    role = Role::Topic;
                    ways.extend(stand_ins(fields, counterparts));
                    self.sought.extend(counterparts.iter().map(|program| program.name.clone()));
                }
            }
        }
        let texts: Vec<(Occur, Box<dyn Query>)> = words
            .iter()
            .filter_map(|word| anywhere(fields, word))
            .map(|query| (Occur::Must, query))
            .collect();
        if !texts.is_empty() {
            ways.push(Box::new(BooleanQuery::new(texts)));
        }
        self.sought.extend(words.iter().map(|&word| word.to_owned()));
        let role = self.made_with(fields, words, role);
        self.units.extend(best(ways).map(|query| Unit { role, query }));
        Ok(())
    }

    /// A type called by what it is made with is sought for itself; in the name of a type, that is sought too.
    fn made_with(&mut self, fields: &Fields, words: &[&str], role: Role) -> Role {
        let mut tools = words.iter().filter(|word| role == Role::Sort && is_one_of(MADE_WITH, word));
        if words.len() == 1 {
            return tools.next().map_or(role, |_| Role::Topic);
        }
        let sought = tools.filter_map(|word| anywhere(fields, word));
        self.units.extend(sought.map(|query| Unit { role: Role::Topic, query }));
        role
    }
}

/// The names in full for which the letters of a body, a service or an arrangement of the school stand.
pub(super) fn in_full(word: &str) -> Vec<&'static str> {
    let named = |mention: &school::Mention| {
        !mention.ambiguous && matches!(mention.term.kind, Kind::Scheme | Kind::Exam)
    };
    let terms = school::asked(word).into_iter().filter(named);
    let names = terms.flat_map(|mention| also_called(mention.term)).filter(|name| name.contains(' '));
    acronym::in_full(word).chain(names).collect()
}

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.contains(&folded(word).as_str())
}

/// What a term that does not narrow is in a query.
pub(super) fn role_of(term: &Term) -> Option<Role> {
    match term.kind {
        Kind::Type => Some(Role::Sort),
        Kind::Theme => Some(Role::Topic),
        _ => None,
    }
}

fn term_worth(term: &Term, ambiguous: bool) -> Score {
    match (role_of(term), ambiguous) {
        (Some(_), _) => SORT,
        (None, true) => MAYBE,
        (None, false) => FRAME,
    }
}

/// The counterparts of a product, in the order in which they are named.
fn stand_ins(fields: &Fields, counterparts: &[&Software]) -> Vec<Box<dyn Query>> {
    let mut score = COUNTERPART + 1.0;
    let queries = counterparts.iter().filter_map(|program| {
        score -= 1.0;
        titled(fields, &program.name, score)
    });
    queries.collect()
}

/// What else a term is called, where that means nothing else.
pub(super) fn also_called(term: &'static Term) -> impl Iterator<Item = &'static str> {
    let names = std::iter::once(&term.term).chain(&term.variants).map(String::as_str);
    names.filter(|name| name.len() > 2 && !school::ambiguous(name)).take(MOST_SYNONYMS)
}

fn boosted(query: Box<dyn Query>, worth: Score) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, worth))
}

/// The licences that are meant, and those that ask for more.
fn licences(
    searcher: &Searcher,
    fields: &Fields,
    id: &str,
) -> Result<(Vec<String>, Vec<String>), TantivyError> {
    let same = matching_values(searcher, fields, Facet::Licence, id)?;
    let near = if id.starts_with("CC-") {
        matching_values(searcher, fields, Facet::Licence, "CC")?
    } else {
        Vec::new()
    };
    Ok((same, near))
}

/// Whether a word says too little to be required. Letters that may name something are required:
/// the parser has already taken the elided ones away.
pub(super) fn is_common(word: &str) -> bool {
    if matches!(word, "c" | "C" | "d" | "D") || has_compound(word) {
        return false;
    }
    let words = tokens(Chain::Exact, word);
    let asks = |word: &str| FRENCH_QUESTIONS.contains(&word) || tokens(Chain::French, word).is_empty();
    words.iter().all(|token| asks(&token.text)) || tokens(Chain::English, word).is_empty()
}
