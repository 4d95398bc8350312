//! Cases after the practice of REUSE, Cargo and publiccode.yml.

use super::*;
use crate::model::Source;

fn claim(value: &str, path: &str, key: Option<&str>) -> Claim {
    Claim::new(value.to_owned(), Source::file(path, key, Some(1)), 0.9)
}

fn whole(claims: &[Claim]) -> Option<String> {
    resolve(claims).reading.expression
}

#[test]
fn a_licence_text_wins_and_a_declaration_says_or_later() {
    let claims =
        [claim("GPL-3.0-or-later", "Cargo.toml", Some("license")), claim("GPL-3.0-only", "COPYING", None)];
    assert_eq!(whole(&claims).as_deref(), Some("GPL-3.0-or-later"));
    assert!(resolve(&claims).findings.is_empty());
}

#[test]
fn several_texts_are_joined_as_declared_else_all_hold() {
    let texts = [claim("Apache-2.0", "LICENSE-APACHE", None), claim("MIT", "LICENSE-MIT", None)];
    assert_eq!(whole(&texts).as_deref(), Some("Apache-2.0 AND MIT"));
    let mut declared = texts.to_vec();
    declared.push(claim("MIT OR Apache-2.0", "Cargo.toml", Some("license")));
    assert_eq!(whole(&declared).as_deref(), Some("MIT OR Apache-2.0"));
    assert!(resolve(&declared).findings.is_empty());
}

#[test]
fn the_lesser_licence_needs_the_text_of_the_general_one() {
    let claims = [claim("GPL-3.0-only", "COPYING", None), claim("LGPL-3.0-only", "COPYING.LESSER", None)];
    assert_eq!(whole(&claims).as_deref(), Some("LGPL-3.0-only"));
}

#[test]
fn a_declaration_that_contradicts_the_text_is_a_finding_with_its_place() {
    let claims = [claim("EUPL-1.2", "LICENSE", None), claim("MIT", "publiccode.yml", Some("legal.license"))];
    let resolved = resolve(&claims);
    assert_eq!(resolved.reading.expression.as_deref(), Some("EUPL-1.2"));
    let [finding] = resolved.findings.as_slice() else { panic!("{:?}", resolved.findings) };
    assert_eq!(
        (finding.code.as_str(), finding.path.as_deref()),
        ("licence_conflict", Some("publiccode.yml"))
    );
    assert_eq!((finding.key.as_deref(), finding.line), (Some("legal.license"), Some(1)));
}

#[test]
fn what_lies_deeper_or_is_too_doubtful_decides_nothing() {
    assert_eq!(whole(&[claim("MIT", "vendor/x/LICENSE", None)]), None);
    let mut doubtful = claim("MIT", "README.md", None);
    doubtful.confidence = 0.3;
    assert_eq!(whole(&[doubtful]), None);
    assert_eq!(whole(&[]), None);
}

#[test]
fn reuse_texts_stand_together() {
    let claims =
        [claim("EUPL-1.2", "LICENSES/EUPL-1.2.txt", None), claim("CC0-1.0", "LICENSES/CC0-1.0.txt", None)];
    assert_eq!(whole(&claims).as_deref(), Some("EUPL-1.2 AND CC0-1.0"));
}

/// Small repositories of the corpus: every file is read as its name says, then resolved.
#[test]
fn small_repositories_of_the_corpus_get_their_licence() {
    let Some(root) = crate::corpus::root() else { return };
    let root = root.join("licences");
    let text = std::fs::read_to_string(root.join("projects.jsonl")).unwrap();
    let (mut right, mut all) = (0, 0);
    for project in text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()) {
        let claims = claims_of(&root, project["files"].as_object().unwrap());
        let found = whole(&claims).unwrap_or_else(|| "NONE".to_owned());
        let expected = project["expected"]["expression"].as_str().unwrap_or_default();
        all += 1;
        if bases(&found) == bases(expected) {
            right += 1;
        } else {
            println!("{}: expected {expected}, found {found}", project["id"]);
        }
    }
    println!("{right} of {all}");
    assert!(right * 100 >= all * 75, "{right} of {all}");
}

fn claims_of(root: &std::path::Path, files: &serde_json::Map<String, serde_json::Value>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (path, content) in files {
        let Some(content) = content.as_str() else { continue };
        let bytes = match (content.strip_prefix("@spdx:"), content.strip_prefix("@template:")) {
            (Some(id), _) => {
                let (id, added) = id.split_once('\n').unwrap_or((id, ""));
                format!("{}\n{added}", spdx::license_id(id).unwrap().text()).into_bytes()
            }
            (_, Some(file)) => std::fs::read(root.join("templates").join(file.trim())).unwrap(),
            _ => content.as_bytes().to_vec(),
        };
        if let Some(format) = crate::read::Format::of(path) {
            let reading = crate::read::read(format, path, &bytes);
            claims.extend_from_slice(reading.fields.claims(crate::model::Field::Licence));
        } else if let Some(tag) = content.lines().take(10).find_map(crate::licence::spdx_tag) {
            claims.push(Claim::new(tag, Source::file(path, Some(TAG_KEY), Some(1)), 1.0));
        }
    }
    claims
}
