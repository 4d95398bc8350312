//! What is offered under the search field, in words; and the site as a search engine of browsers.
//!
//! Must not know what is offered for which text.

use glane_catalog::model::Field;

use crate::{FacetKey, Frame, HitKind};

/// What something that is offered is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offered {
    /// A value that results can be narrowed by.
    Value(FacetKey),
    /// Somebody who made what is shown.
    Author,
    /// The title of something.
    Title(HitKind),
}

/// What it is, in the language of the page; with the term that it is another form of.
#[must_use]
pub fn described(frame: &Frame, offered: Offered, form_of: Option<&str>) -> String {
    let words = &frame.t().words;
    let name = match offered {
        Offered::Value(key) => (words.facet)(key),
        Offered::Author => (words.field)(Field::Author),
        Offered::Title(kind) => (words.kind)(kind),
    };
    match form_of {
        Some(term) => format!("{name}{}{term}", frame.t().common.colon),
        None => name.to_owned(),
    }
}

/// What the site is for, in one phrase.
#[must_use]
pub fn tagline(frame: &Frame) -> &'static str {
    frame.t().common.tagline
}
