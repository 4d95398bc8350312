//! What is larger than hosts take, and what is larger than the memory of a look.

use sha2::{Digest, Sha256};

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

/// What a pointer stands for becomes public as the pointer does.
#[test]
fn a_list_kept_as_a_large_file_holds_before_anything_of_it_goes_out() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let list = "Nom;Prénom;Classe\nDurand;Lou;5A\nPetit;Alix;5A\nRoux;Sacha;5B\n";
    let oid: String = Sha256::digest(list).iter().map(|byte| format!("{byte:02x}")).collect();
    let place = |root: &std::path::Path| root.join("lfs/objects").join(&oid[..2]).join(&oid[2..4]).join(&oid);
    std::fs::create_dir_all(place(&source).parent().unwrap()).unwrap();
    std::fs::write(place(&source), list).unwrap();
    let pointer =
        format!("version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {}\n", list.len());
    import(&source, &commit("main", 1_700_000_000, &[MIT, (b"notes/groupe.csv", pointer.as_bytes())]));
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["personal_data"]), "{}", pass.stdout);
    let found = holding(&workshop, "un");
    assert_eq!(
        (&found[0]["rule"], &found[0]["path"]),
        (&"list-of-pupils".into(), &"notes/groupe.csv".into())
    );
    assert!(!place(&workshop.path("host/un.git")).exists());
    let id = found[0]["id"].as_str().unwrap();
    gate(&workshop, &["release", "un", "--finding", id, "--reason", "noms inventés"]);
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(std::fs::read_to_string(place(&workshop.path("host/un.git"))).unwrap(), list);
}

/// A place in which trials are is no excuse for the same bytes in another, nor for their name.
#[test]
fn the_same_bytes_are_judged_in_every_place() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let phrase = ["password = \"Kd8", "rPw2vQz\"\n"].concat();
    let files: [(&[u8], &[u8]); 4] = [
        MIT,
        (b"tests/a/conf.py", phrase.as_bytes()),
        (b"serveur/a/conf.py", phrase.as_bytes()),
        (b"serveur/b/.pgpass", phrase.as_bytes()),
    ];
    import(&source, &commit("main", 1_700_000_000, &files));
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["secrets"]), "{}", pass.stdout);
    let found = holding(&workshop, "un");
    let has = |rule: &str, place: &str| {
        found.iter().any(|seen| seen["rule"] == rule && seen["path"].as_str().unwrap().starts_with(place))
    };
    assert!(has("password-in-double-quotes", "serveur/"), "{found:?}");
    assert!(has("file-name-of-a-key", "serveur/b/.pgpass"), "{found:?}");
}
