//! The tables of rules, ours and an operator's.

use super::{everything, rules};
use crate::model::SightingKind;
use crate::scan::rule::compiled;
use crate::scan::{Options, Scanner, table};

#[test]
fn every_rule_of_ours_compiles_and_has_one_name() {
    let rules = table::rules(&everything()).unwrap();
    let mut names: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    for rule in &rules {
        if let Some(pattern) = &rule.pattern {
            compiled(pattern).unwrap_or_else(|error| panic!("{}: {error}", rule.id));
            assert!(!rule.keywords.is_empty() && rule.reach.is_some(), "{} looks everywhere", rule.id);
        }
    }
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(count, names.len(), "two rules of one name");
}

fn with(rules: &str) -> Result<Scanner, String> {
    let options = Options { rules: Some(rules.to_owned()), ..everything() };
    Scanner::new(options).map_err(|error| error.to_string())
}

#[test]
fn an_operator_s_rules_are_read_as_gitleaks_reads_them() {
    let scanner = with(
        r#"
        title = "further rules"
        [extend]
        useDefault = true
        [[rules]]
        id = "house-badge"
        description = "a badge of the house"
        regex = '''(badge)-{([a-z]{4}\d{4})'''
        secretGroup = 2
        keywords = ["BADGE-"]
        tags = ["house"]
        [[rules.allowlists]]
        condition = "AND"
        paths = ['''^docs/''']
        regexes = ['''^demo''']
        [rules.allowlist]
        stopwords = ["zzzz"]
        [[rules]]
        id = "house-drawer"
        path = '''\.drawer$'''
        "#,
    )
    .unwrap();
    let seen = |path: &str, text: &str| {
        let seen = scanner.file(path, text.as_bytes());
        rules(&seen).join(" ")
    };
    assert_eq!(seen("a.txt", "badge-{abcd1234"), "house-badge");
    assert_eq!(seen("a.txt", "badge-{zzzz1234"), "", "a stop word");
    assert_eq!(seen("docs/a.txt", "badge-{demo1234"), "", "both");
    assert_eq!(seen("a.txt", "badge-{demo1234"), "house-badge", "one of two");
    assert_eq!(seen("a.drawer", ""), "house-drawer");
}

#[test]
fn a_rule_that_cannot_be_read_is_named_with_the_remedy() {
    let refused = |text: &str| with(text).unwrap_err();
    let look_around = refused("[[rules]]\nid = \"behind\"\nregex = '(?<=a)b'");
    assert!(
        look_around.contains("rule behind") && look_around.contains("without look-around"),
        "{look_around}"
    );
    let empty = refused("[[rules]]\nid = \"empty\"");
    assert!(empty.contains("rule empty") && empty.contains("add one"), "{empty}");
    let broken = refused("[[rules]]\nid = \"a\"\nregex = ");
    assert!(broken.contains("line 3"), "{broken}");
    let glob =
        Scanner::new(Options { skip_paths: vec!["a[".to_owned()], ..everything() }).unwrap_err().to_string();
    assert!(glob.contains("rule a[") && glob.contains("skip_paths"), "{glob}");
}

#[test]
fn another_rule_option_or_key_is_another_ruleset() {
    let of = |options: Options| Scanner::new(options).unwrap().ruleset();
    let same = of(everything());
    assert_eq!(same, of(everything()));
    for other in [
        Options { secrets: false, ..everything() },
        Options { personal_data: false, ..everything() },
        Options { third_party: false, ..everything() },
        Options { skip_paths: vec!["a/**".to_owned()], ..everything() },
        Options { rules: Some(String::new()), ..everything() },
        Options { key: b"other".to_vec(), ..everything() },
    ] {
        assert_ne!(same, of(other));
    }
}

#[test]
fn what_is_not_wanted_is_not_looked_for() {
    let token = ["ghp", "XIxB7KMNdAr3zqWtQqhE94qglHqOzn1D1stg"].join("_");
    let text = format!("{token}\nNIR : {} {}\nTous droits réservés", "1992033000000", 57);
    let kinds = |options: Options| -> Vec<SightingKind> {
        let seen = Scanner::new(options).unwrap().file("a/b.txt", text.as_bytes());
        seen.iter().map(|seen| seen.kind).collect()
    };
    use SightingKind::{PersonalData, Secret, ThirdParty};
    assert_eq!(kinds(everything()), [Secret, PersonalData, ThirdParty]);
    assert_eq!(kinds(Options { secrets: false, ..everything() }), [PersonalData, ThirdParty]);
    assert_eq!(kinds(Options { personal_data: false, ..everything() }), [Secret, ThirdParty]);
    assert_eq!(
        kinds(Options { skip_paths: vec!["a/*".to_owned()], ..everything() }),
        [PersonalData, ThirdParty]
    );
}

#[test]
fn a_list_in_a_spreadsheet_is_a_list() {
    let row = |cells: [&str; 3]| {
        let cells = cells.map(|cell| format!("<table:table-cell><text:p>{cell}</text:p></table:table-cell>"));
        format!("<table:table-row>{}</table:table-row>", cells.concat())
    };
    let rows = [
        ["Nom", "Prénom", "Classe"],
        ["Durand", "Lou", "5A"],
        ["Petit", "Alix", "5A"],
        ["Roux", "Sacha", "5B"],
    ];
    let content = rows.map(row).concat();
    let sheet = crate::archive::zip::tests::zip(&[("content.xml", &content)]);
    let seen = super::scanner().file("notes/groupe.ods", &sheet);
    assert_eq!(rules(&seen), ["list-of-pupils"]);
    assert_eq!(seen[0].line, None);
}
