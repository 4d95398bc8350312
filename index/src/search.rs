//! A page of results: hits in a stable order, excerpts, and counts to narrow by.
//!
//! One pass over the index for hits and counts, one more for each facet that is filtered by.

mod list;
mod page;
mod similar;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use tantivy::aggregation::AggregationError;
use tantivy::aggregation::agg_result::AggregationResults;
use tantivy::collector::sort_key::{SortBySimilarityScore, SortByStaticFastValue, SortByString};
use tantivy::collector::{Collector, Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::schema::Value;
use tantivy::{DateTime, DocAddress, Order, TantivyError};

use crate::analyse::{Chain, tokens};
use crate::entry::Kind;
use crate::error::IndexError;
use crate::facet::{self, Facet, FacetCounts};
use crate::index::{Live, Shared};
use crate::query::{Parsed, Terms, Understood, build, filter, parse};
use crate::schema::{KEY, TITLE_ORDER, UPDATED};
use crate::snippet;

pub use list::{List, ListOrder, MOST_LISTED};
pub use page::{Hit, LAST_PAGE, MOST_PER_PAGE, Page, Request, Sort};

/// With fewer results than these, what comes near is given after them.
const ENOUGH: usize = 20;

/// Searches the index; cheap to clone. Calls block: give them a blocking thread.
#[derive(Debug, Clone)]
pub struct Searcher {
    shared: Arc<Shared>,
}

type Filters = BTreeMap<Facet, Vec<String>>;

impl Searcher {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        Self { shared }
    }

    /// The page of results for a request. No query is an error: what is not understood is text.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Page, IndexError> {
        let started = Instant::now();
        let live = self.shared.live();
        let view = View { searcher: live.reader.searcher(), live: &live };
        let filters = filters(request);
        let parsed = parse(&request.query);
        let found = view.find(&parsed, &filters, request)?;
        let facets = view.facets(&filters, &found)?;
        let hits = view.hits(&found)?;
        let lifted = if found.total == 0 { view.lifted(&filters, &found)? } else { Vec::new() };
        let is_guess = found.is_guess();
        let corrected = is_guess.then(|| replaced(&parsed, &found, |_, word| spelling(word, &hits)));
        let verbatim = is_guess.then(|| replaced(&parsed, &found, |typed, _| format!("\"{typed}\"")));
        Ok(Page {
            total: found.total,
            page: found.page,
            pages: found.pages,
            exact: found.exact,
            lifted,
            hits,
            facets,
            corrected,
            verbatim,
            understood: found.understood,
            took: started.elapsed(),
        })
    }

    /// Records in the index.
    #[must_use]
    pub fn documents(&self) -> u64 {
        self.shared.live().reader.searcher().num_docs()
    }
}

/// The filters of a request without what says nothing, the kind among them.
fn filters(request: &Request) -> Filters {
    let mut filters = request.filters.clone();
    if let Some(kind) = request.kind {
        filters.insert(Facet::Kind, vec![kind.as_str().to_owned()]);
    }
    for values in filters.values_mut() {
        values.sort();
        values.dedup();
        values.truncate(facet::VALUES as usize);
    }
    filters.retain(|_, values| !values.is_empty());
    filters
}

/// The text of a query with its guesses written otherwise: given what was typed, and the folded guess.
fn replaced(parsed: &Parsed, found: &Found, written: impl Fn(&str, &str) -> String) -> String {
    let mut out = String::new();
    let mut copied = 0;
    for (place, word) in &found.guesses {
        out.push_str(&parsed.text[copied..place.start]);
        out.push_str(&written(&parsed.text[place.clone()], word));
        copied = place.end;
    }
    out.push_str(&parsed.text[copied..]);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A folded word as the first result that has it in its title or summary spells it, in lower case.
fn spelling(word: &str, hits: &[Hit]) -> String {
    let texts = hits.iter().flat_map(|hit| [Some(&hit.card.title), hit.card.summary.as_ref()]).flatten();
    let spelt = texts.flat_map(|text| {
        let same = tokens(Chain::Exact, text).into_iter().filter(|token| token.text == word);
        same.map(|token| text[token.offset_from..token.offset_to].to_lowercase())
    });
    spelt.into_iter().next().unwrap_or_else(|| word.to_owned())
}

/// Whether counting would have taken more memory than a request may.
fn is_too_much(error: &TantivyError) -> bool {
    matches!(error, TantivyError::AggregationError(AggregationError::MemoryExceeded { .. }))
}

/// One state of the index, for the whole of one request.
struct View<'a> {
    searcher: tantivy::Searcher,
    live: &'a Live,
}

struct Found {
    total: usize,
    page: usize,
    pages: usize,
    addresses: Vec<DocAddress>,
    counts: Option<AggregationResults>,
    terms: Terms,
    /// What was asked, before any filter.
    query: Box<dyn Query>,
    /// The order that was meant.
    sort: Sort,
    exact: Option<usize>,
    guesses: Vec<(Range<usize>, String)>,
    understood: Vec<Understood>,
}

impl Found {
    /// Whether words were taken for others, and something was found so.
    fn is_guess(&self) -> bool {
        self.total > 0 && !self.guesses.is_empty()
    }
}

impl View<'_> {
    fn find(&self, parsed: &Parsed, filters: &Filters, request: &Request) -> Result<Found, IndexError> {
        let built = build(&self.searcher, &self.live.fields, parsed).map_err(|error| self.failed(error))?;
        let gathered = parsed.clauses.is_empty() && !filters.contains_key(&Facet::Kind);
        let asked = if gathered { self.gathered(built.query) } else { built.query };
        let sort = if request.sort == Sort::Relevance && !built.ranks { Sort::Date } else { request.sort };
        let mut found = self.run_sorted(&*asked, filters, request, sort)?;
        // In another order than the best first, what only comes near would stand between the rest.
        let few = found.total < ENOUGH && sort == Sort::Relevance && !built.narrows;
        if let Some(wider) = built.wider.as_ref().filter(|_| few || found.total == 0) {
            let more = self.run_sorted(&**wider, filters, request, sort)?;
            if more.total > found.total {
                found = Found { exact: Some(found.total), ..more };
            }
        }
        Ok(Found { terms: built.terms, guesses: built.guesses, understood: built.understood, ..found })
    }

    /// Whoever asks for nothing sees what was gathered, not the programs that every index is begun with.
    fn gathered(&self, query: Box<dyn Query>) -> Box<dyn Query> {
        let programs = filter(&self.live.fields, Facet::Kind, &[Kind::Software.as_str().to_owned()]);
        Box::new(BooleanQuery::new(vec![(Occur::Must, query), (Occur::MustNot, programs)]))
    }

    /// A page of the results of a query.
    fn run_sorted(
        &self,
        asked: &dyn Query,
        filters: &Filters,
        request: &Request,
        sort: Sort,
    ) -> Result<Found, IndexError> {
        let query = self.under(asked.box_clone(), filters, None);
        let per_page = request.per_page.clamp(1, MOST_PER_PAGE);
        let page = request.page.clamp(1, LAST_PAGE);
        let top = TopDocs::with_limit(per_page).and_offset((page - 1) * per_page);
        let free: Vec<Facet> =
            Facet::ALL.iter().copied().filter(|facet| !filters.contains_key(facet)).collect();
        let key = || (SortByString::for_field(KEY), Order::Asc);
        let (addresses, total, counts) = match sort {
            Sort::Relevance => self.pass(&*query, top.order_by((SortBySimilarityScore, key())), &free)?,
            Sort::Date => {
                let date = (SortByStaticFastValue::<DateTime>::for_field(UPDATED), Order::Desc);
                self.pass(&*query, top.order_by((date, key())), &free)?
            }
            Sort::Title => {
                let title = (SortByString::for_field(TITLE_ORDER), Order::Asc);
                self.pass(&*query, top.order_by((title, key())), &free)?
            }
        };
        let pages = total.div_ceil(per_page).clamp(1, LAST_PAGE);
        let query = asked.box_clone();
        Ok(Found {
            total,
            page,
            pages,
            addresses,
            counts,
            query,
            sort,
            terms: Terms::default(),
            exact: None,
            guesses: Vec::new(),
            understood: Vec::new(),
        })
    }

    /// Hits, total and counts in one pass; without counts when they would take too much memory.
    fn pass<K: Send + 'static>(
        &self,
        query: &dyn Query,
        top: impl Collector<Fruit = Vec<(K, DocAddress)>>,
        facets: &[Facet],
    ) -> Result<(Vec<DocAddress>, usize, Option<AggregationResults>), IndexError> {
        let addresses = |top: Vec<(K, DocAddress)>| top.into_iter().map(|(_, address)| address).collect();
        let collectors = (top, Count, facet::collector(facets));
        match self.searcher.search(query, &collectors) {
            Ok((hits, total, counts)) => Ok((addresses(hits), total, Some(counts))),
            Err(error) if is_too_much(&error) => {
                let (hits, total) = self.run(query, &(collectors.0, Count))?;
                Ok((addresses(hits), total, None))
            }
            Err(error) => Err(self.failed(error)),
        }
    }

    fn run<C: Collector>(&self, query: &dyn Query, collector: &C) -> Result<C::Fruit, IndexError> {
        self.searcher.search(query, collector).map_err(|error| self.failed(error))
    }

    /// A query under all filters but those of one facet.
    fn under(&self, query: Box<dyn Query>, filters: &Filters, without: Option<Facet>) -> Box<dyn Query> {
        let mut clauses = vec![(Occur::Must, query)];
        for (facet, values) in filters.iter().filter(|(facet, _)| Some(**facet) != without) {
            clauses.push((Occur::Must, filter(&self.live.fields, *facet, values)));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    fn facets(&self, filters: &Filters, found: &Found) -> Result<Vec<FacetCounts>, IndexError> {
        let Some(shared) = &found.counts else { return Ok(Vec::new()) };
        let mut facets = Vec::new();
        for facet in Facet::ALL.iter().copied() {
            let counted = match filters.get(&facet) {
                None => facet::ordered(facet, facet::counts(facet, shared), &[]),
                Some(selected) => self.sideways(&*found.query, filters, facet, selected)?,
            };
            if !counted.values.is_empty() {
                facets.push(counted);
            }
        }
        Ok(facets)
    }

    /// How many records there would be without the filter of each facet, where there would be any.
    fn lifted(&self, filters: &Filters, found: &Found) -> Result<Vec<(Facet, usize)>, IndexError> {
        let mut lifted = Vec::new();
        for facet in filters.keys().copied() {
            let count = self.run(&*self.under(found.query.box_clone(), filters, Some(facet)), &Count)?;
            if count > 0 {
                lifted.push((facet, count));
            }
        }
        Ok(lifted)
    }

    /// The counts of a facet that is filtered by: under the query and every other filter.
    fn sideways(
        &self,
        query: &dyn Query,
        filters: &Filters,
        facet: Facet,
        selected: &[String],
    ) -> Result<FacetCounts, IndexError> {
        let query = self.under(query.box_clone(), filters, Some(facet));
        let mut counts = match self.searcher.search(&*query, &facet::collector(&[facet])) {
            Ok(results) => facet::counts(facet, &results),
            Err(error) if is_too_much(&error) => BTreeMap::new(),
            Err(error) => return Err(self.failed(error)),
        };
        for value in selected {
            // A value asked for may be too rare to be among the most frequent.
            if !counts.contains_key(value) {
                let only = Filters::from([(facet, vec![value.clone()])]);
                let count = self.run(&*self.under(query.box_clone(), &only, None), &Count)?;
                counts.insert(value.clone(), count as u64);
            }
        }
        Ok(facet::ordered(facet, counts, selected))
    }

    fn hits(&self, found: &Found) -> Result<Vec<Hit>, IndexError> {
        found.addresses.iter().map(|address| self.hit(*address, &found.terms)).collect()
    }

    fn hit(&self, address: DocAddress, terms: &Terms) -> Result<Hit, IndexError> {
        let (document, card) = self.read(address)?;
        let text = document.get_first(self.live.fields.text).and_then(|value| value.as_str());
        Ok(Hit {
            key: card.key.clone(),
            title_html: snippet::title(&card.title, card.english, terms),
            snippet_html: snippet::excerpt(text.unwrap_or_default(), card.english, terms),
            card,
        })
    }

    fn failed(&self, error: TantivyError) -> IndexError {
        IndexError::engine(&self.live.path, error)
    }
}
