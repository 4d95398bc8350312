//! What the search page says: how many, what was understood, what comes near, and the ways out.

use glane_templates::page::search::SearchView;
use glane_templates::{FacetKey, FacetValue, FacetView, Frame, Lang, SearchQuery, page};
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
    assert_eq!(
        ways[..8],
        [
            "/recherche?q=volcan+quantique",
            "/recherche?q=volcan+quantique",
            "/recherche?q=volcan&niveau=6e",
            "/recherche?discipline=g%C3%A9ologie",
            "/recherche?discipline=physique",
            "/feeds/recherche.atom?q=volcan+quantique&niveau=6e",
            "/recherche",
            "/",
        ]
    );
    let said: Vec<_> = select(&page, ".nothing > ul:first-of-type > li").into_iter().map(text).collect();
    assert!(said[1].ends_with("6e (12 résultats)"), "{said:?}");
    assert_eq!(said[2], "Chercher sans «\u{202f}quantique\u{202f}» (7 résultats)");
    assert_eq!(select(&page, ".nothing .hits h4").len(), 2, "what the search finds without its rarest word");
    assert_eq!(select(&page, "input[checked][name=niveau]").len(), 1, "the filter is still in the form");
}

fn value(value: &str, count: u64, under: Vec<FacetValue>) -> FacetValue {
    FacetValue { value: value.into(), label: None, count, under }
}

fn shown(view: &SearchView) -> Html {
    Html::parse_document(&page::search::render(&Frame::new(&data::site(), Lang::Fr), view))
}

#[test]
fn classes_stand_under_their_school_which_opens_where_one_is_chosen() {
    let schools = |query: SearchQuery| {
        let classes = vec![value("6e", 3, Vec::new()), value("5e", 2, Vec::new())];
        let values = vec![value("collège", 5, classes), value("CM2", 1, Vec::new())];
        shown(&SearchView {
            query,
            total: 9,
            facets: vec![FacetView { key: FacetKey::Level, values }],
            ..data::search()
        })
    };
    let page = schools(SearchQuery::default());
    let outline = select(&page, "fieldset details.under");
    assert_eq!((outline.len(), outline[0].attr("open")), (1, None));
    assert_eq!(text(outline[0]), "Préciser\u{202f}: collège6e35e2");
    let chosen = schools(SearchQuery::filter(FacetKey::Level, "5e"));
    assert_eq!(select(&chosen, "fieldset details.under")[0].attr("open"), Some(""));
    assert_eq!(select(&chosen, "input[checked][value='5e']").len(), 1, "listed once, under its school");
}

#[test]
fn what_is_set_stays_in_the_form_however_far_down_the_outline() {
    let schools = |query: SearchQuery| {
        let under = |at: u64| {
            let classes = if at == 29 { 25 } else { 1 };
            (0..classes).map(|class| value(&format!("c-{at:02}-{class:02}"), 1, Vec::new())).collect()
        };
        let values = (0..30).map(|at| value(&format!("e-{at:02}"), 40 - at, under(at))).collect();
        shown(&SearchView {
            query,
            facets: vec![FacetView { key: FacetKey::Level, values }],
            ..data::search()
        })
    };
    let page = schools(SearchQuery::default());
    assert!(select(&page, "input[value='e-29']").is_empty(), "the last heading is not written");
    for class in ["c-29-00", "c-29-24"] {
        let page = schools(SearchQuery::filter(FacetKey::Level, class));
        assert_eq!(select(&page, &format!("input[checked][value='{class}']")).len(), 1, "{class}");
    }
}

#[test]
fn what_is_behind_the_shown_values_is_looked_for_by_a_form() {
    let many: Vec<FacetValue> =
        (0..40).map(|at| value(&format!("ac-{at:02}"), 40 - at, Vec::new())).collect();
    let page = shown(&SearchView {
        query: SearchQuery::parse([("q", "fractions"), ("organisme", "ac-39")]),
        facets: vec![FacetView { key: FacetKey::Organisation, values: many }],
        ..data::search()
    });
    let boxes = select(&page, "fieldset > label.check input[name=organisme]");
    assert_eq!(boxes.len(), 8);
    assert_eq!(boxes[0].attr("value"), Some("ac-39"), "what is chosen stays to be seen");
    let field = select(&page, "input[name=dans-organisme]");
    assert_eq!((field.len(), field[0].attr("form")), (1, Some("q-form")));

    let found = vec![value("ac-lyon", 7, Vec::new()), value("ac-dijon", 2, Vec::new())];
    let query = SearchQuery::parse([
        ("q", "fractions"),
        ("organisme", "ac-dijon"),
        ("facette", "organisme"),
        ("dans", "ac"),
    ]);
    let page = shown(&SearchView { query, within: found, ..data::search() });
    let links: Vec<_> = select(&page, ".within li a").iter().map(|link| link.attr("href").unwrap()).collect();
    assert_eq!(
        links,
        ["/recherche?q=fractions&organisme=ac-dijon&organisme=ac-lyon", "/recherche?q=fractions"],
        "one more, or what is set without it"
    );
    let hidden: Vec<_> = select(&page, ".within input[type=hidden]")
        .iter()
        .map(|field| (field.attr("name").unwrap(), field.attr("value").unwrap()))
        .collect();
    assert_eq!(hidden, [("q", "fractions"), ("organisme", "ac-dijon"), ("facette", "organisme")]);
    assert_eq!(select(&page, "meta[name=robots]")[0].attr("content"), Some("noindex, follow"));
}

#[test]
fn words_of_ours_are_said_in_words() {
    let values = |words: &[&str]| words.iter().map(|word| value(word, 1, Vec::new())).collect();
    let page = shown(&SearchView {
        query: SearchQuery::filter(FacetKey::Maintained, "active"),
        facets: vec![
            FacetView { key: FacetKey::Maintained, values: values(&["active", "quiet", "archived"]) },
            FacetView { key: FacetKey::Reuse, values: values(&["modification", "commercial"]) },
            FacetView { key: FacetKey::Family, values: values(&["libre", "copyleft"]) },
        ],
        ..data::search()
    });
    let said: Vec<String> = select(&page, "label.check bdi").into_iter().map(text).collect();
    for words in ["Actif, modifié en 12 mois", "Sans modification en 12 mois", "En tirer un revenu", "Libre"]
    {
        assert!(said.iter().any(|label| label == words), "{words}: {said:?}");
    }
    let chip = text(select(&page, ".chips:not(.meant) a")[0]);
    assert!(chip.contains("Maintenance\u{202f}: Actif, modifié en 12 mois"), "{chip}");
}

#[test]
fn a_result_says_why_it_is_there_on_demand() {
    use glane_templates::page::search::{WhyPiece, WhyPlace, WhyReading, WhySignal, WhyView};
    let mut view = data::search();
    let site = data::site();
    let frame = Frame::new(&site, Lang::Fr);
    let html = page::search::render(&frame, &view);
    let closed = Html::parse_document(&html);
    let link = select(&closed, "p.why a")[1].attr("href").unwrap().to_owned();
    let path = "/recherche?q=fractions+6e&niveau=6e&licence=CC-BY-SA-4.0&page=2";
    assert_eq!(link, format!("{path}&pourquoi=project%2Fforge-edu%3A7919#pourquoi"));
    assert_eq!((select(&closed, "p.why").len(), select(&closed, "div.why").len()), (20, 0));
    let found = vec![
        (
            WhyReading::Term(Some(glane_templates::FacetKey::Level), "6e".into()),
            vec![(WhyPlace::Property, true)],
        ),
        (WhyReading::Written, vec![(WhyPlace::Title, true), (WhyPlace::Text, false)]),
    ];
    let pieces = vec![
        WhyPiece { words: "6e".into(), found },
        WhyPiece { words: "<quantique>".into(), found: Vec::new() },
    ];
    let why =
        WhyView { pieces, signals: vec![WhySignal::OpenLicence, WhySignal::Recent], ..WhyView::default() };
    view.why.open = Some(("project/forge-edu:7919".into(), why));
    let html = page::search::render(&frame, &view);
    let open = Html::parse_document(&html);
    assert_eq!((select(&open, "p.why").len(), select(&open, "div.why").len()), (19, 1));
    let told: Vec<String> = select(&open, "#pourquoi li").iter().map(|line| text(*line)).collect();
    assert_eq!(
        told,
        [
            "Cette fiche n’a pas tout ce que vous cherchez, mais s’en approche.",
            "« 6e » : compris Niveau 6e, la fiche le porte · dans le titre, dans le texte (autre forme du mot)",
            "« <quantique> » : absent de cette fiche",
            "Ont aussi compté, un peu : licence libre, modifié depuis moins d’un an",
        ]
        .map(|line| line.replace("« ", "«\u{202f}").replace(" »", "\u{202f}»").replace(" :", "\u{202f}:"))
    );
    assert_eq!(select(&open, "div.why a")[0].attr("href"), Some(path));
    assert_eq!(select(&open, "meta[name=robots]").len(), 1);
}
