//! One entry of the catalogue in a list.

use jiff::Timestamp;
use maud::{Markup, html};

use super::badge;
use super::selection::{self, Pick};
use crate::safe::{shortened, user, visible};
use crate::{Frame, SafeHtml, typography};

/// What kind of entry it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HitKind {
    /// A project of a forge.
    Project,
    /// A teaching resource.
    Resource,
    /// A program.
    Software,
}

/// One entry in a list of results.
#[derive(Debug, Clone, PartialEq)]
pub struct HitView {
    /// What it is.
    pub kind: HitKind,
    /// Address of its page, without language (see [`crate::address::project`]).
    pub path: String,
    /// Its name.
    pub title: String,
    /// Where it lives: `forge/path`, with its file for a resource; or the name of another catalogue.
    pub place: String,
    /// Who owns it.
    pub organisation: Option<String>,
    /// One sentence, shown when there is no snippet.
    pub summary: Option<String>,
    /// Where the words were found.
    pub snippet: Option<SafeHtml>,
    /// SPDX expression.
    pub licence: Option<String>,
    /// Programming languages, largest first; the first three are shown.
    pub languages: Vec<String>,
    /// School levels.
    pub levels: Vec<String>,
    /// School subjects.
    pub subjects: Vec<String>,
    /// Pedagogical types of a resource.
    pub types: Vec<String>,
    /// Format of a resource, a short slug.
    pub format: Option<String>,
    /// What is needed to use a resource: `no_account`, `educonnect`, `gar` or `account`.
    pub access: Option<String>,
    /// Last commit; of a resource, its last change.
    pub last_activity: Option<Timestamp>,
    /// Read-only at its source.
    pub archived: bool,
}

impl HitView {
    /// The id of a resource, which ends its address.
    pub(crate) fn resource(&self) -> Option<&str> {
        self.path.strip_prefix("/ressources/").filter(|_| self.kind == HitKind::Resource)
    }
}

/// The level of the heading an entry has, below that of its list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    Second,
    Third,
    Fourth,
}

/// An entry as an item of a list.
pub(crate) fn card(frame: &Frame, hit: &HitView, heading: Heading, pick: Pick) -> Markup {
    card_with(frame, hit, heading, pick, &Markup::default())
}

/// The same, with what is told besides of this entry.
pub(crate) fn card_with(
    frame: &Frame,
    hit: &HitView,
    heading: Heading,
    pick: Pick,
    besides: &Markup,
) -> Markup {
    let name = user(&shortened(&hit.title, 140));
    let title = html! {
        a href=(frame.href(&hit.path)) { (name) }
    };
    let id = hit.resource().filter(|_| pick != Pick::No);
    html! {
        li.hit id=[id.map(|id| format!("r-{id}"))] {
            @match heading {
                Heading::Second => h2 { (title) },
                Heading::Third => h3 { (title) },
                Heading::Fourth => h4 { (title) },
            }
            p.where {
                @if let Some(organisation) = &hit.organisation {
                    (user(&shortened(organisation, 80))) " · "
                }
                span.path { (user(&shortened(&hit.place, 120))) }
            }
            @match (&hit.snippet, &hit.summary) {
                (Some(snippet), _) if !snippet.is_empty() => p.text dir="auto" { (snippet.markup()) },
                (_, Some(summary)) => p.text dir="auto" { (typography::sentence(&visible(&shortened(summary, 300)), frame.lang)) },
                _ => {},
            }
            (marks(frame, hit))
            @if let Some(id) = id { (selection::links(frame, id, &hit.title, pick, &format!("#r-{id}"))) }
            (besides)
        }
    }
}

fn marks(frame: &Frame, hit: &HitView) -> Markup {
    let (text, words) = (&frame.t().search, &frame.t().words);
    let facet = words.facet;
    let when = if hit.kind == HitKind::Resource { text.changed_on } else { text.active_on };
    let lists = [
        (crate::FacetKey::Level, &hit.levels),
        (crate::FacetKey::Subject, &hit.subjects),
        (crate::FacetKey::ResourceType, &hit.types),
        (crate::FacetKey::Language, &hit.languages),
    ];
    html! {
        ul.marks {
            @if hit.kind != HitKind::Project { li.kind { ((words.kind)(hit.kind)) } }
            @if let Some(licence) = &hit.licence {
                (badge::labelled(frame, Some("licence"), text.licence, licence))
            }
            @for (key, values) in lists {
                @for value in values.iter().take(3) { (badge::labelled(frame, None, facet(key), value)) }
            }
            @if let Some(slug) = &hit.format {
                (badge::labelled(frame, None, facet(crate::FacetKey::Format), (words.format)(slug).unwrap_or(slug)))
            }
            @if let Some(word) = &hit.access {
                (badge::labelled(frame, None, facet(crate::FacetKey::Access), (words.access)(word).unwrap_or(word)))
            }
            @if hit.archived { li { (text.archived) } }
            @if let Some(at) = hit.last_activity { li.when { (when) " " (frame.date(at)) } }
        }
    }
}
