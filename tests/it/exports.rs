//! Any list of results as a file: for French spreadsheets, and as JSON.

use glane_catalog::model::Field;
use serde_json::Value;

use crate::feeds::{found, served};

const AT: &str = "2026-03-01T08:00:00Z";

#[test]
fn a_list_of_results_is_taken_away() {
    let records = [
        found(1, "=1+1 ; fleuve", AT, &[(Field::Level, "6e"), (Field::Level, "5e")]),
        found(2, "Un autre fleuve", AT, &[(Field::Published, "2025-02-03")]),
    ];
    let (_workshop, site) = served(&records);
    let answer = site.ask("GET", "/recherche.csv?q=fleuve&tri=nom", &[]);
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"recherche.csv\""));
    let text = answer.text();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}sorte;titre;adresse;resume;licence;niveaux;"), "{text}");
    assert_eq!((lines.len(), lines[3]), (4, ""), "a heading, two rows, and the last line ends");
    let first = format!(
        "ressource;\"'=1+1 ; fleuve\";https://communs.example.org/ressources/{};;CC-BY-4.0;6e | 5e;;;;;;;;;;\
         ailleurs;;{}",
        records[0].id(),
        records[0].id()
    );
    assert_eq!(lines[1], first, "no spreadsheet runs it");
    assert!(lines[2].ends_with(&format!(";ailleurs;2025-02-03;{}", records[1].id())), "{}", lines[2]);

    let answer = site.ask("GET", "/recherche.json?q=fleuve&tri=nom", &[]);
    let list: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!((&list["total"], &list["given"], &list["most"]), (&2.into(), &2.into(), &10_000.into()));
    assert_eq!(list["search"], "https://communs.example.org/recherche?q=fleuve&tri=nom");
    assert_eq!(list["results"][0]["title"], "=1+1 ; fleuve", "programs read what was written");
    assert_eq!(list["results"][0]["levels"], serde_json::json!(["6e", "5e"]));
    let tag = answer.header("etag").unwrap();
    assert_eq!(site.ask("GET", "/recherche.json?q=fleuve&tri=nom", &[("If-None-Match", tag)]).status, 304);
    let (_, page) = site.get("/recherche?q=fleuve");
    for address in ["/recherche.csv?q=fleuve", "/recherche.json?q=fleuve"] {
        assert!(page.contains(&format!("href=\"{address}\"")), "{address}");
    }
    let (status, none) = site.get("/recherche.csv?q=zzyzx");
    assert!(status == 200 && none.contains("sorte;titre;"), "a list of nothing is a list");
}
