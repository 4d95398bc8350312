//! Whole lists: the same results as the pages give, in each of their orders.

use glane_index::{Facet, Kind, List, ListOrder, Request, Sort};

use crate::world::{SHEETS, World, ids, put, record};

fn list(world: &World, request: &Request, order: &ListOrder, most: usize) -> List {
    world.index.searcher().list(request, order, most).unwrap()
}

fn keys(list: &List) -> Vec<String> {
    list.cards.iter().map(|card| card.key.rsplit(':').next().unwrap().to_owned()).collect()
}

#[test]
fn a_list_has_the_results_of_the_pages_in_their_order() {
    let world = World::new();
    let filters = [(Facet::Licence, vec!["CC-BY-SA-4.0".to_owned()])].into();
    for sort in [Sort::Relevance, Sort::Date, Sort::Title] {
        for query in ["", "fractions", "frations"] {
            let request = Request { query: query.to_owned(), sort, ..Request::default() };
            let (page, list) = (world.ask(&request), list(&world, &request, &ListOrder::AsAsked, 100));
            assert_eq!(keys(&list), ids(&page), "{query} {sort:?}");
            assert_eq!((list.total, list.corrected), (page.total, page.corrected));
        }
    }
    let request = Request { filters, ..Request::default() };
    let all = list(&world, &request, &ListOrder::AsAsked, 100);
    assert_eq!(keys(&all), ids(&world.ask(&request)));
    let cut = list(&world, &request, &ListOrder::AsAsked, 2);
    assert_eq!((cut.total, cut.cards.as_slice()), (all.total, &all.cards[..2]));
}

#[test]
fn a_list_by_key_is_taken_in_pieces_and_gives_each_once() {
    let world = World::new();
    let (mut after, mut taken) = (None, Vec::new());
    loop {
        let order = ListOrder::ByKey { kind: Kind::Project, after };
        let piece = list(&world, &Request::default(), &order, 4);
        assert_eq!(piece.total, SHEETS.len());
        let Some(last) = piece.cards.last() else { break };
        after = Some(last.key.clone());
        taken.extend(keys(&piece));
    }
    let mut expected: Vec<String> = SHEETS.iter().map(|sheet| sheet.id.to_owned()).collect();
    expected.sort();
    assert_eq!(taken, expected, "in the order of the keys");
}

#[test]
fn what_was_found_last_comes_first_however_old_it_is() {
    let world = World::new();
    let at = |text: &str| Some(text.parse().unwrap());
    let mut old = record(&SHEETS[14]);
    (old.published_at, old.collected_at) = (at("2026-11-01T00:00:00Z"), at("2026-11-02T00:00:00Z"));
    let mut tomorrow = record(&SHEETS[4]);
    (tomorrow.published_at, tomorrow.collected_at) = (at("2020-01-01T00:00:00Z"), at("2020-01-02T00:00:00Z"));
    let mut writer = world.index.writer().unwrap();
    writer.apply(&[put(16, old), put(17, tomorrow)]).unwrap();
    writer.commit(17).unwrap();
    let news = keys(&list(&world, &Request::default(), &ListOrder::NewsFirst, 100));
    assert_eq!(news[0], "15", "written in 2021, found last");
    assert_eq!(news[14], "5", "a date after it was looked at is not believed");
}
