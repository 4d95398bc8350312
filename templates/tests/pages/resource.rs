//! What the page of a resource shows, and the page on licences put together.

use glane_catalog::model::{Claim, Field, Source};
use glane_templates::page::combine::CombineView;
use glane_templates::page::resource::{Also, Reach, ResourceView};
use glane_templates::{Frame, Lang, OperatorView, Site, page};
use scraper::Html;

use super::{data, hostile as evil, select, text};

pub(super) fn full(frame: &Frame) -> String {
    page::resource::render(frame, &data::resource_view(&data::resource()))
}

pub(super) fn bare(frame: &Frame) -> String {
    page::resource::render(frame, &ResourceView::of(&data::notice()))
}

pub(super) fn hostile(frame: &Frame, markdown: &str) -> String {
    let record = evil::hostile_resource();
    page::resource::render(frame, &evil::hostile_resource_view(&record, markdown))
}

pub(super) fn combine(frame: &Frame, licences: &[&str]) -> String {
    let licences = licences.iter().map(|licence| (*licence).to_owned()).collect();
    page::combine::render(frame, &CombineView { licences })
}

fn french(site: &Site) -> Frame<'_> {
    Frame::new(site, Lang::Fr)
}

fn hrefs(page: &Html, selector: &str) -> Vec<String> {
    select(page, selector).iter().map(|link| link.attr("href").unwrap().to_owned()).collect()
}

#[test]
fn levels_subjects_and_types_lead_to_searches() {
    let page = Html::parse_document(&full(&french(&data::site())));
    assert_eq!(
        hrefs(&page, ".chips a"),
        [
            "/recherche?niveau=Terminale",
            "/recherche?discipline=Num%C3%A9rique+et+sciences+informatiques",
            "/recherche?ressource=travaux+pratiques",
        ]
    );
}

#[test]
fn a_licence_is_told_as_may_must_and_may_not() {
    let page = Html::parse_document(&full(&french(&data::site())));
    let told: Vec<String> = select(&page, ".rights > div").into_iter().map(text).collect();
    assert_eq!(told.len(), 2, "nothing is forbidden: {told:?}");
    assert!(told[0].starts_with("Vous pouvez") && told[0].contains("usage commercial"), "{told:?}");
    assert!(told[1].starts_with("Vous devez") && told[1].contains("sous la même licence"), "{told:?}");
    assert!(hrefs(&page, ".licence a").contains(&"/combiner?licence=CC-BY-SA-4.0".to_owned()));
    let mut closed = data::resource();
    closed.licence.expression = Some("CC-BY-NC-ND-4.0".into());
    let html = page::resource::render(&french(&data::site()), &data::resource_view(&closed));
    let page = Html::parse_document(&html);
    let told: Vec<String> = select(&page, ".rights > div").into_iter().map(text).collect();
    assert!(told[2].contains("version modifiée") && told[2].contains("usage commercial"), "{told:?}");
    assert!(!html.contains("Si vous l’avez modifiée"), "no credit of what may not be shared");
}

#[test]
fn what_is_taken_away_is_of_one_commit_and_ready_to_paste() {
    let html = full(&french(&data::site()));
    let page = Html::parse_document(&html);
    let commit = "8f3b1c6d0e4a57f92b8c1d3e5f60718293a4b5c6";
    assert_eq!(
        hrefs(&page, "a.download"),
        [
            format!("/fichiers/{commit}/forge-edu/nsi/arbres/-/tp/arbres.ipynb"),
            format!("/archives/{commit}/forge-edu/nsi/arbres/-/tp"),
        ]
    );
    let credit =
        select(&page, "section[aria-labelledby=citer] pre").into_iter().map(text).collect::<Vec<_>>();
    assert_eq!(credit.len(), 8, "four forms, as it is and as it is changed");
    assert_eq!(
        credit[0],
        "«\u{202f}Parcourir un arbre binaire\u{202f}» (https://forge.example/nsi/arbres/-/blob/8f3b1c6d/tp/arbres.ipynb), \
         par Zoé Martin et Karim Benali, version du 02/11/2026 (commit 8f3b1c6d), sous licence CC BY-SA 4.0 \
         (https://creativecommons.org/licenses/by-sa/4.0/deed.fr), elle-même d’après https://irem.example/arbres. \
         Reprise sans modification."
    );
    assert!(!html.contains("example.org"), "an e-mail address is shown");
    let basthon = hrefs(&page, ".steps a");
    assert_eq!(
        basthon,
        [format!(
            "https://notebook.basthon.fr/?from=https%3A%2F%2Fglane.example%2Ffichiers%2F{commit}%2Fforge-edu%2Fnsi%2Farbres%2F-%2Ftp%2Farbres.ipynb"
        )]
    );
    let local = Site { origin: None, ..data::site() };
    assert!(!full(&french(&local)).contains("basthon"), "nobody elsewhere can read what is only local");
}

#[test]
fn the_preview_is_laid_out_below_its_section() {
    let page = Html::parse_document(&full(&french(&data::site())));
    let headings: Vec<String> = select(&page, ".preview h2, .preview h3, .preview h4")
        .into_iter()
        .map(|heading| format!("{} {}", heading.value().name(), text(heading)))
        .collect();
    assert_eq!(headings, ["h2 Aperçu", "h3 Exercice 1"]);
    assert_eq!(hrefs(&page, ".preview a"), ["https://forge.example/nsi/arbres/-/blob/8f3b1c6d/tp/cours.md"]);
    assert_eq!(text(select(&page, ".preview .picture")[0]), "[Un arbre de sept nœuds]");
    assert_eq!(select(&page, ".preview table th").len(), 2);
    assert!(select(&page, ".preview img").is_empty());
}

#[test]
fn what_has_no_licence_says_how_to_ask_for_one() {
    let html = bare(&french(&data::site()));
    let page = Html::parse_document(&html);
    assert_eq!(
        text(select(&page, ".licence .sentence")[0]),
        "Licence non indiquée\u{202f}: demandez à l’auteur avant de la reprendre."
    );
    let message = text(select(&page, ".licence pre")[0]);
    assert!(
        message
            .starts_with("Sous quelle licence est «\u{202f}Volcans et séismes\u{202f}»\u{202f}?\n\nBonjour,"),
        "{message}"
    );
    assert!(
        message.contains("https://svt.example/volcans") && message.contains("Licence Ouverte"),
        "{message}"
    );
    let credit = text(select(&page, "section[aria-labelledby=citer] pre")[0]);
    assert!(credit.contains("auteur non indiqué, licence non indiquée"), "{credit}");
}

#[test]
fn what_is_said_of_rights_and_another_language_are_shown_as_such() {
    let mut record = data::notice();
    for (field, value) in [(Field::Rights, "© SVT Exemple"), (Field::Language, "en")] {
        record.fields.add(field, Claim::new(value.into(), Source::record("12", Some("dc:rights")), 1.0));
    }
    let html = page::resource::render(&french(&data::site()), &ResourceView::of(&record));
    assert!(html.contains("sans nommer de licence connue\u{202f}: <bdi>© SVT Exemple</bdi>"), "{html}");
    let page = Html::parse_document(&html);
    assert_eq!(select(&page, "h1")[0].attr("lang"), Some("en"), "read aloud in English");
    assert_eq!(select(&page, ".facts dd").into_iter().map(text).filter(|fact| fact == "anglais").count(), 1);
}

#[test]
fn a_problem_is_reported_without_an_account() {
    let operator =
        OperatorView { contact: Some("communs@education.example".into()), ..OperatorView::default() };
    let site = Site { operator, ..data::site() };
    let page = Html::parse_document(&full(&french(&site)));
    let ways = hrefs(&page, "section[aria-labelledby=signaler] a");
    let id = data::resource().id();
    assert!(
        ways[0].starts_with("mailto:communs@education.example?subject=%C3%80%20propos%20de%20"),
        "{ways:?}"
    );
    assert!(ways[0].ends_with("Ce%20qu%E2%80%99il%20faudrait%E2%80%AF%3A%0D%0A%0D%0A"), "{ways:?}");
    assert!(ways[0].contains(&format!("ressources%2F{id}")), "{ways:?}");
    assert!(ways[1].starts_with("https://forge.example/nsi/arbres/-/issues/new?issue[title]="), "{ways:?}");
}

#[test]
fn the_question_of_licences_is_in_the_address_and_answered_without_script() {
    let html = combine(&french(&data::site()), &["CC-BY-4.0", "CC-BY-SA-4.0"]);
    let page = Html::parse_document(&html);
    assert_eq!(text(select(&page, "#reponse")[0]), "Oui, elles peuvent être réunies");
    let carried: Vec<String> = select(&page, ".licence ul:first-of-type li").into_iter().map(text).collect();
    assert_eq!(carried, ["CC BY-SA 4.0"]);
    let chosen: Vec<_> =
        select(&page, "option[selected]").iter().map(|one| one.attr("value").unwrap()).collect();
    assert_eq!(chosen, ["CC-BY-4.0", "CC-BY-SA-4.0"]);
    assert_eq!(select(&page, "form.combine select[name=licence]").len(), 3);
    let no = combine(&Frame::new(&data::site(), Lang::En), &["CC-BY-SA-4.0", "CC-BY-NC-4.0"]);
    assert!(no.contains("No, they may not be put together") && no.contains("contradict each other"), "{no}");
}

#[test]
fn nothing_hostile_in_a_preview_reaches_the_page() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    #[expect(clippy::disallowed_methods, reason = "the environment names the corpus to the tests")]
    let (named, required) = (std::env::var_os("GLANE_CORPUS"), std::env::var("GLANE_REQUIRE_CORPUS"));
    let corpus = named.map_or(corpus, std::path::PathBuf::from);
    if !corpus.is_dir() {
        assert!(required.as_deref() != Ok("1"), "no corpus at {}", corpus.display());
        println!("corpus absent, skipped");
        return;
    }
    let mut read = 0;
    for folder in ["generated", "html", "notebook", "strings"] {
        for file in std::fs::read_dir(corpus.join("hostile").join(folder)).unwrap() {
            let path = file.unwrap().path();
            let bytes = std::fs::read(&path).unwrap();
            let bytes = &bytes[..bytes.len().min(200_000)];
            for format in ["markdown", "notebook"] {
                let base = Some("https://forge.example/x/y.md");
                let Some(preview) = glane_catalog::preview::Preview::of(format, bytes, base) else {
                    continue;
                };
                let record = data::notice();
                let alone = page::resource::render(&french(&data::site()), &ResourceView::of(&record));
                let view = ResourceView { preview, ..ResourceView::of(&record) };
                let html = page::resource::render(&french(&data::site()), &view);
                assert!(
                    html.len() < alone.len() + 64 * 1024,
                    "{:?}: {} more",
                    path,
                    html.len() - alone.len()
                );
                harmless(&html);
                read += 1;
            }
        }
    }
    assert!(read > 30, "{read}");
}

#[test]
fn an_address_that_does_not_answer_is_said_with_its_day_and_one_that_is_lost_is_not_listed() {
    let (site, record) = (data::site(), data::notice());
    let shown =
        |reach| page::resource::render(&french(&site), &ResourceView { reach, ..ResourceView::of(&record) });
    let notice = |html: &str| {
        let page = Html::parse_document(html);
        select(&page, "header p.notice").first().map(|notice| text(*notice))
    };
    let since = "2026-10-05T12:00:00Z".parse().unwrap();
    assert_eq!(notice(&shown(Reach::Good)), None);
    let doubtful = shown(Reach::Doubtful(since));
    let said = notice(&doubtful).unwrap();
    assert!(said.contains("signalé comme inaccessible depuis le 5\u{a0}octobre 2026"), "{said}");
    assert!(!doubtful.contains("noindex"));
    let lost = shown(Reach::Lost(since));
    assert!(notice(&lost).unwrap().contains("inaccessible depuis le 5\u{a0}octobre 2026"));
    assert!(lost.contains("noindex"));
}

#[test]
fn who_else_describes_it_is_told_with_every_value_under_their_name() {
    let site = data::site();
    let alone = Html::parse_document(&bare(&french(&site)));
    assert!(select(&alone, "section[aria-labelledby=aussi]").is_empty());
    let record = data::notice();
    let view = ResourceView { also: vec![data::also()], ..ResourceView::of(&record) };
    let page = Html::parse_document(&page::resource::render(&french(&site), &view));
    let told = select(&page, "section[aria-labelledby=aussi] details");
    assert_eq!(told.len(), 1);
    let words = text(told[0]);
    for said in
        ["Canal-U", "Volcans et séismes en vidéo", "oai:canal-u.example:7", "CC-BY-SA-4.0", "Ada Exemple"]
    {
        assert!(words.contains(said), "{said} in {words}");
    }
    assert!(!words.contains("ada@example.org"), "{words}");
    assert!(!words.contains("retenue"), "the page shows none of them as its own: {words}");
    let links = hrefs(&page, "section[aria-labelledby=aussi] details a");
    assert!(links.contains(&"https://svt.example/volcans".to_owned()), "{links:?}");
    let view = ResourceView {
        also: vec![Also { record: evil::hostile_resource(), whose: None }],
        ..ResourceView::of(&record)
    };
    harmless(&page::resource::render(&french(&site), &view));
}

/// Nothing runs, nothing is loaded, every link is one of the web.
fn harmless(html: &str) {
    let page = Html::parse_document(html);
    for element in select(&page, "main *") {
        let name = element.value().name();
        assert!(
            ![
                "script", "style", "img", "iframe", "object", "embed", "svg", "math", "form", "base", "meta",
                "link", "input"
            ]
            .contains(&name),
            "{name}"
        );
        for (attribute, value) in element.value().attrs() {
            assert!(
                !attribute.starts_with("on") && attribute != "style" && attribute != "src",
                "{attribute}={value}"
            );
            if attribute == "href" {
                let ours = value.starts_with('/') && !value.starts_with("//");
                assert!(ours || value.starts_with("https://") || value.starts_with("http://"), "{value}");
            }
        }
    }
}

#[test]
fn what_was_not_read_to_its_end_is_said_to_teachers_and_explained_to_authors() {
    let record = data::unread_resource();
    let html = page::resource::render(&french(&data::site()), &data::resource_view(&record));
    let page = Html::parse_document(&html);
    let notice = text(select(&page, ".opening .notice")[0]);
    assert!(notice.starts_with("Le fichier n’a pas pu être lu en entier"), "{notice}");
    let told: Vec<String> = select(&page, ".findings li p").into_iter().map(text).collect();
    assert!(
        told[0].starts_with("Avertissement") || told[0].contains("lecture a dû être interrompue"),
        "{told:?}"
    );
    assert!(told[1].contains("enregistrer de nouveau"), "the gravest first, with its remedy: {told:?}");
    assert!(!html.contains("it took more than 20 s"), "no English on a French page");
    let whole = Html::parse_document(&full(&french(&data::site())));
    assert!(select(&whole, ".findings, .opening .notice").is_empty());
}

#[test]
fn why_it_is_catalogued_is_said_in_the_language_of_the_page() {
    let mut record = data::resource();
    record.reason = "folder:tp".into();
    let html = page::resource::render(&french(&data::site()), &data::resource_view(&record));
    assert!(!html.contains("folder:tp") && html.contains("Un dossier de son chemin"), "a code on a page");
    let notice = data::notice();
    let view = ResourceView { catalogue: Some("Édubase".into()), ..ResourceView::of(&notice) };
    let html = page::resource::render(&french(&data::site()), &view);
    assert!(html.contains("Notice du catalogue «\u{202f}Édubase\u{202f}»."));
}

#[test]
fn a_record_whose_address_moved_leads_to_where_it_is_now() {
    let notice = data::notice();
    let there = "https://svt.example/ressources/volcans";
    let view = ResourceView { moved: Some(there.into()), ..ResourceView::of(&notice) };
    let page = Html::parse_document(&page::resource::render(&french(&data::site()), &view));
    let all = hrefs(&page, "a[rel]");
    assert!(all.iter().filter(|href| *href == there).count() >= 2, "said, and used: {all:?}");
    let evil = ResourceView { moved: Some("javascript:alert(1)".into()), ..ResourceView::of(&notice) };
    assert!(!page::resource::render(&french(&data::site()), &evil).contains("javascript:"));
}
