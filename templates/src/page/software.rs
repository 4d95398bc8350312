//! `/logiciels/<id>`: a program of the catalogue: what it does, what it is named in the place of, what is like
//! it, and what in the catalogue speaks of it.
//!
//! Says which values are of general knowledge. Must not know where the catalogue is kept.

use glane_catalog::model::{Software, SoftwareUse};
use glane_catalog::vocabulary::licence_policy::{called, explained_at};
use glane_catalog::write::application::application;
use maud::{Markup, html};

use crate::layout::{self, Head};
use crate::part::card::{self, Heading, HitView};
use crate::part::claims::linked;
use crate::part::selection::Pick;
use crate::{FacetKey, Frame, Lang, SearchQuery, address};

/// What the page shows.
#[derive(Debug, Clone)]
pub struct SoftwareView<'a> {
    /// The program.
    pub software: &'a Software,
    /// Programs that are named in the place of the same products.
    pub alike: Vec<&'a Software>,
    /// The search for what speaks of it; none where its name says too little.
    pub query: Option<SearchQuery>,
    /// The first of what that finds.
    pub hits: Vec<HitView>,
    /// How much that finds.
    pub total: u64,
}

/// The page.
#[must_use]
pub fn render(frame: &Frame, view: &SoftwareView) -> String {
    let text = &frame.t().software;
    let software = view.software;
    let path = address::software(&software.id);
    let main = html! {
        article.project {
            div.opening {
                p.kicker { ((frame.t().words.kind)(crate::HitKind::Software)) }
                h1 { (software.name) }
                p.lead lang=[french(frame)] { (capital(&software.function)) "." }
            }
            div.columns {
                div {
                    (replaces(frame, software))
                    (alike(frame, view))
                    (uses(frame, &software.uses))
                    (related(frame, view))
                }
                (facts(frame, software))
            }
            p.note { (text.note) }
        }
    };
    let origin = frame.site.origin.as_deref().unwrap_or_default();
    let head =
        Head::new(&software.name, &path).with_linked(application(software, &format!("{origin}{path}")));
    layout::page(frame, &head, &main)
}

/// What is written in French alone, on a page in another language.
fn french(frame: &Frame) -> Option<&'static str> {
    (frame.lang != Lang::Fr).then_some("fr")
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The products it is named in the place of.
fn replaces(frame: &Frame, software: &Software) -> Markup {
    let text = &frame.t().software;
    html! {
        @if !software.similar.is_empty() {
            section aria-labelledby="remplace" {
                h2 #remplace { (text.replaces) }
                ul { @for product in &software.similar {
                    li { a href=(frame.href(&SearchQuery::words(&(text.replacing)(product)).path())) { (product) } }
                } }
                p.note { (text.replaces_note) }
            }
        }
    }
}

fn alike(frame: &Frame, view: &SoftwareView) -> Markup {
    html! {
        @if !view.alike.is_empty() {
            section aria-labelledby="voisins" {
                h2 #voisins { (frame.t().software.alike) }
                ul { @for other in &view.alike {
                    li {
                        a href=(frame.href(&address::software(&other.id))) { (other.name) }
                        (frame.t().common.colon) span lang=[french(frame)] { (other.function) }
                    }
                } }
            }
        }
    }
}

/// What the ministry has said, with who said it.
fn uses(frame: &Frame, uses: &[SoftwareUse]) -> Markup {
    let text = &frame.t().software;
    let said = |both: &(String, String)| match frame.lang {
        Lang::Fr => both.0.clone(),
        Lang::En => both.1.clone(),
    };
    html! {
        @if !uses.is_empty() {
            section aria-labelledby="usages" {
                h2 #usages { (text.uses) }
                ul { @for one in uses {
                    li { (capital(&said(&one.what))) ". " span.note { (text.source) (frame.t().common.colon) (said(&one.source)) "." } }
                } }
            }
        }
    }
}

fn related(frame: &Frame, view: &SoftwareView) -> Markup {
    let text = &frame.t().software;
    html! {
        @if let Some(query) = &view.query {
            section aria-labelledby="catalogue" {
                h2 #catalogue { (text.related) }
                @if view.hits.is_empty() { p { (text.related_none) } }
                ul.hits { @for hit in &view.hits { (card::card(frame, hit, Heading::Third, Pick::No)) } }
                @if view.total > view.hits.len() as u64 {
                    p { a href=(frame.href(&query.path())) { ((text.all)(view.total)) } }
                }
            }
        }
    }
}

fn facts(frame: &Frame, software: &Software) -> Markup {
    let text = &frame.t().software;
    html! {
        aside.facts aria-labelledby="facts" {
            h2 #facts { (frame.t().project.facts) }
            dl {
                dt { (frame.t().search.licence) }
                dd {
                    @match &software.licence {
                        Some(licence) => {
                            (linked(explained_at(licence, frame.lang == Lang::Fr), &html! { (called(licence)) }))
                            p.note { (text.licence_note) }
                        }
                        None => (text.licence_unknown),
                    }
                }
                @if let Some(link) = software.link.as_deref().and_then(address::safe_href) {
                    dt { (frame.t().project.website) }
                    dd { (linked(Some(link.clone()), &html! { (host(&link)) })) }
                }
                @if !software.keywords.is_empty() {
                    dt { (frame.t().project.keywords) }
                    dd lang=[french(frame)] {
                        @for (at, word) in software.keywords.iter().enumerate() {
                            @if at > 0 { " · " }
                            a href=(frame.href(&with_software(word))) { (word) }
                        }
                    }
                }
            }
        }
    }
}

/// What the address of a site is called: its host.
fn host(link: &str) -> String {
    let url = url::Url::parse(link).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| link.to_owned())
}

/// Programs by one of their words.
fn with_software(word: &str) -> String {
    SearchQuery { text: word.to_owned(), ..SearchQuery::filter(FacetKey::Kind, "software") }.path()
}
