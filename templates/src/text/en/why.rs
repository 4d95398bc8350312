//! The explanation of a result in English.

use crate::page::search::{WhyPlace, WhyReading, WhySignal};
use crate::text::Why;

pub(super) const WHY: Why = Why {
    ask: "Why this result?",
    close: "Hide the explanation",
    near: "This record does not have all that you are looking for, but comes near.",
    titled: "Its title is exactly what you typed.",
    absent: "not in this record",
    stem: " (another form of the word)",
    beside: |one, other| format!("“{one}” and “{other}” stand near each other in it."),
    signals: "What also counted, a little",
    quoted: |words| format!("“{words}”"),
    reading: |reading| match reading {
        WhyReading::Written => None,
        WhyReading::Correction(_) => Some("taken for"),
        WhyReading::Joined(_) => Some("in one word"),
        WhyReading::InFull(_) => Some("in full"),
        WhyReading::Synonym(_) => Some("another name"),
        WhyReading::Term(..) => Some("understood as"),
        WhyReading::Counterpart(_) => Some("often named in its place"),
    },
    place: |place| match place {
        WhyPlace::Title => "in the title",
        WhyPlace::Keywords => "in keywords, levels, subjects or authors",
        WhyPlace::School => "another name of its level, subject or type",
        WhyPlace::Text => "in the text",
        WhyPlace::Name => "a whole name (title, keyword, language or organisation)",
        WhyPlace::Author => "among its authors",
        WhyPlace::Property => "the record bears it",
        WhyPlace::Date => "the day of its last change",
    },
    signal: |signal| match signal {
        WhySignal::OpenLicence => "libre licence",
        WhySignal::Complete => "complete record",
        WhySignal::Maintained => "kept up",
        WhySignal::Recent => "changed within a year",
    },
};
