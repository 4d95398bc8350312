//! Keys and data of pupils: found wherever they are, never told, and let go by a person only.

use super::{folder, gate, has, holding, key, shown};
use crate::support::{Workshop, bare, commit, files_holding, git, import, licensed, published};

const MIT: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

fn config() -> String {
    format!("GITLAB_TOKEN={}\n", key())
}

/// The continuation of a branch: its files replace those of the same name.
fn next(time: i64, files: &[(&[u8], &[u8])]) -> Vec<u8> {
    [b"reset refs/heads/main\nfrom refs/heads/main^0\n\n".to_vec(), commit("main", time, files)].concat()
}

fn held(workshop: &Workshop, project: &str) {
    let pass = workshop.sync();
    assert_eq!((pass.state(project), pass.codes(project)), ("held", vec!["secrets"]), "{}", pass.stdout);
    let letter = gate(workshop, &["show", project, "--for-owner"]);
    let all = [pass.stdout, pass.stderr, gate(workshop, &["show", project]), letter].concat();
    assert!(!all.contains(&key()), "{all}");
    untold(workshop);
}

/// The secret is in no file but the packs of what was fetched, where it is compressed.
fn untold(workshop: &Workshop) {
    for place in ["data", "host"] {
        assert_eq!(files_holding(&workshop.path(place), &key()), [""; 0].map(std::path::PathBuf::from));
    }
}

#[test]
fn a_key_in_a_file_holds_until_a_person_releases_it() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    import(&source, &commit("main", 1_700_000_000, &[MIT, (b"deploie/env.sh", config().as_bytes())]));
    held(&workshop, "un");
    let object = git(&source, &["rev-parse", "main:deploie/env.sh"]).trim().to_owned();
    let found = holding(&workshop, "un");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!((&found[0]["path"], &found[0]["line"]), (&"deploie/env.sh".into(), &1.into()));
    assert_eq!((&found[0]["object"], &found[0]["at_tip"]), (&object.clone().into(), &true.into()));
    assert!(!has(&workshop.path("host/un.git"), &object));
    let public = folder(&workshop, "intake.git").with_file_name("public.git");
    assert!(!has(&public, &object), "nothing of it lies where visitors clone");
    let id = found[0]["id"].as_str().unwrap();
    gate(&workshop, &["release", "un", "--finding", id, "--reason", "jeton révoqué", "--by", "Dominique"]);
    assert_eq!(workshop.sync().state("un"), "published");
    assert!(has(&workshop.path("host/un.git"), &object));
    let release = &shown(&workshop, "un")["findings"][0];
    assert_eq!((&release["status"], &release["by"]), (&"released".into(), &"Dominique".into()));
    assert_eq!(workshop.sync().state("un"), "unchanged");
}

#[test]
fn a_key_in_the_history_holds_until_the_history_is_mended() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    let clean = published(&source)["refs/heads/main"].clone();
    import(&source, &next(1_700_000_100, &[(b"env", config().as_bytes())]));
    let bad = published(&source)["refs/heads/main"].clone();
    import(&source, &next(1_700_000_200, &[(b"env", b"GITLAB_TOKEN=\n")]));
    held(&workshop, "un");
    let found = holding(&workshop, "un");
    assert_eq!((&found[0]["commit"], &found[0]["at_tip"]), (&bad.clone().into(), &false.into()));
    git(&source, &["update-ref", "refs/heads/main", &clean]);
    import(&source, &next(1_700_000_300, &[(b"env", b"GITLAB_TOKEN=\n")]));
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(holding(&workshop, "un").len(), 0);
    assert!(!has(&workshop.path("host/un.git"), &bad));
}

#[test]
fn a_key_that_another_branch_still_holds_is_not_taken_for_mended() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    licensed(&source, "Un");
    let clean = published(&source)["refs/heads/main"].clone();
    git(&source, &["update-ref", "refs/heads/autre", &clean]);
    import(&source, &next(1_700_000_100, &[(b"env", config().as_bytes())]));
    let other = commit("autre", 1_700_000_200, &[(b"ailleurs/env", config().as_bytes())]);
    import(&source, &[b"reset refs/heads/autre\nfrom refs/heads/autre^0\n\n".to_vec(), other].concat());
    held(&workshop, "un");
    git(&source, &["update-ref", "refs/heads/main", &clean]);
    held(&workshop, "un");
    assert_eq!(holding(&workshop, "un")[0]["path"], "ailleurs/env");
    git(&source, &["update-ref", "refs/heads/autre", &clean]);
    assert_eq!(workshop.sync().state("un"), "published");
}

#[test]
fn keys_in_messages_and_names_are_found() {
    let workshop = Workshop::plain();
    for name in ["tag", "message", "nom"] {
        licensed(&workshop.path(&format!("bare/{name}.git")), name);
    }
    let text = format!("jeton {}\n", key());
    let tag = format!(
        "tag v1\nfrom refs/heads/main^0\ntagger C <c@example.org> 1700000000 +0000\ndata {}\n{text}",
        text.len()
    );
    import(&workshop.path("bare/tag.git"), tag.as_bytes());
    let message = format!(
        "commit refs/heads/main\ncommitter C <c@example.org> 1700000100 +0000\ndata {}\n{text}from refs/heads/main^0\n",
        text.len()
    );
    import(&workshop.path("bare/message.git"), message.as_bytes());
    git(&workshop.path("bare/nom.git"), &["branch", &key(), "main"]);
    let pass = workshop.sync();
    for (name, place) in [("tag", "refs/tags/v1"), ("message", "commit message")] {
        assert_eq!(
            (pass.state(name), pass.codes(name)),
            ("held", vec!["secrets"]),
            "{name}: {}",
            pass.stdout
        );
        assert_eq!(holding(&workshop, name)[0]["path"], place);
    }
    assert_eq!(pass.codes("nom"), ["secrets"]);
    assert!(!workshop.path("host/nom.git").exists());
    assert!(!pass.stdout.contains(&key()));
}

#[test]
fn a_waiver_of_the_repository_holds_until_its_last_day() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let env = config();
    let first = commit("main", 1_700_000_000, &[MIT, (b"exemple/env", env.as_bytes())]);
    import(&source, &first);
    held(&workshop, "un");
    let rule = holding(&workshop, "un")[0]["rule"].as_str().unwrap().to_owned();
    let waiver = |until: &str| {
        format!(
            "[[waiver]]\nrule = \"{rule}\"\npath = \"exemple/**\"\nreason = \"exemple du cours\"\nuntil = {until}\n"
        )
    };
    import(&source, &next(1_700_000_100, &[(b".publication.toml", waiver("2020-01-01").as_bytes())]));
    held(&workshop, "un");
    import(&source, &next(1_700_000_150, &[(b".publication.toml", waiver("2999-12-31").as_bytes())]));
    held(&workshop, "un");
    let today = glane::mirror::gate::today(glane::clock::Clock::system().now());
    let soon = today.saturating_add(jiff::Span::new().days(300)).to_string();
    import(&source, &next(1_700_000_200, &[(b".publication.toml", waiver(&soon).as_bytes())]));
    let pass = workshop.sync();
    assert_eq!(pass.state("un"), "published", "{}", pass.stdout);
    let found = shown(&workshop, "un")["findings"][0].clone();
    assert_eq!((&found["status"], &found["reason"]), (&"waived".into(), &"exemple du cours".into()));
}

#[test]
fn what_is_public_stays_and_a_key_pushed_later_does_not_follow() {
    let workshop = Workshop::plain();
    let (source, copy) = (workshop.path("bare/un.git"), workshop.path("host/un.git"));
    licensed(&source, "Un");
    assert_eq!(workshop.sync().state("un"), "published");
    let before = published(&copy);
    import(
        &source,
        &next(1_700_000_100, &[(b"README.md", b"# Chrysalide\n"), (b"env", config().as_bytes())]),
    );
    let object = git(&source, &["rev-parse", "main:env"]).trim().to_owned();
    held(&workshop, "un");
    held(&workshop, "un");
    assert_eq!(published(&copy), before);
    for place in [copy.clone(), folder(&workshop, "public.git")] {
        assert!(!has(&place, &object) && !has(&place, &published(&source)["refs/heads/main"]));
    }
    let found = |word: &str| {
        let found = workshop.glane(&["search", "--json", word]);
        serde_json::from_slice::<serde_json::Value>(&found.stdout).unwrap()["total"].as_u64()
    };
    assert_eq!((found("Chrysalide"), found("Un")), (Some(0), Some(1)));
    gate(
        &workshop,
        &[
            "release",
            "un",
            "--rule",
            holding(&workshop, "un")[0]["rule"].as_str().unwrap(),
            "--path",
            "env",
            "--reason",
            "inventé",
        ],
    );
    assert_eq!(workshop.sync().state("un"), "published");
    assert_eq!(published(&copy), published(&source));
}

#[test]
fn a_list_of_pupils_holds() {
    let workshop = Workshop::plain();
    let source = workshop.path("bare/un.git");
    bare(&source, "sha1");
    let list = "Nom;Prénom;Date de naissance;Classe\nMARTIN;Léa;12/03/2012;5A\nDURAND;Noé;01/09/2012;5A\nPETIT;Zoé;23/11/2011;5B\nROUX;Tom;04/05/2012;5B\n";
    import(&source, &commit("main", 1_700_000_000, &[MIT, (b"donnees/eleves.csv", list.as_bytes())]));
    let pass = workshop.sync();
    assert_eq!((pass.state("un"), pass.codes("un")), ("held", vec!["personal_data"]), "{}", pass.stdout);
    assert_eq!(holding(&workshop, "un")[0]["path"], "donnees/eleves.csv");
    assert!(files_holding(&workshop.path("data"), "MARTIN;").is_empty());
}
