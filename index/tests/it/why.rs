//! Why a result is among the results: what is said of a record is what stands in it.
//!
//! Expected values are read off the table of the small catalogue, by hand.

use glane_index::{Facet, Kind, Place, Reading, Request, Signal, Sort, Spot, Why};

use crate::world::World;

fn why(world: &World, query: &str, id: &str) -> Why {
    let request = Request { query: query.to_owned(), ..Request::default() };
    let key = format!("forge-ecole:{id}");
    world.index.searcher().explain(&request, Kind::Project, &key).unwrap().unwrap()
}

/// `word: reading place place=`, the equals sign where the word stands as it is written.
fn said(why: &Why) -> Vec<String> {
    let spot = |spot: &Spot| format!(" {:?}{}", spot.place, if spot.exact { "=" } else { "" });
    let lines = why.pieces.iter().map(|piece| {
        let found = piece.found.iter().map(|found| {
            let reading = match &found.reading {
                Reading::Written => String::new(),
                other => format!(" {other:?}"),
            };
            format!("{reading}{}", found.spots.iter().map(spot).collect::<String>())
        });
        format!("{}:{}", piece.words, found.collect::<Vec<_>>().join(","))
    });
    lines.collect()
}

#[test]
fn words_are_named_with_the_places_where_they_stand() {
    let world = World::new();
    // Title « Volcans et séismes », topic « volcan », text « se manifeste par des volcans ».
    let found = why(&world, "volcan éruption", "5");
    assert_eq!(said(&found), ["volcan: Title Keywords= Text", "éruption: Text"]);
    assert!(found.all && !found.titled);
    // The same words as the title has them; the path is « svt/volcans-h5p ».
    let found = why(&world, "volcans et séismes", "5");
    assert_eq!(said(&found), ["volcans: Title= Keywords= Text=", "séismes: Title="]);
    assert!(found.titled);
    // « Arbres binaires en Python ».
    assert_eq!(why(&world, "arbre binaire", "3").near, [("arbre".to_owned(), "binaire".to_owned())]);
}

#[test]
fn what_was_understood_is_told_beside_the_words() {
    let world = World::new();
    let found = why(&world, "fractions 6ème", "1");
    assert_eq!(found.pieces[1].words, "6ème");
    let level = Reading::Term(Facet::Level, "6e".to_owned());
    let property = vec![Spot { place: Place::Property, exact: true }];
    assert!(found.pieces[1].found.iter().any(|one| one.reading == level && one.spots == property));
    // Another level: the words alone are there, in « pour la classe de 6ème ».
    let found = why(&world, "fractions 3e", "1");
    assert!(found.pieces[1].found.is_empty() && !found.all);
}

#[test]
fn a_correction_is_named_and_an_unknown_word_is_found_nowhere() {
    let world = World::new();
    let found = why(&world, "biblioteque", "14");
    assert_eq!(said(&found), ["biblioteque: Correction(\"bibliotheque\") Title= Text="]);
    assert_eq!(said(&why(&world, "zzz", "14")), ["zzz:"]);
}

#[test]
fn phrases_properties_and_names_are_told() {
    let world = World::new();
    let found = why(&world, "\"moteur de jeu\" langage:c++ licence:gpl -java", "7");
    assert_eq!(
        said(&found),
        [
            "\"moteur de jeu\": Title= Text=",
            "langage:c++: Term(Language, \"c++\") Property=",
            "licence:gpl: Term(Licence, \"gpl\") Property=",
        ]
    );
    // A name with signs in it: the title « Moteur de jeu en C++ » and the topic « c++ » have it.
    assert_eq!(said(&why(&world, "c++", "7")), ["c++: Name="]);
}

#[test]
fn signals_are_those_of_the_record_and_count_only_by_relevance() {
    let world = World::new();
    // Licence CC-BY-4.0, a summary and a level; the last change is two months older than the last of all.
    let all = vec![Signal::OpenLicence, Signal::Complete, Signal::Maintained, Signal::Recent];
    assert_eq!(why(&world, "volcan", "5").signals, all);
    // CC-BY-NC-SA is not libre.
    assert!(!why(&world, "graphes", "4").signals.contains(&Signal::OpenLicence));
    // Last changed in March 2023, more than three years before June 2026.
    assert_eq!(why(&world, "poésie", "11").signals, [Signal::OpenLicence, Signal::Complete]);
    let request = Request { query: "volcan".to_owned(), sort: Sort::Date, ..Request::default() };
    let found = world.index.searcher().explain(&request, Kind::Project, "forge-ecole:5").unwrap().unwrap();
    assert!(found.signals.is_empty());
}

#[test]
fn of_what_is_not_there_nothing_is_said() {
    let world = World::new();
    let searcher = world.index.searcher();
    for (kind, key) in
        [(Kind::Project, "forge-ecole:99"), (Kind::Resource, "forge-ecole:5"), (Kind::Software, "")]
    {
        assert_eq!(searcher.explain(&Request::default(), kind, key).unwrap(), None);
    }
}

#[test]
fn nothing_of_the_text_is_told_but_what_was_typed() {
    let world = World::new();
    let told = serde_json::to_string(&why(&world, "graduée partage", "1")).unwrap();
    assert!(told.contains("graduée") && !told.contains("demi"), "{told}");
}
