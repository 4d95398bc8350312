//! Links between the pages of a long list.

use maud::{Markup, html};

use crate::Frame;

/// Where a reader stands, with links to the neighbours; `address` gives a page's path without language.
pub(crate) fn pager(frame: &Frame, page: u32, pages: u32, address: impl Fn(u32) -> String) -> Markup {
    let text = &frame.t().common;
    let here = page.clamp(1, pages.max(1));
    html! {
        @if pages > 1 {
            nav.pager aria-label=(text.pager) {
                @if here > 1 { a rel="prev" href=(frame.href(&address(here - 1))) { "← " (text.previous) } }
                span { ((text.page_of)(here, pages)) }
                @if here < pages { a rel="next" href=(frame.href(&address(here + 1))) { (text.next) " →" } }
            }
        }
    }
}
