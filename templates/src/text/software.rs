//! What the page of a program says.
//!
//! Words only; must not know the page.

use super::Counted;

/// The page of a program.
pub(crate) struct Software {
    pub(crate) replaces: &'static str,
    pub(crate) replaces_note: &'static str,
    /// The search for what stands in for a product.
    pub(crate) replacing: fn(&str) -> String,
    pub(crate) alike: &'static str,
    pub(crate) uses: &'static str,
    pub(crate) source: &'static str,
    pub(crate) related: &'static str,
    pub(crate) related_none: &'static str,
    pub(crate) all: Counted,
    pub(crate) licence_note: &'static str,
    pub(crate) licence_unknown: &'static str,
    pub(crate) note: &'static str,
}
