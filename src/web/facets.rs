//! Counts of the index as the filters of a page: in their order, levels and subjects as outlines.
//!
//! Must not count.

use glane_catalog::vocabulary::school::{self, Kind};
use glane_index::FacetCounts;
use glane_templates::{FacetKey, FacetValue, FacetView};

use super::hits;

/// One property with its values; none where it has none.
pub(super) fn view(key: FacetKey, counts: &[FacetCounts]) -> Option<FacetView> {
    let facet = hits::facet(key);
    let counts = counts.iter().find(|counts| counts.facet == facet)?;
    let mut values = listed(counts.clone());
    hits::in_order(key, &mut values, |value| &value.value);
    let values = match key {
        FacetKey::Level => outline(Kind::Level, values),
        FacetKey::Subject => outline(Kind::Subject, values),
        _ => values,
    };
    Some(FacetView { key, values })
}

/// The values as they were counted.
pub(super) fn listed(counts: FacetCounts) -> Vec<FacetValue> {
    let value = |value: glane_index::FacetValue| FacetValue {
        value: value.value,
        label: None,
        count: value.count,
        under: Vec::new(),
    };
    counts.values.into_iter().map(value).collect()
}

/// The same values, each under its nearest heading that is among them, in the order they came.
fn outline(kind: Kind, values: Vec<FacetValue>) -> Vec<FacetValue> {
    let names: Vec<String> = values.iter().map(|value| value.value.clone()).collect();
    let heading = |name: &str| {
        let mut above = school::stands_under(kind, name);
        while let Some(name) = above {
            if let Some(place) = names.iter().position(|known| known == name) {
                return Some(place);
            }
            above = school::stands_under(kind, name);
        }
        None
    };
    let places: Vec<Option<usize>> = names.iter().map(|name| heading(name)).collect();
    let mut rows: Vec<Option<FacetValue>> = values.into_iter().map(Some).collect();
    under(None, &places, &mut rows)
}

/// What stands under one of the rows, or at the top, taken out of them with all below it.
fn under(at: Option<usize>, places: &[Option<usize>], rows: &mut [Option<FacetValue>]) -> Vec<FacetValue> {
    let mut found = Vec::new();
    for place in (0..rows.len()).filter(|place| places[*place] == at) {
        let Some(mut value) = rows[place].take() else { continue };
        value.under = under(Some(place), places, rows);
        found.push(value);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(values: &[FacetValue]) -> Vec<String> {
        let one = |value: &FacetValue| match written(&value.under).join(" ") {
            under if under.is_empty() => value.value.clone(),
            under => format!("{}({under})", value.value),
        };
        values.iter().map(one).collect()
    }

    fn outlined(kind: Kind, names: &[&str]) -> Vec<String> {
        let value =
            |name: &&str| FacetValue { value: (*name).to_owned(), label: None, count: 1, under: Vec::new() };
        written(&outline(kind, names.iter().map(value).collect()))
    }

    #[test]
    fn classes_stand_under_their_school() {
        assert_eq!(
            outlined(
                Kind::Level,
                &["CM2", "6e", "5e", "collège", "1re STMG", "lycée", "second degré", "hors classe"]
            ),
            ["CM2", "collège(6e 5e)", "lycée(1re STMG)", "second degré", "hors classe"]
        );
    }

    #[test]
    fn subjects_stand_under_those_that_they_are_part_of() {
        assert_eq!(
            outlined(Kind::Subject, &["géographie", "mathématiques", "sciences humaines et sociales", "NSI"]),
            ["mathématiques", "sciences humaines et sociales(géographie)", "NSI"]
        );
    }
}
