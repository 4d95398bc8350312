//! One property among the filters: its values with counts, what is set first, the rest folded away, and a field
//! that looks among all of them.
//!
//! Must not know how values are counted.

use maud::{Markup, html};

use super::{FacetValue, FacetView, written};
use crate::safe::{shortened, user};
use crate::{FacetKey, Filter, Frame, SearchQuery};

/// Values shown before the rest is folded away.
const OPEN: usize = 8;
/// Values folded away; what is behind them is looked for.
const FOLDED: usize = 16;
/// Values listed under another.
const UNDER: usize = 20;

/// What the rows of a group have in common.
struct Group<'a> {
    frame: &'a Frame<'a>,
    form: &'a str,
    query: &'a SearchQuery,
    key: FacetKey,
}

/// A property with its values, in the form of this name; nothing where it has none.
pub(super) fn group(
    frame: &Frame,
    form: &str,
    query: &SearchQuery,
    key: FacetKey,
    views: &[FacetView],
) -> Markup {
    let values: Vec<&FacetValue> =
        views.iter().filter(|view| view.key == key).flat_map(|view| &view.values).collect();
    // A filter that is set stays in the form even where no result has it.
    let is_listed = |filter: &Filter| values.iter().any(|value| holds(value, &filter.value));
    let unlisted: Vec<&Filter> =
        query.filters.iter().filter(|filter| filter.key == key && !is_listed(filter)).collect();
    if values.is_empty() && unlisted.is_empty() {
        return html! {};
    }
    let group = Group { frame, form, query, key };
    let (set, free): (Vec<&FacetValue>, Vec<&FacetValue>) =
        values.into_iter().partition(|value| group.has_set(value));
    let free_open = OPEN.saturating_sub(set.len() + unlisted.len()).min(free.len());
    let (open, folded) = free.split_at(free_open);
    let is_tree = set.iter().chain(&free).any(|value| !value.under.is_empty());
    html! {
        fieldset {
            legend { ((frame.t().words.facet)(key)) }
            @if key == FacetKey::Maintained { p.note { (frame.t().search.maintained_note) } }
            @for filter in unlisted { (group.checkbox(&filter.value, None, 0)) }
            @for value in set.iter().chain(open) { (group.row(value)) }
            @if !folded.is_empty() || is_tree && key.is_open() { (group.rest(folded)) }
        }
    }
}

/// Whether a value, or one under it, is this.
fn holds(value: &FacetValue, sought: &str) -> bool {
    value.value == sought || value.under.iter().any(|part| holds(part, sought))
}

impl Group<'_> {
    /// Whether a value, or one under it, is set: such a row is always written, as what a form lacks is no
    /// filter any more when it is sent.
    fn has_set(&self, value: &FacetValue) -> bool {
        self.query.has(self.key, &value.value) || value.under.iter().any(|part| self.has_set(part))
    }

    fn row(&self, value: &FacetValue) -> Markup {
        let text = &self.frame.t().search;
        let is_open = value.under.iter().any(|part| self.has_set(part));
        let (first, further) = value.under.split_at(value.under.len().min(UNDER));
        let under = first.iter().chain(further.iter().filter(|part| self.has_set(part)));
        let label = value.label.as_deref();
        html! {
            (self.checkbox(&value.value, label, value.count))
            @if !value.under.is_empty() {
                details.more.under open[is_open] {
                    summary {
                        (text.detail)
                        span.vh { (self.frame.t().common.colon) (self.label(&value.value, label)) }
                    }
                    @for part in under { (self.row(part)) }
                }
            }
        }
    }

    /// What is folded away, and the field that looks among all values.
    fn rest(&self, folded: &[&FacetValue]) -> Markup {
        let text = &self.frame.t().search;
        let folded = &folded[..folded.len().min(FOLDED)];
        html! {
            details.more {
                summary {
                    @if folded.is_empty() { (text.look) } @else { ((text.more)(folded.len() as u64)) }
                    span.vh { (self.frame.t().common.colon) ((self.frame.t().words.facet)(self.key)) }
                }
                @for value in folded { (self.row(value)) }
                @if self.key.is_open() { (self.look()) }
            }
        }
    }

    /// A field of the page's own form: its name says among which values to look.
    fn look(&self) -> Markup {
        let text = &self.frame.t().search;
        let name = format!("{}{}", SearchQuery::WITHIN, self.key.parameter());
        html! {
            p.look {
                label for=(name) {
                    (text.look) span.vh { (self.frame.t().common.colon) ((self.frame.t().words.facet)(self.key)) }
                }
                span {
                    input #(name) type="search" name=(name) form=(self.form) maxlength=(SearchQuery::MAX_WITHIN)
                        autocomplete="off" spellcheck="false";
                    button.quiet type="submit" form=(self.form) { (text.look_submit) }
                }
            }
        }
    }

    fn checkbox(&self, value: &str, label: Option<&str>, count: u64) -> Markup {
        let (key, form) = (self.key, self.form);
        html! {
            label.check {
                input type="checkbox" name=(key.parameter()) value=(value) form=(form)
                    checked[self.query.has(key, value)];
                (self.label(value, label))
                span.count { (self.frame.number(count)) }
            }
        }
    }

    fn label(&self, value: &str, label: Option<&str>) -> Markup {
        user(&shortened(label.unwrap_or_else(|| written(self.frame, self.key, value)), 60))
    }
}
