//! What is shown of the text of a resource: a tree of blocks, written element by element.
//!
//! Nothing goes in as HTML, no picture is loaded, and a heading never stands higher than its section.

use std::cell::Cell;

use glane_catalog::preview::{Block, Inline};
use glane_catalog::write::attribution::title;
use maud::{Markup, html};

use super::ResourceView;
use crate::safe::visible;
use crate::{Frame, address};

/// The level of the section's own heading.
const SECTION: u8 = 2;

/// How the headings of a text fall below that of its section, none skipped.
struct Levels {
    last: Cell<u8>,
}

impl Levels {
    fn next(&self, written: u8) -> u8 {
        let level = written.saturating_add(SECTION).min(self.last.get() + 1).clamp(SECTION + 1, 6);
        self.last.set(level);
        level
    }
}

/// The section; nothing where there is no text.
pub(super) fn section(frame: &Frame, view: &ResourceView) -> Markup {
    let text = &frame.t().resource;
    let levels = Levels { last: Cell::new(SECTION) };
    let shown = untitled(&view.preview.blocks, title(view.record));
    html! {
        @if !shown.is_empty() {
            section.preview aria-labelledby="apercu" {
                h2 #apercu { (text.preview) }
                p.note { (text.preview_note) }
                div lang=[view.lang(frame)] { (blocks(&levels, shown)) }
                @if view.preview.cut { p.note { (text.preview_cut) } }
            }
        }
    }
}

/// The blocks without a title that the page already has.
fn untitled<'a>(blocks: &'a [Block], title: &str) -> &'a [Block] {
    match blocks {
        [Block::Heading(1, words), rest @ ..] if matches!(words.as_slice(), [Inline::Text(text)] if text.trim() == title) => {
            rest
        }
        all => all,
    }
}

fn blocks(levels: &Levels, blocks: &[Block]) -> Markup {
    html! { @for one in blocks { (block(levels, one)) } }
}

fn block(levels: &Levels, block: &Block) -> Markup {
    html! {
        @match block {
            Block::Heading(level, words) => (heading(levels.next(*level), words)),
            Block::Paragraph(words) => p dir="auto" { (inlines(words)) },
            Block::List(None, items) => ul dir="auto" { @for item in items { li { (blocks(levels, item)) } } },
            Block::List(Some(start), items) => ol dir="auto" start=[(*start != 1).then_some(start)] {
                @for item in items { li { (blocks(levels, item)) } }
            },
            Block::Quotation(inside) => blockquote { (blocks(levels, inside)) },
            Block::Code(code) => pre tabindex="0" { code { (visible(code)) } },
            Block::Formula(formula) => p { code { (visible(formula)) } },
            Block::Table(head, rows) => (table(*head, rows)),
            Block::Rule => hr;,
        }
    }
}

fn heading(level: u8, words: &[Inline]) -> Markup {
    let words = html! { (inlines(words)) };
    // A heading of nothing but a link that leads nowhere says nothing.
    let silent = words.0.trim().is_empty();
    html! {
        @match level {
            _ if silent => {},
            3 => h3 dir="auto" { (words) },
            4 => h4 dir="auto" { (words) },
            5 => h5 dir="auto" { (words) },
            _ => h6 dir="auto" { (words) },
        }
    }
}

fn table(head: bool, rows: &[Vec<Vec<Inline>>]) -> Markup {
    let (first, rest) = rows.split_at(usize::from(head && !rows.is_empty()));
    html! {
        div.scroll tabindex="0" role="group" aria-labelledby="apercu" {
            table aria-labelledby="apercu" {
                @for row in first {
                    thead { tr { @for cell in row { th scope="col" { (inlines(cell)) } } } }
                }
                tbody { @for row in rest { tr { @for cell in row { td { (inlines(cell)) } } } } }
            }
        }
    }
}

fn inlines(inlines: &[Inline]) -> Markup {
    html! { @for one in inlines { (inline(one)) } }
}

fn inline(inline: &Inline) -> Markup {
    html! {
        @match inline {
            Inline::Text(words) => (visible(words)),
            Inline::Code(code) | Inline::Formula(code) => code { (visible(code)) },
            Inline::Emphasis(inner) => em { (inlines(inner)) },
            Inline::Strong(inner) => strong { (inlines(inner)) },
            Inline::Struck(inner) => s { (inlines(inner)) },
            Inline::Link(url, inner) => {
                @match address::safe_href(url) {
                    Some(url) => a href=(url) rel="nofollow noopener" { (inlines(inner)) },
                    None => (inlines(inner)),
                }
            },
            Inline::Picture(said) => i.picture { "[" (visible(said)) "]" },
            Inline::Break => br;,
        }
    }
}
