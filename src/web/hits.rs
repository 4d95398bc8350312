//! Results of the index as entries of a page's list.
//!
//! Must not search.

use glane_index::{FacetCounts, Hit, Kind};
use glane_templates::page::home::Tally;
use glane_templates::{FacetKey, HitKind, HitView, SafeHtml, address};

/// One result as a card.
pub(super) fn hit(found: Hit) -> HitView {
    let card = found.card;
    HitView {
        kind: match card.kind {
            Kind::Project => HitKind::Project,
            Kind::Resource => HitKind::Resource,
            Kind::Software => HitKind::Software,
        },
        path: address::project(&card.forge, &card.path),
        place: format!("{}/{}", card.forge, card.path),
        title: card.title,
        organisation: Some(card.organisation).filter(|name| !name.is_empty()),
        summary: card.summary,
        snippet: Some(SafeHtml::from_snippet(&found.snippet_html)).filter(|snippet| !snippet.is_empty()),
        licence: card.licence,
        languages: card.languages,
        levels: card.levels,
        subjects: card.subjects,
        last_activity: card.updated,
        archived: card.archived,
    }
}

/// The index's facet of a property of the page; none for one the index does not count.
pub(super) fn facet(key: FacetKey) -> Option<glane_index::Facet> {
    use glane_index::Facet;
    Some(match key {
        FacetKey::Kind => Facet::Kind,
        FacetKey::Level => Facet::Level,
        FacetKey::Subject => Facet::Subject,
        FacetKey::Licence => Facet::Licence,
        FacetKey::Organisation => Facet::Organisation,
        FacetKey::Language => Facet::Language,
        FacetKey::Format => return None,
    })
}

/// The most frequent values of a property.
pub(super) fn tallies(facets: &[FacetCounts], key: FacetKey, most: usize) -> Vec<Tally> {
    facets
        .iter()
        .filter(|counts| Some(counts.facet) == facet(key))
        .flat_map(|counts| &counts.values)
        .take(most)
        .map(|value| Tally { value: value.value.clone(), count: value.count })
        .collect()
}
