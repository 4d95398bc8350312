//! The values of a facet by what they may be called, read once from the dictionary of each segment: a query of
//! many `field:value` must not read it for each.
//!
//! Must not know which of several values is meant.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::index::SegmentId;
use tantivy::schema::Field;
use tantivy::{Searcher, SegmentReader, TantivyError};

use crate::analyse::folded;
use crate::facet::Facet;

/// Bytes of keys and values that are kept; a facet of more is read anew each time.
const ROOM: usize = 32 * 1024 * 1024;

/// What was read of the segments that serve.
#[derive(Debug, Default)]
pub(crate) struct Known {
    tables: Mutex<HashMap<(SegmentId, Facet), Arc<Table>>>,
}

/// Under which keys to look.
pub(super) enum Keys<'a> {
    /// Under one of these.
    Any(Vec<&'a str>),
    /// Under all of these.
    All(Vec<&'a str>),
    /// Under this, and what goes on after it with a dash.
    Beginning(&'a str),
}

/// The values of one facet in one segment.
#[derive(Debug, Default)]
pub(crate) struct Table {
    keys: BTreeMap<Box<str>, Vec<u32>>,
    values: Vec<Box<str>>,
    bytes: usize,
}

impl Known {
    /// The tables of a facet, one a segment.
    pub(super) fn values(
        &self,
        searcher: &Searcher,
        field: Field,
        facet: Facet,
    ) -> Result<Vec<Arc<Table>>, TantivyError> {
        let segments = searcher.segment_readers();
        segments.iter().map(|segment| self.table(searcher, segment, field, facet)).collect()
    }

    fn table(
        &self,
        searcher: &Searcher,
        segment: &SegmentReader,
        field: Field,
        facet: Facet,
    ) -> Result<Arc<Table>, TantivyError> {
        let key = (segment.segment_id(), facet);
        if let Some(table) = self.tables.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(table));
        }
        let table = Arc::new(Table::read(segment, field, facet)?);
        let mut tables = self.tables.lock().unwrap_or_else(PoisonError::into_inner);
        // What was merged away is asked for no more.
        let serves = |id: SegmentId| searcher.segment_readers().iter().any(|other| other.segment_id() == id);
        tables.retain(|(id, _), _| serves(*id));
        if tables.values().map(|kept| kept.bytes).sum::<usize>() + table.bytes <= ROOM {
            tables.insert(key, Arc::clone(&table));
        }
        Ok(table)
    }
}

impl Table {
    fn read(segment: &SegmentReader, field: Field, facet: Facet) -> Result<Self, TantivyError> {
        let postings = segment.inverted_index(field)?;
        let mut stream = postings.terms().stream()?;
        let mut table = Self::default();
        while stream.advance() {
            table.add(facet, &String::from_utf8_lossy(stream.key()));
        }
        Ok(table)
    }

    fn add(&mut self, facet: Facet, value: &str) {
        let Ok(place) = u32::try_from(self.values.len()) else { return };
        let mut keys = match facet {
            Facet::Licence | Facet::Language => vec![value.to_lowercase()],
            Facet::Organisation | Facet::Forge => {
                let mut words: Vec<String> = folded(value).split(' ').map(str::to_owned).collect();
                words.push(value.to_lowercase());
                words
            }
            _ => vec![folded(value)],
        };
        keys.sort();
        keys.dedup();
        self.bytes += value.len() + keys.iter().map(|key| key.len() + 32).sum::<usize>();
        self.values.push(value.into());
        for key in keys {
            self.keys.entry(key.into()).or_default().push(place);
        }
    }

    /// The values under these keys, each once.
    pub(super) fn candidates(&self, keys: &Keys<'_>) -> impl Iterator<Item = &str> + use<'_> {
        let under = |key: &str| self.keys.get(key).map_or(&[][..], Vec::as_slice);
        let mut places: Vec<u32> = match keys {
            Keys::Any(keys) => keys.iter().flat_map(|key| under(key)).copied().collect(),
            // Whoever lies under all of them lies under the one that fewest lie under.
            Keys::All(keys) => {
                let fewest = keys.iter().map(|key| under(key)).min_by_key(|places| places.len());
                fewest.unwrap_or_default().to_vec()
            }
            Keys::Beginning(key) => {
                let start = format!("{key}-");
                let later = self.keys.range::<str, _>((Bound::Included(start.as_str()), Bound::Unbounded));
                let later = later.take_while(|(other, _)| other.starts_with(&start));
                under(key).iter().chain(later.flat_map(|(_, places)| places)).copied().collect()
            }
        };
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.values.get(place as usize).map(AsRef::as_ref))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(facet: Facet, values: &[&str], keys: &Keys<'_>) -> Vec<String> {
        let mut table = Table::default();
        values.iter().for_each(|value| table.add(facet, value));
        table.candidates(keys).map(str::to_owned).collect()
    }

    #[test]
    fn only_what_may_be_meant_is_looked_at() {
        let licences = ["CC-BY-4.0", "CC-BY-SA-4.0", "GPL-3.0-only", "LGPL-3.0-only", "MIT"];
        assert_eq!(found(Facet::Licence, &licences, &Keys::Beginning("gpl")), ["GPL-3.0-only"]);
        assert_eq!(found(Facet::Licence, &licences, &Keys::Beginning("mit")), ["MIT"]);
        let bodies = ["drane-lyon", "lyon", "DRANE Nantes"];
        assert_eq!(
            found(Facet::Organisation, &bodies, &Keys::All(vec!["lyon", "drane"])),
            ["drane-lyon", "lyon"]
        );
        assert_eq!(
            found(Facet::Level, &["6e", "5e", "Tle"], &Keys::Any(vec!["6e", "terminale"])),
            ["6e", "Tle"]
        );
        assert!(found(Facet::Level, &["6e"], &Keys::All(vec!["x"])).is_empty());
    }
}
