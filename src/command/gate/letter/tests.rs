//! The French of the message, and what it does without.

use glane_catalog::model::{GateReport, ProjectRecord, SourceProject, Weight};

use super::*;

/// Words of English, and of the operators' commands, that no French sentence has.
const ENGLISH: &[&str] =
    &["the", "is", "it", "of", "to", "not", "and", "with", "glane", "gate", "approve", "withdraw"];

fn held(codes: &[ReasonCode], rules: &[&str]) -> Held {
    let source = SourceProject {
        web_url: Some("https://forge.example.org/nsi/cours".to_owned()),
        ..SourceProject::public("mim:1".parse().unwrap(), "nsi/cours")
    };
    let reasons =
        codes.iter().map(|code| Reason::new(*code, "the operator is told: glane gate approve")).collect();
    let project = ProjectRecord { state: ProjectState::Held, reasons, ..ProjectRecord::discovered(source) };
    let sighting = |rule: &&str| Sighting {
        id: "00ff00ff00ff00ff".to_owned(),
        kind: SightingKind::Secret,
        rule: (*rule).to_owned(),
        weight: Weight::Hold,
        path: "a.sh".to_owned(),
        line: Some(1),
        commit: None,
        object: None,
        at_tip: true,
    };
    let report = GateReport { sightings: rules.iter().map(sighting).collect(), ..GateReport::default() };
    Held { project, report, decisions: Vec::new() }
}

fn french(held: &Held) -> Option<String> {
    written(held, Tongue::Fr)
}

fn written(held: &Held, tongue: Tongue) -> Option<String> {
    let operator = Operator { publisher: Some("Rectorat".to_owned()), ..Operator::default() };
    let seen = held.report.sightings.iter().collect();
    Letter { held, seen, problems: Vec::new(), operator: &operator }.written(Some(tongue))
}

fn is_printed_as_french_is(text: &str) {
    // What is between these marks is code.
    let prose: String = text.split("```").step_by(2).flat_map(|part| part.split('`').step_by(2)).collect();
    assert!(!prose.contains('\''), "{prose}");
    for (before, mark) in prose.chars().zip(prose.chars().skip(1)) {
        let breaks = before == ' ' || before == '\u{a0}';
        assert!(!(breaks && matches!(mark, ';' | ':' | '!' | '?' | '»')), "{prose}");
    }
    for word in prose.split(|c: char| !c.is_alphanumeric()) {
        assert!(!ENGLISH.contains(&word.to_lowercase().as_str()), "{word}: {prose}");
    }
}

#[test]
fn the_french_half_is_french_whatever_the_causes_and_rules() {
    let rules = ["aws-access-key-id", "password-in-url", "unknown-rule"];
    let letter = french(&held(ReasonCode::ALL, &rules)).unwrap();
    let letter = ReasonCode::ALL.iter().fold(letter, |letter, code| letter.replace(code.as_str(), ""));
    is_printed_as_french_is(&letter);
    for words in
        ["une clé d’accès AWS", "un mot de passe", "filter-repo --invert-paths", "nsi/cours>", "Rectorat"]
    {
        assert!(letter.contains(words), "{words}: {letter}");
    }
    for kind in SightingKind::ALL {
        is_printed_as_french_is(title(*kind, Tongue::Fr));
        assert!(!remedy(*kind, Tongue::Fr).contains('\''));
    }
}

#[test]
fn a_missing_licence_needs_no_word_on_places_and_waivers() {
    let letter = french(&held(&[ReasonCode::NoLicence], &[])).unwrap();
    assert!(letter.contains("Aucune licence"), "{letter}");
    assert!(!letter.contains("[[waiver]]") && !letter.contains("où ils sont"), "{letter}");
}

#[test]
fn nothing_is_written_where_nothing_is_held() {
    let mut held = held(&[], &[]);
    held.project.state = ProjectState::Published;
    assert_eq!(french(&held), None);
}

#[test]
fn the_english_half_speaks_to_the_owner_too() {
    let letter = written(&held(ReasonCode::ALL, &[]), Tongue::En).unwrap();
    assert!(!letter.contains("glane gate") && !letter.contains("operator"), "{letter}");
    assert!(letter.contains("- No licence was found. Add a file LICENSE"), "{letter}");
}
