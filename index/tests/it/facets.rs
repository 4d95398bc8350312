//! Counts to narrow by, against a count by hand of the table.

use std::collections::BTreeMap;

use glane_index::{Facet, Kind, Page, Request};

use crate::world::{World, ids};

fn counts(page: &Page, facet: Facet) -> Vec<(String, u64, bool)> {
    let of = page.facets.iter().find(|counts| counts.facet == facet);
    let values = of.map(|counts| counts.values.as_slice()).unwrap_or_default();
    values.iter().map(|value| (value.value.clone(), value.count, value.selected)).collect()
}

fn plain(rows: &[(&str, u64)]) -> Vec<(String, u64, bool)> {
    rows.iter().map(|(value, count)| ((*value).to_owned(), *count, false)).collect()
}

fn filtered(filters: &[(Facet, &[&str])]) -> Request {
    let filters = filters
        .iter()
        .map(|(facet, values)| (*facet, values.iter().map(|&value| value.to_owned()).collect()))
        .collect::<BTreeMap<_, _>>();
    Request { filters, ..Request::default() }
}

#[test]
fn every_record_is_counted_once_a_value() {
    let page = World::new().page("");
    assert_eq!(counts(&page, Facet::Kind), plain(&[("project", 15)]));
    assert_eq!(counts(&page, Facet::Forge), plain(&[("forge-ecole", 15)]));
    assert_eq!(
        counts(&page, Facet::Level),
        plain(&[
            // What classes are part of counts each record once: 1, 2, 5, 6, 11 and 13.
            ("collège", 6),
            ("enseignement scolaire", 6),
            ("second degré", 6),
            ("cycle 4", 4),
            ("6e", 3),
            ("cycle 3", 3),
            ("4e", 2),
            ("5e", 2),
            ("terminale", 2),
            ("1re", 1),
            ("3e", 1)
        ])
    );
    assert_eq!(
        counts(&page, Facet::LicenceFamily),
        plain(&[("libre", 14), ("copyleft", 8), ("permissive", 6), ("restricted", 1)])
    );
    assert_eq!(counts(&page, Facet::Language)[..2], plain(&[("Python", 4), ("JavaScript", 2)]));
    assert_eq!(counts(&page, Facet::Licence)[..2], plain(&[("CC-BY-SA-4.0", 4), ("MIT", 3)]));
}

#[test]
fn a_facet_is_counted_under_the_others_filters_only() {
    let world = World::new();
    let page = world.ask(&filtered(&[(Facet::Subject, &["NSI"]), (Facet::Language, &["Python"])]));
    let mut found = ids(&page);
    found.sort();
    assert_eq!(found, ["10", "3", "4"]);
    // Subjects among the Python records: 3, 4, 10 are NSI, 13 is not.
    assert_eq!(
        counts(&page, Facet::Subject),
        [
            ("NSI".to_owned(), 3, true),
            ("histoire-géographie".to_owned(), 1, false),
            ("sciences humaines et sociales".to_owned(), 1, false)
        ]
    );
    // Languages among the NSI records.
    assert_eq!(
        counts(&page, Facet::Language),
        [("Python".to_owned(), 3, true), ("Jupyter Notebook".to_owned(), 1, false)]
    );
    // Everything else under both.
    assert_eq!(counts(&page, Facet::Level), plain(&[("terminale", 2), ("1re", 1)]));
}

#[test]
fn values_of_one_facet_widen_and_facets_narrow() {
    let world = World::new();
    let page = world.ask(&filtered(&[(Facet::Level, &["4e", "3e"])]));
    assert_eq!(page.total, 3);
    let page = world.ask(&filtered(&[(Facet::Level, &["4e", "3e"]), (Facet::Subject, &["SVT"])]));
    assert_eq!(ids(&page), ["5"]);
}

#[test]
fn a_value_asked_for_is_shown_even_when_nothing_has_it() {
    let page = World::new().ask(&filtered(&[(Facet::Level, &["CM2"])]));
    assert_eq!(page.total, 0);
    assert!(counts(&page, Facet::Level).contains(&("CM2".to_owned(), 0, true)));
}

#[test]
fn the_kind_is_a_facet_too() {
    let world = World::new();
    let page = world.ask(&Request { kind: Some(Kind::Software), ..Request::default() });
    assert_eq!(page.total, 0);
    assert_eq!(
        counts(&page, Facet::Kind),
        [("project".to_owned(), 15, false), ("software".to_owned(), 0, true)]
    );
}
