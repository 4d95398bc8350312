//! The search page narrows: one address for each search, values that are looked through, ways out of nothing; and
//! the pages of programs.

use glane_catalog::model::Field;

use crate::feeds::{found, served};

const AT: &str = "2026-03-01T08:00:00Z";

#[test]
fn a_search_is_narrowed_and_has_one_address() {
    let records = [
        found(1, "Le fleuve", AT, &[(Field::Level, "6e"), (Field::Organisation, "Académie de Lyon")]),
        found(2, "Un fleuve en 5e", AT, &[(Field::Level, "5e"), (Field::Organisation, "Canopé")]),
    ];
    let (_workshop, site) = served(&records);
    // What the form sends, and what anyone writes.
    for (asked, canonical) in [
        ("/recherche?q=fleuve&niveau=&tri=pertinence&dans-langage=", "/recherche?q=fleuve"),
        ("/en/recherche?niveau=6e&q=%20fleuve&x=y", "/en/recherche?q=fleuve&niveau=6e"),
        (
            "/recherche?q=fleuve&dans-organisme=acad&dans-langage=",
            "/recherche?q=fleuve&facette=organisme&dans=acad",
        ),
        ("/recherche?q=a%FFb&page=1", "/recherche?q=a%EF%BF%BDb"),
        (
            "/recherche?pourquoi=resource/zzyzx&q=fleuve&niveau=",
            "/recherche?q=fleuve&pourquoi=resource%2Fzzyzx",
        ),
    ] {
        let answer = site.ask("GET", asked, &[]);
        assert_eq!((answer.status, answer.header("location")), (301, Some(canonical)), "{asked}");
        assert_eq!(site.get(canonical).0, 200, "{canonical} leads nowhere else");
    }
    // A client may spell the address as it likes, each time it is told another.
    for asked in ["/recherche?q=~x", "/recherche?q=%7Ex", "/recherche?q=l%c3%a9o%20b", "/recherche?q=a%2db"] {
        assert_eq!(site.get(asked).0, 200, "{asked}");
    }
    // A level is found by its school, and what is behind the values by any of their letters.
    let (_, page) = site.get("/recherche?niveau=coll%C3%A8ge");
    assert!(page.contains("Le fleuve") && page.contains("Un fleuve en 5e"), "{page}");
    let (_, page) = site.get("/recherche?q=fleuve&facette=organisme&dans=ACADEM");
    assert!(page.contains("href=\"/recherche?q=fleuve&amp;organisme=Acad%C3%A9mie+de+Lyon\""), "{page}");
    assert!(page.contains("noindex"));
    assert!(!page.contains("href=\"/recherche?q=fleuve&amp;organisme=Canop%C3%A9\""));
    let (_, robots) = site.get("/robots.txt");
    assert!(robots.contains("Disallow: /*facette="));
    // Nothing is in both: each filter says what there is without it.
    let (_, page) = site.get("/recherche?q=fleuve&niveau=6e&organisme=Canop%C3%A9");
    assert_eq!(page.matches("(1 résultat)").count(), 2, "{page}");
    assert!(page.contains("href=\"/feeds/recherche.atom?q=fleuve&amp;niveau=6e&amp;organisme=Canop%C3%A9\""));
    let (_, page) = site.get("/recherche?q=fleuvee&organisme=zzyzx");
    assert!(page.contains("href=\"/recherche?q=fleuve\">"), "{page}");
}

#[test]
fn a_result_says_why_it_is_there_at_an_address_of_its_own() {
    let (_workshop, site) = served(&[found(1, "Le fleuve", AT, &[]), found(2, "Un fleuve en crue", AT, &[])]);
    let (_, page) = site.get("/recherche?q=fleuve");
    assert!(!page.contains("id=\"pourquoi\""), "only where it is asked for: {page}");
    let link = page.split("href=\"").find(|rest| rest.contains("pourquoi=")).unwrap();
    let link = link[..link.find('#').unwrap()].replace("&amp;", "&");
    let answer = site.ask("GET", &link, &[]);
    assert_eq!(answer.status, 200, "{link} is the one address of it");
    assert_eq!(answer.text().matches("id=\"pourquoi\"").count(), 1, "{}", answer.text());
    assert!(answer.text().contains("noindex"));
    assert_eq!(site.get(&format!("/en{link}")).0, 200);
}

#[test]
fn a_program_has_a_page() {
    let (_workshop, site) = served(&[found(1, "Monter une vidéo avec Kdenlive", AT, &[])]);
    let (status, page) = site.get("/logiciels/kdenlive");
    assert_eq!(status, 200);
    assert!(page.contains("Monter une vidéo avec"), "what speaks of it: {page}");
    assert!(page.contains("\"@type\":\"SoftwareApplication\""));
    assert_eq!(site.get("/en/logiciels/kdenlive").0, 200);
    assert_eq!(site.get("/logiciels/inconnu").0, 404);
    assert_eq!(site.get("/logiciels/Kdenlive").0, 404, "one address a program");
    let (_, results) = site.get("/recherche?q=remplacer+Premiere");
    assert!(results.contains("href=\"/logiciels/kdenlive\""), "{results}");
}
