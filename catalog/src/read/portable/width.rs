//! How wide the glyphs of a font are, in thousandths of its size: where a word ends is seen by it.
//!
//! Must not know what codes mean.

use std::collections::HashMap;

use super::document::Document;
use super::object::{Map, Object};

/// Most codes whose width is kept.
const CODES: usize = 70_000;

/// Widths of the signs from the space to the tilde in the fonts that a document need not describe.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 222, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 222, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 333, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500,
    500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333,
    389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469,
    500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

#[derive(Debug, Default)]
pub(super) struct Widths {
    known: HashMap<u32, f64>,
    /// Of all others.
    other: f64,
    /// Whether nobody says them, so that they are those of a font that looks alike.
    pub(super) are_guessed: bool,
}

impl Widths {
    /// Of a font whose codes are bytes.
    pub(super) fn simple(document: &Document<'_>, font: &Map) -> Self {
        let first = document.get(font, "FirstChar").and_then(|first| first.count()).unwrap_or_default();
        let list = document.get(font, "Widths").unwrap_or(Object::Null);
        let first = u32::try_from(first).unwrap_or_default();
        let known = (first..)
            .zip(list.items().iter().take(256))
            .filter_map(|(code, width)| document.resolved(width).number().map(|width| (code, width)));
        let known: HashMap<u32, f64> = known.collect();
        if known.is_empty() {
            Self::alike(document, font)
        } else {
            Self { known, other: 500.0, are_guessed: false }
        }
    }

    /// Of a font by its name alone; the heavier ones are a little wider.
    fn alike(document: &Document<'_>, font: &Map) -> Self {
        let name = document.get(font, "BaseFont");
        let name = name.as_ref().and_then(Object::name).unwrap_or_default();
        if name.contains("Courier") {
            return Self { known: HashMap::new(), other: 600.0, are_guessed: true };
        }
        let is_plain = name.contains("Helvetica") || name.contains("Arial");
        let table = if is_plain { &HELVETICA } else { &TIMES };
        let known = (32..).zip(table.iter().map(|width| f64::from(*width))).collect();
        Self { known, other: 500.0, are_guessed: true }
    }

    /// Of a font whose codes are wider: runs of widths, and ranges of one width.
    pub(super) fn wide(document: &Document<'_>, font: &Map) -> Self {
        let other = document.get(font, "DW").and_then(|width| width.number()).unwrap_or(1000.0);
        let mut widths = Self { known: HashMap::new(), other, are_guessed: false };
        let list = document.get(font, "W").unwrap_or(Object::Null);
        let mut items = list.items().iter().map(|item| document.resolved(item));
        while let (Some(first), Some(next)) = (items.next().and_then(|first| first.count()), items.next()) {
            let Ok(first) = u32::try_from(first) else { break };
            match next {
                Object::List(run) => {
                    for (code, width) in (first..).zip(&run) {
                        widths.keep(code, width.number());
                    }
                }
                last => {
                    let width = items.next().and_then(|width| width.number());
                    let last = last.count().and_then(|last| u32::try_from(last).ok()).unwrap_or(first);
                    for code in first..=last.min(first.saturating_add(0xffff)) {
                        widths.keep(code, width);
                    }
                }
            }
            if widths.known.len() >= CODES {
                break;
            }
        }
        widths
    }

    fn keep(&mut self, code: u32, width: Option<f64>) {
        if self.known.len() < CODES {
            self.known.extend(width.map(|width| (code, width)));
        }
    }

    pub(super) fn of(&self, code: u32) -> f64 {
        self.known.get(&code).copied().unwrap_or(self.other)
    }
}
