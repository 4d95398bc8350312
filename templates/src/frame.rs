//! What every page is given: the site, the language, and how both write dates, numbers and links.
//!
//! Must not know any page.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, html};

use crate::selection::{NONE, Selection};
use crate::text::{EN, FR, Texts};
use crate::{address, typography};

/// The language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// French, at the root of the site.
    #[default]
    Fr,
    /// English, under `/en`.
    En,
}

impl Lang {
    /// Every language, the first being the default.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// ISO 639-1 code, as in the `lang` attribute.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// What stands before every path of this language: nothing, or `/en`.
    #[must_use]
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Fr => "",
            Self::En => "/en",
        }
    }

    /// Splits an address path into its language and the path without it: `/en/miroirs` → (En, `/miroirs`).
    #[must_use]
    pub fn split(path: &str) -> (Self, &str) {
        match path.strip_prefix("/en") {
            Some("") => (Self::En, "/"),
            Some(rest) if rest.starts_with('/') => (Self::En, rest),
            _ => (Self::Fr, path),
        }
    }

    pub(crate) fn texts(self) -> &'static Texts {
        match self {
            Self::Fr => &FR,
            Self::En => &EN,
        }
    }
}

/// What all pages of one site share.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its name, shown in every header and title.
    pub name: String,
    /// Public origin without a final slash (`https://glane.example`), for canonical addresses; none
    /// while it is only local, and then they are relative.
    pub origin: Option<String>,
    /// When the data shown was last gathered completely; none before the first time.
    pub as_of: Option<Timestamp>,
    /// The zone in which dates are written (Europe/Paris).
    pub zone: TimeZone,
    /// What the operator says of themselves.
    pub operator: OperatorView,
}

/// What only the operator of a site can say; pages ask in plain sight for what is not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OperatorView {
    /// Who publishes the site: name, address, director of publication.
    pub publisher: Option<String>,
    /// Who hosts it.
    pub host: Option<String>,
    /// An e-mail address, or the address of a page.
    pub contact: Option<String>,
    /// The same for accessibility, where it differs from the contact.
    pub accessibility_contact: Option<String>,
}

/// The site in one language: the first argument of every page.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The site.
    pub site: &'a Site,
    /// The language of the page.
    pub lang: Lang,
    /// The selection that a person has under way.
    pub(crate) selection: &'a Selection,
}

impl<'a> Frame<'a> {
    /// The site in one language.
    #[must_use]
    pub fn new(site: &'a Site, lang: Lang) -> Self {
        Self { site, lang, selection: &NONE }
    }

    /// The same for a person who has a selection under way, which links between pages take along.
    #[must_use]
    pub fn selecting(&self, selection: &'a Selection) -> Self {
        Self { selection, ..*self }
    }

    /// The address of a page of the site in this language; `path` starts with `/` and has no language.
    #[must_use]
    pub fn href(&self, path: &str) -> String {
        let address = address::localised(self.lang, path);
        if keeps_a_selection(path) { self.selection.carried_by(&address) } else { address }
    }

    pub(crate) fn t(&self) -> &'static Texts {
        self.lang.texts()
    }

    pub(crate) fn number(&self, value: u64) -> String {
        typography::number(value, self.lang)
    }

    pub(crate) fn date(&self, at: Timestamp) -> Markup {
        html! {
            time datetime=(at.to_zoned(self.site.zone.clone()).date()) {
                (typography::date(at, &self.site.zone, self.lang))
            }
        }
    }
}

/// Whether a page takes a selection along: those on which a person looks for resources.
fn keeps_a_selection(path: &str) -> bool {
    path == "/"
        || ["/recherche", "/projets/", "/ressources/", "/logiciels/"]
            .iter()
            .any(|start| path.starts_with(start))
}
