//! What is larger than hosts take, and what is larger than the memory of a look.

use super::{gate, holding, shown};
use crate::support::{Workshop, bare, commit, import};

const MIT: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

#[test]
fn an_object_that_no_host_takes_holds_without_being_read() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let large = vec![b'x'; (100 << 20) + 1];
    import(&source, &commit("main", 1_700_000_000, &[MIT, (b"film.bin", &large)]));
    drop(large);
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["too_large"]), "{}", pass.stdout);
    let found = holding(&workshop, "un");
    assert_eq!((&found[0]["rule"], &found[0]["path"]), (&"object-too-large".into(), &"film.bin".into()));
    let id = found[0]["id"].as_str().unwrap();
    gate(&workshop, &["release", "un", "--finding", id, "--reason", "sur disque seulement"]);
    assert_eq!(workshop.sync().state("un"), "published");
}

/// Only what is new is looked at, and a whole look leaves nothing out.
#[test]
fn a_second_look_reads_what_is_new() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    for number in 0..30_u8 {
        let name = format!("lecons/{number}.md");
        let text = format!("Leçon {number}\n");
        let keep: &[u8] =
            if number == 0 { b"" } else { b"reset refs/heads/main\nfrom refs/heads/main^0\n\n" };
        let stream =
            commit("main", 1_700_000_000 + i64::from(number), &[MIT, (name.as_bytes(), text.as_bytes())]);
        import(&source, &[keep, &stream].concat());
    }
    assert_eq!(workshop.sync().state("un"), "published");
    // 30 lessons, one manifest, 30 messages, one name of a branch.
    assert_eq!(shown(&workshop, "un")["objects"], 62);
    import(
        &source,
        &[
            b"reset refs/heads/main\nfrom refs/heads/main^0\n\n".to_vec(),
            commit("main", 1_700_000_900, &[(b"lecons/9.md", "Autre leçon\n".as_bytes())]),
        ]
        .concat(),
    );
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(shown(&workshop, "un")["objects"], 3, "one lesson, one message, one name");
}
