//! How often each value of a facet occurs among records: the values of all segments in one numbering, so that
//! counting is one addition a value and exact across segments.
//!
//! Must not know queries and filters, only lists of records.

use std::cmp::Reverse;

use tantivy::columnar::Column;
use tantivy::{DocId, Searcher, SegmentReader, TantivyError};

use crate::facet::{Facet, FacetCounts, FacetValue};

/// Records whose values are read at a time.
const BLOCK: usize = 512;

/// The values of every facet in one state of the index.
pub(crate) struct Vocabulary {
    facets: Vec<Values>,
}

/// The values of one facet, sorted; a value's number is its place.
struct Values {
    texts: Vec<Box<str>>,
    segments: Vec<Numbers>,
}

/// The values of the records of one segment.
struct Numbers {
    /// By record, the place of each value in the dictionary of the segment.
    places: Column<u64>,
    /// By place, the number of the value.
    numbers: Vec<u32>,
}

impl Vocabulary {
    /// Reads the dictionaries of every facet.
    pub(crate) fn read(searcher: &Searcher) -> Result<Self, TantivyError> {
        let facets = Facet::ALL.iter().map(|facet| Values::read(searcher, *facet));
        Ok(Self { facets: facets.collect::<Result<_, _>>()? })
    }

    /// Counts a facet among records, given by segment. The most frequent values, first by count and then by
    /// name, and those asked for.
    pub(crate) fn count(&self, facet: Facet, records: &[Vec<DocId>], selected: &[String]) -> FacetCounts {
        let values = &self.facets[facet.position()];
        FacetCounts { facet, values: values.most_frequent(values.tally(records), selected, facet.most()) }
    }

    /// Counts every value of a facet that passes.
    pub(crate) fn count_those(
        &self,
        facet: Facet,
        records: &[Vec<DocId>],
        passes: impl Fn(&str) -> bool,
        most: usize,
    ) -> FacetCounts {
        let values = &self.facets[facet.position()];
        let mut tally = values.tally(records);
        tally.met.retain(|number| passes(&values.texts[*number as usize]));
        FacetCounts { facet, values: values.most_frequent(tally, &[], most) }
    }
}

impl Values {
    fn read(searcher: &Searcher, facet: Facet) -> Result<Self, TantivyError> {
        let mut read = Vec::new();
        for segment in searcher.segment_readers() {
            read.push(dictionary(segment, facet)?);
        }
        let mut texts: Vec<Box<str>> = read.iter().flat_map(|(_, texts)| texts).cloned().collect();
        texts.sort_unstable();
        texts.dedup();
        let number =
            |text| texts.binary_search(text).map_or(u32::MAX, |at| u32::try_from(at).unwrap_or(u32::MAX));
        let segments = read.iter().map(|(places, own)| Numbers {
            places: places.clone(),
            numbers: own.iter().map(number).collect(),
        });
        let segments = segments.collect();
        Ok(Self { segments, texts })
    }

    fn tally(&self, records: &[Vec<DocId>]) -> Tally {
        let mut tally = Tally::new(self.texts.len());
        for (segment, records) in self.segments.iter().zip(records) {
            tally.add(segment, records);
        }
        tally
    }

    fn most_frequent(&self, mut tally: Tally, selected: &[String], most: usize) -> Vec<FacetValue> {
        let Tally { counts, met } = &mut tally;
        let rank = |number: &u32| (Reverse(counts[*number as usize]), *number);
        if met.len() > most {
            met.select_nth_unstable_by_key(most, rank);
            met.truncate(most);
        }
        let asked = selected.iter().filter_map(|value| self.number(value));
        met.extend(asked);
        met.sort_unstable_by_key(rank);
        met.dedup();
        let mut values: Vec<FacetValue> = met
            .iter()
            .map(|number| {
                let value = self.texts[*number as usize].to_string();
                let count = u64::from(counts[*number as usize]);
                FacetValue { selected: selected.contains(&value), value, count }
            })
            .collect();
        // What no record of the index has comes last, as what none of these records has.
        let unknown = selected.iter().filter(|value| self.number(value).is_none());
        values.extend(unknown.map(|value| FacetValue { value: value.clone(), count: 0, selected: true }));
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        values
    }

    fn number(&self, value: &str) -> Option<u32> {
        let place = self.texts.binary_search_by(|text| (**text).cmp(value)).ok()?;
        u32::try_from(place).ok()
    }
}

/// The values of a facet in a segment: by record, and sorted.
fn dictionary(segment: &SegmentReader, facet: Facet) -> Result<(Column<u64>, Vec<Box<str>>), TantivyError> {
    let Some(column) = segment.fast_fields().str(facet.field())? else {
        return Ok((Column::build_empty_column(segment.max_doc()), Vec::new()));
    };
    let mut texts = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        texts.push(String::from_utf8_lossy(stream.key()).into());
    }
    Ok((column.ords().clone(), texts))
}

/// Counts by number of the value.
struct Tally {
    counts: Vec<u32>,
    /// The numbers that were met, each once: most queries meet few of the values there are.
    met: Vec<u32>,
}

impl Tally {
    fn new(values: usize) -> Self {
        Self { counts: vec![0; values], met: Vec::new() }
    }

    fn add(&mut self, segment: &Numbers, records: &[DocId]) {
        let (mut owners, mut rows, mut places) = (Vec::new(), Vec::new(), Vec::new());
        for block in records.chunks(BLOCK) {
            owners.clear();
            rows.clear();
            segment.places.row_ids_for_docs(block, &mut owners, &mut rows);
            places.resize(rows.len(), 0);
            segment.places.values.get_vals(&rows, &mut places);
            for place in &places {
                self.note(segment, *place);
            }
        }
    }

    fn note(&mut self, segment: &Numbers, place: u64) {
        let number = usize::try_from(place).ok().and_then(|place| segment.numbers.get(place));
        let Some(count) = number.and_then(|number| self.counts.get_mut(*number as usize)) else { return };
        if *count == 0 {
            self.met.extend(number);
        }
        *count += 1;
    }
}
