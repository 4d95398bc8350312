//! The terms of one field in one segment, walked from where a text would stand.
//!
//! Every walk is bounded. Must not know what terms are made of.

use std::sync::Arc;

use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, InvertedIndexReader, SegmentReader, TERMINATED, TantivyError};

/// A dictionary, and the records that have each term.
pub(super) struct Dictionary<'a> {
    segment: &'a SegmentReader,
    postings: Arc<InvertedIndexReader>,
}

impl<'a> Dictionary<'a> {
    pub(super) fn of(segment: &'a SegmentReader, field: Field) -> Result<Self, TantivyError> {
        Ok(Self { segment, postings: segment.inverted_index(field)? })
    }

    /// Shows the terms that begin so in their order, until `each` says that it has enough.
    pub(super) fn beginning(
        &self,
        start: &str,
        mut each: impl FnMut(&Self, &str, &TermInfo) -> Result<bool, TantivyError>,
    ) -> Result<(), TantivyError> {
        let mut terms = self.postings.terms().range().ge(start).into_stream()?;
        while terms.advance() {
            let Ok(term) = std::str::from_utf8(terms.key()) else { continue };
            if !term.starts_with(start) || !each(self, term, terms.value())? {
                break;
            }
        }
        Ok(())
    }

    /// Whether a term begins so.
    pub(super) fn has_beginning(&self, start: &str) -> Result<bool, TantivyError> {
        let mut found = false;
        self.beginning(start, |_, _, _| {
            found = true;
            Ok(false)
        })?;
        Ok(found)
    }

    /// Where the records of a term are told.
    pub(super) fn find(&self, term: &str) -> Result<Option<TermInfo>, TantivyError> {
        Ok(self.postings.terms().get(term)?)
    }

    /// The first record of a term that is still there.
    pub(super) fn first_live(&self, term: &TermInfo) -> Result<Option<DocId>, TantivyError> {
        let mut first = None;
        self.each_live(term, usize::MAX, |doc| {
            first = Some(doc);
            false
        })?;
        Ok(first)
    }

    /// Shows the records of a term that are still there, the first so many of those there were, until
    /// `each` has enough. Gives how many were looked at.
    pub(super) fn each_live(
        &self,
        term: &TermInfo,
        most: usize,
        mut each: impl FnMut(DocId) -> bool,
    ) -> Result<usize, TantivyError> {
        let mut records = self.postings.read_postings_from_terminfo(term, IndexRecordOption::Basic)?;
        let mut seen = 0;
        let mut doc = records.doc();
        while doc != TERMINATED && seen < most {
            seen += 1;
            if !self.segment.is_deleted(doc) && !each(doc) {
                break;
            }
            doc = records.advance();
        }
        Ok(seen)
    }

    /// The terms, to be searched by an automaton.
    pub(super) fn terms(&self) -> &tantivy::termdict::TermDictionary {
        self.postings.terms()
    }
}
