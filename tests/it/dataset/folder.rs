//! `glane export catalogue`: the same files in a folder, whole or not there.

use crate::support::{PLAIN, Workshop, bare, commit, files_holding, import, licensed};

const FILES: [&str; 7] = [
    "catalogue.ttl",
    "codegouvfr-organizations.csv",
    "codegouvfr-organizations.fr.csv",
    "codegouvfr-organizations.json",
    "codegouvfr-repositories.csv",
    "codegouvfr-repositories.fr.csv",
    "codegouvfr-repositories.json",
];

/// A site with a public address, one project with declared authors, one without a licence.
fn workshop() -> Workshop {
    let address =
        "title = \"Essai\"\nurl = \"https://communs.example.org\"\npublisher = \"Ministère X, 1 rue Y ; Z\"";
    let workshop = Workshop::new(&PLAIN.replace("title = \"Essai\"", address));
    let (un, trois) = (workshop.path("bare/g/un.git"), workshop.path("bare/trois.git"));
    bare(&un, "sha1");
    let files: [(&[u8], &[u8]); 3] = [
        (b"README.md", b"# Un\n\nEcrire a ada@example.org.\n"),
        (b"package.json", br#"{"name": "un", "license": "MIT", "description": "Voir ada@example.org"}"#),
        (b"AUTHORS", b"Ada Lovelace <ada@example.org>\n"),
    ];
    import(&un, &commit("main", 1_700_000_000, &files));
    licensed(&workshop.path("bare/deux.git"), "Deux");
    bare(&trois, "sha1");
    import(&trois, &commit("main", 1_700_000_000, &[(b"README.md", b"# Secretissime\n")]));
    let pass = workshop.sync();
    assert_eq!((pass.state("g/un"), pass.state("trois")), ("published", "held"), "{}", pass.stderr);
    workshop
}

fn there(workshop: &Workshop) -> Vec<String> {
    let entries = std::fs::read_dir(workshop.path("sortie")).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn text(workshop: &Workshop, name: &str) -> String {
    std::fs::read_to_string(workshop.path("sortie").join(name)).unwrap()
}

#[test]
fn the_files_hold_what_is_published_and_people_who_declared_themselves() {
    let workshop = workshop();
    let export = || workshop.glane(&["export", "catalogue", "--out", "sortie"]);
    let output = export();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(there(&workshop), FILES);
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), FILES.len());
    let turtle = text(&workshop, "catalogue.ttl");
    assert!(turtle.contains("<https://communs.example.org/projets/atelier/g/un> a adms:Asset"), "{turtle}");
    assert!(turtle.contains("foaf:name \"Ministère X\""), "its name, and neither address nor director");
    assert!(turtle.contains("dct:creator [ a foaf:Agent ; foaf:name \"Ada Lovelace\" ]"), "{turtle}");
    // The committer declared nothing, an address is nobody's name, and what is held stays here.
    for word in ["Camille", "ada@", "@example", "ecretissime", "trois"] {
        assert!(files_holding(&workshop.path("sortie"), word).is_empty(), "{word}");
    }
    let gone = workshop.glane(&["withdraw", "g/un", "--yes", "--reason", "Essai"]);
    assert!(gone.status.success(), "{}", String::from_utf8_lossy(&gone.stderr));
    assert!(export().status.success());
    assert!(!text(&workshop, "codegouvfr-repositories.json").contains("g/un"));
    assert!(text(&workshop, "codegouvfr-repositories.json").contains("deux"));
    assert!(!text(&workshop, "catalogue.ttl").contains("g/un"));
}

#[test]
fn a_site_without_an_address_has_the_tables_and_is_told_what_lacks() {
    let workshop = Workshop::plain();
    licensed(&workshop.path("bare/deux.git"), "Deux");
    workshop.sync();
    let output = workshop.glane(&["export", "catalogue", "--out", "sortie"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("catalogue.ttl is not written") && said.contains("set url of [site]"), "{said}");
    assert_eq!(there(&workshop), FILES[1..]);
}

#[test]
fn what_cannot_be_written_leaves_the_former_files_alone() {
    let workshop = workshop();
    let export = |out: &str| workshop.glane(&["export", "catalogue", "--out", out]);
    assert!(export("sortie").status.success());
    let former = text(&workshop, "codegouvfr-repositories.csv");
    // A folder stands where one of the files should be begun.
    std::fs::create_dir(workshop.path("sortie/.catalogue.ttl.part")).unwrap();
    licensed(&workshop.path("bare/quatre.git"), "Quatre");
    assert_eq!(workshop.sync().state("quatre"), "published");
    let output = export("sortie");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("catalogue.ttl: the file cannot be written"), "{said}");
    assert_eq!(text(&workshop, "codegouvfr-repositories.csv"), former, "all of them, or none");
    let output = export("glane.toml");
    assert!(String::from_utf8_lossy(&output.stderr).contains("glane.toml: the folder cannot be made"));
}

#[test]
fn a_restored_catalogue_is_not_given_out_before_it_is_confirmed() {
    let workshop = workshop();
    std::fs::write(workshop.path("data/restored-not-confirmed"), "2026-01-01T00:00:00Z\n").unwrap();
    let output = workshop.glane(&["export", "catalogue", "--out", "sortie"]);
    assert!(!output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("restore"), "{output:?}");
    assert!(there(&workshop).is_empty());
}
