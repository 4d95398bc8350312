//! The page of a selection, and what a selection under way changes on other pages.

use glane_templates::page::selection::{SelectionView, render};
use glane_templates::{Frame, HitView, Lang, Selection, address, page};
use scraper::Html;

use super::{data, hostile, select};

const ID: &str = "0123456789abcdef01234567";

fn chosen() -> Selection {
    Selection::parse([("r", ID), ("r", "76543210fedcba9876543210"), ("r", "aaaaaaaaaaaaaaaaaaaaaaaa")])
}

fn resources() -> Vec<HitView> {
    data::search().hits.into_iter().filter(|hit| hit.path.starts_with("/ressources/")).collect()
}

fn shown(frame: &Frame, hits: Vec<HitView>) -> String {
    let selection = chosen();
    let view = SelectionView { selection: selection.clone(), hits };
    render(&frame.selecting(&selection), &view)
}

pub(crate) fn empty(frame: &Frame) -> String {
    render(frame, &SelectionView::default())
}

pub(crate) fn full(frame: &Frame) -> String {
    shown(frame, resources())
}

pub(crate) fn evil(frame: &Frame) -> String {
    shown(frame, vec![HitView { path: address::resource(ID), ..hostile::hostile_hit() }])
}

#[test]
fn a_selection_goes_along_to_where_resources_are_looked_for_and_nowhere_else() {
    let (site, selection) = (data::site(), Selection::default().with(ID));
    let frame = Frame::new(&site, Lang::Fr);
    let html = Html::parse_document(&page::search::render(&frame.selecting(&selection), &data::search()));
    let mut carried = 0;
    for link in select(&html, "a[href^='/']") {
        let href = link.value().attr("href").unwrap();
        let keeps = ["/?", "/recherche", "/projets/", "/ressources/", "/en/recherche"];
        let must = keeps.iter().any(|start| href.starts_with(start)) && !href.starts_with("/recherche.");
        // The one link that takes it out again bears none.
        let removes = link.text().collect::<String>().starts_with("Retirer\u{202f}:");
        assert!(!must || removes || href.contains(&format!("selection={ID}")), "{href}");
        assert!(must || !href.contains("selection="), "{href}");
        carried += usize::from(must);
    }
    assert!(carried > 20, "{carried}");
    let canonical = select(&html, "link[rel=canonical]")[0].value().attr("href").unwrap().to_owned();
    assert!(!canonical.contains("selection"), "{canonical}");
    assert_eq!(select(&html, "form input[type=hidden][name=selection]").len(), 1);
}

#[test]
fn what_is_chosen_is_said_and_what_is_gone_is_counted() {
    let site = data::site();
    let page = full(&Frame::new(&site, Lang::Fr));
    assert!(page.contains("2 ressources</h2>") && page.contains("Une ressource choisie n’est plus"));
    assert!(page.contains("Pas en une seule œuvre"), "of one of them no licence is stated");
    let html = Html::parse_document(&page);
    let remove = select(&html, ".pick a");
    assert_eq!(remove.len(), 2);
    assert_eq!(
        remove[0].value().attr("href"),
        Some("/selection?r=76543210fedcba9876543210&r=aaaaaaaaaaaaaaaaaaaaaaaa")
    );
    assert_eq!(select(&html, "a[download]").len(), 4);
}
