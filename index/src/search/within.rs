//! The values of one facet that have a text in them: what stands behind the few that a page shows.
//!
//! Counted like the others. Must not know what is shown.

use std::collections::HashSet;

use glane_catalog::vocabulary::school;

use super::{Filters, Found, View};
use crate::analyse::folded;
use crate::facet::{Facet, FacetCounts, VALUES};

impl View<'_> {
    /// The values of a facet that have a text in them, or whose term of school is also called so, counted
    /// under the query and the filters of all other facets: the most frequent fifty.
    pub(super) fn within(&self, filters: &Filters, found: &Found, facet: Facet, text: &str) -> FacetCounts {
        let sought = folded(text);
        let terms = terms_called(facet, &sought);
        let passes = |value: &str| folded(value).contains(&sought) || terms.contains(value);
        let records = self.counted_among(filters, found, facet);
        let mut counted = self.state.vocabulary.count_those(facet, &records, passes, VALUES as usize);
        let selected = filters.get(&facet).map(Vec::as_slice).unwrap_or_default();
        for value in &mut counted.values {
            value.selected = selected.contains(&value.value);
        }
        counted
    }
}

/// The terms of school that are also called so: `sixième` for 6e.
fn terms_called(facet: Facet, sought: &str) -> HashSet<&'static str> {
    let kinds: &[school::Kind] = match facet {
        Facet::Level => &[school::Kind::Level, school::Kind::Diploma],
        Facet::Subject => &[school::Kind::Subject, school::Kind::Theme],
        Facet::ResourceType => &[school::Kind::Type],
        _ => return HashSet::new(),
    };
    let terms = school::terms().iter().filter(|term| kinds.contains(&term.kind));
    let called = terms.filter(|term| term.variants.iter().any(|form| folded(form).starts_with(sought)));
    called.map(|term| term.term.as_str()).collect()
}
