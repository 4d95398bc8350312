//! What counts for a record besides the words it has: four signals, each small, together eight in a hundred.
//!
//! They part records that the words leave side by side, and never lift one over another whose words are
//! clearly better. Must not know the query.

use std::cmp::Ordering;

use serde::Serialize;
use tantivy::collector::sort_key::NaturalComparator;
use tantivy::collector::{SegmentSortKeyComputer, SortKeyComputer};
use tantivy::columnar::Column;
use tantivy::{DateTime, DocId, Score, SegmentReader};

use crate::entry::Card;
use crate::schema::{NEWS, SIGNALS, UPDATED};

/// What it is worth to have all that is asked for: added to a score, and no part of what signals weigh.
pub(crate) const WHOLE: Score = 1000.0;

/// Seconds of a year.
const YEAR: i64 = 365 * 24 * 3600;
/// Years after its last change for which a record counts as kept up, and as recent.
const KEPT: i64 = 3;
const RECENT: i64 = 1;
/// No record is worth more than its words by more than this.
const MOST: Score = 1.08;

/// Bits that are kept with a record. What depends on the day is reckoned when it is asked.
const OPEN: u64 = 1;
const COMPLETE: u64 = 2;
const ARCHIVED: u64 = 4;

/// Something that counts for a record whatever is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// Its licence is libre: whoever finds it may adapt and share it, which is what they come for.
    OpenLicence,
    /// It says in one sentence what it is, under which licence, and for which level, subject or topic: it can
    /// be judged before it is opened.
    Complete,
    /// It is not archived, and changed within three years: somebody answers for it.
    Maintained,
    /// It changed within a year: it fits what is taught and used now.
    Recent,
}

impl Signal {
    /// Every signal, the heaviest first.
    pub const ALL: [Self; 4] = [Self::OpenLicence, Self::Complete, Self::Maintained, Self::Recent];

    /// What it adds to a score, as a share of it.
    fn worth(self) -> Score {
        match self {
            Self::OpenLicence => 0.03,
            Self::Complete | Self::Maintained => 0.02,
            Self::Recent => 0.01,
        }
    }
}

/// The bits of a record that is indexed: of its card, whether its licence is libre, and whether topics are
/// named.
pub(crate) fn bits(card: &Card, libre: bool, has_topics: bool) -> u64 {
    let placed = has_topics || !card.levels.is_empty() || !card.subjects.is_empty();
    let complete = placed && card.licence.is_some() && card.summary.is_some();
    let bits = [(libre, OPEN), (complete, COMPLETE), (card.archived, ARCHIVED)];
    bits.into_iter().filter(|(holds, _)| *holds).map(|(_, bit)| bit).sum()
}

/// Reads the signals of the records of one segment.
pub(crate) struct Signals {
    bits: Option<Column<u64>>,
    updated: Option<Column<DateTime>>,
    /// Seconds of the day that is taken for today.
    today: i64,
}

impl Signals {
    pub(crate) fn new(segment: &SegmentReader, today: i64) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self { bits: columns.column_opt(SIGNALS)?, updated: columns.column_opt(UPDATED)?, today })
    }

    /// Those that a record has.
    pub(crate) fn of(&self, document: DocId) -> impl Iterator<Item = Signal> {
        let bits = self.bits.as_ref().and_then(|column| column.first(document)).unwrap_or(0);
        let changed = self.updated.as_ref().and_then(|column| column.first(document));
        let age = changed.map(|changed| self.today - changed.into_timestamp_secs());
        let within = move |years: i64| age.is_some_and(|age| (0..=years * YEAR).contains(&age));
        Signal::ALL.into_iter().filter(move |signal| match signal {
            Signal::OpenLicence => bits & OPEN != 0,
            Signal::Complete => bits & COMPLETE != 0,
            Signal::Maintained => bits & ARCHIVED == 0 && within(KEPT),
            Signal::Recent => within(RECENT),
        })
    }

    fn weighed(&self, document: DocId, score: Score) -> Score {
        let whole = if score >= WHOLE { WHOLE } else { 0.0 };
        let more: Score = self.of(document).map(Signal::worth).sum();
        whole + (score - whole) * (1.0 + more)
    }
}

/// The day that is taken for today, in seconds: that of the last news in the index. News is never of
/// tomorrow, whatever a record says of itself, and the index has no clock.
pub(crate) fn today(searcher: &tantivy::Searcher) -> tantivy::Result<i64> {
    let mut today = 0;
    for segment in searcher.segment_readers() {
        if let Some(news) = segment.fast_fields().column_opt::<DateTime>(NEWS)? {
            today = today.max(news.max_value().into_timestamp_secs());
        }
    }
    Ok(today)
}

/// Orders by the score of the words with what the signals add.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BySignals {
    /// See [`today`].
    pub(crate) today: i64,
}

impl SortKeyComputer for BySignals {
    type SortKey = Score;
    type Child = Signals;
    type Comparator = NaturalComparator;

    fn requires_scoring(&self) -> bool {
        true
    }

    fn segment_sort_key_computer(&self, segment: &SegmentReader) -> tantivy::Result<Signals> {
        Signals::new(segment, self.today)
    }
}

impl SegmentSortKeyComputer for Signals {
    type SortKey = Score;
    type SegmentSortKey = Score;
    type SegmentComparator = NaturalComparator;

    fn segment_sort_key(&mut self, document: DocId, score: Score) -> Score {
        self.weighed(document, score)
    }

    /// Signals are read only of a record that they could bring among the first.
    fn accept_sort_key_lazy(
        &mut self,
        document: DocId,
        score: Score,
        threshold: &Score,
    ) -> Option<(Ordering, Score)> {
        if score * MOST < *threshold {
            return None;
        }
        let weighed = self.weighed(document, score);
        let order = self.compare_segment_sort_key(&weighed, threshold);
        (order != Ordering::Less).then_some((order, weighed))
    }

    fn convert_segment_sort_key(&self, score: Score) -> Score {
        score
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Kind;

    #[test]
    fn together_they_weigh_little() {
        let all: Score = Signal::ALL.into_iter().map(Signal::worth).sum();
        assert!((1.0 + all - MOST).abs() < 1e-6 && all <= 0.1);
    }

    #[test]
    fn a_record_is_complete_that_says_what_for_whom_and_under_which_licence() {
        let bare = Card::bare(Kind::Resource);
        let full = Card {
            licence: Some("CC-BY-4.0".to_owned()),
            summary: Some("Un cours.".to_owned()),
            levels: vec!["6e".to_owned()],
            ..bare.clone()
        };
        assert_eq!(bits(&bare, false, true), 0);
        assert_eq!(bits(&full, true, false), OPEN | COMPLETE);
        assert_eq!(bits(&Card { levels: Vec::new(), ..full.clone() }, true, false), OPEN);
        assert_eq!(bits(&Card { archived: true, ..full }, false, false), COMPLETE | ARCHIVED);
    }
}
