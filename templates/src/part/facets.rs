//! The filters of the search page: checkboxes with counts, and the filters that are set.

mod group;

use maud::{Markup, html};

use crate::safe::{shortened, user, visible};
use crate::{FacetKey, Filter, Frame, SearchQuery};
use group::group;

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// The value as the index spells it.
    pub value: String,
    /// How it is written for people, where that differs.
    pub label: Option<String>,
    /// Results that have it.
    pub count: u64,
    /// Values that are part of it, listed under it.
    pub under: Vec<FacetValue>,
}

/// One property with its values, in the order they are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetView {
    /// The property.
    pub key: FacetKey,
    /// Its values.
    pub values: Vec<FacetValue>,
}

/// The facets worth showing: one whose only value every result has tells nothing, unless it is set.
pub(crate) fn telling(query: &SearchQuery, views: &[FacetView], total: u64) -> Vec<FacetView> {
    let set = |key| query.filters.iter().any(|filter| filter.key == key);
    let tells = |view: &&FacetView| match view.values.as_slice() {
        [] => false,
        [only] => set(view.key) || only.count != total,
        _ => true,
    };
    views.iter().filter(tells).cloned().collect()
}

/// All filters, in one form with the search field whose form is named `form`.
pub(crate) fn facets(frame: &Frame, form: &str, query: &SearchQuery, views: &[FacetView]) -> Markup {
    let text = &frame.t().search;
    html! {
        details.filters {
            summary {
                (text.filters)
                @if !query.filters.is_empty() { " (" (query.filters.len()) ")" }
            }
            div.groups {
                @for key in FacetKey::ALL { (group(frame, form, query, key, views)) }
                button.apply type="submit" form=(form) { (text.apply) }
            }
        }
    }
}

/// How a value is written where the caller gives no label.
pub(crate) fn written<'a>(frame: &Frame, key: FacetKey, value: &'a str) -> &'a str {
    use crate::HitKind::{Project, Resource, Software};
    let words = &frame.t().words;
    match (key, value) {
        (FacetKey::Format, slug) => (words.format)(slug).unwrap_or(slug),
        (FacetKey::Access, word) => (words.access)(word).unwrap_or(word),
        (FacetKey::Family | FacetKey::Reuse | FacetKey::Maintained, word) => {
            (words.value)(key, word).unwrap_or(word)
        }
        (FacetKey::Kind, "project") => (words.kind)(Project),
        (FacetKey::Kind, "resource") => (words.kind)(Resource),
        (FacetKey::Kind, "software") => (words.kind)(Software),
        (_, value) => value,
    }
}

/// The filters that are set, each a link to the search without it.
pub(crate) fn active(frame: &Frame, query: &SearchQuery) -> Markup {
    let text = &frame.t().search;
    html! {
        @if !query.filters.is_empty() {
            ul.chips aria-label=(text.active) {
                @for filter in &query.filters {
                    li {
                        a href=(frame.href(&query.without(filter).path())) {
                            span.vh { (text.remove) " " }
                            ((frame.t().words.facet)(filter.key)) (frame.t().common.colon)
                            (user(&shortened(written(frame, filter.key, &filter.value), 60)))
                            span aria-hidden="true" { " ×" }
                        }
                    }
                }
                @if query.filters.len() > 1 {
                    li { a.clear href=(frame.href(&query.without_filters().path())) { (text.clear) } }
                }
            }
        }
    }
}

/// A filter in words: `Niveau : 6e`.
pub(crate) fn in_words(frame: &Frame, filter: &Filter) -> String {
    let name = (frame.t().words.facet)(filter.key);
    let value = shortened(written(frame, filter.key, &filter.value), 60).into_owned();
    format!("{name}{}{}", frame.t().common.colon, visible(&value))
}
