//! Where there are no results: what finds some, each with how many, and the way to hear of new ones.
//!
//! Must not know how any of it is counted.

use maud::{Markup, html};

use super::SearchView;
use crate::part::card::{self, Heading, HitView};
use crate::part::facets;
use crate::part::selection::Pick;
use crate::safe::{shortened, user};
use crate::{FacetKey, Filter, Frame, SearchQuery};

/// Filters that can be taken away here, at most.
const FILTERS: usize = 8;

/// What might be asked instead of what found nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct InsteadView {
    /// The words as records spell them, and how many results that has without any filter.
    pub corrected: Option<(String, u64)>,
    /// The search without one of its words, the rarest first.
    pub dropped: Vec<Dropped>,
    /// The first results of the first of these.
    pub hits: Vec<HitView>,
    /// Terms near the words: the property, the term, and how many results it has.
    pub near: Vec<(FacetKey, String, u64)>,
}

/// A search without one of its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The word, as it was typed.
    pub word: String,
    /// The words that are left.
    pub query: String,
    /// Results.
    pub total: u64,
}

/// The ways out.
pub(super) fn nothing(frame: &Frame, view: &SearchView) -> Markup {
    let text = &frame.t().search;
    let (query, instead) = (&view.query, &view.instead);
    let counted = |total: u64| html! { " (" ((text.results)(total)) ")" };
    let link = |to: &SearchQuery, label: Markup| html! { a href=(frame.href(&to.path())) { (label) } };
    html! {
        div.nothing {
            h2 { (text.none) }
            p { (text.none_lead) }
            h3 { (text.ways_out) }
            ul {
                @if let Some((words, total)) = &instead.corrected {
                    li {
                        (text.try_corrected) " "
                        (link(&SearchQuery::words(words), user(&shortened(words, 80)))) (counted(*total))
                    }
                }
                (without_filters(frame, view))
                @for dropped in &instead.dropped {
                    li {
                        (link(&query.with_text(&dropped.query), html! {
                            (user(&(text.try_without_word)(&bare(&dropped.word))))
                        }))
                        (counted(dropped.total))
                    }
                }
                @if !instead.near.is_empty() {
                    li {
                        (text.try_near) (frame.t().common.colon)
                        @for (at, (key, term, total)) in instead.near.iter().enumerate() {
                            @if at > 0 { ", " }
                            (link(&SearchQuery::filter(*key, term), user(&shortened(term, 60)))) (counted(*total))
                        }
                    }
                }
                li { a href=(frame.href(&query.feed())) rel="nofollow" { (text.try_feed) } }
                li { (text.try_words) }
                li { a href=(frame.href("/recherche")) { (text.try_all) } }
                li { a href=(frame.href("/")) { (text.try_home) } }
            }
            @if let Some(dropped) = instead.dropped.first().filter(|_| !instead.hits.is_empty()) {
                h3 { (user(&(text.without_word)(&bare(&dropped.word)))) }
                ul.hits {
                    @for hit in &instead.hits { (card::card(frame, hit, Heading::Fourth, Pick::No)) }
                }
            }
        }
    }
}

/// What was typed, short, without quotes of its own.
fn bare(word: &str) -> String {
    shortened(word.trim_matches('"'), 60).into_owned()
}

/// Each filter that can be taken away; several on one property are taken away together, since without one of
/// them there is less and not more.
fn without_filters(frame: &Frame, view: &SearchView) -> Markup {
    let text = &frame.t().search;
    let query = &view.query;
    let mut keys: Vec<FacetKey> = query.filters.iter().map(|filter| filter.key).collect();
    keys.dedup();
    let of = |key: FacetKey| query.filters.iter().filter(move |filter| filter.key == key);
    let label = |key: FacetKey| match of(key).collect::<Vec<&Filter>>()[..] {
        [only] => facets::in_words(frame, only),
        _ => (frame.t().words.facet)(key).to_owned(),
    };
    html! {
        @for key in keys.into_iter().take(FILTERS) {
            li {
                a href=(frame.href(&query.without_any(key).path())) {
                    (if of(key).count() > 1 { text.try_without_all } else { text.try_without }) " "
                    (user(&label(key)))
                }
                @if let Some((_, count)) = view.lifted.iter().find(|(lifted, _)| *lifted == key) {
                    " (" ((text.results)(*count)) ")"
                }
            }
        }
    }
}
