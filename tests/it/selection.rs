//! A selection lives in the address: it grows while a teacher searches, and is taken away whole.

use glane_catalog::model::{Field, ResourceRecord};
use glane_catalog::read::{Format, read};
use serde_json::Value;

use crate::feeds::{found, served};
use crate::site::Site;

const AT: &str = "2026-03-01T08:00:00Z";
const BASE: &str = "https://communs.example.org";

fn records() -> [ResourceRecord; 3] {
    let author = (Field::Author, "Ada Quennedey");
    let mut records = [
        found(1, "Fleuve & crue", AT, &[author, (Field::Level, "6e")]),
        found(2, "Fleuve en été", AT, &[author]),
        found(3, "Fleuve gelé", AT, &[]),
    ];
    records[1].licence.expression = Some("CC-BY-SA-4.0".to_owned());
    records[2].licence.expression = None;
    records
}

/// The links of a page whose text begins so, as a browser would follow them.
fn links(page: &str, words: &str) -> Vec<String> {
    let starts = page.split("<a ").skip(1);
    let told = starts.filter_map(|link| {
        let (attributes, rest) = link.split_once('>')?;
        let address = attributes.split("href=\"").nth(1)?.split('"').next()?;
        rest.starts_with(words).then(|| address.replace("&amp;", "&"))
    });
    told.collect()
}

fn page(site: &Site, path: &str) -> String {
    let answer = site.ask("GET", path.split('#').next().unwrap(), &[]);
    assert_eq!(answer.status, 200, "{path}");
    assert_eq!(answer.header("set-cookie"), None);
    let text = answer.text();
    let page = text.replace("<script type=\"application/ld+json\">", "");
    assert_eq!(page.matches("<script").count(), 1);
    assert!(page.contains("<script type=\"module\" src=\"/static/"));
    text
}

#[test]
fn it_grows_by_links_alone_and_travels_with_the_person() {
    let records = records();
    let (_workshop, site) = served(&records);
    let results = page(&site, "/recherche?q=fleuve&tri=nom");
    let add = links(&results, "Ajouter à ma sélection");
    assert_eq!(add.len(), 3);
    let id = records[0].id();
    assert_eq!(add[0], format!("/recherche?q=fleuve&tri=nom&selection={id}#r-{id}"));
    // Another search, a result, and the resource's own page: the selection comes along.
    let results = page(&site, &add[0]);
    assert!(results.contains("1 ressource</a>") && results.contains("Dans ma sélection"));
    assert!(results.contains(&format!("name=\"selection\" value=\"{id}\"")), "the form keeps it");
    assert!(results.contains("content=\"noindex, follow\""));
    let second = records[1].id();
    let open = links(&results, "<bdi>Fleuve en été").into_iter().next();
    let open =
        open.or_else(|| links(&results, "Fleuve en été").into_iter().next()).expect("a link to the result");
    assert_eq!(open, format!("/ressources/{second}?selection={id}"));
    let resource = page(&site, &open);
    let add = links(&resource, "Ajouter à ma sélection");
    assert_eq!(add, [format!("/ressources/{second}?selection={id}.{second}")]);
    assert!(!resource.contains(&format!("({BASE}/ressources/{second}?selection")), "nor is it in the credit");
    let resource = page(&site, &add[0]);
    let chosen = links(&resource, "2 ressources");
    assert_eq!(chosen, [format!("/selection?r={id}&r={second}")]);
    let remove = links(&page(&site, &chosen[0]), "Retirer");
    assert_eq!(remove, [format!("/selection?r={second}"), format!("/selection?r={id}")]);
    let english = page(&site, &format!("/en{}", chosen[0]));
    assert!(english.contains("My selection") && english.contains("2 resources"));
}

#[test]
fn its_page_says_whether_all_may_be_put_together() {
    let [one, two, bare] = records().map(|record| record.id());
    let (_workshop, site) = served(&records());
    let both = page(&site, &format!("/selection?r={one}&r={two}"));
    assert!(both.contains("Oui\u{202f}: leurs licences permettent"), "BY into BY-SA");
    assert_eq!(links(&both, "Pourquoi"), ["/combiner?licence=CC-BY-4.0&licence=CC-BY-SA-4.0"]);
    let all = page(&site, &format!("/selection?r={one}&r={bare}"));
    assert!(all.contains("Pas en une seule œuvre"), "of what states no licence nothing is made");
    let gone = page(&site, &format!("/selection?r={one}&r=0123456789abcdef01234567&r=../x"));
    assert!(gone.contains("Une ressource choisie n’est plus dans le catalogue."));
    assert!(page(&site, "/selection").contains("Votre sélection est vide."));
}

#[test]
fn it_is_taken_away_as_cartridge_table_records_and_credits() {
    let records = records();
    let (_workshop, site) = served(&records);
    let [one, two, _] = records.map(|record| record.id());
    let question = format!("r={one}&r={two}");
    let file = |ending: &str, media: &str, name: &str| {
        let answer = site.ask("GET", &format!("/selection.{ending}?{question}"), &[]);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media)), "{ending}");
        let saved = format!("attachment; filename=\"{name}\"");
        assert_eq!(answer.header("content-disposition"), Some(saved.as_str()));
        answer.body
    };
    let cartridge = file("imscc", "application/vnd.ims.imsccv1p3", "selection.imscc");
    let found = read(Format::ContentPackage, "selection.imscc", &cartridge);
    assert!(found.findings.is_empty(), "{:?}", found.findings);
    let manifest = String::from_utf8_lossy(&cartridge);
    for part in
        ["<schemaversion>1.3.0</schemaversion>", "Fleuve &amp; crue", "Ma sélection · Essai &amp; Cie"]
    {
        assert!(manifest.contains(part), "{part}");
    }
    assert!(manifest.contains(&format!("href=\"{BASE}/ressources/{two}\"")));
    let table = String::from_utf8(file("csv", "text/csv; charset=utf-8", "selection.csv")).unwrap();
    assert!(table.starts_with('\u{feff}') && table.lines().count() == 3, "{table}");
    let list: Value = serde_json::from_slice(&file("json", "application/json", "selection.json")).unwrap();
    let names: Vec<_> = list.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Fleuve & crue", "Fleuve en été"]);
    let credits = String::from_utf8(file("txt", "text/plain; charset=utf-8", "credits.txt")).unwrap();
    let first = format!(
        "«\u{202f}Fleuve & crue\u{202f}» ({BASE}/ressources/{one}), par Ada Quennedey, sous licence CC"
    );
    assert!(credits.starts_with(&first), "{credits}");
    assert!(credits.contains("https://creativecommons.org/licenses/by-sa/4.0/"), "{credits}");
    assert_eq!(credits.matches("Reprise sans modification.").count(), 2);
    assert_eq!(site.ask("GET", "/selection.imscc", &[]).status, 404, "of nothing there is no file");
}
