//! What the page of a project says of its identifiers and of the projects it is tied to.

use glane_templates::{Frame, Lang};
use scraper::Html;

use super::{data, project, select, text};

#[test]
fn identifiers_are_shown_to_be_copied_and_the_badge_is_offered_not_loaded() {
    let record = data::project();
    let html = project(&Frame::new(&data::site(), Lang::Fr), &record, true);
    let page = Html::parse_document(&html);
    let shown: Vec<String> = select(&page, "pre code").into_iter().map(text).collect();
    for kind in ["snp", "rev", "dir"] {
        let starts = format!("swh:1:{kind}:");
        assert_eq!(shown.iter().filter(|id| id.starts_with(&starts)).count(), 1, "{kind}");
    }
    let origin = "https%3A%2F%2Fforge.example%2Fmaths-college%2Fcalcul-mental.git";
    let links: Vec<&str> = select(&page, "a").into_iter().filter_map(|link| link.attr("href")).collect();
    let archive = "https://archive.softwareheritage.org";
    for expected in [
        format!("{archive}/browse/origin/directory/?origin_url={origin}"),
        format!("{archive}/save/?origin_url={origin}&visit_type=git"),
        format!(
            "{archive}/swh:1:rev:8f3b1c6d0e4a57f92b8c1d3e5f60718293a4b5c6;origin=https://forge.example/maths-college/calcul-mental.git"
        ),
    ] {
        assert!(links.contains(&expected.as_str()), "{expected} not in {links:?}");
    }
    let badge = format!("({archive}/badge/origin/https://forge.example/maths-college/calcul-mental.git/)");
    assert!(shown.iter().any(|code| code.starts_with("[![") && code.contains(&badge)), "{shown:?}");
    assert!(select(&page, "article img, article svg image").is_empty());
}

#[test]
fn projects_that_are_tied_are_named_with_what_ties_them() {
    let record = data::project();
    let html = project(&Frame::new(&data::site(), Lang::En), &record, true);
    let page = Html::parse_document(&html);
    let notice: Vec<String> = select(&page, "p.notice").into_iter().map(text).collect();
    assert!(notice.iter().any(|said| said.contains("forge-edu/dnum/calcul-mental")), "{notice:?}");
    let links = select(&page, "section[aria-labelledby=liens] a");
    let paths: Vec<&str> = links.into_iter().filter_map(|link| link.attr("href")).collect();
    assert_eq!(paths[0], "/en/projets/forge-edu/dnum/calcul-mental");
    assert_eq!(paths.len(), 6);
    let alone = project(&Frame::new(&data::site(), Lang::En), &record, false);
    assert!(select(&Html::parse_document(&alone), "#liens").is_empty());
}
