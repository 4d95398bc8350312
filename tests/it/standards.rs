//! What we write for other programs, read by programs of others: SARIF against its official schema,
//! the catalogue in Turtle by rdflib.
//!
//! `GLANE_STANDARDS` names a Python that has what is needed, `GLANE_SARIF_SCHEMA` the schema; `.ci/run`
//! sets both.

use std::path::{Path, PathBuf};
use std::process::Command;

use glane::config::Environment;
use serde_json::{Value, json};

use crate::support::{GLANE, PLAIN, Workshop, bare, commit, import};

/// Assembled, so that no scanner takes this file for a leak.
const SECRET: &str = concat!("AKIA", "QYLPMN5HFIQR7XYA");

fn environment(name: &str) -> Option<String> {
    let value = Environment::process().get(name).map(str::to_owned);
    if value.is_none() {
        eprintln!("no {name}, skipped");
    }
    value
}

/// What a program of others says of files.
fn checked(python: &str, script: &str, files: &[&Path]) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/standards").join(script);
    let output = Command::new(python).arg(script).args(files).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Wrong in many ways, at paths that are no addresses.
fn troubled(folder: &Path) -> PathBuf {
    let path = folder.join("mal.git");
    bare(&path, "sha1");
    let key = format!("aws_access_key_id = {SECRET}\n");
    let other = key.replace("7XYA", "7XYB");
    let files: [(&[u8], &[u8]); 7] = [
        (b"LICENSE", b"MIT License\n\nCopyright (c) 2026 Camille Martin\n"),
        (
            b"publiccode.yml",
            b"publiccodeYmlVersion: \"0.7\"\nname: \"Frac\\e[31mtions\\u202e\"\nlegal:\n  license: GPL\n",
        ),
        (b"CITATION.cff", b"cff-version: 1.2.0\nauthors: [\n"),
        (b"codemeta.json", b"{\"name\": 3, "),
        (b"README.md", b"# Le\xe7ons \x1b]0;x\x07\n"),
        ("caf\u{e9} #1?/a:b%c.ini".as_bytes(), other.as_bytes()),
        (b"le\xe7on/config.ini", key.as_bytes()),
    ];
    import(&path, &commit("main", 1_700_000_000, &files));
    path
}

#[test]
fn every_report_in_sarif_is_valid_against_the_official_schema() {
    let (Some(python), Some(schema)) = (environment("GLANE_STANDARDS"), environment("GLANE_SARIF_SCHEMA"))
    else {
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("vide.git");
    bare(&empty, "sha1");
    let mut logs = Vec::new();
    for (path, language) in
        [(&troubled(folder.path()), "en"), (&folder.path().join("mal.git"), "fr"), (&empty, "en")]
    {
        let output = Command::new(GLANE)
            .args(["inspect", "--format", "sarif", "--lang", language])
            .arg(path)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        logs.push(folder.path().join(format!("{}.sarif", logs.len())));
        std::fs::write(logs.last().unwrap(), output.stdout).unwrap();
    }
    let files: Vec<&Path> =
        std::iter::once(Path::new(&schema)).chain(logs.iter().map(PathBuf::as_path)).collect();
    let said = checked(&python, "sarif_check.py", &files);
    let counts: Vec<u64> = said.lines().map(|line| line.parse().unwrap()).collect();
    assert!(counts[0] >= 6 && counts[0] == counts[1] && counts.len() == 3, "{said}");
}

#[test]
fn the_catalogue_in_turtle_says_to_others_what_was_meant() {
    let Some(python) = environment("GLANE_STANDARDS") else { return };
    let address = "title = \"Essai \\\"é\\\"\"\nurl = \"https://communs.example.org\"";
    let workshop = Workshop::new(&PLAIN.replace("title = \"Essai\"", address));
    let (one, two) = (workshop.path("bare/g/un.git"), workshop.path("bare/deux.git"));
    bare(&one, "sha1");
    let package = br#"{"name": "un", "license": "MIT", "keywords": ["a\\b", "\"c\" ; d .", "<e>", "f\tg"],
        "description": "Il dit \"oui\" ^^ \\ @fr # et ''' \u00e9\ud83d\ude00 \\u0041", "repository": "https://e.org/a b>c"}"#;
    let authors = b"Ada \"L\\\" Lovelace\n";
    import(&one, &commit("main", 1_700_000_000, &[(b"package.json", package), (b"AUTHORS", authors)]));
    bare(&two, "sha1");
    let either = br#"{"name": "deux", "license": "MIT OR Apache-2.0"}"#;
    import(&two, &commit("main", 1_700_000_000, &[(b"package.json", either)]));
    let pass = workshop.sync();
    assert_eq!((pass.state("g/un"), pass.state("deux")), ("published", "published"), "{}", pass.stderr);
    assert!(workshop.glane(&["export", "catalogue", "--out", "sortie"]).status.success());
    let file = workshop.path("sortie/catalogue.ttl");
    let said: Value = serde_json::from_str(&checked(&python, "turtle_check.py", &[&file])).unwrap();
    assert_eq!(said["catalogues"], json!(["https://communs.example.org/"]));
    let assets = said["assets"].as_object().unwrap();
    let un = &assets["https://communs.example.org/projets/atelier/g/un"];
    assert_eq!(un["listed"], true);
    assert_eq!(un["title"], "un");
    assert_eq!(un["description"], "Il dit \"oui\" ^^ \\ @fr # et ''' é😀 \\u0041");
    assert_eq!(un["keywords"], json!(["\"c\" ; d .", "<e>", "a\\b", "f g"]));
    assert_eq!(un["creators"], json!(["Ada \"L\\\" Lovelace"]));
    let deux = &assets["https://communs.example.org/projets/atelier/deux"];
    assert_eq!(deux["title"], "deux");
    for place in deux["distributions"].as_array().unwrap() {
        assert_eq!(place[1], "MIT OR Apache-2.0", "in words, since an expression has no address");
    }
    assert_eq!(assets.len(), 2);
}
