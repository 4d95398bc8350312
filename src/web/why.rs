//! Why a result is among the results: from the index to the page, and which one an address asks about.
//!
//! Must not know how results are found.

use glane_index::{Hit, Place, Reading, Signal, Why, WhyFound};
use glane_templates::page::search::{WhyPiece, WhyPlace, WhyReading, WhySignal, WhyView};

use super::hits;

/// The parameter that names the result.
const PARAMETER: &str = "pourquoi";

/// What a result is asked about by.
pub(super) fn id(hit: &Hit) -> String {
    format!("{}/{}", hit.card.kind.as_str(), hit.key)
}

/// What an address asks about, whether there is such a result or not.
pub(super) fn named(pairs: &[(String, String)]) -> Option<&str> {
    pairs.iter().find(|(name, _)| name == PARAMETER).map(|(_, value)| value.as_str())
}

/// The result that an address asks about, among those that it shows.
pub(super) fn asked<'a>(pairs: &[(String, String)], hits: &'a [Hit]) -> Option<&'a Hit> {
    let named = named(pairs)?;
    hits.iter().find(|hit| id(hit) == *named)
}

/// The explanation as a page shows it.
pub(super) fn view(why: Why) -> WhyView {
    let pieces = why
        .pieces
        .into_iter()
        .map(|piece| WhyPiece { words: piece.words, found: piece.found.into_iter().map(found).collect() });
    WhyView {
        all: why.all,
        titled: why.titled,
        pieces: pieces.collect(),
        near: why.near,
        signals: why.signals.into_iter().map(signal).collect(),
    }
}

fn found(found: WhyFound) -> (WhyReading, Vec<(WhyPlace, bool)>) {
    let reading = match found.reading {
        Reading::Written => WhyReading::Written,
        Reading::Correction(word) => WhyReading::Correction(word),
        Reading::Joined(word) => WhyReading::Joined(word),
        Reading::InFull(name) => WhyReading::InFull(name),
        Reading::Synonym(name) => WhyReading::Synonym(name),
        Reading::Term(facet, value) => WhyReading::Term(hits::key(facet), value),
        Reading::Counterpart(name) => WhyReading::Counterpart(name),
    };
    (reading, found.spots.into_iter().map(|spot| (place(spot.place), spot.exact)).collect())
}

fn place(place: Place) -> WhyPlace {
    match place {
        Place::Title => WhyPlace::Title,
        Place::Keywords => WhyPlace::Keywords,
        Place::School => WhyPlace::School,
        Place::Text => WhyPlace::Text,
        Place::Name => WhyPlace::Name,
        Place::Author => WhyPlace::Author,
        Place::Property => WhyPlace::Property,
        Place::Date => WhyPlace::Date,
    }
}

fn signal(signal: Signal) -> WhySignal {
    match signal {
        Signal::OpenLicence => WhySignal::OpenLicence,
        Signal::Complete => WhySignal::Complete,
        Signal::Maintained => WhySignal::Maintained,
        Signal::Recent => WhySignal::Recent,
    }
}
