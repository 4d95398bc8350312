//! What words of a query are taken to mean, and that nothing is taken for what it is not.

use glane_catalog::vocabulary::school;
use glane_index::{Facet, Request};

use crate::corpus;
use crate::world::World;

/// Facet and value of everything that a query is taken to mean.
fn meant(world: &World, query: &str) -> Vec<(Facet, String)> {
    let page = world.ask(&Request { query: query.to_owned(), per_page: 1, ..Request::default() });
    page.understood.into_iter().filter_map(|one| Some((one.facet?, one.value))).collect()
}

/// Whether one of the meanings of a facet is the term that a label of the corpus names.
fn is_meant(meant: &[(Facet, String)], facet: Facet, label: &str) -> bool {
    let kinds = match facet {
        Facet::Level => [school::Kind::Level, school::Kind::Diploma],
        _ => [school::Kind::Subject, school::Kind::Theme],
    };
    let labels = label.split('|');
    let terms: Vec<&str> = labels
        .flat_map(|label| kinds.iter().filter_map(|kind| school::by_label(*kind, label)))
        .map(|term| term.term.as_str())
        .collect();
    meant.iter().any(|(of, value)| *of == facet && terms.contains(&value.as_str()))
}

#[test]
fn levels_and_subjects_are_understood_and_no_trap_is_taken() {
    let Some(folder) = corpus::folder("teachers") else { return };
    let world = World::new();
    let text = std::fs::read_to_string(folder.join("facets.tsv")).unwrap();
    let (mut right, mut all, mut wrong) = (0, 0, Vec::new());
    for line in text.lines() {
        let [query, level, subject] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let meant = meant(&world, query);
        let of = |facet| meant.iter().any(|(of, _)| *of == facet);
        if level == "-" && subject == "-" {
            assert!(!of(Facet::Level) && !of(Facet::Subject), "{query}: {meant:?}");
        }
        for (facet, label) in [(Facet::Level, level), (Facet::Subject, subject)] {
            all += 1;
            let is_right = if label == "-" { !of(facet) } else { is_meant(&meant, facet, label) };
            right += usize::from(is_right);
            if !is_right {
                wrong.push((query, label, meant.clone()));
            }
        }
    }
    assert!(right * 100 >= all * 95, "{right} of {all}: {wrong:#?}");
}

#[test]
fn the_words_can_be_asked_for_instead() {
    let world = World::new();
    let page = world.page("maths 6eme fractions");
    let told: Vec<(&str, &str)> =
        page.understood.iter().map(|one| (one.value.as_str(), one.instead.as_str())).collect();
    assert_eq!(told, [("mathématiques", "\"maths\" 6eme fractions"), ("6e", "maths \"6eme\" fractions")]);
    assert!(world.page("\"maths\" \"6eme\" fractions").understood.is_empty());
}

#[test]
fn a_product_leads_to_what_stands_in_for_it() {
    let world = World::new();
    let mut writer = world.index.writer().unwrap();
    writer.shelve(glane_catalog::vocabulary::software::all()).unwrap();
    writer.commit(15).unwrap();
    let titles = |query: &str| -> Vec<String> {
        world.page(query).hits.into_iter().map(|hit| hit.card.title).take(3).collect()
    };
    for (query, wanted) in [
        ("remplacer Teams", &["BigBlueButton", "Jitsi Meet"][..]),
        ("alternative à Photoshop", &["GIMP", "Krita", "darktable"]),
        ("padlet", &["Digipad", "WBO", "Excalidraw"]),
        ("equivalent google drive", &["Nextcloud", "Lufi"]),
    ] {
        let found = titles(query);
        assert!(wanted.iter().all(|name| found.iter().any(|title| title == name)), "{query}: {found:?}");
    }
    let page = world.page("remplacer Teams");
    assert_eq!(page.understood[0].value, "Microsoft Teams");
    assert_eq!(page.understood[0].counterparts[0], "BigBlueButton");
    assert_eq!(page.hits[0].card.link.as_deref(), Some("https://bigbluebutton.org/"));
}

#[test]
fn what_comes_near_follows_what_is_asked_for() {
    let world = World::new();
    let page = world.page("fractions poésie");
    assert_eq!(page.exact, Some(0));
    assert!(page.is_guess() && page.total > 0);
    let page = world.page("volcans séismes poésie");
    assert!(page.is_guess(), "{:?}", page.exact);
    let page = world.page("fractions partage");
    assert_eq!((page.exact, page.hits[0].card.title.as_str()), (Some(1), "Fractions en sixième"));
    assert!(!page.is_guess() && page.total > 1);
    // Who writes the query language is taken at their word.
    assert_eq!(world.page("fractions \"poésie\"").total, 0);
}

#[test]
fn without_results_it_is_said_which_filter_to_take_away() {
    let world = World::new();
    let filters = [(Facet::Level, vec!["3e".to_owned()]), (Facet::Licence, vec!["CC-BY-SA-4.0".to_owned()])];
    let page =
        world.ask(&Request { query: "cellule".to_owned(), filters: filters.into(), ..Request::default() });
    assert_eq!(
        (page.total, page.lifted),
        (0, vec![(Facet::Level, 1)]),
        "the cell is a lesson of 6e under this licence"
    );
}

#[test]
fn the_query_language() {
    let world = World::new();
    let mut both = world.ids("volcans OU poésie");
    both.sort();
    assert_eq!(both, ["11", "5"]);
    assert_eq!(world.ids("maj:>2026-05 apprentissage"), ["10"]);
    assert_eq!(world.ids("maj:2021"), ["15"]);
    assert_eq!(world.ids("updated:..2022-06"), ["14", "15"]);
    assert_eq!(world.ids("langue:anglais"), ["12"]);
    assert!(world.ids("auteur:personne").is_empty());
    assert_eq!(world.ids("niveau:collège discipline:maths"), ["1", "2"]);
}

#[test]
fn every_variant_of_the_thesaurus_means_what_its_full_form_means() {
    use school::Kind;
    let world = World::new();
    let mut lost = Vec::new();
    let mut variants = 0;
    for term in school::terms().iter().filter(|term| !matches!(term.kind, Kind::Scheme | Kind::Exam)) {
        for form in std::iter::once(&term.term).chain(&term.variants) {
            variants += 1;
            let meant = meant(&world, form);
            if !meant.iter().any(|(_, value)| *value == term.term) {
                lost.push((&term.term, form, meant));
            }
        }
    }
    assert!(variants > 900, "{variants}");
    assert!(lost.is_empty(), "{lost:#?}");
}
