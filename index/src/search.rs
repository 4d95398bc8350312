//! A page of results: hits in a stable order, excerpts, and counts to narrow by.
//!
//! One pass over the index gives the hits and everybody who is counted: see `sweep`.

mod instead;
mod kept;
mod list;
mod page;
mod similar;
mod sweep;
mod why;
mod within;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use jiff::civil::Date;
use tantivy::collector::sort_key::{SortByStaticFastValue, SortByString};
use tantivy::collector::{Collector, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query};
use tantivy::schema::Value;
use tantivy::{DateTime, DocAddress, DocId, Order, TantivyError};

use crate::analyse::{Chain, tokens};
use crate::entry::Kind;
use crate::error::IndexError;
use crate::facet::{self, Facet, FacetCounts};
use crate::index::{Live, Shared};
use crate::query::{Parsed, Terms, Understood, build, filter, parse};
use crate::schema::{KEY, TITLE_ORDER, UPDATED};
use crate::signal::{BySignals, today};
use crate::snippet;
use kept::State;
use sweep::{Gathered, sweep};

pub use instead::{Dropped, Instead, Near};
pub(crate) use kept::Kept;
pub use list::{List, ListOrder, MOST_LISTED};
pub use page::{Hit, LAST_PAGE, MOST_PER_PAGE, Page, Request, Sort};
pub use why::{Why, WhyFound, WhyPiece};

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
        let view = View { today: request.today, ..View::of(&live)? };
        let filters = filters(request);
        let parsed = parse(&request.query).on(request.today);
        let found = view.find(&parsed, &filters, request)?;
        let facets = view.facets(&filters, &found);
        let hits = view.hits(&found)?;
        let lifted = if found.total == 0 { lifted(&filters, &found) } else { Vec::new() };
        let instead = if found.total == 0 { Some(view.instead(&parsed, &filters, &found)?) } else { None };
        let sought = request.within.as_ref();
        let within = sought.map(|(facet, text)| view.within(&filters, &found, *facet, text));
        let is_guess = found.is_guess();
        let corrected = is_guess.then(|| replaced(&parsed, &found, |_, word| spelling(word, &hits)));
        let verbatim = is_guess.then(|| replaced(&parsed, &found, |typed, _| format!("\"{typed}\"")));
        Ok(Page {
            total: found.total,
            page: found.page,
            pages: found.pages,
            exact: found.exact,
            lifted,
            instead,
            within,
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
    // What is looked after depends on the day.
    for name in filters.get_mut(&Facet::Maintained).into_iter().flatten() {
        *name = facet::on(name, request.today);
    }
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

/// How many records there would be without the filter of each facet, where there would be any.
fn lifted(filters: &Filters, found: &Found) -> Vec<(Facet, usize)> {
    let counts = filters.keys().enumerate().map(|(at, facet)| (*facet, found.gathered.without(at)));
    counts.filter(|(_, count)| *count > 0).collect()
}

/// One state of the index, for the whole of one request.
struct View<'a> {
    searcher: tantivy::Searcher,
    live: &'a Live,
    state: Arc<State>,
    today: Option<Date>,
}

struct Found {
    total: usize,
    page: usize,
    pages: usize,
    addresses: Vec<DocAddress>,
    gathered: Gathered,
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

impl<'a> View<'a> {
    fn of(live: &'a Live) -> Result<Self, IndexError> {
        let searcher = live.reader.searcher();
        let state = live.kept.of(&searcher).map_err(|error| IndexError::engine(&live.path, error))?;
        Ok(Self { searcher, live, state, today: None })
    }

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
        let per_page = request.per_page.clamp(1, MOST_PER_PAGE);
        let page = request.page.clamp(1, LAST_PAGE);
        let top = TopDocs::with_limit(per_page).and_offset((page - 1) * per_page);
        let key = || (SortByString::for_field(KEY), Order::Asc);
        let (addresses, gathered) = match sort {
            Sort::Relevance => self.pass(asked, &top.order_by((self.by_signals()?, key())), filters)?,
            Sort::Date => {
                let date = (SortByStaticFastValue::<DateTime>::for_field(UPDATED), Order::Desc);
                self.pass(asked, &top.order_by((date, key())), filters)?
            }
            Sort::Title => {
                let title = (SortByString::for_field(TITLE_ORDER), Order::Asc);
                self.pass(asked, &top.order_by((title, key())), filters)?
            }
        };
        let total = gathered.total();
        Ok(Found {
            total,
            page,
            pages: total.div_ceil(per_page).clamp(1, LAST_PAGE),
            addresses,
            gathered,
            query: asked.box_clone(),
            sort,
            terms: Terms::default(),
            exact: None,
            guesses: Vec::new(),
            understood: Vec::new(),
        })
    }

    /// The first results, and who is counted.
    fn pass<K: Send + 'static>(
        &self,
        query: &dyn Query,
        top: &impl Collector<Fruit = Vec<(K, DocAddress)>>,
        filters: &Filters,
    ) -> Result<(Vec<DocAddress>, Gathered), IndexError> {
        let chosen = filters
            .iter()
            .map(|(facet, values)| self.state.chosen(&self.searcher, &self.live.fields, *facet, values));
        let swept = chosen
            .collect::<Result<Vec<_>, _>>()
            .and_then(|chosen| sweep(&self.searcher, query, top, &chosen));
        let (top, gathered) = swept.map_err(|error| self.failed(error))?;
        Ok((top.into_iter().map(|(_, address)| address).collect(), gathered))
    }

    fn run<C: Collector>(&self, query: &dyn Query, collector: &C) -> Result<C::Fruit, IndexError> {
        self.searcher.search(query, collector).map_err(|error| self.failed(error))
    }

    /// A query under all filters.
    fn under(&self, query: Box<dyn Query>, filters: &Filters) -> Box<dyn Query> {
        let mut clauses = vec![(Occur::Must, query)];
        for (facet, values) in filters {
            clauses.push((Occur::Must, filter(&self.live.fields, *facet, values)));
        }
        Box::new(BooleanQuery::new(clauses))
    }

    /// Every facet that has values, each counted under the filters of the others.
    fn facets(&self, filters: &Filters, found: &Found) -> Vec<FacetCounts> {
        let gathered = &found.gathered;
        let count = |facet: &Facet| match filters.keys().position(|filtered| filtered == facet) {
            _ if *facet == Facet::Maintained => self.maintained(filters, found),
            None => self.state.vocabulary.count(*facet, &gathered.results, &[]),
            Some(at) => self.state.vocabulary.count(*facet, &gathered.beside(at), &filters[facet]),
        };
        Facet::ALL.iter().map(count).filter(|counted| !counted.values.is_empty()).collect()
    }

    /// The records that a facet is counted among.
    fn counted_among(&self, filters: &Filters, found: &Found, facet: Facet) -> Vec<Vec<DocId>> {
        match filters.keys().position(|filtered| *filtered == facet) {
            None => found.gathered.results.clone(),
            Some(at) => found.gathered.beside(at),
        }
    }

    /// What is looked after, by month in the index.
    fn maintained(&self, filters: &Filters, found: &Found) -> FacetCounts {
        let facet = Facet::Maintained;
        let records = self.counted_among(filters, found, facet);
        let months = self.state.vocabulary.count_those(facet, &records, |_| true, usize::MAX);
        let asked = filters.get(&facet).map(Vec::as_slice).unwrap_or_default();
        FacetCounts { facet, values: facet::grouped(&months.values, self.today, asked) }
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

    /// The order of the best first.
    fn by_signals(&self) -> Result<BySignals, IndexError> {
        let today = today(&self.searcher).map_err(|error| self.failed(error))?;
        Ok(BySignals { today })
    }

    fn failed(&self, error: TantivyError) -> IndexError {
        IndexError::engine(&self.live.path, error)
    }
}
