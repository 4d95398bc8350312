//! What the page of a program says, and what it says of where that is from.

use glane_catalog::vocabulary::software;
use glane_templates::page::software::{SoftwareView, render};
use glane_templates::{Frame, Lang, SearchQuery};
use scraper::Html;

use super::{data, select, text};

/// The page of a program about which there is something of each sort.
pub(crate) fn program(frame: &Frame) -> String {
    let software = software::of_id("moodle").unwrap();
    render(
        frame,
        &SoftwareView {
            software,
            alike: software::alike(software),
            query: Some(SearchQuery::words("\"Moodle\"")),
            hits: data::search().hits.into_iter().take(2).collect(),
            total: 12,
        },
    )
}

#[test]
fn a_program_says_what_is_of_general_knowledge_and_who_said_the_rest() {
    let page = Html::parse_document(&program(&Frame::new(&data::site(), Lang::Fr)));
    assert_eq!(text(select(&page, "h1")[0]), "Moodle");
    let replaced = select(&page, "[aria-labelledby=remplace] li a");
    assert_eq!(text(replaced[0]), "Blackboard");
    assert_eq!(replaced[0].attr("href"), Some("/recherche?q=remplacer+Blackboard"));
    let alike: Vec<_> =
        select(&page, "[aria-labelledby=voisins] a").iter().map(|link| link.attr("href").unwrap()).collect();
    // Each has three products in common with it: then the order is that of the data.
    assert_eq!(alike[..3], ["classquiz", "anki", "canvas-lms"].map(|id| format!("/logiciels/{id}")));
    let said: Vec<String> = select(&page, "[aria-labelledby=usages] li").into_iter().map(text).collect();
    assert!(said[0].contains("M@gistère") && said[0].contains("réponse au Parlement, fin 2020"), "{said:?}");
    assert!(text(select(&page, ".facts dd")[0]).contains("De connaissance générale"));
    let linked: serde_json::Value =
        serde_json::from_str(&select(&page, "script[type='application/ld+json']")[0].inner_html()).unwrap();
    assert_eq!(linked["@type"], "SoftwareApplication");
    assert_eq!(linked["@id"], "https://glane.example/logiciels/moodle");
    assert_eq!(
        text(*select(&page, "[aria-labelledby=catalogue] > p a").last().unwrap()),
        "Voir les 12 résultats"
    );
}

#[test]
fn what_is_written_in_french_alone_says_so() {
    let page = Html::parse_document(&program(&Frame::new(&data::site(), Lang::En)));
    assert_eq!(select(&page, "p.lead")[0].attr("lang"), Some("fr"));
    assert!(text(select(&page, "[aria-labelledby=usages] li")[0]).contains("answer before Parliament"));
}
