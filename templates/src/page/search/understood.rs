//! What words of the query were taken to mean, each with the way to ask for the words themselves, and what
//! else can be typed.
//!
//! Must not know how words are understood.

use maud::{Markup, html};

use super::Meaning;
use crate::safe::{shortened, user};
use crate::{Frame, SearchQuery};

/// Counterparts of a product that are named.
const MOST: usize = 6;

/// Levels, subjects, types and licences that can be taken away, and what stands in for products.
pub(super) fn understood(frame: &Frame, query: &SearchQuery, meanings: &[Meaning]) -> Markup {
    let text = &frame.t().search;
    let (products, terms): (Vec<&Meaning>, Vec<&Meaning>) =
        meanings.iter().partition(|meaning| meaning.key.is_none());
    html! {
        @if !terms.is_empty() {
            p.vh #compris { (text.understood) }
            ul.chips.meant aria-labelledby="compris" {
                @for meaning in terms {
                    li {
                        a href=(frame.href(&query.with_text(&meaning.instead).path())) title=(text.as_words) {
                            span aria-hidden="true" { (text.understood) (frame.t().common.colon) }
                            @if let Some(key) = meaning.key { ((frame.t().words.facet)(key)) " " }
                            (user(&shortened(&meaning.value, 60)))
                            span.vh { ", " (text.as_words) }
                            span aria-hidden="true" { " ×" }
                        }
                    }
                }
            }
        }
        @for product in products { (counterparts(frame, query, product)) }
    }
}

fn counterparts(frame: &Frame, query: &SearchQuery, product: &Meaning) -> Markup {
    let text = &frame.t().search;
    html! {
        p.notice {
            @if product.counterparts.is_empty() {
                (text.no_counterpart) " " (user(&product.value)) "."
            } @else {
                (text.counterparts) " " (user(&product.value)) (frame.t().common.colon)
                @for (at, name) in product.counterparts.iter().take(MOST).enumerate() {
                    @if at > 0 { ", " }
                    a href=(frame.href(&query.with_text(name).path())) { (user(name)) }
                }
                "."
            }
        }
    }
}

/// The query language, by examples.
pub(super) fn help(frame: &Frame) -> Markup {
    let text = &frame.t().search;
    html! {
        details.more {
            summary { (text.help) }
            ul {
                @for (example, meaning) in text.help_rows {
                    li { code dir="ltr" { (example) } (frame.t().common.colon) (meaning) }
                }
            }
        }
    }
}
