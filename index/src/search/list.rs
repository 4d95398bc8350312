//! A whole list of results, for feeds, for exports, and for those who take it page by page.
//!
//! The results are those of [`Searcher::search`], without counts and excerpts. Must not know what becomes of
//! them.

use std::ops::Bound;

use tantivy::collector::TopDocs;
use tantivy::collector::sort_key::{SortByStaticFastValue, SortByString};
use tantivy::query::{BooleanQuery, Occur, Query, RangeQuery};
use tantivy::schema::Value;
use tantivy::{DateTime, DocAddress, Order, TantivyDocument, Term};

use super::{Request, Searcher, Sort, View, filters, replaced, spelling};
use crate::entry::{Card, Kind};
use crate::error::IndexError;
use crate::query::parse;
use crate::schema::{KEY, NEWS, TITLE_ORDER, UPDATED};

/// The most results that one list has.
pub const MOST_LISTED: usize = 10_000;

/// The order of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListOrder {
    /// That of the page of results.
    AsAsked,
    /// What was found or changed last comes first.
    NewsFirst,
    /// By the key of the record, which never changes: those after this key only, for one kind of record.
    ByKey {
        /// The kind.
        kind: Kind,
        /// The key of the last that was given.
        after: Option<String>,
    },
}

/// A list of results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Records found, of which the list may be a part.
    pub total: usize,
    /// What is shown of each.
    pub cards: Vec<Card>,
    /// The query as it was understood, where it has words that no record has.
    pub corrected: Option<String>,
}

impl Searcher {
    /// Up to `most` results of a request, whatever page it asks for; at most [`MOST_LISTED`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn list(&self, request: &Request, order: &ListOrder, most: usize) -> Result<List, IndexError> {
        let live = self.shared.live();
        let view = View { today: request.today, ..View::of(&live)? };
        let mut asked = Request { page: 1, per_page: 1, ..request.clone() };
        if let ListOrder::ByKey { kind, .. } = order {
            asked.kind = Some(*kind);
        }
        let filters = filters(&asked);
        let parsed = parse(&asked.query).on(request.today);
        let found = view.find(&parsed, &filters, &asked)?;
        let hits = view.hits(&found)?;
        let corrected = found.is_guess().then(|| replaced(&parsed, &found, |_, word| spelling(word, &hits)));
        let query = view.under(found.query.box_clone(), &filters);
        let addresses = view.addresses(query, order, found.sort, most.clamp(1, MOST_LISTED))?;
        let cards = addresses.into_iter().map(|address| Ok(view.read(address)?.1));
        Ok(List { total: found.total, cards: cards.collect::<Result<_, IndexError>>()?, corrected })
    }
}

impl View<'_> {
    /// Where the first results in an order lie.
    fn addresses(
        &self,
        query: Box<dyn Query>,
        order: &ListOrder,
        sort: Sort,
        most: usize,
    ) -> Result<Vec<DocAddress>, IndexError> {
        let top = TopDocs::with_limit(most);
        let key = || (SortByString::for_field(KEY), Order::Asc);
        let date = |field| (SortByStaticFastValue::<DateTime>::for_field(field), Order::Desc);
        let first = |found: Vec<(_, DocAddress)>| found.into_iter().map(|(_, address)| address).collect();
        match (order, sort) {
            (ListOrder::ByKey { kind, after }, _) => {
                let query = self.after(query, *kind, after.as_deref());
                let found = self.run(&*query, &top.order_by((key(), key())))?;
                Ok(found.into_iter().map(|(_, address)| address).collect())
            }
            (ListOrder::NewsFirst, _) => Ok(first(self.run(&*query, &top.order_by((date(NEWS), key())))?)),
            (_, Sort::Date) => Ok(first(self.run(&*query, &top.order_by((date(UPDATED), key())))?)),
            (_, Sort::Relevance) => {
                let found = self.run(&*query, &top.order_by((self.by_signals()?, key())))?;
                Ok(found.into_iter().map(|(_, address)| address).collect())
            }
            (_, Sort::Title) => {
                let title = (SortByString::for_field(TITLE_ORDER), Order::Asc);
                let found = self.run(&*query, &top.order_by((title, key())))?;
                Ok(found.into_iter().map(|(_, address)| address).collect())
            }
        }
    }

    /// What comes after a key.
    fn after(&self, query: Box<dyn Query>, kind: Kind, after: Option<&str>) -> Box<dyn Query> {
        let Some(after) = after else { return query };
        let last = Term::from_field_text(self.live.fields.key, &format!("{}/{after}", kind.as_str()));
        let later = RangeQuery::new(Bound::Excluded(last), Bound::Unbounded);
        Box::new(BooleanQuery::new(vec![(Occur::Must, query), (Occur::Must, Box::new(later))]))
    }

    /// A document and its card.
    pub(super) fn read(&self, address: DocAddress) -> Result<(TantivyDocument, Card), IndexError> {
        let document: TantivyDocument = self.searcher.doc(address).map_err(|error| self.failed(error))?;
        let card = document.get_first(self.live.fields.card).and_then(|value| value.as_str());
        let card = serde_json::from_str(card.unwrap_or_default()).map_err(|error| IndexError::Damaged {
            path: self.live.path.clone(),
            message: format!("the card of a result cannot be read: {error}"),
        })?;
        Ok((document, card))
    }
}
