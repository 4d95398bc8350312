//! The one pass over what a query finds: the first results, and who is counted under which filters.
//!
//! A record that every filter lets through is a result; one that a single filter keeps out is counted for the
//! facet of that filter alone; all others are for nobody. Only results are ranked.

use std::sync::Arc;

use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::{EnableScoring, Query, Scorer};
use tantivy::{BitSet, DocId, Searcher, SegmentReader, TERMINATED, TantivyError};

use super::kept::Chosen;

/// What a query finds, by segment.
#[derive(Default)]
pub(super) struct Gathered {
    /// Under every filter.
    pub(super) results: Vec<Vec<DocId>>,
    /// By filter: what it alone keeps out, by segment.
    pub(super) kept_out: Vec<Vec<Vec<DocId>>>,
}

impl Gathered {
    /// How many results there are.
    pub(super) fn total(&self) -> usize {
        self.results.iter().map(Vec::len).sum()
    }

    /// How many more there would be without a filter.
    pub(super) fn without(&self, filter: usize) -> usize {
        self.kept_out[filter].iter().map(Vec::len).sum()
    }

    /// The records that a facet is counted among, which has this filter.
    pub(super) fn beside(&self, filter: usize) -> Vec<Vec<DocId>> {
        let segments = self.results.iter().zip(&self.kept_out[filter]);
        segments.map(|(results, kept_out)| [results.as_slice(), kept_out].concat()).collect()
    }
}

/// Goes through what a query finds, once.
pub(super) fn sweep<C: Collector>(
    searcher: &Searcher,
    query: &dyn Query,
    top: &C,
    filters: &[Arc<Chosen>],
) -> Result<(C::Fruit, Gathered), TantivyError> {
    let ranks = top.requires_scoring();
    let scoring = if ranks {
        EnableScoring::enabled_from_searcher(searcher)
    } else {
        EnableScoring::disabled_from_searcher(searcher)
    };
    let weight = query.weight(scoring)?;
    let mut gathered = Gathered { results: Vec::new(), kept_out: vec![Vec::new(); filters.len()] };
    let mut fruits = Vec::new();
    for (at, segment) in searcher.segment_readers().iter().enumerate() {
        let mut first = top.for_segment(u32::try_from(at).unwrap_or(u32::MAX), segment)?;
        let mut sieve = Sieve::new(filters.iter().map(|filter| &filter.sets[at]).collect());
        sieve.run(&mut *weight.scorer(segment, 1.0)?, segment, ranks, &mut first);
        fruits.push(first.harvest());
        gathered.results.push(sieve.results);
        for (all, kept_out) in gathered.kept_out.iter_mut().zip(sieve.kept_out) {
            all.push(kept_out);
        }
    }
    Ok((top.merge_fruits(fruits)?, gathered))
}

/// The filters in one segment, and what came through them.
struct Sieve<'a> {
    filters: Vec<&'a BitSet>,
    results: Vec<DocId>,
    kept_out: Vec<Vec<DocId>>,
}

impl<'a> Sieve<'a> {
    fn new(filters: Vec<&'a BitSet>) -> Self {
        Self { results: Vec::new(), kept_out: vec![Vec::new(); filters.len()], filters }
    }

    fn run(
        &mut self,
        found: &mut dyn Scorer,
        segment: &SegmentReader,
        ranks: bool,
        first: &mut impl SegmentCollector,
    ) {
        let alive = segment.alive_bitset();
        let mut record = found.doc();
        while record != TERMINATED {
            if alive.is_none_or(|alive| alive.is_alive(record)) && self.take(record) {
                first.collect(record, if ranks { found.score() } else { 0.0 });
            }
            record = found.advance();
        }
    }

    /// Puts a record where it belongs; whether it is a result.
    fn take(&mut self, record: DocId) -> bool {
        let mut against = None;
        for (filter, set) in self.filters.iter().enumerate() {
            if !set.contains(record) {
                if against.is_some() {
                    return false;
                }
                against = Some(filter);
            }
        }
        match against {
            None => self.results.push(record),
            Some(filter) => self.kept_out[filter].push(record),
        }
        against.is_none()
    }
}
