//! Atom feeds: every element that RFC 4287 asks for, the newest first, and the same each time.

use glane_catalog::model::{Claim, Field, ResourceRecord, Source};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::oai::shelf::{PUBLIC, ask, entry, source, workshop};
use crate::site::{Answer, Site};
use crate::support::{Workshop, licensed};

const BASE: &str = "https://communs.example.org";

/// A record that was found at a time.
pub fn found(number: usize, title: &str, at: &str, values: &[(Field, &str)]) -> ResourceRecord {
    let at = at.parse().unwrap();
    ResourceRecord { found_at: at, gathered_at: at, ..entry(number, title, values) }
}

/// A site over these records and, as its search finds them, one project.
pub fn served(records: &[ResourceRecord]) -> (Workshop, Site) {
    let workshop = workshop(PUBLIC);
    licensed(&workshop.path("bare/un.git"), "Chrysalide");
    assert_eq!(workshop.sync().code, 0);
    ask(&workshop, async |store| {
        store.put_resources_from(&source(), records).await.unwrap();
    });
    assert_eq!(workshop.sync().code, 0);
    let site = Site::serve(&workshop);
    (workshop, site)
}

/// A feed as another parser reads it: its own elements, then those of each entry, by name and text or `href`.
struct Feed {
    own: Vec<(String, String)>,
    entries: Vec<Vec<(String, String)>>,
}

impl Feed {
    fn read(answer: &Answer) -> Self {
        assert_eq!(answer.status, 200, "{}", answer.text());
        assert_eq!(answer.header("content-type"), Some("application/atom+xml; charset=utf-8"));
        let text = answer.text();
        let (mut reader, mut path) = (Reader::from_str(&text), Vec::<String>::new());
        let mut feed = Self { own: Vec::new(), entries: Vec::new() };
        loop {
            let event = reader.read_event().unwrap_or_else(|error| panic!("{error} in {text}"));
            let (name, value, opens) = match &event {
                Event::Start(start) => (start.name().as_ref().to_vec(), attribute(start), true),
                Event::Empty(start) => (start.name().as_ref().to_vec(), attribute(start), false),
                Event::End(_) => {
                    path.pop();
                    continue;
                }
                Event::Text(said) => {
                    // Lines between elements are no text of theirs.
                    let said = said.decode().unwrap().into_owned();
                    if let Some(last) = feed.list().last_mut().filter(|_| !said.contains('\n')) {
                        last.1.push_str(&said);
                    }
                    continue;
                }
                Event::GeneralRef(named) => {
                    let letter = match named.decode().unwrap().as_ref() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        other => panic!("&{other}; is no entity of XML"),
                    };
                    feed.list().last_mut().unwrap().1.push(letter);
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            let name = String::from_utf8(name).unwrap();
            if name == "entry" {
                feed.entries.push(Vec::new());
            } else {
                feed.list().push((name.clone(), value));
            }
            if opens {
                path.push(name);
            }
        }
        assert!(path.is_empty(), "{path:?}");
        feed
    }

    fn list(&mut self) -> &mut Vec<(String, String)> {
        self.entries.last_mut().unwrap_or(&mut self.own)
    }

    fn titles(&self) -> Vec<&str> {
        self.entries.iter().map(|entry| one(entry, "title")).collect()
    }
}

/// `rel` and `href`, `term` or nothing.
fn attribute(start: &quick_xml::events::BytesStart<'_>) -> String {
    let of = |name: &str| {
        let found = start.try_get_attribute(name).unwrap();
        found.map(|found| found.unescape_value().unwrap().into_owned())
    };
    match (of("rel"), of("href"), of("term")) {
        (Some(rel), Some(href), _) => format!("{rel} {href}"),
        (.., Some(term)) => term,
        _ => String::new(),
    }
}

fn all<'a>(list: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    list.iter().filter(|(said, _)| said == name).map(|(_, value)| value.as_str()).collect()
}

#[track_caller]
fn one<'a>(list: &'a [(String, String)], name: &str) -> &'a str {
    let found = all(list, name);
    assert_eq!(found.len(), 1, "{name} in {list:?}");
    found[0]
}

fn feed(site: &Site, path: &str) -> Feed {
    Feed::read(&site.ask("GET", path, &[]))
}

fn records() -> [ResourceRecord; 3] {
    let level = (Field::Level, "6e");
    let published = (Field::Published, "2019-01-01");
    [
        found(1, "Fleuve ancien\u{8}, trouvé tard", "2026-05-01T08:00:00Z", &[level, published]),
        found(2, "Fleuve du début", "2026-03-01T08:00:00Z", &[(Field::Language, "en")]),
        found(3, "Fleuve & <crue>", "2026-04-01T08:00:00Z", &[(Field::Author, "Ada Quennedey"), level]),
    ]
}

#[test]
fn a_search_can_be_followed() {
    let mut records = records();
    let guess = Claim::new("Bob Devine".to_owned(), Source::history("x"), 0.2);
    records[0].fields.add(Field::Author, guess);
    let (_workshop, site) = served(&records);
    let path = "/feeds/recherche.atom?q=fleuve&type=resource";
    let told = feed(&site, path);
    assert_eq!(told.titles(), ["Fleuve ancien, trouvé tard", "Fleuve & <crue>", "Fleuve du début"]);
    assert_eq!(
        one(&told.own, "id"),
        "tag:communs.example.org,2026:feeds/recherche.atom?q=fleuve&type=resource"
    );
    assert_eq!(one(&told.own, "updated"), "2026-05-01T08:00:00Z", "that of the newest entry");
    assert_eq!(one(&told.own, "name"), "Essai & Cie");
    let links = all(&told.own, "link");
    assert!(links.contains(&format!("self {BASE}{path}").as_str()), "{links:?}");
    assert!(links.contains(&format!("alternate {BASE}/recherche?q=fleuve&type=resource").as_str()));
    let crue = &told.entries[1];
    let id = records[2].id();
    assert_eq!(one(crue, "id"), format!("tag:communs.example.org,2026:ressources/{id}"));
    assert_eq!(
        (one(crue, "updated"), one(crue, "published")),
        ("2026-04-01T08:00:00Z", "2026-04-01T08:00:00Z")
    );
    assert_eq!((one(crue, "name"), one(crue, "category")), ("Ada Quennedey", "6e"));
    assert_eq!(one(crue, "rights"), "CC-BY-4.0");
    let page = format!("alternate {BASE}/ressources/{id}");
    assert_eq!(all(crue, "link"), [page.as_str(), "license https://creativecommons.org/licenses/by/4.0/"]);
    assert_eq!(all(&told.entries[0], "name"), [""; 0], "a guess credits nobody");
    let body = site.ask("GET", path, &[]).text();
    assert!(body.contains("<entry xml:lang=\"en\">") && !body.contains("Devine"), "{body}");
    the_same_is_sent_once(&site, path);
    pages_lead_to_it(&site);
}

fn the_same_is_sent_once(site: &Site, path: &str) {
    let answer = site.ask("GET", path, &[]);
    let tag = answer.header("etag").unwrap();
    let again = site.ask("GET", path, &[("If-None-Match", tag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    assert_eq!(answer.header("cache-control"), Some("public, max-age=60, stale-while-revalidate=600"));
    let english = feed(site, &format!("/en{path}"));
    assert!(one(&english.own, "id").contains(":en/feeds/"), "another language is another feed");
    assert!(site.ask("GET", &format!("/en{path}"), &[]).text().contains("xml:lang=\"en\">"));
}

fn pages_lead_to_it(site: &Site) {
    let (_, page) = site.get("/recherche?q=fleuve&niveau=6e&tri=nom");
    let href = "href=\"/feeds/recherche.atom?q=fleuve&amp;niveau=6e\"";
    assert!(page.contains(">Suivre cette recherche</a>"), "{page}");
    assert!(page.contains("<link rel=\"alternate\" type=\"application/atom+xml\""));
    assert_eq!(page.matches(href).count(), 2, "in the head and to be seen");
    let (_, page) = site.get("/recherche?q=zzyzx");
    assert!(page.contains("href=\"/feeds/recherche.atom?q=zzyzx\""), "what is not there yet may come");
}

#[test]
fn resources_and_projects_have_feeds_of_their_own_and_what_leaves_leaves_them() {
    let records = records();
    let (workshop, site) = served(&records);
    assert_eq!(feed(&site, "/feeds/ressources.atom").entries.len(), 3);
    let projects = feed(&site, "/feeds/projets.atom");
    assert_eq!(projects.entries.len(), 1);
    let first = &projects.entries[0];
    assert_eq!(one(first, "id"), "tag:communs.example.org,2026:projets/atelier%3Aun.git");
    assert_eq!(all(first, "link")[0], format!("alternate {BASE}/projets/atelier/un"));
    assert_eq!(feed(&site, "/feeds/recherche.atom?q=zzyzx").entries.len(), 0);
    ask(&workshop, async |store| store.remove_resources(&source(), &[records[0].id()]).await.unwrap());
    let told = feed(&site, "/feeds/ressources.atom");
    assert!(!told.titles().iter().any(|title| title.contains("ancien")), "whatever the index holds");
}
