//! The values of one property that have a text in them, each a link to the results that have it: what stands
//! behind the few values that the filters show.
//!
//! A form that works without script. Must not know how values are found.

use maud::{Markup, html};

use crate::part::facets::{FacetValue, written};
use crate::part::selection;
use crate::safe::{shortened, user, visible};
use crate::{FacetKey, Filter, Frame, SearchQuery, Sort, address};

/// Values given, at most.
const MOST: usize = 50;

/// The section, where a property is looked through.
pub(super) fn within(frame: &Frame, query: &SearchQuery, values: &[FacetValue]) -> Markup {
    let text = &frame.t().search;
    let Some((key, sought)) = &query.within else { return html! {} };
    let name = (frame.t().words.facet)(*key);
    html! {
        section.within aria-labelledby="valeurs" {
            h2 #valeurs { (name) (frame.t().common.colon) (text.look_heading) }
            (form(frame, query, *key, sought))
            @if values.is_empty() {
                p { (text.look_none) }
            } @else {
                p.note { ((text.look_found)(values.len().min(MOST) as u64)) }
                ul { @for value in values.iter().take(MOST) { (row(frame, query, *key, value)) } }
                @if values.len() >= MOST { p.note { (text.look_many) } }
            }
            p { a href=(frame.href(&query.at_page(1).path())) { (text.look_back) } }
        }
    }
}

fn row(frame: &Frame, query: &SearchQuery, key: FacetKey, value: &FacetValue) -> Markup {
    let text = &frame.t().search;
    let label = user(&shortened(written(frame, key, &value.value), 80));
    let filter = Filter { key, value: value.value.clone() };
    html! {
        li {
            @if query.has(key, &value.value) {
                (label) " " span.count { (frame.number(value.count)) } " · "
                a href=(frame.href(&query.without(&filter).path())) {
                    (text.remove) span.vh { (frame.t().common.colon) (label) }
                }
            } @else {
                a href=(frame.href(&query.with(key, &value.value).path())) { (label) } " "
                span.count { (frame.number(value.count)) }
            }
        }
    }
}

/// The same search again with another text: the field, and the rest of the address as it is.
fn form(frame: &Frame, query: &SearchQuery, key: FacetKey, sought: &str) -> Markup {
    let text = &frame.t().search;
    html! {
        form.look action=(address::localised(frame.lang, "/recherche")) method="get" {
            (selection::field(frame))
            @if !query.text.is_empty() { input type="hidden" name="q" value=(query.text); }
            @for filter in &query.filters {
                input type="hidden" name=(filter.key.parameter()) value=(filter.value);
            }
            @if query.sort != Sort::default() { input type="hidden" name="tri" value=(query.sort.parameter()); }
            input type="hidden" name="facette" value=(key.parameter());
            label for="dans" { (text.look) }
            span {
                input #dans type="search" name="dans" value=(visible(sought)) maxlength=(SearchQuery::MAX_WITHIN)
                    autocomplete="off" spellcheck="false";
                button.quiet type="submit" { (text.look_submit) }
            }
        }
    }
}
