//! Why a result is among the results: the link on each, and the explanation of the one that is asked about.
//!
//! Must not know how results are found.

use maud::{Markup, html};

use crate::safe::{shortened, user};
use crate::{FacetKey, Frame, SearchQuery};

/// What can be explained, and what is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whys {
    /// What each result is asked about by, in their order; none where there is nothing to explain.
    pub ids: Vec<String>,
    /// The one that is asked about, and its explanation.
    pub open: Option<(String, WhyView)>,
}

/// Why a result is among the results.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WhyView {
    /// Whether it has all that was asked for.
    pub all: bool,
    /// Whether its title is what was typed.
    pub titled: bool,
    /// What was asked for.
    pub pieces: Vec<WhyPiece>,
    /// Pairs of words that stand near each other.
    pub near: Vec<(String, String)>,
    /// What else counted.
    pub signals: Vec<WhySignal>,
}

/// One thing that was asked for: the words, and each way in which they were read and found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhyPiece {
    /// The words.
    pub words: String,
    /// How they were read, and where they stand: as they are written, or in another form.
    pub found: Vec<(WhyReading, Vec<(WhyPlace, bool)>)>,
}

/// How words were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyReading {
    /// As they are written.
    Written,
    /// As another word, since nothing has the one that was typed.
    Correction(String),
    /// As one word.
    Joined(String),
    /// As the name for which the letters stand.
    InFull(String),
    /// As another name of the same.
    Synonym(String),
    /// As a value of a property; none of those that can be narrowed by.
    Term(Option<FacetKey>, String),
    /// As a program that is named in the place of the product.
    Counterpart(String),
}

/// A part of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyPlace {
    /// Its title.
    Title,
    /// Its keywords and the like.
    Keywords,
    /// Another name of its level, subject or type.
    School,
    /// Its text.
    Text,
    /// A whole name.
    Name,
    /// Who made it.
    Author,
    /// A property.
    Property,
    /// Its last change.
    Date,
}

/// What counts besides the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhySignal {
    /// A libre licence.
    OpenLicence,
    /// A complete record.
    Complete,
    /// Kept up.
    Maintained,
    /// Changed within a year.
    Recent,
}

impl Whys {
    /// The address of this page, with what is explained on it.
    pub(super) fn path(&self, query: &SearchQuery) -> String {
        match &self.open {
            Some((id, _)) => query.explaining(id),
            None => query.path(),
        }
    }

    /// The link of a result, or its explanation.
    pub(super) fn of(&self, frame: &Frame, query: &SearchQuery, at: usize, title: &str) -> Markup {
        let text = &frame.t().why;
        let Some(id) = self.ids.get(at) else { return Markup::default() };
        match &self.open {
            Some((open, why)) if open == id => html! {
                div.why #pourquoi {
                    (explanation(frame, why))
                    p { a href=(frame.href(&query.path())) rel="nofollow" { (text.close) } }
                }
            },
            _ => html! {
                p.why { a href=(frame.href(&format!("{}#pourquoi", query.explaining(id)))) rel="nofollow" { (text.ask) span.vh { " " (user(&shortened(title, 140))) } } }
            },
        }
    }
}

fn explanation(frame: &Frame, why: &WhyView) -> Markup {
    let text = &frame.t().why;
    let colon = frame.t().common.colon;
    let signals: Vec<&str> = why.signals.iter().map(|signal| (text.signal)(*signal)).collect();
    html! {
        h3 { (text.ask) }
        ul {
            @if !why.all { li { (text.near) } }
            @if why.titled { li { (text.titled) } }
            @for piece in &why.pieces {
                li {
                    strong { ((text.quoted)(&shown(&piece.words))) } (colon)
                    @if piece.found.is_empty() { (text.absent) }
                    @for (at, (reading, places)) in piece.found.iter().enumerate() {
                        @if at > 0 { " · " }
                        (found(frame, reading, places))
                    }
                }
            }
            @for (one, other) in &why.near { li { ((text.beside)(&shown(one), &shown(other))) } }
            @if !signals.is_empty() { li { (text.signals) (colon) (signals.join(", ")) } }
        }
    }
}

fn found(frame: &Frame, reading: &WhyReading, places: &[(WhyPlace, bool)]) -> Markup {
    let text = &frame.t().why;
    let place = |(place, exact): &(WhyPlace, bool)| {
        format!("{}{}", (text.place)(*place), if *exact { "" } else { text.stem })
    };
    let places: Vec<String> = places.iter().map(place).collect();
    html! {
        @if let Some(how) = (text.reading)(reading) { (how) " " (read(frame, reading)) ", " }
        (places.join(", "))
    }
}

/// What words were read as.
fn read(frame: &Frame, reading: &WhyReading) -> Markup {
    match reading {
        WhyReading::Written => Markup::default(),
        WhyReading::Correction(value)
        | WhyReading::Joined(value)
        | WhyReading::InFull(value)
        | WhyReading::Synonym(value)
        | WhyReading::Counterpart(value) => html! { ((frame.t().why.quoted)(&shown(value))) },
        WhyReading::Term(key, value) => html! {
            @if let Some(key) = key { ((frame.t().words.facet)(*key)) " " }
            (user(&shortened(value, 60)))
        },
    }
}

/// Words from outside as they may be shown in a sentence.
fn shown(text: &str) -> String {
    crate::safe::visible(&shortened(text, 60)).into_owned()
}
