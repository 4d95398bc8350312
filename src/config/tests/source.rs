//! Keys of `[[source]]`.

use super::World;
use crate::config::{Environment, SourceKind, show_text};

/// What is wrong with a source of these lines, which begin at the third.
fn errors(lines: &str) -> Vec<String> {
    World::new(&format!("[[source]]\nid = \"a\"\n{lines}")).errors(&Environment::default())
}

#[test]
fn what_cannot_be_is_refused() {
    for (lines, expected) in [
        ("kind = \"rss\"", vec!["glane.toml:3:8: unknown kind of source \"rss\" — "]),
        (
            "known = \"canal-v\"",
            vec![
                "glane.toml:3:9: there is no known source \"canal-v\" — did you mean \"canal-u\"? known sources: canal-u",
            ],
        ),
        ("kind = \"oai\"", vec!["glane.toml:1:1: [[source]] of kind \"oai\" has no \"url\" — add url = "]),
        ("kind = \"csv\"", vec!["glane.toml:1:1: [[source]] of kind \"csv\" has no \"url\" — add url = "]),
        (
            "kind = \"csv\"\nurl = \"https://h.org/l.csv?v=1\"\npath = \"token\"\nsets = [\"x\"]",
            vec![
                "glane.toml:5:8: [[source]] has both \"url\" and \"path\" — keep one",
                "glane.toml:6:8: \"sets\" means nothing in [[source]] of kind \"csv\"",
            ],
        ),
        (
            "kind = \"oai\"\nurl = \"https://h.org/oai?verb=x\"\nlicence = \"libre\"\nschedule = \"weekly\"",
            vec![
                "glane.toml:4:7: the address in \"url\" has a query or a fragment — ",
                "glane.toml:5:11: \"libre\" in licence is not an SPDX licence identifier — ",
                "glane.toml:6:12: the schedule \"weekly\" cannot be read: ",
            ],
        ),
        (
            "kind = \"amb\"\npath = \"absent\"",
            vec!["glane.toml:4:8: path: absent does not exist — name the file"],
        ),
    ] {
        let found = errors(lines);
        assert_eq!(found.len(), expected.len(), "{lines}\nfound: {found:#?}");
        for (found, expected) in found.iter().zip(&expected) {
            assert!(found.starts_with(expected) && found.contains(" — "), "{found}\nexpected: {expected}");
        }
    }
}

#[test]
fn a_source_is_read_with_its_defaults() {
    let text = "[[source]]\nid = \"portail\"\nkind = \"oai\"\nurl = \"https://portail.example.org/oai\"\n\
                [[source]]\nid = \"liste\"\nkind = \"csv\"\npath = \"token\"\nname = \"Liste\"\nschedule = \"none\"\n";
    let loaded = World::new(text).load(&Environment::default()).unwrap();
    let [portail, list] = loaded.settings.sources.as_slice() else { panic!("two sources") };
    assert_eq!((portail.kind, portail.label(), list.label()), (SourceKind::Oai, "portail", "Liste"));
    assert_eq!((portail.schedule.as_deref(), list.schedule.as_deref()), (Some("0 20 2 * * SUN"), None));
    let shown = show_text(&loaded);
    assert!(shown.contains("source.portail.schedule") && shown.contains("source.liste.path"), "{shown}");
}

#[test]
fn every_known_source_can_be_turned_on_by_its_name() {
    let read =
        |text: &str| World::new(text).load(&Environment::default()).unwrap().settings.sources.remove(0);
    for known in glane_catalog::vocabulary::sources::all() {
        let source = read(&format!("[[source]]\nid = \"a\"\nknown = \"{}\"\n", known.id));
        assert_eq!((source.id.as_str(), source.kind.as_str()), ("a", known.kind.as_str()));
        assert_eq!(source.url.as_ref().map(url::Url::as_str), Some(known.url.as_str()));
        assert_eq!((source.label(), source.format.as_deref()), (&*known.name, known.format.as_deref()));
    }
    // What the table says counts before the list.
    let source = read(
        "[[source]]\nid = \"a\"\nknown = \"canal-u\"\nurl = \"https://h.org/oai\"\nname = \"Chez nous\"\n",
    );
    let url = source.url.as_ref().unwrap();
    assert_eq!(
        (url.as_str(), source.label(), source.kind),
        ("https://h.org/oai", "Chez nous", SourceKind::Oai)
    );
}
