//! What holds a project or leaves it out, besides what a scanner finds.

use super::{gate, holding, shown, workshop};
use crate::support::{Workshop, bare, commit, import, licensed, published};

const MIT: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

#[test]
fn a_file_asks_that_the_project_be_left_out() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    import(&source, &commit("main", 1_700_000_000, &[MIT, (b".publication.toml", b"publier = false\n")]));
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("skipped", vec!["opt_out"]), "{}", pass.stdout);
    assert!(!workshop.path("host/un.git").exists());
    import(&source, &commit("main", 1_700_000_100, &[MIT, (b".publication.toml", b"publier = true\n")]));
    assert_eq!(workshop.sync().state("un"), "published");
    // What was published stays until it is withdrawn; the new state does not follow.
    let before = published(&workshop.path("host/un.git"));
    import(&source, &commit("main", 1_700_000_200, &[MIT, (b".publication.toml", b"publier = nein\n")]));
    assert_eq!(workshop.sync().codes("un"), ["opt_out"], "doubt keeps it back");
    assert_eq!(published(&workshop.path("host/un.git")), before);
    assert!(shown(&workshop, "un")["problems"][0].as_str().unwrap().contains("not TOML"));
}

#[test]
fn addresses_of_pupils_wait_until_the_owner_knows_and_are_never_named() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let stream = commit("main", 1_700_000_000, &[MIT]);
    let stream =
        String::from_utf8(stream).unwrap().replace("camille@example.org", "lea.martin@eleve.example.fr");
    import(&source, stream.as_bytes());
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["author_addresses"]), "{}", pass.stdout);
    let found = holding(&workshop, "un");
    assert_eq!((found.len(), &found[0]["path"]), (1, &"authors @eleve.example.fr".into()));
    let all = [pass.stdout, pass.stderr, gate(&workshop, &["show", "un"])].concat();
    assert!(!all.contains("lea.martin"));
    for name in ["glane.db", "glane.db-wal"] {
        let bytes = std::fs::read(workshop.path("data").join(name)).unwrap_or_default();
        assert!(memchr::memmem::find(&bytes, b"lea.martin").is_none(), "{name}");
    }
    gate(&workshop, &["acknowledge", "un", "--host", "copies"]);
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(shown(&workshop, "un")["findings"][0]["status"], "acknowledged");
}

#[test]
fn what_would_run_on_the_host_and_what_outsiders_cannot_reach_is_noted() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let modules = b"[submodule \"x\"]\n\tpath = x\n\turl = git@forge.rectorat.lan:a/x.git\n";
    import(
        &source,
        &commit(
            "main",
            1_700_000_000,
            &[MIT, (b".github/workflows/ci.yml", b"on: push\n"), (b".gitmodules", modules)],
        ),
    );
    // Neither at the place that is read, nor a file by its name.
    let besides: [(&[u8], &[u8]); 3] =
        [MIT, (b"doc/.gitlab-ci.yml", b"a: b\n"), (b".github/workflows/README.md", b"x\n")];
    import(&source, &commit("notes", 1_700_000_050, &besides));
    import(&source, &commit("essai", 1_700_000_100, &[MIT, (b".gitlab-ci.yml", b"essai: {script: make}\n")]));
    assert_eq!(workshop.sync().state("un"), "published");
    let shown = shown(&workshop, "un");
    let found: Vec<(&str, &str, &str)> = shown["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|seen| {
            (seen["rule"].as_str().unwrap(), seen["path"].as_str().unwrap(), seen["status"].as_str().unwrap())
        })
        .filter(|(rule, ..)| ["workflow-of-a-host", "submodule-address"].contains(rule))
        .collect();
    assert_eq!(
        found,
        [
            ("workflow-of-a-host", ".github/workflows/ci.yml", "noted"),
            ("workflow-of-a-host", ".gitlab-ci.yml", "noted"),
            ("submodule-address", ".gitmodules", "noted")
        ]
    );
}

#[test]
fn a_person_approves_each_first_publication_where_the_forge_asks_for_it() {
    let workshop = workshop("require_approval = true\n");
    licensed(&workshop.path("bare/un.git"), "Un");
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["awaits_approval"]), "{}", pass.stdout);
    assert!(!workshop.path("host/un.git").exists());
    gate(&workshop, &["approve", "un", "--by", "Dominique"]);
    assert_eq!(workshop.sync().state("un"), "published");
    import(&workshop.path("bare/un.git"), &commit("main", 1_700_000_300, &[MIT]));
    assert_eq!(workshop.sync().state("un"), "published", "later ones need nobody");
}

#[test]
fn the_record_names_who_approved_in_advance() {
    let workshop = Workshop::plain();
    licensed(&workshop.path("bare/un.git"), "Un");
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(workshop.sync().state("un"), "unchanged");
    let decisions = shown(&workshop, "un")["decisions"].clone();
    assert_eq!(decisions.as_array().unwrap().len(), 1);
    assert_eq!(
        (&decisions[0]["kind"], &decisions[0]["by"]),
        (&"approve".into(), &"the configuration of forge atelier".into())
    );
}
