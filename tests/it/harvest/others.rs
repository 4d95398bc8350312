//! Harvests by the command of what speaks no OAI-PMH: into the catalogue, and out of it again.

use serde_json::Value;

use super::served::{Site, data, page};
use crate::support::Workshop;

/// What the command says of each source.
fn told(workshop: &Workshop, code: i32) -> Vec<Value> {
    let output = workshop.glane(&["harvest", "--json"]);
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// New, unchanged and removed records of a source.
fn counts(told: &[Value], source: &str) -> (u64, u64, u64) {
    let one = told.iter().find(|one| one["source"] == source).unwrap();
    let count = |key: &str| one[key].as_u64().unwrap();
    (count("created"), count("unchanged"), count("removed"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_and_a_site_come_into_the_catalogue_and_what_is_gone_leaves() {
    let site = Site::new(|url| {
        move |path: &str, times| match path {
            "/s.xml" => {
                // The fifth harvest asks for all again; by then the second page is gone.
                let second = if times < 4 { format!("{url}/b\n") } else { String::new() };
                data("text/plain", format!("{url}/a\n{second}"))
            }
            "/a" | "/b" => page(format!(
                "<script type='application/ld+json'>{{\"@type\":\"Course\",\"name\":\"{path}\"}}</script>"
            )),
            _ => None,
        }
    })
    .await;
    let workshop = Workshop::new(&format!(
        "[store]\ndata = \"data\"\n[[source]]\nid = \"liste\"\nkind = \"csv\"\npath = \"liste.csv\"\n\
         [[source]]\nid = \"site\"\nkind = \"sitemap\"\nurl = \"{}/s.xml\"\n",
        site.url
    ));
    let table = "titre;url\nA;https://x.fr/1\nB;https://x.fr/2\n";
    std::fs::write(workshop.path("liste.csv"), table).unwrap();
    let first = told(&workshop, 0);
    assert_eq!((counts(&first, "liste"), counts(&first, "site")), ((2, 0, 0), (2, 0, 0)));
    std::fs::write(workshop.path("liste.csv"), table.replace("B;https://x.fr/2\n", "")).unwrap();
    let second = told(&workshop, 0);
    assert_eq!((counts(&second, "liste"), counts(&second, "site")), ((0, 1, 1), (0, 2, 0)));
    // A table that is broken for a day takes nothing away.
    std::fs::write(workshop.path("liste.csv"), "<html>").unwrap();
    let third = told(&workshop, 1);
    assert_eq!(counts(&third, "liste").2, 0);
    assert!(third[0]["failure"].as_str().unwrap().contains("is a page"), "{third:?}");
    std::fs::write(workshop.path("liste.csv"), table).unwrap();
    let fourth = told(&workshop, 0);
    assert_eq!(counts(&fourth, "liste"), (1, 1, 0));
    assert_eq!(counts(&told(&workshop, 0), "site"), (0, 1, 1));
}

#[test]
fn what_may_be_turned_on_is_listed_with_its_evidence() {
    let workshop = Workshop::new("this is no configuration");
    let output = workshop.glane(&["harvest", "--known"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && text.starts_with("canal-u: Canal-U, "), "{text}");
    assert!(text.contains("oai https://canal-u.tv/oai/") && text.contains("evidence: "), "{text}");
    let output = workshop.glane(&["harvest", "--known", "--json"]);
    let first = String::from_utf8(output.stdout).unwrap();
    let first: Value = serde_json::from_str(first.lines().next().unwrap()).unwrap();
    assert_eq!((first["id"].as_str(), first["kind"].as_str()), (Some("canal-u"), Some("oai")));
}
