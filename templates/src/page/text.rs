//! Pages of prose: about, accessibility, legal notice, data.
//!
//! They say what the software knows; what only an operator can say is asked of them in plain sight.

use maud::{Markup, html};

use crate::Frame;
use crate::layout::{self, Entry, Head};
use crate::text::{Block, Prose};

/// A page of prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextPage {
    /// `/a-propos`
    About,
    /// `/accessibilite`
    Accessibility,
    /// `/mentions-legales`
    Legal,
    /// `/donnees`
    Data,
}

impl TextPage {
    /// Every page of prose, for routers and site maps.
    pub const ALL: [Self; 4] = [Self::About, Self::Accessibility, Self::Legal, Self::Data];

    /// Its address, without language.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::About => "/a-propos",
            Self::Accessibility => "/accessibilite",
            Self::Legal => "/mentions-legales",
            Self::Data => "/donnees",
        }
    }
}

/// A page of prose.
#[must_use]
pub fn render(frame: &Frame, page: TextPage) -> String {
    let text = frame.t();
    let prose = match page {
        TextPage::About => &text.about,
        TextPage::Accessibility => &text.accessibility,
        TextPage::Legal => &text.legal,
        TextPage::Data => &text.data,
    };
    let mut head = Head::new(prose.title, page.path());
    if page == TextPage::Data {
        head = head.under(Entry::Data);
    }
    layout::page(frame, &head, &body(frame, prose))
}

fn body(frame: &Frame, prose: &Prose) -> Markup {
    html! {
        div.prose {
            h1 { (prose.title) }
            @for block in prose.blocks {
                @match block {
                    Block::Heading(text) => h2 { (text) },
                    Block::Paragraph(text) => p { (text) },
                    Block::List(items) => ul { @for item in *items { li { (item) } } },
                    Block::Link(label, path) => p { a href=(frame.href(path)) { (label) " →" } },
                    Block::Operator(what) => p.notice { (frame.t().common.operator) " " (what) },
                }
            }
        }
    }
}
