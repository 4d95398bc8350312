//! What the words of a query mean at school: levels, subjects, types, licences, products to be replaced.
//!
//! A meaning adds to the words and never replaces them. Must not know the engine.

use std::collections::BTreeSet;
use std::ops::Range;

use glane_catalog::model::Software;
use glane_catalog::vocabulary::school::{self, Kind, Mention, Term};
use glane_catalog::vocabulary::software;

use super::licence;
use crate::analyse::{Chain, tokens};
use crate::facet::Facet;

/// What some words of a query mean.
#[derive(Debug, Clone)]
pub(crate) struct Meaning {
    /// The words, by their place among those of the query.
    pub(crate) words: Range<usize>,
    /// What they mean; several things where they are ambiguous.
    pub(crate) senses: Vec<Sense>,
    /// They may mean something else.
    pub(crate) ambiguous: bool,
}

/// One thing that words mean.
#[derive(Debug, Clone)]
pub(crate) enum Sense {
    /// A term of the thesaurus, and every value that is part of it.
    School(Facet, &'static Term, Vec<String>),
    /// The beginning of a licence's identifier.
    Licence(String),
    /// A product, and what does something similar.
    Product(&'static str, Vec<&'static Software>),
}

/// What these words mean, in their order; no two meanings share a word. `spelt` are the same words with the
/// articles elided before them, which names of the school have.
pub(crate) fn understand(words: &[&str], spelt: &[&str]) -> Vec<Meaning> {
    let mut found: Vec<Meaning> = Vec::new();
    for named in software::named(words) {
        let (start, length) = named.words;
        let senses = vec![Sense::Product(named.product, named.counterparts)];
        found.push(Meaning { words: start..start + length, senses, ambiguous: false });
    }
    for named in licence::named(words) {
        // `mit` is a word of its own elsewhere.
        let ambiguous = named.id == "MIT";
        found.push(Meaning { words: named.words, senses: vec![Sense::Licence(named.id)], ambiguous });
    }
    for meaning in at_school(spelt) {
        let is_free = |known: &Meaning| {
            known.words.end <= meaning.words.start || meaning.words.end <= known.words.start
        };
        if found.iter().all(is_free) {
            found.push(meaning);
        }
    }
    found.sort_by_key(|meaning| meaning.words.start);
    found
}

fn at_school(words: &[&str]) -> Vec<Meaning> {
    let mut found: Vec<Meaning> = Vec::new();
    for mention in school::asked(&words.join(" ")) {
        let Some(sense) = sense(mention.term) else { continue };
        let Some(place) = place(words, &mention) else { continue };
        match found.iter_mut().find(|known| known.words == place) {
            Some(known) => known.senses.push(sense),
            None => found.push(Meaning { words: place, senses: vec![sense], ambiguous: mention.ambiguous }),
        }
    }
    found
}

fn sense(term: &'static Term) -> Option<Sense> {
    let facet = match term.kind {
        Kind::Level | Kind::Diploma => Facet::Level,
        Kind::Subject | Kind::Theme => Facet::Subject,
        Kind::Type => Facet::ResourceType,
        Kind::Scheme | Kind::Exam => return None,
    };
    Some(Sense::School(facet, term, values(term)))
}

/// The term and everything that is part of it.
pub(crate) fn values(term: &Term) -> Vec<String> {
    let mut found = vec![term.term.clone()];
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut next = school::narrower(term);
    while let Some(below) = next.pop() {
        if seen.insert(&below.term) {
            found.push(below.term.clone());
            next.extend(school::narrower(below));
        }
    }
    found
}

/// Where the words of a mention stand.
fn place(words: &[&str], mention: &Mention) -> Option<Range<usize>> {
    let split = |text: &str| -> Vec<String> {
        tokens(Chain::Exact, text).into_iter().map(|token| token.text).collect()
    };
    let sought = split(&mention.form);
    let all: Vec<(usize, String)> = words
        .iter()
        .enumerate()
        .flat_map(|(at, word)| split(word).into_iter().map(move |part| (at, part)))
        .collect();
    let same = |window: &[(usize, String)]| window.iter().map(|(_, part)| part).eq(sought.iter());
    let window = all.windows(sought.len().max(1)).find(|window| same(window))?;
    Some(window.first()?.0..window.last()?.0 + 1)
}
