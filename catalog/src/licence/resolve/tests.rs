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

#[test]
fn rules_tags_and_side_files_follow_reuse() {
    let tag = |value, path| claim(value, path, Some(TAG_KEY));
    let rule = |value, pattern: &str, precedence: &str| {
        claim(value, "REUSE.toml", Some(&format!("path = \"{pattern}\", precedence = {precedence}")))
    };
    let all = |claims: &[Claim]| whole(claims).unwrap();
    assert_eq!(all(&[rule("MIT", "**", "closest"), tag("EUPL-1.2", "a.py")]), "MIT");
    assert_eq!(all(&[rule("CC0-1.0", "vendor/**", "override"), tag("MIT", "vendor/a.py")]), "CC0-1.0");
    assert_eq!(all(&[tag("MIT", "x.txt"), tag("CC-BY-4.0", "x.txt.license")]), "CC-BY-4.0");
    assert_eq!(
        all(&[tag("CC0-1.0", ".gitignore"), tag("EUPL-1.2", "a.rs"), tag("CC-BY-4.0", "b.md")]),
        "EUPL-1.2"
    );
}

#[test]
fn rules_of_a_folder_speak_for_that_folder_alone() {
    let key = "path = \"**\", precedence = override";
    let claims =
        [claim("EUPL-1.2", "Cargo.toml", Some("license")), claim("MIT", "lib/REUSE.toml", Some(key))];
    let resolved = resolve(&claims);
    assert_eq!(resolved.reading.expression.as_deref(), Some("EUPL-1.2"));
    let parts: Vec<&str> = resolved.reading.parts.iter().map(|part| part.path.as_str()).collect();
    assert_eq!(parts, ["lib/**"]);
}

#[test]
fn folders_with_a_text_of_their_own_are_parts() {
    let claims = [claim("AGPL-3.0-only", "server/LICENSE", None), claim("MIT", "client/LICENSE", None)];
    let resolved = resolve(&claims);
    assert_eq!(resolved.reading.expression, None);
    assert_eq!(resolved.overall().as_deref(), Some("AGPL-3.0-only AND MIT"));
    let paths: Vec<&str> = resolved.reading.parts.iter().map(|part| part.path.as_str()).collect();
    assert_eq!(paths, ["server", "client"]);
}

#[test]
fn members_of_a_workspace_speak_for_the_whole_where_they_agree() {
    let member = |value, path| {
        let mut claim = claim(value, path, Some("license"));
        mark_member(&mut claim);
        claim
    };
    let (first, second) =
        (member("MIT", "packages/a/package.json"), member("MIT", "packages/b/package.json"));
    assert_eq!(whole(&[first.clone(), second.clone()]).as_deref(), Some("MIT"));
    let text = claim("EUPL-1.2", "LICENSE", None);
    let resolved = resolve(&[text, first.clone()]);
    assert_eq!(resolved.reading.expression.as_deref(), Some("EUPL-1.2"));
    assert_eq!(
        (resolved.reading.parts[0].path.as_str(), resolved.reading.parts[0].role),
        ("packages/a", PartRole::Code)
    );
    let other = member("ISC", "packages/c/package.json");
    assert_eq!(whole(&[first, second, other]), None);
}

#[test]
fn a_package_that_nothing_at_the_root_names_is_a_part() {
    let resolved = resolve(&[claim("ISC", "outils/gen/package.json", Some("license"))]);
    assert_eq!(resolved.reading.expression, None);
    assert_eq!(resolved.reading.parts[0].path, "outils/gen");
}

/// As in a kernel: the text of version 2, most files "only", some "or later".
#[test]
fn some_files_that_say_or_later_do_not_speak_for_those_that_say_only() {
    let text = claim("GPL-2.0-only", "COPYING", None);
    let later = claim("GPL-2.0-or-later", "lib/a.c", Some(TAG_KEY));
    let only = claim("GPL-2.0-only", "kernel/b.c", Some(TAG_KEY));
    assert_eq!(whole(&[text.clone(), later.clone()]).as_deref(), Some("GPL-2.0-or-later"));
    assert_eq!(whole(&[text.clone(), later.clone(), only.clone()]).as_deref(), Some("GPL-2.0-only"));
    let declared = claim("GPL-2.0-or-later", "composer.json", Some("license"));
    assert_eq!(whole(&[text, later, only, declared]).as_deref(), Some("GPL-2.0-or-later"));
}
