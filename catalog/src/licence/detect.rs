//! Which licence a text is, or which ones it names in its head.
//!
//! Must not know file names, claims or policy: a text comes in, expressions come out.

mod clause;
mod guard;
mod matcher;
mod named;
pub(super) mod tags;
mod title;

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

/// The licences a text is or names, in order of appearance.
///
/// In this order: SPDX tags, which are exact; the texts that are known; notices, names and addresses;
/// the title of a text that is not known. A GNU text says which version but not whether later ones
/// are allowed: it is reported as `-only` with at most 0.9, so that whatever says "or later" can win.
#[must_use]
pub fn detect(text: &str) -> Vec<Detected> {
    let tags = tags::tags(text);
    if !tags.is_empty() {
        return tags;
    }
    let looked_at = &text[..text.floor_char_boundary(LONGEST)];
    let (mut found, exceptions) = matcher::matches(looked_at);
    if found.is_empty() {
        found = named::names(looked_at);
        named::with_exceptions(&mut found, &exceptions);
    } else {
        guard::check(looked_at, &mut found);
        named::beside(looked_at, &mut found);
    }
    clause::doubt(looked_at, &mut found);
    found
}

#[cfg(test)]
mod tests;
