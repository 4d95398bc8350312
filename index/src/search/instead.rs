//! What to ask instead, where nothing was found: words as the index spells them, the query without its rarest
//! word, and terms of school near the words.
//!
//! Everything offered finds something. Must not know how it is shown.

use glane_catalog::vocabulary::school::{self, Kind, Term};
use serde::Serialize;
use tantivy::collector::Count;

use super::{Filters, Found, Hit, Request, View, replaced, spelling};
use crate::error::IndexError;
use crate::facet::Facet;
use crate::query::{Clause, Parsed, What, build, parse};

/// Clauses whose rarity is looked up, and those that are tried without; terms offered, and terms near a word
/// that are looked up.
const WEIGHED: usize = 8;
const CLAUSES: usize = 3;
const TERMS: usize = 4;
const LOOKED_UP: usize = 6;
/// Results shown of the query without its rarest word.
const SHOWN: usize = 3;

/// What might be asked instead.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Instead {
    /// The query with the words that the index does not know spelt as it does, and what that finds without
    /// any filter.
    pub corrected: Option<(String, usize)>,
    /// The query without one thing that it asks for, under the same filters: the rarest first.
    pub dropped: Vec<Dropped>,
    /// The first results of the first of these.
    pub hits: Vec<Hit>,
    /// Terms of school near the words that were typed.
    pub near: Vec<Near>,
}

/// A query without one thing that it asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// What was left out, as it was typed.
    pub word: String,
    /// The query without it.
    pub query: String,
    /// What it finds.
    pub total: usize,
}

/// A term of school, and how many records have it or what is part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Near {
    /// Level, subject or type.
    pub facet: Facet,
    /// The term.
    pub value: String,
    /// Records.
    pub total: usize,
}

impl View<'_> {
    /// What might be asked instead of what found nothing.
    pub(super) fn instead(
        &self,
        parsed: &Parsed,
        filters: &Filters,
        found: &Found,
    ) -> Result<Instead, IndexError> {
        let (dropped, hits) = self.dropped(parsed, filters)?;
        Ok(Instead { corrected: self.corrected(parsed, found)?, dropped, hits, near: self.near(parsed)? })
    }

    /// The words as the index spells them; it is the filters that let nothing through.
    fn corrected(&self, parsed: &Parsed, found: &Found) -> Result<Option<(String, usize)>, IndexError> {
        if found.guesses.is_empty() {
            return Ok(None);
        }
        let all = self.find(parsed, &Filters::new(), &Request { per_page: SHOWN, ..self.asked() })?;
        let hits = self.hits(&all)?;
        let text = replaced(parsed, found, |_, word| spelling(word, &hits));
        Ok((all.total > 0).then_some((text, all.total)))
    }

    fn dropped(&self, parsed: &Parsed, filters: &Filters) -> Result<(Vec<Dropped>, Vec<Hit>), IndexError> {
        if parsed.clauses.len() < 2 {
            return Ok((Vec::new(), Vec::new()));
        }
        let mut by_rarity: Vec<(usize, &Clause)> = Vec::new();
        for clause in parsed.clauses.iter().filter(|clause| !clause.excluded).take(WEIGHED) {
            by_rarity.push((self.having(clause, parsed)?, clause));
        }
        by_rarity.sort_by_key(|(count, clause)| (*count, clause.span.start));
        let (mut dropped, mut hits) = (Vec::new(), Vec::new());
        for (_, clause) in by_rarity.into_iter().take(CLAUSES) {
            let query = without(parsed, clause);
            let left = parse(&query).on(self.today);
            // What is left must still ask for something.
            if left.clauses.iter().all(|clause| clause.excluded) {
                continue;
            }
            let found = self.find(&left, filters, &Request { per_page: SHOWN, ..self.asked() })?;
            if found.total == 0 {
                continue;
            }
            if dropped.is_empty() {
                hits = self.hits(&found)?;
            }
            let word = parsed.text[clause.span.clone()].to_owned();
            dropped.push(Dropped { word, query, total: found.total });
        }
        Ok((dropped, hits))
    }

    /// How many records have one thing that is asked for.
    fn having(&self, clause: &Clause, parsed: &Parsed) -> Result<usize, IndexError> {
        let alone = Parsed { text: parsed.text.clone(), clauses: vec![clause.clone()] };
        let built = build(&self.searcher, &self.live.fields, &alone).map_err(|error| self.failed(error))?;
        self.run(&*built.query, &Count)
    }

    fn near(&self, parsed: &Parsed) -> Result<Vec<Near>, IndexError> {
        let words = parsed.clauses.iter().filter_map(|clause| match &clause.what {
            What::Word(text) | What::Phrase(text) if !clause.excluded => Some(text),
            _ => None,
        });
        let mut found: Vec<Near> = Vec::new();
        for term in words.take(CLAUSES).flat_map(|word| school::near(word, LOOKED_UP)) {
            let (facet, value) = (facet(term), term.term.clone());
            if found.len() == TERMS || found.iter().any(|known| known.value == value) {
                continue;
            }
            let only = Filters::from([(facet, vec![value.clone()])]);
            let all = build(&self.searcher, &self.live.fields, &parse(""));
            let all = all.map_err(|error| self.failed(error))?.query;
            let total = self.run(&*self.under(all, &only), &Count)?;
            if total > 0 {
                found.push(Near { facet, value, total });
            }
        }
        Ok(found)
    }

    fn asked(&self) -> Request {
        Request { today: self.today, ..Request::default() }
    }
}

fn facet(term: &Term) -> Facet {
    match term.kind {
        Kind::Level | Kind::Diploma => Facet::Level,
        Kind::Type => Facet::ResourceType,
        _ => Facet::Subject,
    }
}

/// A query without one of its clauses, and without the sign before it.
fn without(parsed: &Parsed, clause: &Clause) -> String {
    let (before, after) = (&parsed.text[..clause.span.start], &parsed.text[clause.span.end..]);
    let text = format!("{before} {after}");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
