//! Why a record is among the results of a search: which of what was asked stands where in it, how words were
//! read, and what else counted.
//!
//! Looks at one record alone, and names only words of the query and of our own vocabularies: nothing of a
//! text that is not shown.

use std::collections::BTreeMap;

use serde::Serialize;
use tantivy::collector::TopDocs;
use tantivy::query::{EnableScoring, Query, TermQuery};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, TantivyError, Term};

use super::{Request, Searcher, Sort, View};
use crate::entry::Kind;
use crate::error::IndexError;
use crate::query::{Asked, Place, Reading, Spot, Way, asked, build, parse};
use crate::signal::{Signal, Signals, today};

/// Why a record is among the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Why {
    /// Whether it has all that was asked for; else it comes near.
    pub all: bool,
    /// Whether its whole title is what was typed.
    pub titled: bool,
    /// What was asked for, in the order of the query, words first.
    pub pieces: Vec<WhyPiece>,
    /// Pairs of words that stand near each other in it.
    pub near: Vec<(String, String)>,
    /// What else counted; none where results are in another order than the best first.
    pub signals: Vec<Signal>,
}

/// One thing that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhyPiece {
    /// The words that ask for it.
    pub words: String,
    /// How they were read and found; empty where the record has nothing of it.
    pub found: Vec<WhyFound>,
}

/// A way in which words were read, and where they then stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WhyFound {
    /// How they were read.
    #[serde(flatten)]
    pub reading: Reading,
    /// Where they stand, each place once.
    pub spots: Vec<Spot>,
}

impl Searcher {
    /// Why a record is among the results of a request; none where it is not in the index.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn explain(&self, request: &Request, kind: Kind, key: &str) -> Result<Option<Why>, IndexError> {
        let live = self.shared.live();
        let view = View::of(&live)?;
        let itself = Term::from_field_text(live.fields.key, &format!("{}/{key}", kind.as_str()));
        let one = TermQuery::new(itself, IndexRecordOption::Basic);
        let found = view.run(&one, &TopDocs::with_limit(1).order_by_score())?;
        let Some((_, address)) = found.first() else { return Ok(None) };
        view.why(request, *address).map(Some).map_err(|error| view.failed(error))
    }
}

impl View<'_> {
    fn why(&self, request: &Request, at: DocAddress) -> Result<Why, TantivyError> {
        let parsed = parse(&request.query).on(request.today);
        let built = build(&self.searcher, &self.live.fields, &parsed)?;
        let Asked { pieces, near, called } = asked(&self.searcher, &self.live.fields, &parsed)?;
        let mut why = Why {
            all: self.has(at, &*built.query)?,
            titled: called.map_or(Ok(false), |query| self.has(at, &*query))?,
            pieces: Vec::new(),
            near: Vec::new(),
            signals: Vec::new(),
        };
        for piece in pieces {
            let mut found = Vec::new();
            for way in piece.ways {
                found.extend(self.found(at, way)?);
            }
            why.pieces.push(WhyPiece { words: piece.words, found });
        }
        for (one, other, query) in near {
            if self.has(at, &*query)? {
                why.near.push((one, other));
            }
        }
        if request.sort == Sort::Relevance && built.ranks {
            let segment = self.searcher.segment_reader(at.segment_ord);
            why.signals = Signals::new(segment, today(&self.searcher)?)?.of(at.doc_id).collect();
        }
        Ok(why)
    }

    /// Where words stand that are read in one way; none where they stand nowhere.
    fn found(&self, at: DocAddress, way: Way) -> Result<Option<WhyFound>, TantivyError> {
        let mut places: BTreeMap<Place, bool> = BTreeMap::new();
        for (spot, query) in way.spots {
            if self.has(at, &*query)? {
                *places.entry(spot.place).or_default() |= spot.exact;
            }
        }
        // A word of the title or of a keyword is a name too: that says nothing more.
        if places.contains_key(&Place::Title) || places.contains_key(&Place::Keywords) {
            places.remove(&Place::Name);
        }
        let spots: Vec<Spot> = places.into_iter().map(|(place, exact)| Spot { place, exact }).collect();
        Ok((!spots.is_empty()).then_some(WhyFound { reading: way.reading, spots }))
    }

    /// Whether a record is found by a query.
    fn has(&self, at: DocAddress, query: &dyn Query) -> Result<bool, TantivyError> {
        let weight = query.weight(EnableScoring::disabled_from_searcher(&self.searcher))?;
        let mut scorer = weight.scorer(self.searcher.segment_reader(at.segment_ord), 1.0)?;
        let first = scorer.doc();
        Ok(if first < at.doc_id { scorer.seek(at.doc_id) == at.doc_id } else { first == at.doc_id })
    }
}
