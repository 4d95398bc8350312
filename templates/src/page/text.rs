//! Pages of prose: about, accessibility, legal notice, data.
//!
//! They say what the software knows; what only an operator can say is asked of them in plain sight.

use maud::{Markup, html};

use crate::layout::{self, Entry, Head};
use crate::safe::{shortened, user};
use crate::text::{Block, Prose, Told};
use crate::{Frame, address};

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
                    Block::Files(files) => ul {
                        @for (label, path) in *files { li { a href=(*path) download { (label) } } }
                    },
                    Block::Operator(told, label, missing) => (operator(frame, *told, label, missing)),
                }
            }
        }
    }
}

/// What the operator said, or what they are asked for.
fn operator(frame: &Frame, told: Told, label: &str, missing: &str) -> Markup {
    let operator = &frame.site.operator;
    let said = match told {
        Told::Publisher => &operator.publisher,
        Told::Host => &operator.host,
        Told::Contact => &operator.contact,
        Told::AccessibilityContact if operator.accessibility_contact.is_none() => &operator.contact,
        Told::AccessibilityContact => &operator.accessibility_contact,
    };
    html! {
        @match said.as_deref() {
            Some(said) => p { (label) (frame.t().common.colon) (reachable(said)) },
            None => p.notice { (frame.t().common.operator) " " (missing) },
        }
    }
}

/// A page or an e-mail address as a link, anything else as text.
fn reachable(said: &str) -> Markup {
    let text = user(&shortened(said, 400));
    html! {
        @if let Some(url) = address::safe_href(said) {
            a href=(url) rel="nofollow noopener" { (text) }
        } @else if is_mail(said) {
            a href={ "mailto:" (said) } { (text) }
        } @else {
            (text)
        }
    }
}

/// Whether a text is one plain e-mail address.
pub(super) fn is_mail(text: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c))
    };
    text.split_once('@').is_some_and(|(name, domain)| plain(name) && plain(domain) && domain.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_addresses_become_mail_links() {
        assert!(is_mail("communs@education.example"));
        for text in
            ["a@b", "a b@c.example", "a@b.example?cc=x", "Écrire à a@b.example", "https://x.example/@a"]
        {
            assert!(!is_mail(text), "{text}");
        }
    }
}
