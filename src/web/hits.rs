//! Results of the index as entries of a page's list.
//!
//! Must not search.

use glane_catalog::vocabulary::school;
use glane_index::{Card, FacetCounts, Hit, Kind};
use glane_templates::page::home::Tally;
use glane_templates::{FacetKey, HitKind, HitView, SafeHtml, address};

use super::app::App;

/// One result as a card, with the words found.
pub(super) fn hit(app: &App, found: Hit) -> HitView {
    let snippet = Some(SafeHtml::from_snippet(&found.snippet_html)).filter(|snippet| !snippet.is_empty());
    HitView { snippet, ..card(app, found.card) }
}

/// One record as a card.
pub(super) fn card(app: &App, card: Card) -> HitView {
    HitView {
        kind: match card.kind {
            Kind::Project => HitKind::Project,
            Kind::Resource => HitKind::Resource,
            Kind::Software => HitKind::Software,
        },
        path: match card.kind {
            Kind::Resource => address::resource(&card.key),
            Kind::Software => address::software(&card.key),
            _ => address::project(&card.forge, &card.path),
        },
        place: place(app, &card),
        title: card.title,
        organisation: Some(card.organisation).filter(|name| !name.is_empty()),
        summary: card.summary,
        snippet: None,
        licence: card.licence,
        languages: card.languages,
        levels: card.levels,
        subjects: card.subjects,
        types: card.types,
        format: card.format,
        access: card.access,
        last_activity: card.updated,
        archived: card.archived,
    }
}

/// Where a result lies: the project, the file in it, another catalogue, or the host of a program's site.
fn place(app: &App, card: &Card) -> String {
    if card.kind == Kind::Software {
        let host = card.link.as_deref().and_then(|link| url::Url::parse(link).ok());
        return host.and_then(|link| link.host_str().map(str::to_owned)).unwrap_or_default();
    }
    match (&card.source, &card.file) {
        (Some(source), _) => app.source_name(source).unwrap_or(source).to_owned(),
        (None, Some(file)) => format!("{}/{} › {file}", card.forge, card.path),
        (None, None) => format!("{}/{}", card.forge, card.path),
    }
}

/// The index's facet of a property of the page.
pub(super) fn facet(key: FacetKey) -> glane_index::Facet {
    use glane_index::Facet;
    match key {
        FacetKey::Kind => Facet::Kind,
        FacetKey::Level => Facet::Level,
        FacetKey::Subject => Facet::Subject,
        FacetKey::Licence => Facet::Licence,
        FacetKey::Organisation => Facet::Organisation,
        FacetKey::Language => Facet::Language,
        FacetKey::ResourceType => Facet::ResourceType,
        FacetKey::Format => Facet::Format,
        FacetKey::Access => Facet::Access,
        FacetKey::Family => Facet::LicenceFamily,
        FacetKey::Reuse => Facet::Reuse,
        FacetKey::Year => Facet::Year,
        FacetKey::Maintained => Facet::Maintained,
    }
}

/// The property of the page that a facet of the index is.
pub(super) fn key(sought: glane_index::Facet) -> Option<FacetKey> {
    FacetKey::ALL.into_iter().find(|key| facet(*key) == sought)
}

/// The most frequent values of a property, in the order in which they are shown.
pub(super) fn tallies(facets: &[FacetCounts], key: FacetKey, most: usize) -> Vec<Tally> {
    let counts = facets.iter().filter(|counts| counts.facet == facet(key));
    // What is made of several that are shown too would fill the list.
    let tells = |value: &&glane_index::FacetValue| !school::is_too_broad(&value.value);
    let frequent = counts.flat_map(|counts| &counts.values).filter(tells).take(most);
    let mut tallies: Vec<Tally> =
        frequent.map(|value| Tally { value: value.value.clone(), count: value.count }).collect();
    in_order(key, &mut tallies, |tally| &tally.value);
    tallies
}

/// How many results have a value of a property.
pub(super) fn counted(facets: &[FacetCounts], key: FacetKey, value: &str) -> u64 {
    let counts = facets.iter().filter(|counts| counts.facet == facet(key));
    counts.flat_map(|counts| &counts.values).find(|found| found.value == value).map_or(0, |found| found.count)
}

/// Levels as they follow each other at school, those of no school last; years from the last; other properties
/// stay as they come.
pub(super) fn in_order<T>(key: FacetKey, values: &mut [T], name: impl Fn(&T) -> &str) {
    if key == FacetKey::Year {
        values.sort_by(|a, b| name(b).cmp(name(a)));
    }
    if key == FacetKey::Level {
        let place = |value: &T| school::terms().iter().position(|term| term.term == name(value));
        values.sort_by_cached_key(|value| place(value).unwrap_or(usize::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_follow_each_other_as_at_school() {
        let mut levels = ["terminale générale", "BTS", "libre", "3e", "6e", "CM2", "5e"];
        in_order(FacetKey::Level, &mut levels, |level| level);
        assert_eq!(levels, ["CM2", "6e", "5e", "3e", "terminale générale", "BTS", "libre"]);
        let mut languages = ["Python", "C"];
        in_order(FacetKey::Language, &mut languages, |language| language);
        assert_eq!(languages, ["Python", "C"], "the most frequent stays first");
    }
}
