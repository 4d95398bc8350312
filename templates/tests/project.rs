//! What the page of a project tells of its quality, and says to machines.
//!
//! Read back with an HTML parser, as a browser would.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

#[path = "sample/data.rs"]
mod data;
#[path = "sample/hostile.rs"]
#[allow(dead_code, reason = "the other tests use the rest")]
mod hostile;

use glane_catalog::model::{ProjectRecord, SourceProject};
use glane_templates::page::project::{ProjectView, render};
use glane_templates::{Frame, Lang};
use scraper::{ElementRef, Html, Selector};

fn bare_project() -> ProjectRecord {
    ProjectRecord::discovered(SourceProject::public("forge-edu:1".parse().unwrap(), "a/b"))
}

fn project(frame: &Frame, record: &ProjectRecord) -> String {
    let view = ProjectView {
        record,
        licence: None,
        file_base: None,
        clone_here: None,
        kin: Vec::new(),
        similar: Vec::new(),
        at: data::now(),
    };
    render(frame, &view)
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

/// The JSON-LD of a page, read as a browser and a program read it.
fn linked(html: &str) -> Vec<serde_json::Value> {
    let page = Html::parse_document(html);
    let scripts = select(&page, "script");
    assert_eq!(scripts.len(), html.matches("<script").count(), "an element that no parser sees");
    // Besides the script of the site, which is a file of its own.
    let (files, blocks): (Vec<_>, Vec<_>) =
        scripts.into_iter().partition(|script| script.attr("src").is_some());
    assert_eq!((files.len(), files[0].inner_html()), (1, String::new()));
    blocks.iter().map(|block| serde_json::from_str(&block.inner_html()).unwrap()).collect()
}

#[test]
fn the_page_of_a_project_describes_it_to_machines_and_no_text_ends_the_description() {
    for lang in Lang::ALL {
        let site = data::site();
        let frame = Frame::new(&site, lang);
        let known = linked(&project(&frame, &data::project()));
        assert_eq!(known.len(), 1);
        let page = "https://glane.example/projets/forge-edu/maths-college/calcul-mental";
        assert_eq!(
            (known[0]["@type"].as_str(), known[0]["@id"].as_str()),
            (Some("SoftwareSourceCode"), Some(page))
        );
        assert_eq!(known[0]["license"], "https://spdx.org/licenses/EUPL-1.2");
        let named =
            |name: &str| known[0]["author"].as_array().unwrap().iter().any(|author| author["name"] == name);
        assert!(named("Zoé Martin") && named("Karim Benali"), "{}", known[0]["author"]);
        let hostile = linked(&project(&frame, &hostile::hostile_project()));
        assert_eq!(hostile.len(), 1);
        assert_eq!(hostile[0]["name"], hostile::EVIL, "the text itself, whole");
        let bare = linked(&project(&frame, &bare_project()));
        assert_eq!((bare.len(), bare[0]["name"].as_str()), (1, Some("b")));
    }
}

#[test]
fn quality_is_told_with_its_reasons() {
    let html = project(&Frame::new(&data::site(), Lang::Fr), &data::project());
    let page = Html::parse_document(&html);
    let section: String = select(&page, "section[aria-labelledby=qualite]")[0].text().collect();
    // From 1 November, 18:20, to 20 November, 6:00, there are 18 whole days.
    assert!(section.contains("il y a 18 jours, le 01/11/2026"), "{section}");
    assert!(section.contains("Pour atteindre le niveau 1"), "{section}");
    assert!(section.contains("+1000 · Licence reconnue"), "{section}");
    let criteria = select(&page, "section[aria-labelledby=qualite] details:last-of-type li");
    assert_eq!(criteria.len(), 10, "the ten criteria of code.gouv.fr");
    let bare = project(&Frame::new(&data::site(), Lang::Fr), &bare_project());
    assert!(!bare.contains("qualite"), "nothing is measured of what was not examined");
}
