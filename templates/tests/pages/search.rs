//! What the search page says: how many, what was understood, what comes near, and the ways out.

use glane_templates::{Frame, Lang, page};
use scraper::{Html, Selector};

use super::{data, select, text};

#[test]
fn the_search_page_says_how_many_and_keeps_what_was_asked() {
    let html = page::search::render(&Frame::new(&data::site(), Lang::Fr), &data::search());
    let page = Html::parse_document(&html);
    assert_eq!(text(select(&page, "[role=status]")[0]), "1\u{202f}042 résultats");
    assert_eq!(select(&page, "input[name=q]")[0].attr("value"), Some("fractions 6e"));
    let checked: Vec<_> =
        select(&page, "input[checked]").iter().map(|input| input.attr("value").unwrap()).collect();
    assert_eq!(checked, ["6e", "CC-BY-SA-4.0"]);
    let chips: Vec<_> = select(&page, ".chips:not(.meant) a:not(.clear)")
        .iter()
        .map(|chip| chip.attr("href").unwrap())
        .collect();
    assert_eq!(
        chips,
        ["/recherche?q=fractions+6e&licence=CC-BY-SA-4.0", "/recherche?q=fractions+6e&niveau=6e"]
    );
    assert_eq!(select(&page, ".hits > li").len(), 20);
    // Six of the projects' snippets mark both words, that of the notebook one.
    assert_eq!(select(&page, "mark").len(), 13);
    let resource = select(&page, ".hits > li")[0];
    let link = resource.select(&Selector::parse("h2 a").unwrap()).next().unwrap();
    assert_eq!(link.attr("href"), Some("/ressources/0123456789abcdef01234567"));
    let marks: Vec<_> =
        resource.select(&Selector::parse(".marks li").unwrap()).map(|mark| text(mark)).collect();
    assert_eq!(marks[0], "Ressource");
    for told in ["exercice", "Carnet Jupyter", "Sans compte", "Modifiée le 2\u{a0}octobre 2026"] {
        assert!(marks.iter().any(|mark| mark.ends_with(told)), "{told}: {marks:?}");
    }
    assert_eq!(select(&page, "a[rel=prev], a[rel=next]").len(), 2);
}

#[test]
fn an_index_that_is_being_filled_is_said_to_be() {
    let said = |lang, incomplete| {
        let view = page::search::SearchView { incomplete, ..data::nothing() };
        let html = page::search::render(&Frame::new(&data::site(), lang), &view);
        select(&Html::parse_document(&html), ".notice").into_iter().map(text).collect::<Vec<_>>().join(" ")
    };
    assert!(said(Lang::Fr, true).contains("L’index se reconstruit\u{202f}: résultats incomplets."));
    assert!(said(Lang::En, true).contains("The index is being rebuilt: results are incomplete."));
    assert!(!said(Lang::Fr, false).contains("incomplets"));
}

#[test]
fn what_was_understood_can_be_taken_away_and_what_comes_near_stands_apart() {
    let view = page::search::SearchView { exact: Some(22), ..data::search() };
    let html = page::search::render(&Frame::new(&data::site(), Lang::Fr), &view);
    let page = Html::parse_document(&html);
    assert_eq!(text(select(&page, "[role=status]")[0]), "22 résultats, 1\u{202f}020 approchants");
    let lists: Vec<usize> =
        select(&page, "ul.hits").iter().map(|list| list.child_elements().count()).collect();
    assert_eq!(lists, [2, 18], "twenty came before this page");
    let meant = select(&page, ".chips.meant a");
    assert_eq!(meant.len(), 1);
    assert_eq!(meant[0].attr("href"), Some("/recherche?q=fractions+%226e%22&niveau=6e&licence=CC-BY-SA-4.0"));
    let stand_ins: Vec<_> = select(&page, "p.notice a").iter().map(|link| text(*link)).collect();
    assert_eq!(stand_ins[..2], ["BigBlueButton", "Jitsi Meet"]);
    assert!(
        select(&page, "p.notice a").iter().any(|link| link.attr("href").unwrap().contains("%22fractoins%22"))
    );
}

#[test]
fn without_results_there_are_ways_out() {
    let html = page::search::render(&Frame::new(&data::site(), Lang::Fr), &data::nothing());
    let page = Html::parse_document(&html);
    assert_eq!(text(select(&page, "[role=status]")[0]), "Aucun résultat");
    let ways: Vec<_> = select(&page, ".nothing a").iter().map(|way| way.attr("href").unwrap()).collect();
    assert_eq!(ways, ["/recherche?q=volcan+quantique", "/recherche", "/"]);
    assert!(text(select(&page, ".nothing li")[0]).ends_with("6e (12 résultats)"));
    assert_eq!(select(&page, "input[checked][name=niveau]").len(), 1, "the filter is still in the form");
}
