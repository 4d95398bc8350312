//! What the page of a selection says, the links that lead to it, and those by which a list is taken away.
//!
//! Filled once a language beside the other texts.

use super::Counted;

/// A selection, and what is made of a list of results.
pub(crate) struct Selection {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) mine: &'static str,
    pub(crate) count: Counted,
    pub(crate) add: &'static str,
    pub(crate) within: &'static str,
    pub(crate) remove: &'static str,
    pub(crate) full: &'static str,
    pub(crate) empty: &'static str,
    pub(crate) how: &'static str,
    pub(crate) search: &'static str,
    pub(crate) more: &'static str,
    pub(crate) gone: Counted,
    pub(crate) take: &'static str,
    pub(crate) cartridge: &'static str,
    pub(crate) cartridge_note: &'static str,
    pub(crate) credits: &'static str,
    pub(crate) credits_note: &'static str,
    pub(crate) table: &'static str,
    pub(crate) json: &'static str,
    pub(crate) whole: &'static str,
    pub(crate) one_licence: &'static str,
    pub(crate) together: &'static str,
    pub(crate) depends: &'static str,
    pub(crate) apart: &'static str,
    pub(crate) too_many: &'static str,
    pub(crate) why: &'static str,
    pub(crate) side_by_side: &'static str,
    pub(crate) follow_heading: &'static str,
    pub(crate) follow: &'static str,
    pub(crate) follow_note: &'static str,
    pub(crate) export: &'static str,
    /// The most rows of a file.
    pub(crate) capped: Counted,
    pub(crate) similar_projects: &'static str,
}
