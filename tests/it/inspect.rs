//! `glane inspect` and `glane read`: one repository or file, without configuration.

use serde_json::Value;

use crate::support::{GLANE, Workshop, bare, commit, import, licensed};

fn json(arguments: &[&str]) -> Value {
    let output = std::process::Command::new(GLANE).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_repository_says_what_it_is_and_where_each_value_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.git");
    bare(&path, "sha1");
    import(&path, &commit("main", 1_700_000_000, &[
        (b"README.md", "# Fractions\n\nUne séquence pour la classe.\n".as_bytes()),
        (b"publiccode.yml", "publiccodeYmlVersion: \"0.4\"\nname: Fractions\ndescription:\n  fr:\n    shortDescription: Des fractions\nlegal:\n  license: CC-BY-SA-4.0\n".as_bytes()),
        (b"src/calcul.py", b"# SPDX-License-Identifier: CC-BY-SA-4.0\nprint(1)\n"),
    ]));
    let answer = json(&["inspect", "--json", path.to_str().unwrap()]);
    assert_eq!(answer["licence"]["expression"], "CC-BY-SA-4.0");
    let declared = answer["licence"]["claims"]
        .as_array()
        .unwrap()
        .iter()
        .find(|claim| claim["path"] == "publiccode.yml")
        .unwrap();
    assert_eq!((&declared["line"], &declared["source"]), (&Value::from(7), &Value::from("file")));
    assert_eq!(answer["metadata"]["name"]["value"], "Fractions");
    assert_eq!(answer["metadata"]["summary"]["value"], "Des fractions");
    assert_eq!(answer["metadata"]["history"]["commits"], 1);
    assert_eq!(answer["metadata"]["languages"][0]["name"], "Python");
    assert_eq!(answer["gate"]["verdict"], "pass");
    let findings = answer["findings"].as_array().unwrap();
    assert!(findings.iter().all(|finding| finding["path"] == "publiccode.yml"), "{findings:?}");
    let features = findings.iter().find(|finding| finding["key"] == "description.fr.features").unwrap();
    assert_eq!((&features["code"], &features["line"]), (&Value::from("publiccode_missing"), &Value::from(5)));
}

#[test]
fn a_repository_without_licence_is_told_what_to_mend() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.git");
    bare(&path, "sha1");
    import(&path, &commit("main", 1_700_000_000, &[(b"README.md", b"# Rien\n")]));
    let answer = json(&["inspect", "--json", path.to_str().unwrap()]);
    assert_eq!(answer["licence"]["expression"], Value::Null);
    assert_eq!(answer["gate"]["verdict"], "hold");
    assert_eq!(answer["gate"]["reasons"][0]["code"], "no_licence");
    let empty = folder.path().join("vide.git");
    bare(&empty, "sha1");
    assert_eq!(json(&["inspect", "--json", empty.to_str().unwrap()])["gate"]["reasons"][0]["code"], "empty");
}

/// As the mirrors choose it: HEAD names a branch that was never pushed.
#[test]
fn a_head_that_leads_nowhere_gives_way_to_the_branch_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.git");
    licensed(&path, "Essai");
    crate::support::git(&path, &["symbolic-ref", "HEAD", "refs/heads/master"]);
    let answer = json(&["inspect", "--json", path.to_str().unwrap()]);
    assert_eq!(answer["metadata"]["default_branch"], "main");
    assert_eq!(
        (&answer["licence"]["expression"], &answer["gate"]["verdict"]),
        (&"MIT".into(), &"pass".into())
    );
}

#[test]
fn a_commit_that_is_checked_out_without_a_branch_is_the_one_inspected() {
    let folder = tempfile::tempdir().unwrap();
    let (path, tree) = (folder.path().join("a.git"), folder.path().join("a"));
    licensed(&path, "Essai");
    let first = crate::support::git(&path, &["rev-parse", "main"]).trim().to_owned();
    import(&path, &commit("main", 1_700_000_100, &[(b"README.md", b"# Autre\n")]));
    let (from, to) = (path.to_str().unwrap(), tree.to_str().unwrap());
    crate::support::git(folder.path(), &["clone", "--quiet", from, to]);
    crate::support::git(&tree, &["checkout", "--quiet", "--detach", &first]);
    assert_eq!(json(&["inspect", "--json", to])["commit"], first);
}

#[test]
fn a_repository_with_sha256_objects_is_held_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.git");
    bare(&path, "sha256");
    import(&path, &commit("main", 1_700_000_000, &[(b"README.md", b"# Essai\n")]));
    let answer = json(&["inspect", "--json", path.to_str().unwrap()]);
    assert_eq!(answer["gate"]["verdict"], "hold");
    assert_eq!(answer["gate"]["reasons"][0]["code"], "object_format");
}

/// git2 refuses a repository of another user; what git reads is what counts.
#[test]
fn a_repository_that_belongs_to_another_user_is_inspected() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.git");
    licensed(&path, "Essai");
    let other = std::process::Command::new("chown").args(["-R", "65534:65534"]).arg(&path).status().unwrap();
    if !other.success() {
        eprintln!("only root can give a folder away, skipped");
        return;
    }
    let answer = json(&["inspect", "--json", path.to_str().unwrap()]);
    assert_eq!(answer["licence"]["expression"], "MIT");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_is_fetched_and_examined() {
    use glane_sample_forge::{SampleForge, world};
    let folder = tempfile::tempdir().unwrap();
    let forge = SampleForge::builder().gitlab(world::ministry()).start(folder.path()).await.unwrap();
    let address = format!("{}/ac-valombre/maths/fractions-6e.git", forge.url());
    let answer = json(&["inspect", "--json", &address]);
    assert_eq!(answer["licence"]["expression"], "CC-BY-SA-4.0");
    assert_eq!(answer["metadata"]["level"]["value"], "6e");
    assert!(answer["resources"].as_array().unwrap().len() >= 5);
    forge.stop().await;
}

#[test]
fn what_is_no_repository_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    for place in [folder.path().to_str().unwrap(), "nulle-part", "ext::sh -c true"] {
        let output = std::process::Command::new(GLANE).args(["inspect", place]).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{place}");
        assert!(String::from_utf8_lossy(&output.stderr).contains(place), "the message names {place}");
    }
}

#[test]
fn files_are_read_one_object_a_line_and_a_bad_one_stops_nothing() {
    let workshop = Workshop::new("");
    std::fs::write(workshop.path("publiccode.yml"), "name: Essai\nlegal:\n  license: EUPL-1.2\n").unwrap();
    std::fs::write(workshop.path("README.md"), b"# Le\xe7ons d'\xe9t\xe9\n\nUn texte.\n").unwrap();
    let output = workshop.glane(&["read", "--json", "publiccode.yml", "absent.json", "README.md"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("absent.json"));
    let lines: Vec<Value> = String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["format"], "publiccode");
    assert_eq!(lines[0]["claims"]["licence"][0]["value"], "EUPL-1.2");
    assert_eq!(lines[0]["claims"]["licence"][0]["line"], 3);
    assert_eq!(lines[1]["claims"]["name"][0]["value"], "Leçons d'été");
    let codes: Vec<_> =
        lines[1]["findings"].as_array().unwrap().iter().map(|finding| &finding["code"]).collect();
    assert_eq!(codes, ["not_utf8"]);
}

#[test]
fn a_work_tree_is_inspected_as_its_bare_repository_would_be() {
    let folder = tempfile::tempdir().unwrap();
    let bare_path = folder.path().join("a.git");
    licensed(&bare_path, "Essai");
    let tree = folder.path().join("a");
    crate::support::git(
        folder.path(),
        &["clone", "--quiet", bare_path.to_str().unwrap(), tree.to_str().unwrap()],
    );
    let answer = json(&["inspect", "--json", tree.to_str().unwrap()]);
    assert_eq!(answer["licence"]["expression"], "MIT");
    assert_eq!(answer["metadata"]["name"]["value"], "Essai");
}

/// What holds the repositories of others must not hold the one that says so.
#[test]
fn nothing_holds_this_repository_itself() {
    let here = env!("CARGO_MANIFEST_DIR");
    if !std::path::Path::new(here).join(".git").exists() {
        eprintln!("no history beside the sources, skipped");
        return;
    }
    let answer = json(&["inspect", "--json", here]);
    assert_eq!(answer["gate"]["verdict"], "pass", "{}", answer["gate"]["reasons"]);
}

#[test]
fn a_repository_is_measured_and_proposed_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fractions.git");
    bare(&path, "sha1");
    let files: [(&[u8], &[u8]); 2] = [
        (b"README.md", "# Fractions\n\nUne séquence pour la classe.\n".as_bytes()),
        (b"package.json", br#"{"name": "fractions", "version": "1.2.0", "license": "MIT"}"#),
    ];
    import(&path, &commit("main", 1_700_000_000, &files));
    let place = path.to_str().unwrap();
    let answer = json(&["inspect", "--json", place]);
    assert_eq!(answer["metadata"]["history"]["newest"], serde_json::json!(["2023-11-14T22:13:20Z"]));
    let commits = &answer["quality"]["open_code_ladder"]["steps"][0];
    assert_eq!((&commits["rule"], &commits["outcome"]), (&"commits".into(), &"no".into()), "{commits}");
    let score = &answer["quality"]["code_gouv_score"];
    assert!(score["said"]["fr"].as_str().unwrap().contains("critères"), "{score}");
    let steps = score["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 10, "ten criteria: {score}");
    let proposed = |file: &str| {
        let output =
            std::process::Command::new(GLANE).args(["inspect", "--propose", file, place]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let publiccode = proposed("publiccode");
    assert!(publiccode.contains("\nname: \"Fractions\"\n"), "{publiccode}");
    assert!(publiccode.contains("license: \"MIT\""), "{publiccode}");
    assert!(!publiccode.contains("\nurl:"), "nobody knows where it is: {publiccode}");
    let codemeta: Value = serde_json::from_str(&proposed("codemeta")).unwrap();
    assert_eq!(codemeta["license"], "https://spdx.org/licenses/MIT");
    assert_eq!(codemeta["version"], "1.2.0");
}

#[test]
fn a_clone_is_proposed_under_its_folder_s_name_and_the_address_it_came_from() {
    let folder = tempfile::tempdir().unwrap();
    let bare_path = folder.path().join("source.git");
    bare(&bare_path, "sha1");
    import(
        &bare_path,
        &commit(
            "main",
            1_700_000_000,
            &[(b"LISEZMOI", b"Rien.\n"), (b"publiccode.yml", b"platforms: [web]\n")],
        ),
    );
    let tree = folder.path().join("outil");
    crate::support::git(folder.path(), &["clone", "--quiet", "source.git", "outil"]);
    crate::support::git(&tree, &["remote", "set-url", "origin", "git@forge.example.fr:g/outil.git"]);
    let propose = |file: &str| {
        let mut command = std::process::Command::new(GLANE);
        let output = command.args(["inspect", "--propose", file, "."]).current_dir(&tree).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (file, said) = propose("publiccode");
    assert!(file.contains("\nname: \"outil\"\n"), "{file}");
    assert!(file.contains("\nurl: \"https://forge.example.fr/g/outil\"\n"), "{file}");
    assert!(said.contains("has a publiccode.yml: compare before you replace it"), "{said}");
    let asked = file.lines().filter(|line| line.starts_with('#') && line.contains("à compléter")).count();
    assert!(said.contains(&format!("{asked} keys to complete")), "{said}");
    let (file, said) = propose("codemeta");
    assert!(file.contains("\"codeRepository\": \"https://forge.example.fr/g/outil\""), "{file}");
    assert!(said.contains("codemeta.json at the root") && !said.contains("compare"), "{said}");
}

#[test]
fn nothing_is_proposed_for_a_repository_without_a_commit() {
    let folder = tempfile::tempdir().unwrap();
    bare(&folder.path().join("vide.git"), "sha1");
    let mut command = std::process::Command::new(GLANE);
    let output = command
        .args(["inspect", "--propose", "publiccode"])
        .arg(folder.path().join("vide.git"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty(), "a file that was begun would be taken for one");
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no commit yet"));
}
