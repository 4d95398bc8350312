//! `glane inspect` as its readers get it: a report, GitLab's code quality, SARIF, and an exit status.
//!
//! Expected values: GitLab's documentation of the report, the SARIF 2.1.0 schema, what GitHub asks for.

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

use crate::support::{GLANE, bare, commit, import};

/// Assembled, so that no scanner takes this file for a leak.
const SECRET: &str = concat!("AKIA", "QYLPMN5HFIQR7XYA");

fn inspected(arguments: &[&str], path: &Path) -> Output {
    let english: &[&str] = if arguments.contains(&"--lang") { &[] } else { &["--lang", "en"] };
    std::process::Command::new(GLANE).arg("inspect").args(english).args(arguments).arg(path).output().unwrap()
}

fn text(arguments: &[&str], path: &Path) -> String {
    let output = inspected(arguments, path);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Bad in each way: two licences, a description with holes, a key, a name and values that attack.
fn troubled(folder: &Path, before: &str) -> PathBuf {
    let path = folder.join("fractions.git");
    bare(&path, "sha1");
    let mit = spdx_text();
    let publiccode = format!(
        "{before}publiccodeYmlVersion: \"0.7\"\nname: \"Frac\\e[31mtions\\u202e\"\nlegal:\n  license: GPL-3.0-only\n"
    );
    let key = format!("aws_access_key_id = {SECRET}\n");
    let files: [(&[u8], &[u8]); 4] = [
        (b"LICENSE", mit.as_bytes()),
        (b"publiccode.yml", publiccode.as_bytes()),
        ("README.md".as_bytes(), b"# Le\xe7ons \x1b]0;x\x07\n\nUn cours.\n"),
        (b"config/app.ini", key.as_bytes()),
    ];
    import(&path, &commit("main", 1_700_000_000, &files));
    path
}

fn spdx_text() -> String {
    "MIT License\n\nCopyright (c) 2026 Camille Martin\n\nPermission is hereby granted, free of charge, to any person \
     obtaining a copy of this software and associated documentation files (the \"Software\"), to deal in the Software \
     without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, \
     sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, \
     subject to the following conditions:\n\nThe above copyright notice and this permission notice shall be included in \
     all copies or substantial portions of the Software.\n\nTHE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY \
     KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR \
     PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR \
     OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH \
     THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.\n"
        .to_owned()
}

#[test]
fn the_report_says_what_to_mend_most_important_first_and_what_to_paste() {
    let folder = tempfile::tempdir().unwrap();
    let path = troubled(folder.path(), "");
    let report = text(&[], &path);
    let sections =
        ["\nLICENCE MIT\n", "\nMETADATA\n", "\nMAINTENANCE AND QUALITY\n", "\nGATE ", "\nTO MEND "];
    let at: Vec<usize> = sections
        .iter()
        .map(|title| report.find(title).unwrap_or_else(|| panic!("{title}: {report}")))
        .collect();
    assert!(at.is_sorted(), "{report}");
    for said in [
        "✗ would be held",
        "You may do anything, even sell it",
        "May be taken up in any free project, its notices being kept. (help, not legal",
        "≠ contradicts the whole",
        "publiccode.yml:4",
        "config/app.ini:1",
        "legal:\n         license: MIT",
        "[[waiver]]",
        "iconv -f WINDOWS-1252 -t UTF-8 'README.md'",
    ] {
        assert!(report.contains(said), "{said}: {report}");
    }
    let mend = &report[at[4]..];
    let order = ["1. hold Keys, tokens, passwords", "warning publiccode.yml says", "hint README.md"];
    let order: Vec<usize> =
        order.iter().map(|word| mend.find(word).unwrap_or_else(|| panic!("{word}: {mend}"))).collect();
    assert!(order.is_sorted(), "{mend}");
    assert!(!report.contains(SECRET), "the thing itself is never shown");
    // French is for nobody to ask for.
    let default = std::process::Command::new(GLANE).arg("inspect").arg(&path).output().unwrap();
    let french = text(&["--lang", "fr"], &path);
    assert_eq!(String::from_utf8(default.stdout).unwrap(), french);
    for said in ["\nÀ CORRIGER", "✗ serait retenu", "Vous pouvez tout faire", "pas un avis juridique"] {
        assert!(french.contains(said), "{said}: {french}");
    }
}

#[test]
fn no_line_is_wider_than_eighty_columns_and_colour_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = troubled(folder.path(), "");
    let obeyed = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
    for arguments in [&[][..], &["--lang", "fr"], &["--color", "never"]] {
        let report = text(arguments, &path);
        assert!(!report.contains(obeyed), "{report:?}");
        for line in report.lines().filter(|line| !line.contains("https://") && !line.contains("iconv")) {
            assert!(line.chars().count() <= 80, "{line}");
        }
    }
    let coloured = text(&["--color", "always"], &path);
    let rest: String =
        coloured.split('\u{1b}').skip(1).map(|after| after.split_once('m').unwrap().0).collect();
    assert!(!rest.is_empty() && rest.chars().all(|c| "[0123456789;".contains(c)), "{rest}");
    let unwanted =
        std::process::Command::new(GLANE).arg("inspect").arg(&path).env("NO_COLOR", "1").output().unwrap();
    assert!(!unwanted.stdout.contains(&0x1b));
}

/// <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>
#[test]
fn gitlab_gets_its_code_quality_report() {
    let folder = tempfile::tempdir().unwrap();
    let path = troubled(folder.path(), "");
    let report = text(&["--format", "gitlab"], &path);
    assert!(report.starts_with('['), "no byte order mark");
    assert!(!report.contains(SECRET));
    let issues: Vec<Value> = serde_json::from_str(&report).unwrap();
    let mut fingerprints = Vec::new();
    for issue in &issues {
        assert!(!issue["description"].as_str().unwrap().is_empty(), "{issue}");
        assert!(!issue["check_name"].as_str().unwrap().is_empty(), "{issue}");
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity), "{issue}");
        let path = issue["location"]["path"].as_str().unwrap();
        assert!(!path.is_empty() && !path.starts_with(['/', '.']) || path == ".publication.toml", "{issue}");
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1, "{issue}");
        fingerprints.push(issue["fingerprint"].as_str().unwrap().to_owned());
    }
    let conflict = issues.iter().find(|issue| issue["check_name"] == "licence_conflict").unwrap();
    assert_eq!(conflict["location"]["path"], "publiccode.yml");
    assert_eq!(conflict["location"]["lines"]["begin"], 4);
    let secret = issues.iter().find(|issue| issue["location"]["path"] == "config/app.ini").unwrap();
    assert_eq!(secret["severity"], "blocker");
    let all = fingerprints.len();
    fingerprints.sort();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), all, "each has its own");
    // Lines above change where a thing is, not what it is; another key is the same finding.
    let other = tempfile::tempdir().unwrap();
    let moved = text(&["--format", "gitlab"], &troubled(other.path(), "# un\n# deux\n"));
    let moved: Vec<Value> = serde_json::from_str(&moved).unwrap();
    let mut again: Vec<&str> = moved.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    again.sort_unstable();
    assert_eq!(again, fingerprints);
    assert!(moved.iter().any(|issue| issue["location"]["lines"]["begin"] == 6));
}

/// SARIF 2.1.0, what its schema requires and what GitHub's code scanning adds to it.
#[test]
fn sarif_has_what_the_standard_requires() {
    let folder = tempfile::tempdir().unwrap();
    let path = troubled(folder.path(), "");
    let report = text(&["--format", "sarif"], &path);
    assert!(!report.contains(SECRET));
    let log: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(log["version"], "2.1.0");
    assert!(log["$schema"].as_str().unwrap().ends_with("sarif-schema-2.1.0.json"));
    let runs = log["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    assert_eq!(driver["name"], "glane inspect");
    let rules = driver["rules"].as_array().unwrap();
    let ids: Vec<&str> = rules.iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    let unique: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "each rule once");
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(!rule[text]["text"].as_str().unwrap().is_empty(), "{rule}");
        }
    }
    let levels = ["none", "note", "warning", "error"];
    for result in runs[0]["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(result["ruleId"], ids[index], "{result}");
        assert!(levels.contains(&result["level"].as_str().unwrap()), "{result}");
        assert!(!result["message"]["text"].as_str().unwrap().is_empty(), "{result}");
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && !uri.contains([' ', '\\', ':']) && !uri.starts_with('/'), "{uri}");
        assert!(place["region"]["startLine"].as_u64().unwrap() >= 1, "{result}");
        let fingerprints = result["partialFingerprints"].as_object().unwrap();
        assert!(!fingerprints.is_empty() && fingerprints.values().all(Value::is_string), "{result}");
    }
}

#[test]
fn the_exit_status_is_the_one_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let troubled = troubled(folder.path(), "");
    let calm = folder.path().join("calme.git");
    bare(&calm, "sha1");
    let mit = spdx_text();
    let files: [(&[u8], &[u8]); 2] = [(b"LICENSE", mit.as_bytes()), (b"README.md", b"# Calme\n\nRien.\n")];
    import(&calm, &commit("main", 1_700_000_000, &files));
    for (arguments, on_troubled, on_calm) in [
        (&[][..], 0, 0),
        (&["--fail-on", "hold"], 1, 0),
        (&["--fail-on", "warning"], 1, 0),
        (&["--fail-on", "info", "--format", "sarif"], 1, 1),
        (&["--fail-on", "hold", "--json"], 1, 0),
    ] {
        let code = |path: &Path| inspected(arguments, path).status.code();
        assert_eq!((code(&troubled), code(&calm)), (Some(on_troubled), Some(on_calm)), "{arguments:?}");
    }
    for wrong in [&["--json", "--format", "sarif"][..], &["--propose", "publiccode", "--format", "gitlab"]] {
        assert_eq!(inspected(wrong, &calm).status.code(), Some(2), "{wrong:?}");
    }
}
