//! What is like a record: by the words that tell most of it, and by the terms of school that both have.
//!
//! The words are chosen as the engine's `MoreLikeThis` does, which lets chance decide between words that
//! weigh the same: here the same index gives the same list. Must not know who asks.

use std::collections::BTreeMap;

use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByString};
use tantivy::query::{
    BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{Order, Score, TantivyError, Term};

use super::{Searcher, View};
use crate::analyse::{Chain, visit};
use crate::entry::{Card, Kind};
use crate::error::IndexError;
use crate::facet::Facet;
use crate::schema::KEY;

/// Bytes of its text that are read.
const READ: usize = 16 * 1024;
/// Words it is looked for by.
const WORDS: usize = 25;
/// How often a word of the title counts.
const TITLE: u32 = 4;
/// Of so few words one is enough; of more, two must be shared.
const FEW: usize = 4;
/// Terms of school read of each sort.
const TERMS: usize = 6;
/// What a shared term adds to the words' score.
const SHARED: [(Facet, Score); 3] = [(Facet::Subject, 4.0), (Facet::Level, 3.0), (Facet::ResourceType, 1.0)];

type Clauses = Vec<(Occur, Box<dyn Query>)>;

impl Searcher {
    /// Up to `most` records of the same kind that are like one, best first; what lies in the same folder of
    /// the same project, in it, or around it comes after all others. None where the record is not there.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn similar(&self, kind: Kind, key: &str, most: usize) -> Result<Vec<Card>, IndexError> {
        let live = self.shared.live();
        let view = View::of(&live)?;
        let itself = Term::from_field_text(live.fields.key, &format!("{}/{key}", kind.as_str()));
        let one = TermQuery::new(itself.clone(), IndexRecordOption::Basic);
        let found = view.run(&one, &TopDocs::with_limit(1).order_by_score())?;
        let Some((_, address)) = found.first() else { return Ok(Vec::new()) };
        let (document, card) = view.read(*address)?;
        let text = document.get_first(live.fields.text).and_then(|value| value.as_str()).unwrap_or_default();
        let words = view.telling(&card, text).map_err(|error| view.failed(error))?;
        let Some(query) = view.like(&card, words, itself) else { return Ok(Vec::new()) };
        let top = TopDocs::with_limit(most.clamp(1, 50) * 4);
        let by = (SortBySimilarityScore, (SortByString::for_field(KEY), Order::Asc));
        let found = view.run(&*query, &top.order_by(by))?;
        let cards = found.into_iter().map(|(_, address)| Ok(view.read(address)?.1));
        let mut cards = cards.collect::<Result<Vec<Card>, IndexError>>()?;
        // A stable sort: within both halves the best stays first.
        cards.sort_by_key(|other| is_beside(&card, other));
        cards.truncate(most);
        Ok(cards)
    }
}

/// Whether two resources lie in one folder of one project, or one in the other.
fn is_beside(one: &Card, other: &Card) -> bool {
    if one.kind != Kind::Resource
        || one.path.is_empty()
        || (&one.forge, &one.path) != (&other.forge, &other.path)
    {
        return false;
    }
    let [one, other] = [one, other].map(|card| card.file.as_deref().unwrap_or_default());
    let folder = |file: &str| file.rfind('/').unwrap_or(0);
    let holds = |whole: &str, part: &str| {
        whole.is_empty() || part.strip_prefix(whole).is_some_and(|rest| rest.starts_with('/'))
    };
    one[..folder(one)] == other[..folder(other)] || holds(one, other) || holds(other, one)
}

impl View<'_> {
    /// The words that tell most of a record, each with what it weighs, the heaviest being 1.
    fn telling(&self, card: &Card, text: &str) -> Result<Vec<(String, Score)>, TantivyError> {
        let chain = if card.english { Chain::English } else { Chain::French };
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        let text = &text[..text.floor_char_boundary(READ)];
        let summary = card.summary.as_deref().unwrap_or_default();
        for (part, weight) in [(card.title.as_str(), TITLE), (summary, 1), (text, 1)] {
            visit(chain, part, |token| {
                if token.text.chars().count() > 2 && !token.text.bytes().all(|byte| byte.is_ascii_digit()) {
                    *counts.entry(token.text.clone()).or_default() += weight;
                }
            });
        }
        let records = self.searcher.num_docs();
        let mut weighed = Vec::new();
        for (word, count) in counts {
            let [title, body] = self.fields_of(card);
            let said = self.searcher.doc_freq(&Term::from_field_text(body, &word))?;
            let named = self.searcher.doc_freq(&Term::from_field_text(title, &word))?;
            let frequency = said.max(named);
            // What no other record says finds none, and what every third says tells nothing.
            if frequency < 2 || (records > 30 && frequency > records / 3) {
                continue;
            }
            weighed.push((word, weight(count, frequency, records)));
        }
        weighed.sort_by(|(word, weight), (other, less)| less.total_cmp(weight).then_with(|| word.cmp(other)));
        weighed.truncate(WORDS);
        let best = weighed.first().map_or(1.0, |(_, weight)| *weight);
        weighed.iter_mut().for_each(|(_, weight)| *weight /= best);
        Ok(weighed)
    }

    /// Title and text, in the language of a record.
    fn fields_of(&self, card: &Card) -> [Field; 2] {
        let fields = &self.live.fields;
        if card.english { [fields.title_en, fields.body_en] } else { [fields.title_fr, fields.body_fr] }
    }

    /// The query; none for a record of which nothing tells.
    fn like(&self, card: &Card, words: Vec<(String, Score)>, itself: Term) -> Option<Box<dyn Query>> {
        let shared: Vec<_> = SHARED
            .iter()
            .filter_map(|(facet, weight)| Some((*facet, *weight, self.shared_terms(card, *facet)?)))
            .collect();
        let needed = if words.len() > FEW { 2 } else { 1 };
        let mut ways: Vec<Box<dyn Query>> = Vec::new();
        if !words.is_empty() {
            let words =
                words.into_iter().map(|(word, weight)| (Occur::Should, self.word(card, &word, weight)));
            ways.push(Box::new(BooleanQuery::with_minimum_required_clauses(words.collect(), needed)));
        }
        let both = |facet: &Facet| matches!(facet, Facet::Subject | Facet::Level);
        let school: Vec<_> = shared.iter().filter(|(facet, ..)| both(facet)).collect();
        if school.len() == 2 {
            let all: Clauses = school.iter().map(|(.., terms)| (Occur::Must, terms.box_clone())).collect();
            ways.push(Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::new(all)), 0.0)));
        }
        if ways.is_empty() {
            return None;
        }
        let fields = &self.live.fields;
        let kind = Term::from_field_text(fields.facet(Facet::Kind), card.kind.as_str());
        let kind = TermQuery::new(kind, IndexRecordOption::Basic);
        let mut clauses: Clauses = vec![
            (Occur::Must, Box::new(BooleanQuery::union(ways))),
            (Occur::Must, Box::new(ConstScoreQuery::new(Box::new(kind), 0.0))),
            (Occur::MustNot, Box::new(TermQuery::new(itself, IndexRecordOption::Basic))),
        ];
        clauses.extend(shared.into_iter().map(|(_, weight, terms)| {
            (Occur::Should, Box::new(ConstScoreQuery::new(terms, weight)) as Box<dyn Query>)
        }));
        Some(Box::new(BooleanQuery::new(clauses)))
    }

    /// A word in the text or, worth more, in the title.
    fn word(&self, card: &Card, word: &str, weight: Score) -> Box<dyn Query> {
        let [title, body] = self.fields_of(card);
        let in_field = |field, boost: Score| -> Box<dyn Query> {
            let term = Term::from_field_text(field, word);
            let query = TermQuery::new(term, IndexRecordOption::WithFreqs);
            Box::new(BoostQuery::new(Box::new(query), boost * weight))
        };
        Box::new(DisjunctionMaxQuery::new(vec![in_field(body, 1.0), in_field(title, 1.5)]))
    }

    /// Records that have one of the terms of a record.
    fn shared_terms(&self, card: &Card, facet: Facet) -> Option<Box<dyn Query>> {
        let terms = match facet {
            Facet::Subject => &card.subjects,
            Facet::Level => &card.levels,
            _ => &card.types,
        };
        let field = self.live.fields.facet(facet);
        let terms: Vec<Term> =
            terms.iter().take(TERMS).map(|term| Term::from_field_text(field, term)).collect();
        (!terms.is_empty()).then(|| Box::new(TermSetQuery::new(terms)) as Box<dyn Query>)
    }
}

/// What a word weighs: more the oftener the record says it, and the fewer others do.
#[expect(clippy::cast_precision_loss, reason = "a weight needs no more than 24 bits")]
fn weight(count: u32, frequency: u64, records: u64) -> Score {
    let (frequency, records) = (frequency as Score, records as Score);
    (1.0 + (count as Score).ln()) * (1.0 + (records - frequency + 0.5) / (frequency + 0.5)).ln()
}
