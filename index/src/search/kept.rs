//! What is kept in mind of one state of the index: the values of facets, and what usual filters choose.
//!
//! Forgotten as soon as the state is another. Must not know who searches.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::query::EnableScoring;
use tantivy::{BitSet, DocSet, Searcher, TERMINATED, TantivyError};

use crate::count::Vocabulary;
use crate::facet::Facet;
use crate::query::filter;
use crate::schema::Fields;

/// Filters whose choice is kept: each takes a bit a record.
const FILTERS: usize = 64;

/// A facet and the values of it that are asked for.
type Filter = (Facet, Vec<String>);

/// The last state that was searched.
#[derive(Default)]
pub(crate) struct Kept {
    last: Mutex<Option<Arc<State>>>,
}

/// One state.
pub(crate) struct State {
    generation: u64,
    pub(crate) vocabulary: Vocabulary,
    chosen: Mutex<HashMap<Filter, Arc<Chosen>>>,
}

/// The records that a filter lets through, by segment.
pub(crate) struct Chosen {
    pub(crate) sets: Vec<BitSet>,
}

impl Kept {
    /// What is known of the state that is being searched.
    pub(crate) fn of(&self, searcher: &Searcher) -> Result<Arc<State>, TantivyError> {
        let generation = searcher.generation().generation_id();
        // Whoever comes while it is made waits for it rather than making it too.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(state) = last.as_ref().filter(|state| state.generation == generation) {
            return Ok(Arc::clone(state));
        }
        let vocabulary = Vocabulary::read(searcher)?;
        let state = Arc::new(State { generation, vocabulary, chosen: Mutex::default() });
        // A search that began on an older state must not take the newer one's place.
        if last.as_ref().is_none_or(|state| state.generation < generation) {
            *last = Some(Arc::clone(&state));
        }
        Ok(state)
    }
}

impl State {
    /// The records that have one of these values.
    pub(crate) fn chosen(
        &self,
        searcher: &Searcher,
        fields: &Fields,
        facet: Facet,
        values: &[String],
    ) -> Result<Arc<Chosen>, TantivyError> {
        let name = (facet, values.to_vec());
        if let Some(chosen) = self.chosen.lock().unwrap_or_else(PoisonError::into_inner).get(&name) {
            return Ok(Arc::clone(chosen));
        }
        let chosen = Arc::new(Chosen::read(searcher, fields, facet, values)?);
        let mut all = self.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= FILTERS {
            all.clear();
        }
        all.insert(name, Arc::clone(&chosen));
        Ok(chosen)
    }
}

impl Chosen {
    fn read(
        searcher: &Searcher,
        fields: &Fields,
        facet: Facet,
        values: &[String],
    ) -> Result<Self, TantivyError> {
        let weight = filter(fields, facet, values).weight(EnableScoring::disabled_from_searcher(searcher))?;
        let mut sets = Vec::new();
        for segment in searcher.segment_readers() {
            let mut set = BitSet::with_max_value(segment.max_doc());
            let mut records = weight.scorer(segment, 1.0)?;
            let mut record = records.doc();
            while record != TERMINATED {
                set.insert(record);
                record = records.advance();
            }
            sets.push(set);
        }
        Ok(Self { sets })
    }
}
