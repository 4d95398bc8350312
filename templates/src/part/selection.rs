//! The links by which a resource is put into the selection and taken out of it, and the line that tells of it.
//!
//! Each leads to the page it stands on, with another selection in its address. Must not know the pages.

use maud::{Markup, html};

use crate::safe::{shortened, user};
use crate::{Frame, Selection};

/// Where a resource is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pick<'a> {
    /// Nowhere.
    No,
    /// On the page of this path.
    Here(&'a str),
    /// On the page of the selection itself.
    Listed,
}

/// The links for one resource; `anchor` is where the page is to be looked at again.
pub(crate) fn links(frame: &Frame, id: &str, title: &str, pick: Pick, anchor: &str) -> Markup {
    let text = &frame.t().selection;
    let selection = frame.selection;
    let named = html! { span.vh { (frame.t().common.colon) (user(&shortened(title, 140))) } };
    let to = |selection: &Selection| match pick {
        Pick::Here(path) => frame.selecting(selection).href(&format!("{path}{anchor}")),
        _ => frame.href(&selection.page()),
    };
    html! {
        @if pick != Pick::No {
            p.pick {
                @if selection.has(id) {
                    @if pick != Pick::Listed { strong { (text.within) } " · " }
                    a href=(to(&selection.without(id))) rel="nofollow" { (text.remove) (named) }
                } @else if selection.is_full() {
                    span.note { (text.full) }
                } @else {
                    a href=(to(&selection.with(id))) rel="nofollow" { (text.add) (named) }
                }
            }
        }
    }
}

/// The selection under way, with the way to it.
pub(crate) fn bar(frame: &Frame) -> Markup {
    let text = &frame.t().selection;
    html! {
        @if !frame.selection.is_empty() {
            p.selection role="status" {
                (text.mine) (frame.t().common.colon)
                a href=(frame.href(&frame.selection.page())) rel="nofollow" {
                    ((text.count)(frame.selection.ids().len() as u64))
                }
            }
        }
    }
}

/// What a form has to send so that the selection is not lost.
pub(crate) fn field(frame: &Frame) -> Markup {
    html! {
        @if !frame.selection.is_empty() {
            input type="hidden" name=(Selection::PARAMETER) value=(frame.selection.value());
        }
    }
}
