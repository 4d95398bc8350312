//! Titles that begin with a text, and titles that have its words.
//!
//! Both are found in dictionaries that the index has for searching and sorting; what is shown is read for
//! the few that are given. Must not correct anything.

use std::collections::BTreeMap;

use tantivy::columnar::StrColumn;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::{DocId, SegmentReader, TantivyError};

use super::dictionary::Dictionary;
use super::{Suggestion, SuggestionKind, View};
use crate::analyse::{Chain, tokens};
use crate::entry::Kind;
use crate::schema::{Fields, TITLE_ORDER, TITLE_SHOWN};

/// Titles looked at, a segment: those of deleted records stay in its dictionary for a while.
const TITLES: usize = 200;
/// Words that an unfinished one may become, and records looked at for it, a segment.
const ENDINGS: usize = 200;
const RECORDS: usize = 20_000;

/// The records that are given, with where they are.
type Found = Vec<(usize, DocId)>;

/// The titles that begin so, in the order of the alphabet.
pub(super) fn beginning(view: &View<'_>, text: &str, limit: usize) -> Result<Vec<Suggestion>, TantivyError> {
    let mut found: Vec<(String, usize, DocId)> = Vec::new();
    for (at, segment) in view.searcher.segment_readers().iter().enumerate() {
        let (full, mut looked) = (found.len() + limit, 0);
        Dictionary::of(segment, view.fields.title_order)?.beginning(text, |dictionary, title, records| {
            looked += 1;
            found.extend(dictionary.first_live(records)?.map(|doc| (title.to_owned(), at, doc)));
            Ok(found.len() < full && looked < TITLES)
        })?;
    }
    found.sort();
    found.dedup_by(|one, other| one.0 == other.0);
    shown(view, found.into_iter().take(limit).map(|(_, at, doc)| (at, doc)).collect())
}

/// The titles that have these words, the last of them unfinished: the shortest first, then in the order
/// of the alphabet.
pub(super) fn having(
    view: &View<'_>,
    words: &[String],
    limit: usize,
) -> Result<Vec<Suggestion>, TantivyError> {
    let mut heads = Vec::new();
    for (at, segment) in view.searcher.segment_readers().iter().enumerate() {
        heads.extend(Head::of(segment, view.fields, words, limit)?.map(|head| (at, head)));
    }
    let mut found = Found::new();
    while found.len() < limit {
        let first = heads.iter_mut().filter(|(_, head)| head.title.is_some());
        let Some((at, head)) = first.min_by(|(_, a), (_, b)| a.title.cmp(&b.title)) else { break };
        found.push((*at, head.doc));
        head.advance()?;
    }
    shown(view, found)
}

/// The best titles of one segment, the next of them read.
struct Head {
    titles: StrColumn,
    rest: BTreeMap<(u8, u64), DocId>,
    /// How long the next is, and its folded text; none when all were given.
    title: Option<(u8, String)>,
    doc: DocId,
}

impl Head {
    fn of(
        segment: &SegmentReader,
        fields: &Fields,
        words: &[String],
        limit: usize,
    ) -> Result<Option<Self>, TantivyError> {
        let Some(titles) = segment.fast_fields().str(TITLE_ORDER)? else { return Ok(None) };
        let mut best = Best {
            limit,
            lengths: segment.get_fieldnorms_reader(fields.title_exact)?,
            titles,
            found: BTreeMap::new(),
        };
        best.look(segment, fields, words)?;
        let mut head = Self { titles: best.titles, rest: best.found, title: None, doc: 0 };
        head.advance()?;
        Ok(Some(head))
    }

    fn advance(&mut self) -> Result<(), TantivyError> {
        let Some(((length, place), doc)) = self.rest.pop_first() else {
            self.title = None;
            return Ok(());
        };
        let mut text = String::new();
        self.titles.ord_to_str(place, &mut text)?;
        self.title = Some((length, text));
        self.doc = doc;
        Ok(())
    }
}

/// The shortest titles of one segment, each once.
struct Best {
    limit: usize,
    lengths: FieldNormReader,
    titles: StrColumn,
    found: BTreeMap<(u8, u64), DocId>,
}

impl Best {
    fn look(
        &mut self,
        segment: &SegmentReader,
        fields: &Fields,
        words: &[String],
    ) -> Result<(), TantivyError> {
        let Some((last, complete)) = words.split_last() else { return Ok(()) };
        let among = having_all(segment, fields, complete)?;
        if among.as_ref().is_some_and(Vec::is_empty) {
            return Ok(());
        }
        let (mut endings, mut records) = (0, 0);
        Dictionary::of(segment, fields.title_exact)?.beginning(last, |dictionary, _, term| {
            endings += 1;
            records += dictionary.each_live(term, RECORDS - records, |doc| {
                if among.as_ref().is_none_or(|among| among.binary_search(&doc).is_ok()) {
                    self.offer(doc);
                }
                true
            })?;
            Ok(endings < ENDINGS && records < RECORDS)
        })
    }

    fn offer(&mut self, doc: DocId) {
        let length = self.lengths.fieldnorm_id(doc);
        let is_full = self.found.len() >= self.limit;
        if is_full && self.found.last_key_value().is_some_and(|(last, _)| last.0 < length) {
            return;
        }
        let Some(place) = self.titles.ords().first(doc) else { return };
        self.found.entry((length, place)).or_insert(doc);
        if self.found.len() > self.limit {
            self.found.pop_last();
        }
    }
}

/// The records that have each of these words in their titles, as it is or by its stem, in their order;
/// none where no word asks for anything.
fn having_all(
    segment: &SegmentReader,
    fields: &Fields,
    words: &[String],
) -> Result<Option<Vec<DocId>>, TantivyError> {
    let mut common: Option<Vec<DocId>> = None;
    for word in words {
        let stems = tokens(Chain::French, word);
        if stems.is_empty() {
            continue;
        }
        let mut records = Vec::new();
        let english = tokens(Chain::English, word);
        let places = [(fields.title_fr, stems), (fields.title_en, english)];
        let places = places.iter().flat_map(|(field, stems)| stems.iter().map(|stem| (*field, &stem.text)));
        for (field, term) in places.chain(std::iter::once((fields.title_exact, word))) {
            let dictionary = Dictionary::of(segment, field)?;
            if let Some(term) = dictionary.find(term)? {
                dictionary.each_live(&term, RECORDS, |doc| {
                    records.push(doc);
                    true
                })?;
            }
        }
        records.sort_unstable();
        records.dedup();
        common = Some(match common {
            Some(common) => common.into_iter().filter(|doc| records.binary_search(doc).is_ok()).collect(),
            None => records,
        });
    }
    Ok(common)
}

/// The titles of records as they are written.
fn shown(view: &View<'_>, found: Found) -> Result<Vec<Suggestion>, TantivyError> {
    let mut columns: BTreeMap<usize, Option<StrColumn>> = BTreeMap::new();
    let mut titles = Vec::new();
    for (at, doc) in found {
        let column = match columns.get(&at) {
            Some(column) => column,
            None => {
                let column = view.searcher.segment_reader(at as u32).fast_fields().str(TITLE_SHOWN)?;
                columns.entry(at).or_insert(column)
            }
        };
        let Some(column) = column else { continue };
        let Some(place) = column.ords().first(doc) else { continue };
        let mut text = String::new();
        column.ord_to_str(place, &mut text)?;
        titles.extend(read(&text));
    }
    Ok(titles)
}

/// A title as it is kept with its kind, cut between words where it is long.
pub(crate) fn kept(kind: Kind, title: &str, most: usize) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = &title[..title.floor_char_boundary(most)];
    let end = if cut.len() < title.len() { cut.rfind(' ').unwrap_or(cut.len()) } else { cut.len() };
    format!("{}{}", &kind.as_str()[..1], &cut[..end])
}

fn read(kept: &str) -> Option<Suggestion> {
    let kinds = [Kind::Project, Kind::Resource, Kind::Software];
    let kind = kinds.into_iter().find(|kind| kept.starts_with(&kind.as_str()[..1]))?;
    Some(Suggestion::new(kept[1..].to_owned(), SuggestionKind::Title(kind)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut_between_words() {
        assert_eq!(kept(Kind::Project, " Un  titre\n", 40), "pUn titre");
        assert_eq!(kept(Kind::Resource, "Les énergies nouvelles", 14), "rLes énergies");
        assert_eq!(kept(Kind::Software, "ééééé", 5), "séé");
        let back = read("rLes énergies").unwrap();
        assert_eq!((back.text.as_str(), back.kind), ("Les énergies", SuggestionKind::Title(Kind::Resource)));
        assert_eq!(read(""), None);
    }
}
