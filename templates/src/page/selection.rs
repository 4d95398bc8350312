//! `/selection`: the resources that a person chose, what may be done with all of them, and what to take away.
//!
//! Its whole state is its address. Must not know where the resources are kept.

use glane_catalog::vocabulary::licence_policy::{Answer, MOST, combine};
use maud::{Markup, html};

use crate::layout::{self, Head};
use crate::part::card::{self, Heading, HitView};
use crate::part::selection::Pick;
use crate::{Frame, Selection, address};

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SelectionView {
    /// The selection, as its address says it.
    pub selection: Selection,
    /// Those of its resources that are there, in its order.
    pub hits: Vec<HitView>,
}

impl SelectionView {
    /// The licence of each, `NONE` where none is stated; each once.
    fn licences(&self) -> Vec<&str> {
        let mut licences: Vec<&str> = Vec::new();
        for hit in &self.hits {
            let licence = hit.licence.as_deref().filter(|said| *said != "NOASSERTION").unwrap_or("NONE");
            if !licences.contains(&licence) {
                licences.push(licence);
            }
        }
        licences
    }
}

/// The page.
#[must_use]
pub fn render(frame: &Frame, view: &SelectionView) -> String {
    let text = &frame.t().selection;
    let main = html! {
        h1 { (text.title) }
        @if view.selection.is_empty() {
            p.lead { (text.empty) }
            p { (text.how) }
            p { a href=(frame.href("/recherche?type=resource")) { (text.search) } }
        } @else {
            p.lead { (text.lead) }
            // What is done with all of them comes before the list, which may be long on a telephone.
            div.selected {
                div.all { (take(frame, view)) (licence(frame, view)) }
                (list(frame, view))
            }
        }
    };
    let path = view.selection.page();
    layout::page(frame, &Head::new(text.title, &path).unlisted(), &main)
}

/// What the selection is called, with the site it was made on.
#[must_use]
pub fn title(frame: &Frame) -> String {
    format!("{} · {}", frame.t().selection.title, frame.site.name)
}

fn list(frame: &Frame, view: &SelectionView) -> Markup {
    let text = &frame.t().selection;
    let gone = view.selection.ids().len().saturating_sub(view.hits.len());
    html! {
        section aria-labelledby="choisies" {
            h2 #choisies { ((text.count)(view.hits.len() as u64)) }
            @if gone > 0 { p.notice { ((text.gone)(gone as u64)) } }
            ul.hits {
                @for hit in &view.hits { (card::card(frame, hit, Heading::Third, Pick::Listed)) }
            }
            p { a href=(frame.href("/recherche?type=resource")) { (text.more) } }
        }
    }
}

/// Files made of the selection.
fn take(frame: &Frame, view: &SelectionView) -> Markup {
    let text = &frame.t().selection;
    let selection = &view.selection;
    html! {
        @if !view.hits.is_empty() {
            section aria-labelledby="emporter" {
                h2 #emporter { (text.take) }
                ul {
                    li { a href=(selection.file("imscc")) download { (text.cartridge) } " " span.note { (text.cartridge_note) } }
                    li { a href=(frame.href(&selection.file("txt"))) download { (text.credits) } " " span.note { (text.credits_note) } }
                    li { a href=(selection.file("csv")) download { (text.table) } }
                    li { a href=(selection.file("json")) download { (text.json) } }
                }
            }
        }
    }
}

/// Whether all of them may be put together.
fn licence(frame: &Frame, view: &SelectionView) -> Markup {
    let text = &frame.t().selection;
    let licences = view.licences();
    let verdict = match combine(&licences).answer {
        _ if licences.len() > MOST => text.too_many,
        Answer::Yes if licences.len() == 1 => text.one_licence,
        Answer::Yes => text.together,
        Answer::Depends => text.depends,
        Answer::No => text.apart,
    };
    html! {
        @if !licences.is_empty() {
            section aria-labelledby="ensemble" {
                h2 #ensemble { (text.whole) }
                p { (verdict) }
                p { a href=(frame.href(&address::combine(licences.iter().take(MOST).copied()))) { (text.why) } }
                p.note { (text.side_by_side) }
            }
        }
    }
}
