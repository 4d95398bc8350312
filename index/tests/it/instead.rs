//! What is offered where nothing was found, and the values behind the few that a page shows.

use std::collections::BTreeMap;

use glane_index::{Facet, Page, Request};

use crate::world::{World, ids};

fn filtered(query: &str, facet: Facet, value: &str) -> Request {
    let filters = BTreeMap::from([(facet, vec![value.to_owned()])]);
    Request { query: query.to_owned(), filters, ..Request::default() }
}

fn within(page: &Page) -> Vec<(&str, u64)> {
    let counts = page.within.as_ref().unwrap();
    counts.values.iter().map(|value| (value.value.as_str(), value.count)).collect()
}

#[test]
fn nothing_is_offered_where_something_was_found() {
    assert_eq!(World::new().page("fractions").instead, None);
}

#[test]
fn words_are_spelt_as_the_index_does_without_the_filters() {
    // Record 14 is found by the corrected word, and no library is in Rust.
    let page = World::new().ask(&filtered("bibliotheqe", Facet::Language, "Rust"));
    assert_eq!(page.total, 0);
    let instead = page.instead.unwrap();
    let (text, total) = instead.corrected.unwrap();
    assert_eq!(text, "bibliothèque");
    assert!(total >= 1);
    assert_eq!(page.lifted, [(Facet::Language, total)]);
}

#[test]
fn the_rarest_word_is_dropped_first() {
    // "graphes" is in record 4 and 3 has "parcours"; no record has the phrase.
    let page = World::new().page("\"graphes volcans\" volcans");
    assert_eq!(page.total, 0);
    let instead = page.instead.unwrap();
    let first = &instead.dropped[0];
    assert_eq!(
        (first.word.as_str(), first.query.as_str(), first.total),
        ("\"graphes volcans\"", "volcans", 1)
    );
    assert_eq!(instead.hits.len(), 1);
    assert_eq!(instead.hits[0].card.title, "Volcans et séismes");
}

#[test]
fn terms_near_the_words_are_offered_when_they_find_something() {
    let world = World::new();
    let page = world.ask(&filtered("mathematicque", Facet::Language, "Rust"));
    let near: Vec<(&str, usize)> =
        page.instead.as_ref().unwrap().near.iter().map(|near| (near.value.as_str(), near.total)).collect();
    // Records 1 and 2; nothing is of any other term that is near.
    assert_eq!(near, [("mathématiques", 2)]);
    assert!(world.page("zzyzx").instead.unwrap().near.is_empty());
}

#[test]
fn values_are_looked_through_whatever_their_accents() {
    let world = World::new();
    let ask = |facet, text: &str| {
        world.ask(&Request { within: Some((facet, text.to_owned())), ..Request::default() })
    };
    assert_eq!(within(&ask(Facet::Organisation, "BIBLIOTHÈ")), [("bibliotheque", 1)]);
    assert_eq!(within(&ask(Facet::Subject, "geo")), [("histoire-géographie", 1)]);
    // By another name of the term; what it is part of is not called so.
    assert_eq!(within(&ask(Facet::Level, "sixième")), [("6e", 3)]);
    assert_eq!(within(&ask(Facet::Organisation, "zzyzx")), []);
    // Nothing typed: all of them.
    assert_eq!(within(&ask(Facet::Organisation, ""))[0], ("outils", 5));
}

#[test]
fn values_that_are_looked_through_are_counted_under_the_other_filters() {
    let world = World::new();
    let filters = BTreeMap::from([
        (Facet::Subject, vec!["NSI".to_owned()]),
        (Facet::Language, vec!["Python".to_owned()]),
    ]);
    let sought = Some((Facet::Language, "py".to_owned()));
    let page = world.ask(&Request { filters, within: sought, ..Request::default() });
    assert_eq!(within(&page), [("Python", 3), ("Jupyter Notebook", 1)]);
    assert!(page.within.as_ref().unwrap().values[0].selected);
    assert_eq!(ids(&page).len(), 3);
}
