//! Repositories that hold what no reader expects, or that break after they were published.

use std::path::Path;

use serde_json::Value;

use super::{found, message};
use crate::support::{Workshop, bare, commit, git, import, licensed, published};

const LICENCE: (&[u8], &[u8]) = (b"package.json", br#"{"license": "MIT"}"#);

#[test]
fn content_that_cannot_be_read_is_a_finding_and_the_rest_is_published() {
    let workshop = Workshop::plain();
    let make = |name: &str, files: &[(&[u8], &[u8])]| {
        let path = workshop.path("bare").join(format!("{name}.git"));
        bare(&path, "sha1");
        import(&path, &commit("main", 1_700_000_000, files));
        path
    };
    let broken = make(
        "fiche-cassee",
        &[
            LICENCE,
            (b"README.md", b"# Libellule\n"),
            (b"publiccode.yml", b"publiccodeYmlVersion: '0.4'\nname: Libellule\ndescription:\n  fr: [\n"),
        ],
    );
    make("accents", &[LICENCE, (b"README.md", b"# Libellule d'\xe9t\xe9\n\nUne le\xe7on.\n")]);
    let mut long = b"# Libellule longue\n\nUn paragraphe.\n".to_vec();
    long.resize(50 << 20, b'a');
    let enormous = make("enorme", &[LICENCE, (b"README.md", &long)]);
    make(
        "octets",
        &[LICENCE, (b"README.md", &[0, 255, 254, 0].repeat(1000)), (b"publiccode.yml", &[0xff; 4096])],
    );
    let bomb = b"a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: *d\n";
    make("alias", &[LICENCE, (b"README.md", b"# Libellule\n"), (b"publiccode.yml", bomb)]);
    std::fs::create_dir_all(workshop.path("bare/note.git")).unwrap();
    std::fs::write(workshop.path("bare/note.git/note.txt"), "rien").unwrap();

    let pass = workshop.sync();
    assert_eq!((pass.code, pass.summary["published"].as_u64()), (0, Some(5)), "{}", pass.stdout);
    let note = &pass.projects[""]["reasons"][0];
    assert_eq!(note["code"], "not_a_repository", "{}", pass.stdout);
    assert!(note["message"].as_str().unwrap().contains("\"note.git\""), "{note}");
    assert_eq!(found(&workshop, "libellule"), 4, "of the README of 50 MB the beginning is read");
    assert_eq!(found(&workshop, "été"), 1, "Latin-1 is read as Latin-1");

    let finding = finding(&workshop, &broken, "publiccode.yml");
    assert_eq!(finding["severity"], "error", "{finding}");
    assert!(finding["line"].as_u64().is_some_and(|line| (4..=5).contains(&line)), "{finding}");
    let finding = self::finding(&workshop, &enormous, "README.md");
    assert_eq!(finding["code"], "file_too_large", "{finding}");
}

/// What `glane inspect` finds in one file: a sentence and a remedy at least.
fn finding(workshop: &Workshop, repository: &Path, file: &str) -> Value {
    let output = workshop.glane(&["inspect", "--json", repository.to_str().unwrap()]);
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = told["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["path"] == file).unwrap_or_else(|| panic!("{told}"));
    assert!(["message", "remedy"].iter().all(|key| !finding[key].as_str().unwrap().is_empty()), "{finding}");
    finding.clone()
}

#[test]
fn a_published_project_that_breaks_keeps_its_copy_and_its_place_in_the_search() {
    let workshop = Workshop::plain();
    let source = |name: &str| workshop.path("bare").join(format!("{name}.git"));
    for name in ["abime", "vide", "sha256", "voisin"] {
        licensed(&source(name), "Libellule");
    }
    assert_eq!(workshop.sync().summary["published"], 4);
    let before = |name: &str| published(&workshop.path("host").join(format!("{name}.git")));
    let copies = ["abime", "vide", "sha256"].map(before);

    // A branch whose commit is nowhere; no branch at all; another kind of objects.
    std::fs::write(source("abime").join("refs/heads/perdue"), format!("{}\n", "12".repeat(20))).unwrap();
    for reference in published(&source("vide")).keys() {
        git(&source("vide"), &["update-ref", "-d", reference]);
    }
    std::fs::remove_dir_all(source("sha256")).unwrap();
    bare(&source("sha256"), "sha256");
    import(&source("sha256"), &commit("main", 1_700_000_000, &[LICENCE]));
    import(&source("voisin"), &commit("essai", 1_700_000_000, &[LICENCE]));

    let pass = workshop.sync();
    assert_eq!(pass.code, 1, "{}", pass.stdout);
    assert_eq!(pass.state("voisin"), "published");
    assert_eq!(
        (pass.state("abime"), pass.state("vide"), pass.state("sha256")),
        ("failed", "held", "held"),
        "{}",
        pass.stdout
    );
    assert!(message(&pass, "abime", "source_invalid").contains("abime.git: a reference moved"));
    assert!(message(&pass, "vide", "mass_deletion").contains("reference"));
    assert!(message(&pass, "sha256", "object_format").contains("SHA-1"));
    assert_eq!(["abime", "vide", "sha256"].map(before), copies);
    assert_eq!(found(&workshop, "libellule"), 4);

    git(&source("abime"), &["update-ref", "--no-deref", "-d", "refs/heads/perdue"]);
    let pass = workshop.sync();
    assert_eq!((pass.code, pass.state("abime")), (0, "published"), "{}", pass.stdout);
}
