//! What holds for every page, in each language, with nothing, something and hostile data to show.
//!
//! Pages are read back with an HTML parser, as a browser would.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed test should stop here")]

#[path = "sample/data.rs"]
mod data;
#[path = "sample/hostile.rs"]
mod hostile;
#[path = "pages/identity.rs"]
mod identity;
#[path = "pages/licence.rs"]
mod licence;
#[path = "pages/projects.rs"]
mod projects;
#[path = "pages/resource.rs"]
mod resource;
#[path = "pages/search.rs"]
mod search;
#[path = "pages/selection.rs"]
mod selection;
#[path = "pages/software.rs"]
mod software;

use std::collections::HashSet;
use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use glane_templates::page::error::{ErrorKind, ErrorView};
use glane_templates::page::home::HomeView;
use glane_templates::page::indicators::IndicatorsView;
use glane_templates::page::mirrors::MirrorsView;
use glane_templates::page::search::SearchView;
use glane_templates::page::text::TextPage;
use glane_templates::{
    FacetKey, FacetValue, FacetView, Frame, Lang, OperatorView, SearchQuery, Site, assets, page,
};
use projects::{bare_project, project};
use scraper::{ElementRef, Html, Selector};

/// A page with a name for messages.
struct Case {
    name: String,
    html: String,
}

fn error(frame: &Frame, kind: ErrorKind, path: &str) -> String {
    page::error::render(frame, &ErrorView { kind, path: path.into() })
}

/// Every page in one language; within a set, titles must differ.
fn cases(site: &Site, lang: Lang, set: &str) -> Vec<Case> {
    let frame = &Frame::new(site, lang);
    let none = MirrorsView {
        at: data::now(),
        states: vec![],
        causes: vec![],
        forges: vec![],
        hosts: vec![],
        pauses: vec![],
        storage: Default::default(),
        oldest: vec![],
        mirrors: vec![],
        page: 1,
        pages: 0,
    };
    let pages: Vec<(&str, String)> = match set {
        "empty" => vec![
            ("home", page::home::render(frame, &HomeView::default())),
            ("search", page::search::render(frame, &SearchView::default())),
            ("project", project(frame, &bare_project(), false)),
            ("mirrors", page::mirrors::render(frame, &none)),
            ("indicators", page::indicators::render(frame, &IndicatorsView::default())),
            ("resource", resource::bare(frame)),
            ("combine", resource::combine(frame, &[])),
            ("selection", selection::empty(frame)),
            ("error", error(frame, ErrorKind::Fault, "/")),
            ("unavailable", error(frame, ErrorKind::Unavailable, "/")),
        ],
        "normal" => {
            let mut pages = vec![
                ("home", page::home::render(frame, &data::home())),
                ("search", page::search::render(frame, &data::search())),
                ("nothing", page::search::render(frame, &data::nothing())),
                ("beyond", page::search::render(frame, &data::beyond())),
                ("project", project(frame, &data::project(), true)),
                ("mirrors", page::mirrors::render(frame, &data::mirrors())),
                ("indicators", page::indicators::render(frame, &data::indicators())),
                ("resource", resource::full(frame)),
                ("combine", resource::combine(frame, &["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0"])),
                ("selection", selection::full(frame)),
                ("software", software::program(frame)),
                ("error", error(frame, ErrorKind::NotFound, "/projets/forge-edu/maths/fractions-6e")),
            ];
            pages.extend(TextPage::ALL.map(|page| (page.path(), page::text::render(frame, page))));
            pages
        }
        _ => vec![
            ("home", page::home::render(frame, &hostile::hostile_home())),
            ("search", page::search::render(frame, &hostile::hostile_search())),
            ("project", project(frame, &hostile::hostile_project(), true)),
            ("mirrors", page::mirrors::render(frame, &hostile::hostile_mirrors())),
            ("indicators", page::indicators::render(frame, &hostile::hostile_indicators())),
            ("resource", resource::hostile(frame, hostile::EVIL)),
            ("combine", resource::combine(frame, &[hostile::EVIL, "MIT"])),
            ("selection", selection::evil(frame)),
            ("error", error(frame, ErrorKind::NotFound, &format!("//{}", hostile::EVIL))),
        ],
    };
    pages
        .into_iter()
        .map(|(name, html)| Case { name: format!("{set} {name} {}", lang.code()), html })
        .collect()
}

fn every() -> Vec<Case> {
    let (site, empty) = (data::site(), data::empty_site());
    let sets = [("empty", &empty), ("normal", &site), ("hostile", &site)];
    sets.into_iter()
        .flat_map(|(set, site)| Lang::ALL.into_iter().flat_map(move |lang| cases(site, lang, set)))
        .collect()
}

fn select<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().trim().to_owned()
}

#[test]
fn every_page_has_one_heading_in_order_landmarks_and_a_language() {
    for Case { name, html } in every() {
        let page = Html::parse_document(&html);
        assert!(page.errors.is_empty(), "{name}: {:?}", page.errors);
        assert_eq!(select(&page, "h1").len(), 1, "{name}");
        assert_eq!(select(&page, "main").len(), 1, "{name}");
        assert_eq!(select(&page, "body > header").len(), 1, "{name}");
        assert_eq!(select(&page, "body > footer").len(), 1, "{name}");
        assert_eq!(select(&page, "a.skip[href='#contenu']").len(), 1, "{name}");
        let lang = select(&page, "html")[0].attr("lang").unwrap();
        assert!(name.ends_with(lang), "{name}: {lang}");
        let mut last = 0;
        for heading in select(&page, "main h1, main h2, main h3, main h4") {
            let level = u32::from(heading.value().name().as_bytes()[1] - b'0');
            assert!(level <= last + 1, "{name}: {} after h{last}", heading.value().name());
            assert!(!text(heading).is_empty(), "{name}: empty heading");
            last = level;
        }
        for nav in select(&page, "nav, main [role=region], table") {
            assert!(
                nav.attr("aria-label").or(nav.attr("aria-labelledby")).is_some(),
                "{name}: {}",
                nav.html()
            );
        }
    }
}

#[test]
fn every_field_has_a_label_and_every_id_is_unique() {
    for Case { name, html } in every() {
        let page = Html::parse_document(&html);
        let mut ids = HashSet::new();
        for element in select(&page, "[id]") {
            assert!(ids.insert(element.attr("id").unwrap().to_owned()), "{name}: {:?}", element.attr("id"));
        }
        for element in select(&page, "[aria-labelledby]") {
            let id = element.attr("aria-labelledby").unwrap();
            assert!(ids.contains(id), "{name}: {id} names nothing");
        }
        for field in select(&page, "input:not([type=hidden]), select") {
            let inside =
                field.ancestors().filter_map(ElementRef::wrap).any(|up| up.value().name() == "label");
            let beside = field
                .attr("id")
                .is_some_and(|id| select(&page, "label").iter().any(|l| l.attr("for") == Some(id)));
            assert!(inside || beside, "{name}: {}", field.html());
            if let Some(form) = field.attr("form") {
                assert!(ids.contains(form), "{name}: no form {form}");
            }
        }
        for button in select(&page, "button") {
            assert!(!text(button).is_empty(), "{name}: a button says nothing");
        }
    }
}

#[test]
fn nothing_inline_and_nothing_from_elsewhere() {
    for Case { name, html } in every() {
        let page = Html::parse_document(&html);
        for forbidden in [
            "script:not([type='application/ld+json'], [type=module][src^='/static/'])",
            "style",
            "iframe",
            "object",
            "embed",
            "base",
            "[style]",
            "meta[http-equiv]",
        ] {
            assert!(select(&page, forbidden).is_empty(), "{name}: {forbidden}");
        }
        for element in select(&page, "*") {
            for (attribute, value) in element.value().attrs() {
                assert!(!attribute.starts_with("on"), "{name}: {attribute}={value}");
                if attribute == "src"
                    || (element.value().name() == "link" && element.attr("rel") == Some("stylesheet"))
                        && attribute == "href"
                {
                    assert!(value.starts_with("/static/"), "{name}: {value}");
                }
            }
        }
        for link in select(&page, "a[href]") {
            let href = link.attr("href").unwrap();
            let ours = href.starts_with('#') || (href.starts_with('/') && !href.starts_with("//"));
            assert!(ours || href.starts_with("https://") || href.starts_with("http://"), "{name}: {href}");
            if !ours {
                assert_eq!(link.attr("rel"), Some("nofollow noopener"), "{name}: {href}");
            }
        }
        for form in select(&page, "form") {
            assert!(form.attr("action").unwrap().starts_with('/'), "{name}");
        }
    }
}

#[test]
fn hostile_texts_come_out_as_text() {
    for lang in Lang::ALL {
        for Case { name, html } in cases(&data::site(), lang, "hostile") {
            let html = html.replace(LINKED, "").replace(&ours(), "");
            for forbidden in
                ["<script", "<img src=x", "TOKEN", "SECRET", "/srv/", "href=\"javascript", ">NaN", ">inf<"]
            {
                assert!(!html.contains(forbidden), "{name}: {forbidden}");
            }
            // A filter's value keeps every character, for the next search; what is read does not.
            let page = Html::parse_document(&html);
            assert!(!text(page.root_element()).contains('\u{202e}'), "{name}: text is reversed");
        }
        let html = project(&Frame::new(&data::site(), lang), &hostile::hostile_project(), true);
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "the text itself is still shown");
    }
}

/// What a page says to machines stands in an element of this kind.
const LINKED: &str = "<script type=\"application/ld+json\">";

/// The one script of a page, which is a file of ours.
fn ours() -> String {
    format!("<script type=\"module\" src=\"{}\"></script>", assets::script_path())
}

#[test]
fn people_are_named_without_their_addresses() {
    let html = project(&Frame::new(&data::site(), Lang::Fr), &data::project(), true);
    assert!(html.contains("Zoé Martin"));
    assert!(!html.contains("example.org"), "an e-mail address is shown");
}

#[test]
fn titles_tell_pages_apart_and_addresses_have_one_form() {
    let mut titles = HashSet::new();
    for lang in Lang::ALL {
        for Case { name, html } in cases(&data::site(), lang, "normal") {
            let page = Html::parse_document(&html);
            let title = text(select(&page, "title")[0]);
            assert!(title.ends_with(" · Glane"), "{name}: {title}");
            assert!(titles.insert((lang, title.clone())), "{name}: {title} twice");
            assert_eq!(select(&page, "link[rel=canonical]").len(), 1, "{name}");
            assert!(select(&page, "link[rel=alternate][hreflang]").len() >= 2, "{name}");
        }
    }
    let html = page::search::render(&Frame::new(&data::site(), Lang::En), &data::search());
    let page = Html::parse_document(&html);
    assert_eq!(
        select(&page, "link[rel=canonical]")[0].attr("href"),
        Some("https://glane.example/en/recherche?q=fractions+6e&niveau=6e&licence=CC-BY-SA-4.0&page=2")
    );
    assert_eq!(
        select(&page, "a[hreflang=fr]")[0].attr("href"),
        Some("/recherche?q=fractions+6e&niveau=6e&licence=CC-BY-SA-4.0&page=2")
    );
    assert_eq!(select(&page, "nav [aria-current]").len(), 1);
}

#[test]
fn the_words_of_a_lost_address_are_offered_to_search() {
    let html = error(
        &Frame::new(&data::site(), Lang::Fr),
        ErrorKind::NotFound,
        "/projets/forge-edu/maths/fractions-6e",
    );
    let page = Html::parse_document(&html);
    assert_eq!(select(&page, "input[name=q]")[0].attr("value"), Some("maths fractions 6e"));
}

#[test]
fn findings_speak_the_language_of_the_page() {
    let record = data::project();
    let french = project(&Frame::new(&data::site(), Lang::Fr), &record, true);
    let page = Html::parse_document(&french);
    let said: Vec<String> = select(&page, ".findings li").into_iter().map(text).collect();
    assert!(said[0].contains("La licence déclarée ici n’est pas celle"), "{}", said[0]);
    assert!(said[0].contains("Remède\u{202f}: Écrire ici la même licence"), "{}", said[0]);
    assert!(said[0].contains("package.json, ligne 9"), "{}", said[0]);
    assert_eq!(
        select(&page, ".findings [lang=en]").len(),
        2,
        "what has no French words is marked as English"
    );
    let english = project(&Frame::new(&data::site(), Lang::En), &record, true);
    assert!(english.contains("package.json says MIT"));
    assert!(select(&Html::parse_document(&english), ".findings [lang]").is_empty());
}

#[test]
fn what_several_sources_say_is_said_once() {
    let html = project(&Frame::new(&data::site(), Lang::Fr), &data::project(), true);
    let page = Html::parse_document(&html);
    let rows: Vec<String> = select(&page, ".claims tbody tr").into_iter().map(text).collect();
    let eupl: Vec<&String> = rows.iter().filter(|row| row.contains("EUPL-1.2")).collect();
    assert_eq!(eupl.len(), 1);
    assert!(eupl[0].contains("LICENSE, ligne 1") && eupl[0].contains("publiccode.yml, ligne 31"));
    let words: Vec<String> = select(&page, ".facts dd.word").into_iter().map(text).collect();
    assert_eq!(words.iter().filter(|word| word.eq_ignore_ascii_case("svt")).count(), 1, "{words:?}");
    let files: Vec<ElementRef> = select(&page, "table[aria-labelledby=files] tbody th");
    assert!(text(files[0]).contains("fiches/6e/fractions-egales.tex"));
    assert_eq!(select(&page, "table[aria-labelledby=files] tbody a").len(), 3, "one link a file");
    assert!(
        select(&page, "table[aria-labelledby=files] a .path").len() == 1,
        "the path is a link without a title only"
    );
}

#[test]
fn the_ways_in_lead_to_what_the_catalogue_holds() {
    let html = page::home::render(&Frame::new(&data::site(), Lang::Fr), &data::home());
    let page = Html::parse_document(&html);
    let links: Vec<_> = select(&page, ".way a").iter().map(|link| text(*link)).collect();
    assert_eq!(
        links[..6],
        [
            "Mathématiques",
            "Numérique et sciences informatiques",
            "Niveau\u{202f}: Terminale",
            "Projets en Python",
            "Projets en JavaScript",
            "Derniers projets actifs"
        ]
    );
    assert_eq!(select(&page, ".way a")[2].attr("href"), Some("/recherche?niveau=Terminale"));
    let empty = page::home::render(&Frame::new(&data::empty_site(), Lang::Fr), &HomeView::default());
    let page = Html::parse_document(&empty);
    let links: Vec<_> = select(&page, ".way a").iter().map(|link| link.attr("href").unwrap()).collect();
    assert_eq!(links[..2], ["/recherche", "/recherche?type=project&tri=recent"]);
}

#[test]
fn a_page_after_the_last_one_leads_back() {
    let html = page::search::render(&Frame::new(&data::site(), Lang::Fr), &data::beyond());
    let page = Html::parse_document(&html);
    assert_eq!(text(select(&page, ".nothing h2")[0]), "Cette page n’existe pas");
    assert_eq!(select(&page, ".nothing a")[0].attr("href"), Some("/recherche?q=fractions"));
    assert!(!html.contains("Rien ne correspond"));
}

#[test]
fn a_filter_that_divides_nothing_is_not_offered() {
    let facet = |value: &str, count| FacetView {
        key: FacetKey::Kind,
        values: vec![FacetValue { value: value.into(), label: None, count, under: Vec::new() }],
    };
    let shown = |address: &[(&str, &str)], count| {
        let query = SearchQuery::parse(address.iter().copied());
        let view = SearchView { query, total: 13, facets: vec![facet("project", count)], ..data::search() };
        let html = page::search::render(&Frame::new(&data::site(), Lang::Fr), &view);
        select(&Html::parse_document(&html), "aside input[name=type]").len()
    };
    assert_eq!(shown(&[], 13), 0);
    assert_eq!(shown(&[], 12), 1);
    assert_eq!(shown(&[("type", "project")], 13), 1, "what is set can be unset");
}

#[test]
fn an_indicator_without_headline_shows_its_first_part() {
    let html = page::indicators::render(&Frame::new(&data::site(), Lang::Fr), &data::indicators());
    let page = Html::parse_document(&html);
    let summary: Vec<String> = select(&page, ".contents li").into_iter().map(text).collect();
    assert_eq!(summary[3], "Retard des miroirs médiane 1,4\u{202f}h");
    let figures: Vec<String> = select(&page, ".figure").into_iter().map(text).collect();
    assert_eq!(figures[3], "Chiffres au 20\u{a0}novembre 2026");
    assert_eq!(
        figures[2],
        "97,2\u{202f}% (1\u{202f}090 sur 1\u{202f}121 dépôts retenus) au 20\u{a0}novembre 2026"
    );
}

#[test]
fn what_the_operator_says_takes_the_place_of_the_question() {
    let asked = page::text::render(&Frame::new(&data::site(), Lang::Fr), TextPage::Legal);
    assert!(asked.contains("À compléter par l’exploitant"));
    let operator = OperatorView {
        publisher: Some("Ministère d’exemple <b>".into()),
        host: Some("Hébergeur d’exemple".into()),
        contact: Some("communs@education.example".into()),
        accessibility_contact: Some("https://education.example/acces".into()),
    };
    let site = Site { operator, ..data::site() };
    for page in TextPage::ALL {
        let html = page::text::render(&Frame::new(&site, Lang::Fr), page);
        assert!(!html.contains("À compléter"), "{}", page.path());
    }
    let legal = page::text::render(&Frame::new(&site, Lang::Fr), TextPage::Legal);
    assert!(legal.contains("Ministère d’exemple &lt;b&gt;") && legal.contains("Hébergeur d’exemple"));
    assert!(legal.contains("href=\"mailto:communs@education.example\""));
    let access = page::text::render(&Frame::new(&site, Lang::En), TextPage::Accessibility);
    assert!(access.contains("href=\"https://education.example/acces\""));
}

fn gzip(text: &str) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(6));
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap().len()
}

#[test]
fn pages_weigh_less_than_fourteen_kilobytes() {
    // Snippets that repeat compress too well to be a fair measure: vary each of them.
    let mut view = data::search();
    for (at, hit) in view.hits.iter_mut().enumerate() {
        let words: Vec<String> =
            (0..28).map(|word| format!("{:x}", (at * 7919 + word * 104_729) ^ 0x5bd1)).collect();
        hit.snippet = Some(glane_templates::SafeHtml::from_snippet(&words.join(" ")));
    }
    view.query = SearchQuery::words("fractions 6e");
    let search = gzip(&page::search::render(&Frame::new(&data::site(), Lang::Fr), &view));
    let css = gzip(assets::CSS);
    assert!(search + css < 14_000, "search {search} and style {css}");
    for case in every() {
        let size = gzip(&case.html);
        assert!(size < 14_000, "{}: {size}", case.name);
    }
    println!("search page {search} bytes, style sheet {css} bytes, compressed");
}
