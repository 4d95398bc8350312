//! Which licence a text is, or which ones it names in its head.
//!
//! Must not know file names, claims or policy: a text comes in, expressions come out.

mod matcher;
mod title;

use super::expression::spdx_tag;
use crate::vocabulary::fold::fold;

/// A licence found in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Detected {
    /// SPDX expression.
    pub expression: String,
    /// From 0 to 1.
    pub confidence: f32,
    /// First line it was found on, from 1.
    pub start_line: u32,
    /// Last line it was found on.
    pub end_line: u32,
    /// How it was found.
    pub method: Method,
    /// Likeness with the text, or certainty of the name, from 0 to 1.
    pub score: f32,
}

/// How a licence was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// An `SPDX-License-Identifier` tag.
    Tag,
    /// The licence's text, word for word.
    ExactText,
    /// The licence's text with small differences.
    CloseText,
    /// A notice that puts the file under the licence.
    Notice,
    /// Its name or address.
    Mention,
    /// The title of a licence above a text that is not known to be its own.
    OtherText,
    /// The licence's text or name with a clause that takes away from it.
    ClauseAdded,
}

/// Longest text that is matched, in bytes; the longest licence of the SPDX list has 95,000.
const LONGEST: usize = 256 * 1024;

/// The licences a text is or names in its head, in order of appearance.
///
/// In this order: SPDX tags, which are exact; the text compared with those of the SPDX list; a title
/// that names a licence whose text the list lacks (French `CeCILL`, EUPL, Creative Commons).
/// A GNU text says which version but not whether later ones are allowed: it is reported as `-only`
/// with at most 0.9, so that whatever says "or later" can win.
#[must_use]
pub fn detect(text: &str) -> Vec<Detected> {
    let tags = tags(text);
    if !tags.is_empty() {
        return tags;
    }
    let title = title::read(text);
    let mut found = if text.len() <= LONGEST { matcher::matches(text) } else { Vec::new() };
    match (found.as_mut_slice(), title) {
        ([], Some(title)) => found.push(title),
        ([only], Some(title)) => title::guard(only, title),
        _ => {}
    }
    if takes_away(text) {
        for one in found.iter_mut().filter(|one| !one.expression.contains("-NC")) {
            one.confidence = one.confidence.min(DOUBTED);
        }
    }
    found
}

/// Confidence in a licence whose text carries a clause that takes away from it: below what decides.
const DOUBTED: f32 = 0.4;

/// Clauses, folded, that no licence of the list holds and that restrict what one allows.
const TAKING_AWAY: &[&str] = &[
    "usage commercial interdit",
    "utilisation commerciale interdite",
    "interdit sans accord",
    "usage militaire",
    "usage reserve a",
    "commercial use is prohibited",
    "commercial use prohibited",
    "for non-commercial use only",
    "commons clause",
];

fn takes_away(text: &str) -> bool {
    let folded = fold(text);
    TAKING_AWAY.iter().any(|clause| folded.contains(clause))
}

fn tags(text: &str) -> Vec<Detected> {
    let mut found: Vec<Detected> = Vec::new();
    for (line, content) in (1..).zip(text.lines()) {
        if let Some(expression) = spdx_tag(content)
            && found.iter().all(|known| known.expression != expression)
        {
            found.push(Detected { expression, confidence: 1.0, start_line: line, end_line: line, method: Method::Tag, score: 1.0 });
        }
    }
    found
}

#[cfg(test)]
mod tests;
