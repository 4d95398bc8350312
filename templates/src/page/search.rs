//! The search page: field, filters, results, and ways out when there are none.

mod nothing;
mod understood;
mod why;
mod within;

use maud::{Markup, html};

use crate::layout::{self, Entry, Head};
use crate::part::card::{self, Heading, HitView};
use crate::part::facets::{self, FacetValue, FacetView};
use crate::part::pager::pager;
use crate::part::selection::Pick;
use crate::part::takeaway::takeaway;
use crate::safe::{shortened, user};
use crate::{FacetKey, Frame, SearchQuery, Sort};
use nothing::nothing;

pub use nothing::{Dropped, InsteadView};

pub use why::{WhyPiece, WhyPlace, WhyReading, WhySignal, WhyView, Whys};

/// The form that field, filters and order belong to.
const FORM: &str = "q-form";

/// Words that were searched instead of those that were typed, or that might be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The words the results are for.
    pub shown: String,
    /// The other words one may want.
    pub instead: String,
    /// The query that asks for these; that of `instead` where it is empty.
    pub link: String,
}

/// Words of the query that were taken to mean something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// What they were taken for; none for a product that is not free.
    pub key: Option<FacetKey>,
    /// The term, licence or product.
    pub value: String,
    /// Names of free programs that do something similar to the product.
    pub counterparts: Vec<String>,
    /// The query that asks for these words as words.
    pub instead: String,
}

/// What the search page shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchView {
    /// The search, as its address says it.
    pub query: SearchQuery,
    /// Results in all.
    pub total: u64,
    /// Pages that can be asked for.
    pub pages: u32,
    /// The results of this page.
    pub hits: Vec<HitView>,
    /// The filters, with counts.
    pub facets: Vec<FacetView>,
    /// When the words were, or might be, others.
    pub correction: Option<Correction>,
    /// Results, the first ones, that have all that was asked for; none when all of them do.
    pub exact: Option<u64>,
    /// When there are none: how many there are without the filters of a property.
    pub lifted: Vec<(FacetKey, u64)>,
    /// When there are none: what might be asked instead.
    pub instead: InsteadView,
    /// The values of the property that is looked through.
    pub within: Vec<FacetValue>,
    /// Results before those of this page.
    pub first: u64,
    /// What words of the query were taken to mean.
    pub understood: Vec<Meaning>,
    /// Whether the index is being filled, so that there may be more.
    pub incomplete: bool,
    /// Why results are among them.
    pub why: Whys,
}

/// The search page.
#[must_use]
pub fn render(frame: &Frame, view: &SearchView) -> String {
    let text = &frame.t().search;
    let query = &view.query;
    let heading = heading(frame, query);
    let title = page_title(frame, view, &heading);
    let path = view.why.path(query);
    let facets = facets::telling(query, &view.facets, view.total);
    let main = html! {
        (layout::search_form(frame, text.label, query, None))
        (understood::help(frame))
        div.columns {
            @if !facets.is_empty() || !query.filters.is_empty() {
                aside.side aria-label=(text.filters) { (facets::facets(frame, FORM, query, &facets)) }
            }
            div.results {
                div.top {
                    div {
                        h1 dir="auto" { (crate::safe::visible(&heading)) }
                        p.status role="status" { (status(frame, view)) }
                        @if view.incomplete { p.notice { (text.incomplete) } }
                    }
                    @if view.total > 1 { (sort(frame, query)) }
                }
                (facets::active(frame, query))
                (understood::understood(frame, query, &view.understood))
                (correction(frame, view))
                (within::within(frame, query, &view.within))
                @if view.hits.is_empty() && view.total > 0 {
                    (beyond(frame, view))
                } @else if view.hits.is_empty() {
                    (nothing(frame, view))
                } @else {
                    (hits(frame, view))
                    (pager(frame, query.page, view.pages, |page| query.at_page(page).path()))
                }
                (takeaway(frame, query, view.total))
            }
        }
    };
    let head = Head {
        listed: *query == SearchQuery::default(),
        previous: (query.page > 1).then(|| query.at_page((query.page - 1).min(view.pages)).path()),
        next: (query.page < view.pages).then(|| query.at_page(query.page + 1).path()),
        feed: Some(query.feed()),
        ..Head::new(&title, &path).under(Entry::Search).with_own_search()
    };
    layout::page(frame, &head, &main)
}

fn status(frame: &Frame, view: &SearchView) -> String {
    let text = &frame.t().search;
    match view.exact {
        Some(exact) => {
            format!("{}, {}", (text.results)(exact), (text.near)(view.total.saturating_sub(exact)))
        }
        None => (text.results)(view.total),
    }
}

/// The results that have all that was asked for, then those that come near.
fn hits(frame: &Frame, view: &SearchView) -> Markup {
    let path = view.why.path(&view.query);
    let exact = view.exact.unwrap_or(view.total).saturating_sub(view.first);
    let exact = usize::try_from(exact).unwrap_or(usize::MAX).min(view.hits.len());
    let (exact, near) = view.hits.split_at(exact);
    let list = |hits: &[HitView], from: usize| {
        html! {
            ul.hits {
                @for (at, hit) in hits.iter().enumerate() {
                    @let why = view.why.of(frame, &view.query, from + at, &hit.title);
                    (card::card_with(frame, hit, Heading::Second, Pick::Here(&path), &why))
                }
            }
        }
    };
    html! {
        @if !exact.is_empty() { (list(exact, 0)) }
        @if !near.is_empty() {
            p.notice { (frame.t().search.near_lead) }
            (list(near, exact.len()))
        }
    }
}

fn heading(frame: &Frame, query: &SearchQuery) -> String {
    let text = &frame.t().search;
    if query.text.is_empty() {
        text.everything.to_owned()
    } else {
        (text.results_for)(&shortened(&query.text, 80))
    }
}

/// What a search is called, with the site it is asked of.
#[must_use]
pub fn title(frame: &Frame, query: &SearchQuery) -> String {
    format!("{} · {}", with_filters(frame, query, &heading(frame, query)), frame.site.name)
}

fn with_filters(frame: &Frame, query: &SearchQuery, heading: &str) -> String {
    let mut title = heading.to_owned();
    if let Some((key, _)) = &query.within {
        title.push_str(" · ");
        title.push_str((frame.t().words.facet)(*key));
    }
    for filter in query.filters.iter().take(4) {
        title.push_str(" · ");
        title.push_str(&facets::in_words(frame, filter));
    }
    title
}

/// The heading with what tells this page from its neighbours: filters and page number.
fn page_title(frame: &Frame, view: &SearchView, heading: &str) -> String {
    let mut title = with_filters(frame, &view.query, heading);
    if view.query.page > 1 {
        title.push_str(" · ");
        title.push_str(&(frame.t().common.page_of)(view.query.page, view.pages.max(view.query.page)));
    }
    title
}

fn sort(frame: &Frame, query: &SearchQuery) -> Markup {
    let text = &frame.t().search;
    html! {
        p.sort {
            label for="tri" { (text.sort) }
            select #tri name="tri" form=(FORM) {
                @for sort in Sort::ALL {
                    option value=(sort.parameter()) selected[sort == query.sort] {
                        ((frame.t().words.sort)(sort))
                    }
                }
            }
            button.quiet type="submit" form=(FORM) { (text.sort_submit) }
        }
    }
}

fn correction(frame: &Frame, view: &SearchView) -> Markup {
    let text = &frame.t().search;
    html! {
        @if let Some(correction) = &view.correction {
            p.notice {
                (text.shown_for) " " strong { (user(&shortened(&correction.shown, 80))) } (semicolon(frame)) " "
                (text.instead) " "
                a href=(frame.href(&view.query.with_text(link(correction)).path())) {
                    (user(&shortened(&correction.instead, 80)))
                }
            }
        }
    }
}

fn link(correction: &Correction) -> &str {
    if correction.link.is_empty() { &correction.instead } else { &correction.link }
}

fn semicolon(frame: &Frame) -> String {
    crate::typography::sentence(" ;", frame.lang).trim_start_matches(' ').to_owned()
}

/// There are results, but not this far.
fn beyond(frame: &Frame, view: &SearchView) -> Markup {
    let text = &frame.t().search;
    html! {
        div.nothing {
            h2 { (text.beyond) }
            p { ((text.beyond_lead)(view.pages)) }
            p { a href=(frame.href(&view.query.at_page(1).path())) { (text.first_page) } }
        }
    }
}
