//! The catalogue as files for other catalogues: what is shown leaves under the names of code.gouv.fr and
//! of DCAT, and nothing else does.

mod folder;

use std::collections::BTreeSet;
use std::io::Read as _;

use glane_sample_forge::world;
use serde_json::Value;

use crate::demo::Demo;

/// Long names of `codegouvfr-output-data` (`repositories-keys-mapping`, `owners-keys-mapping`).
const REPOSITORIES: &str = "awesome-score archived updated_at description id fork template contributing \
                            publiccode language license full_name repo_name forks_count platform owner";
const ORGANISATIONS: &str = "location icon_url created_at description email floss_policy website id login \
                             ministry name ospo_url forge organization repositories_count followers";

/// The address of a file.
fn place(name: &str) -> String {
    format!("/donnees/fichiers/{name}")
}

/// A whole file.
fn text(demo: &Demo, name: &str) -> String {
    let (status, head, body) = demo.get(&place(name), &[]);
    assert_eq!(status, 200, "{name}");
    String::from_utf8(whole(&head, &body)).unwrap()
}

fn list(demo: &Demo, name: &str) -> Vec<Value> {
    let list: Value = serde_json::from_str(&text(demo, name)).unwrap();
    list.as_array().unwrap().clone()
}

fn names(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn keys(row: &Value) -> BTreeSet<String> {
    row.as_object().unwrap().keys().cloned().collect()
}

/// The paths of the sample ministry that are published, at their present addresses.
fn published() -> BTreeSet<String> {
    let rename = world::second_pass();
    let shown = world::facts().into_iter().filter(|fact| matches!(fact.outcome, world::Outcome::Published));
    shown
        .map(|fact| if fact.path == rename.old_path { rename.new_path } else { fact.path }.to_owned())
        .collect()
}

#[test]
fn the_catalogue_is_given_out_as_files() {
    let demo = Demo::start();
    rows_are_what_is_shown(&demo);
    tables_say_the_same(&demo);
    nothing_else_leaves(&demo);
    the_same_file_is_sent_once(&demo);
}

/// Rows are those shown, under the names of code.gouv.fr.
fn rows_are_what_is_shown(demo: &Demo) {
    let rows = list(demo, "codegouvfr-repositories.json");
    let paths = rows.iter().map(|row| row["full_name"].as_str().unwrap().to_owned());
    assert_eq!(paths.collect::<BTreeSet<_>>(), published());
    assert_eq!(rows.len(), 13, "counted by hand in the table of the sample world");
    for row in &rows {
        assert_eq!(keys(row), names(REPOSITORIES));
    }
    let of = |path: &str| rows.iter().find(|row| row["full_name"] == path).unwrap();
    let typofr = of("communs-numeriques/outils/typofr");
    assert_eq!((&typofr["license"], &typofr["publiccode"]), (&"EUPL-1.2".into(), &true.into()));
    assert_eq!((&typofr["fork"], &of("ra-trois-rivieres/nsi/typofr")["fork"]), (&false.into(), &true.into()));
    assert_eq!(of("communs-numeriques/outils/emploi-du-temps-ics")["archived"], true);
    let owners = list(demo, "codegouvfr-organizations.json");
    let count = |row: &Value| (row["login"].as_str().unwrap().to_owned(), row["repositories_count"].as_u64());
    let counts: Vec<_> = owners.iter().map(count).collect();
    // Four, four and five; then one moves from the last to the second.
    let expected = [("ac-valombre", 4), ("communs-numeriques", 5), ("ra-trois-rivieres", 4)];
    assert_eq!(counts, expected.map(|(login, count)| (login.to_owned(), Some(count))));
    for owner in &owners {
        assert_eq!(keys(owner), names(ORGANISATIONS));
        assert_eq!((&owner["forge"], &owner["email"]), (&"gitlab".into(), &"".into()));
    }
}

/// Tables have the same columns and as many rows.
fn tables_say_the_same(demo: &Demo) {
    for (name, columns, rows) in
        [("codegouvfr-repositories", REPOSITORIES, 13), ("codegouvfr-organizations", ORGANISATIONS, 3)]
    {
        let (_, head, body) = demo.get(&place(&format!("{name}.csv")), &[]);
        assert!(head.contains("content-type: text/csv; charset=utf-8"), "{head}");
        let disposition = format!("content-disposition: attachment; filename=\"{name}.csv\"");
        assert!(head.contains(&disposition), "{head}");
        let table = String::from_utf8(whole(&head, &body)).unwrap();
        let heading: Vec<&str> = table.lines().next().unwrap().split(',').collect();
        assert_eq!(heading, columns.split_whitespace().collect::<Vec<_>>());
        assert_eq!(table.matches("\r\n").count(), rows + 1);
        let french = text(demo, &format!("{name}.fr.csv"));
        assert_eq!(french.lines().next().unwrap(), format!("\u{feff}{}", heading.join(";")));
    }
}

/// The pages offer every file, and no file tells what they do not.
fn nothing_else_leaves(demo: &Demo) {
    let held: Vec<&str> = world::facts()
        .iter()
        .filter(|fact| !matches!(fact.outcome, world::Outcome::Published))
        .map(|fact| fact.path)
        .collect();
    assert_eq!(held.len(), 5, "held, hidden and empty ones");
    for page in ["/donnees", "/en/donnees"] {
        let page = demo.page(page);
        let links: Vec<&str> = page
            .split("href=\"/donnees/fichiers/")
            .skip(1)
            .filter_map(|part| part.split('"').next())
            .collect();
        assert_eq!(links.len(), 7);
        for link in links {
            let text = text(demo, link);
            for word in held.iter().copied().chain([world::PRIVATE_WORD, world::INTERNAL_WORD]) {
                assert!(!text.contains(word), "{link}: {word}");
            }
        }
    }
    assert_eq!(demo.get(&place("codegouvfr-secrets.json"), &[]).0, 404);
    let turtle = text(demo, "catalogue.ttl");
    assert_eq!(turtle.matches(" a adms:Asset, dcat:Dataset ;").count(), 13);
    for path in published() {
        let page = format!("/projets/ministere/{path}> a adms:Asset");
        assert!(turtle.contains(&page), "{path} in\n{turtle}");
    }
}

/// Whoever has the present file is not sent it again.
fn the_same_file_is_sent_once(demo: &Demo) {
    let (_, head, _) = demo.get(&place("catalogue.ttl"), &[]);
    let of = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: "))).unwrap();
        line.to_owned()
    };
    let tag = of("etag").replace("w/", "W/");
    let again = |headers: &[(&str, &str)]| demo.get(&place("catalogue.ttl"), headers).0;
    assert_eq!(again(&[("If-None-Match", &tag)]), 304);
    assert_eq!(again(&[("If-None-Match", "W/\"other\"")]), 200);
    assert_eq!(demo.get(&place("codegouvfr-repositories.csv"), &[("If-None-Match", &tag)]).0, 200);
    assert!(of("last-modified").ends_with(" gmt"), "{head}");
    let (_, head, packed) = demo.get(&place("catalogue.ttl"), &[("Accept-Encoding", "gzip")]);
    assert!(head.contains("content-encoding: gzip"), "{head}");
    let packed = whole(&head, &packed);
    let mut unpacked = String::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, text(demo, "catalogue.ttl"));
}

/// A body whose length nobody knew at its beginning comes in chunks (RFC 9112, 7.1).
fn whole(head: &str, body: &[u8]) -> Vec<u8> {
    assert!(head.contains("transfer-encoding: chunked"), "{head}");
    let (mut rest, mut whole) = (body, Vec::new());
    loop {
        let end = rest.windows(2).position(|pair| pair == b"\r\n").unwrap();
        let length = usize::from_str_radix(std::str::from_utf8(&rest[..end]).unwrap(), 16).unwrap();
        if length == 0 {
            return whole;
        }
        whole.extend_from_slice(&rest[end + 2..end + 2 + length]);
        rest = &rest[end + 4 + length..];
    }
}
