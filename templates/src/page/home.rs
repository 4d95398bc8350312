//! The home page: what the site is, a search field, three ways in, what is new.

use maud::{Markup, html};

use crate::layout::{self, Head};
use crate::part::badge;
use crate::part::card::{self, Heading, HitView};
use crate::part::selection::Pick;
use crate::safe::{shortened, user};
use crate::text::Way;
use crate::{FacetKey, Frame, SearchQuery, assets};

/// A value with the number of entries that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The value, as the index spells it.
    pub value: String,
    /// Entries that have it.
    pub count: u64,
}

/// What the home page shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct HomeView {
    /// Projects in the catalogue.
    pub projects: u64,
    /// Resources in it; not told where there is none.
    pub resources: u64,
    /// Distinct licences among them.
    pub licences: u64,
    /// Forges they come from.
    pub forges: u64,
    /// The latest changed projects, newest first; up to six are shown.
    pub latest: Vec<HitView>,
    /// The most frequent school levels, in the order of school.
    pub levels: Vec<Tally>,
    /// The most frequent school subjects.
    pub subjects: Vec<Tally>,
    /// The most frequent programming languages.
    pub languages: Vec<Tally>,
}

/// The home page.
#[must_use]
pub fn render(frame: &Frame, view: &HomeView) -> String {
    let text = &frame.t().home;
    let main = html! {
        div.hero {
            h1 { (text.heading) }
            p.lead { (text.lead) }
            (layout::search_form(frame, text.label, &SearchQuery::default(), Some(text.placeholder)))
            img.ornament src=(assets::icon_path()) alt="" width="200" height="250";
        }
        section.ways aria-labelledby="ways" {
            h2.vh #ways { (text.ways) }
            (way(frame, &text.teach, &teaching(frame, view)))
            (way(frame, &text.develop, &developing(frame, view)))
            (way(frame, &text.steer, &[]))
        }
        (counts(frame, view))
        section.latest aria-labelledby="latest" {
            h2 #latest { (text.latest) }
            @if view.latest.is_empty() {
                p { (text.empty) }
            } @else {
                ul.hits.grid {
                    @for hit in view.latest.iter().take(6) { (card::card(frame, hit, Heading::Third, Pick::No)) }
                }
                p { a href=(frame.href("/recherche?type=project&tri=recent")) { (text.all) " →" } }
            }
        }
        (browse(frame, view))
    };
    layout::page(frame, &Head::new(text.title, "/").with_own_search(), &main)
}

/// A way in: what the catalogue holds most of, then the links that always stand.
fn way(frame: &Frame, way: &Way, found: &[(String, SearchQuery)]) -> Markup {
    html! {
        div.way {
            h3 { (way.heading) }
            p { (way.sentence) }
            ul {
                @for (label, query) in found {
                    li { a href=(frame.href(&query.path())) { (user(&shortened(label, 60))) } }
                }
                @for (label, path) in way.links { li { a href=(frame.href(path)) { (label) } } }
            }
        }
    }
}

/// The two largest subjects and the largest level; everything where none is known.
fn teaching(frame: &Frame, view: &HomeView) -> Vec<(String, SearchQuery)> {
    let level = frame.t().home.level;
    let subjects = largest(&view.subjects, 2).into_iter();
    let levels = largest(&view.levels, 1).into_iter();
    let subjects = subjects.map(|value| (capitalised(value), SearchQuery::filter(FacetKey::Subject, value)));
    let levels = levels.map(|value| (level(value), SearchQuery::filter(FacetKey::Level, value)));
    let found: Vec<_> = subjects.chain(levels).collect();
    if found.is_empty() {
        vec![(frame.t().search.everything.to_owned(), SearchQuery::default())]
    } else {
        found
    }
}

/// The two largest programming languages.
fn developing(frame: &Frame, view: &HomeView) -> Vec<(String, SearchQuery)> {
    let label = frame.t().home.projects_in;
    let languages = largest(&view.languages, 2).into_iter();
    languages.map(|value| (label(value), SearchQuery::filter(FacetKey::Language, value))).collect()
}

/// The values that most entries have; equal counts stay in the order given.
fn largest(tallies: &[Tally], most: usize) -> Vec<&str> {
    let mut ranked: Vec<&Tally> = tallies.iter().collect();
    ranked.sort_by_key(|tally| std::cmp::Reverse(tally.count));
    ranked.into_iter().take(most).map(|tally| tally.value.as_str()).collect()
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn counts(frame: &Frame, view: &HomeView) -> Markup {
    let text = &frame.t().home;
    let resources = (view.resources > 0).then(|| (view.resources, (text.resources)(view.resources)));
    let counts = [
        Some((view.projects, (text.projects)(view.projects))),
        resources,
        Some((view.licences, (text.licences)(view.licences))),
        Some((view.forges, (text.forges)(view.forges))),
    ];
    html! {
        section.counts aria-labelledby="counts" {
            h2.vh #counts { (text.counts) }
            ul { @for (count, noun) in counts.into_iter().flatten() { li { strong { (frame.number(count)) } " " (noun) } } }
        }
    }
}

fn browse(frame: &Frame, view: &HomeView) -> Markup {
    let text = &frame.t().home;
    let lists = [
        (FacetKey::Level, text.levels, &view.levels),
        (FacetKey::Subject, text.subjects, &view.subjects),
        (FacetKey::Language, text.code, &view.languages),
    ];
    html! {
        @if lists.iter().any(|(_, _, list)| !list.is_empty()) {
            section.browse aria-labelledby="browse" {
                h2 #browse { (text.browse) }
                @for (key, heading, list) in lists {
                    @if !list.is_empty() {
                        div {
                            h3 { (heading) }
                            ul {
                                @for tally in list.iter().take(12) {
                                    li {
                                        (badge::link(frame, key, &tally.value))
                                        span.count { (frame.number(tally.count)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
