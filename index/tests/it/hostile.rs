//! Strings made to break a query parser: no panic, no error, no markup of theirs in the page.

use glane_index::{Facet, Request};

use crate::corpus;
use crate::world::{SHEETS, World, put, record};

fn only_marks(html: &str) -> bool {
    !html.replace("<mark>", "").replace("</mark>", "").contains(['<', '>'])
}

fn survives(world: &World, query: &str) {
    let page = world.page(query);
    for hit in &page.hits {
        assert!(only_marks(&hit.title_html) && only_marks(&hit.snippet_html), "{query:?}");
    }
    let filters = [(Facet::Topic, vec![query.to_owned()])].into();
    world.ask(&Request {
        query: format!("niveau:{query} \"{query}\" -{query}"),
        filters,
        ..Request::default()
    });
}

#[test]
fn hand_made_strings() {
    let world = World::new();
    for query in [
        "",
        " ",
        "\"",
        "\"\"",
        "-",
        "--",
        ":",
        "licence:",
        "licence:\"",
        ":x",
        "(((((",
        "))))",
        "a AND OR NOT b",
        "*",
        "?",
        "~2",
        "^5",
        "[a TO b]",
        "{a TO b}",
        "\\",
        "\\\"",
        "\0",
        "\u{feff}",
        "\u{202e}abc",
        "%00",
        "é\u{301}",
        "🎓🎓🎓",
        "ａｂｃ",
        "-\"a b\" -c -d",
        "c'c'c'c'c'",
        "''''",
        "l'",
        "...",
        ".net.",
        "+++",
        "1e999",
        "niveau:6e:7e",
    ] {
        survives(&world, query);
    }
    survives(&world, &"a ".repeat(5000));
    survives(&world, &"(".repeat(5000));
    survives(&world, &"x".repeat(100_000));
    survives(&world, &"\"a\" ".repeat(1000));
    survives(&world, &"l'".repeat(200));
}

#[test]
fn strings_of_the_corpus() {
    let Some(folder) = corpus::folder("hostile/strings") else { return };
    let list = std::fs::read_to_string(folder.join("blns.json")).unwrap();
    let mut strings: Vec<String> = serde_json::from_str(&list).unwrap();
    let lines = std::fs::read(folder.join("crlfinjection.txt")).unwrap();
    strings.extend(String::from_utf8_lossy(&lines).lines().map(str::to_owned));
    assert!(strings.len() > 400, "{}", strings.len());
    let world = World::new();
    for string in &strings {
        survives(&world, string);
    }
    written(&world, &strings);
}

/// The same strings as titles and texts of records.
fn written(world: &World, strings: &[String]) {
    let mut writer = world.index.writer().unwrap();
    for (sequence, string) in (16..).zip(strings) {
        let mut hostile = record(&SHEETS[0]);
        hostile.source.key.id = format!("h{sequence}");
        hostile.source.name.clone_from(string);
        hostile.source.path = format!("x/{string}");
        hostile.source.topics = vec![string.clone()];
        let examination = hostile.examination.as_mut().unwrap();
        examination.fields = Default::default();
        examination.text = Some(format!("piège {string}"));
        examination.licence.expression = Some(string.clone());
        writer.apply(&[put(sequence, hostile)]).unwrap();
    }
    writer.commit(16 + strings.len() as u64).unwrap();
    let page = world.ask(&Request { query: "piège".to_owned(), per_page: 50, ..Request::default() });
    assert_eq!(page.total, strings.len() + 1);
    for hit in page.hits {
        assert!(only_marks(&hit.title_html) && only_marks(&hit.snippet_html), "{hit:?}");
    }
}
