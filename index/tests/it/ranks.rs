//! What is found, in which order, and how it is shown.

use std::collections::BTreeMap;

use glane_index::{Facet, Request, Sort};

use crate::world::{World, ids};

#[test]
fn a_teacher_finds_the_lesson_first() {
    let world = World::new();
    for (query, first) in [
        ("fractions 6e", "1"),
        ("fractions 6ème", "1"),
        ("fractions sixième", "1"),
        ("nsi tle arbres", "3"),
        ("arbres tle", "3"),
        ("svt volcan h5p", "5"),
        ("l'energie svt", "5"),
        ("moteur de jeu c++", "7"),
        ("scikit-learn", "10"),
        ("serveur node.js", "8"),
        ("oeuvre", "11"),
        ("timetable", "12"),
        ("teacher constraint", "12"),
        ("quels sont les exercices sur les fractions pour la classe de sixième au collège", "1"),
    ] {
        assert_eq!(
            world.ids(query).first().map(String::as_str),
            Some(first),
            "{query}: {:?}",
            world.ids(query)
        );
    }
}

#[test]
fn a_bare_level_finds_every_record_of_it() {
    let world = World::new();
    let mut found = world.ids("6e");
    found.sort();
    assert_eq!(found, ["1", "2", "6"]);
    let mut found = world.ids("nsi tle");
    found.sort();
    assert_eq!(found, ["3", "4"]);
}

#[test]
fn a_level_or_subject_is_found_by_any_of_its_names() {
    let world = World::new();
    let sorted = |query: &str| {
        let mut found = world.ids(query);
        found.sort();
        found
    };
    for (query, found) in [
        ("mathématiques", &["1", "2"][..]),
        ("maths", &["1", "2"]),
        ("math", &["1", "2"]),
        ("maths 6e", &["1", "2"]),
        ("maths 5ème", &["2"]),
        ("svt 4e", &["5"]),
        ("hg", &["13"]),
        ("hist-géo", &["13"]),
        ("hg 5e", &["13"]),
        ("informatique terminale", &["3", "4"]),
        ("nsi première", &["10"]),
        ("techno", &["9"]),
    ] {
        assert_eq!(sorted(query), found, "{query}");
    }
    // A class is part of a cycle; its neighbours are not found with it.
    assert_eq!(sorted("maths \"cycle 4\""), ["2"]);
    assert!(sorted("cm1").is_empty());
    assert_eq!(world.page("maths").corrected, None);
}

#[test]
fn an_excerpt_is_given_only_where_the_text_has_the_words() {
    let world = World::new();
    assert!(world.page("").hits.iter().all(|hit| hit.snippet_html.is_empty()));
    assert_eq!(world.page("hg").hits[0].snippet_html, "");
    let page = world.page("fractions 6e");
    assert!(page.hits[0].snippet_html.contains("<mark>fractions</mark>"), "{}", page.hits[0].snippet_html);
    assert!(page.hits[0].snippet_html.contains("corrigés. · Ce cours"), "{}", page.hits[0].snippet_html);
}

#[test]
fn accents_and_elision_change_nothing() {
    let world = World::new();
    for (one, other) in [
        ("œuvre école", "oeuvre ecole"),
        ("géographie", "geographie"),
        ("l’énergie", "energie"),
        ("Poésie", "poesie"),
        ("bibliothèque collège", "BIBLIOTHEQUE COLLEGE"),
    ] {
        assert!(!world.ids(one).is_empty(), "{one}");
        assert_eq!(world.ids(one), world.ids(other), "{one}");
    }
}

#[test]
fn names_are_not_mistaken_for_letters() {
    let world = World::new();
    assert_eq!(world.ids("c++"), ["7"]);
    assert_eq!(world.ids("c"), ["9"]);
    let page = world.page("bibliothèque c");
    assert_eq!((ids(&page)[0].as_str(), page.exact), ("9", Some(1)));
    assert!(world.ids("c#").is_empty());
}

#[test]
fn phrases_exclusions_and_fields() {
    let world = World::new();
    assert_eq!(world.ids("\"parcours en largeur\""), ["3"]);
    assert_eq!(world.ids("le \"parcours en largeur.\""), ["3"]);
    assert!(world.ids("\"largeur en parcours\"").is_empty());
    assert_eq!(world.ids("\"C++\""), ["7"]);
    assert_eq!(world.ids("nsi -arbres"), ["10"]);
    assert_eq!(world.ids("jeu -c++"), ["2"]);
    assert_eq!(world.ids("jeu licence:gpl"), ["7"]);
    assert_eq!(world.ids("langage:python niveau:terminale licence:cc-by-sa"), ["3"]);
    assert_eq!(world.ids("langage:c"), ["9"]);
    assert_eq!(world.ids("niveau:sixième discipline:svt"), ["6"]);
    assert_eq!(world.ids("-langage:python nsi"), Vec::<String>::new());
    assert!(world.ids("niveau:cm2").is_empty());
    assert_eq!(world.ids("python licence:restricted"), ["4"]);
    assert_eq!(world.ids("python licence:libre -forge:ailleurs \"arbres binaires\""), ["3"]);
}

#[test]
fn a_typing_error_is_corrected_and_said() {
    let world = World::new();
    let page = world.page("biblioteque");
    assert_eq!(page.corrected.as_deref(), Some("bibliothèque"));
    assert_eq!(ids(&page)[0], "14");
    assert!(page.hits[0].title_html.contains("<mark>Bibliothèque</mark>"), "{}", page.hits[0].title_html);
    let page = world.page("volcna  -jeu");
    assert_eq!(page.corrected.as_deref(), Some("volcan -jeu"));
    assert_eq!(ids(&page), ["5"]);
    // A word that is known is never changed, and short ones are left alone.
    assert_eq!(world.page("fractions").corrected, None);
    let page = world.page("jex");
    assert_eq!((page.corrected, page.total), (None, 0));
    // No correction is announced for what the filters hide.
    let filters = BTreeMap::from([(Facet::Licence, vec!["MIT".to_owned()])]);
    let page = world.ask(&Request { query: "biblioteque".to_owned(), filters, ..Request::default() });
    assert_eq!((page.corrected, page.total), (None, 0));
}

#[test]
fn titles_and_excerpts_are_marked_and_escaped() {
    let world = World::new();
    let page = world.page("l’énergie volcans");
    assert_eq!(page.hits[0].title_html, "<mark>Volcans</mark> et séismes");
    assert!(
        page.hits[0].snippet_html.contains("L’<mark>énergie</mark> interne"),
        "{}",
        page.hits[0].snippet_html
    );
    let page = world.page("piège");
    assert_eq!(
        page.hits[0].title_html,
        "&lt;script&gt;alert(&#39;é&#39;)&lt;/script&gt; &amp; &quot;fin&quot;"
    );
    assert!(page.hits[0].snippet_html.contains("&lt;script&gt;<mark>piège</mark>&lt;/script&gt;"));
    let bare = page.hits[0].snippet_html.replace("<mark>", "").replace("</mark>", "");
    assert!(!bare.contains(['<', '>']), "{bare}");
}

#[test]
fn no_address_is_kept() {
    let world = World::new();
    assert!(world.ids("prof@ac-exemple.fr").is_empty());
    assert!(!format!("{:?}", world.page("scikit-learn")).contains("ac-exemple"));
}

#[test]
fn orders_are_stable_and_pages_do_not_overlap() {
    let world = World::new();
    let ask = |sort, page| world.ask(&Request { sort, page, per_page: 4, ..Request::default() });
    let newest = ask(Sort::Date, 1);
    assert_eq!(ids(&newest), ["10", "7", "8", "5"]);
    assert_eq!((newest.total, newest.pages), (15, 4));
    assert_eq!(ids(&ask(Sort::Relevance, 1)), ids(&newest));
    assert_eq!(ids(&ask(Sort::Title, 2)), ["13", "1", "4", "6"]);
    let mut all: Vec<String> = (1..=4).flat_map(|page| ids(&ask(Sort::Title, page))).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 15);
    assert!(ask(Sort::Date, 99).hits.is_empty());
}
