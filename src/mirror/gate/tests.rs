//! The judgement over hand-made evidence.

use glane_catalog::model::{
    Claim, DecisionKind, ForgeId, LanguageShare, ProjectKey, ResourceFile, Sighting, Source, Waiver, Weight,
};
use jiff::civil::date;

use super::*;

fn licensed(expression: &str) -> Examination {
    let mut examination = Examination { commit: Some("0".repeat(40)), ..Examination::default() };
    examination.licence.expression = Some(expression.to_owned());
    examination
}

fn seen(id: &str, kind: SightingKind, rule: &str, path: &str) -> Sighting {
    Sighting {
        id: id.to_owned(),
        kind,
        rule: rule.to_owned(),
        weight: Weight::Hold,
        path: path.to_owned(),
        line: Some(1),
        commit: None,
        object: None,
        at_tip: true,
    }
}

fn decided(number: i64, kind: DecisionKind, subject: Option<&str>) -> Decision {
    Decision {
        number,
        kind,
        project: Some(ProjectKey { forge: ForgeId::new("f").unwrap(), id: "1".to_owned() }),
        subject: subject.map(str::to_owned),
        by: "Camille".to_owned(),
        reason: "essai".to_owned(),
        at: jiff::Timestamp::UNIX_EPOCH,
    }
}

fn codes(report: &GateReport, decisions: &[Decision], hosts: &[HostId]) -> Vec<ReasonCode> {
    let examination = licensed("MIT");
    let evidence = Evidence {
        source: None,
        examination: &examination,
        report,
        decisions,
        hosts,
        files_run: false,
        awaits_approval: false,
        today: date(2026, 11, 22),
    };
    weigh(&evidence, &Policy::default()).reasons().iter().map(|reason| reason.code).collect()
}

#[test]
fn a_sighting_holds_until_it_is_released_and_the_last_word_counts() {
    let report = GateReport {
        sightings: vec![seen("a", SightingKind::Secret, "cle", "conf/.env")],
        ..GateReport::default()
    };
    assert_eq!(codes(&report, &[], &[]), [ReasonCode::Secrets]);
    let mut decisions = vec![decided(1, DecisionKind::Release, Some("b"))];
    assert_eq!(codes(&report, &decisions, &[]), [ReasonCode::Secrets], "another's release");
    decisions.push(decided(2, DecisionKind::Release, Some("a")));
    assert_eq!(codes(&report, &decisions, &[]), []);
    decisions.push(decided(3, DecisionKind::Refuse, Some("a")));
    assert_eq!(codes(&report, &decisions, &[]), [ReasonCode::Secrets]);
    decisions.push(decided(4, DecisionKind::Lift, Some("a")));
    assert_eq!(codes(&report, &decisions, &[]), [ReasonCode::Secrets], "back to what the rules say");
    let cut = GateReport { truncated: true, ..GateReport::default() };
    assert_eq!(codes(&cut, &[], &[]), [ReasonCode::Secrets], "what was not listed is not let pass");
}

#[test]
fn a_waiver_holds_for_its_rule_its_path_and_its_time() {
    let waiver = |path: Option<&str>, until| Waiver {
        finding: None,
        rule: Some("nir".to_owned()),
        path: path.map(str::to_owned),
        reason: "un exercice".to_owned(),
        until,
    };
    let report = |waiver| {
        let mut report = GateReport {
            sightings: vec![seen("a", SightingKind::PersonalData, "nir", "cours/a/b.md")],
            ..GateReport::default()
        };
        report.publication.waivers = vec![waiver];
        report
    };
    let of = |waiver| codes(&report(waiver), &[], &[]);
    assert_eq!(of(waiver(None, date(2026, 11, 22))), [], "the last day counts");
    assert_eq!(of(waiver(None, date(2026, 11, 21))), [ReasonCode::PersonalData]);
    assert_eq!(of(waiver(Some("cours/**"), date(2027, 1, 1))), []);
    assert_eq!(of(waiver(None, date(2027, 11, 22))), [], "a year");
    assert_eq!(of(waiver(None, date(2027, 11, 23))), [ReasonCode::PersonalData], "more than a year");
    assert_eq!(of(waiver(Some("cours/*"), date(2027, 1, 1))), [ReasonCode::PersonalData]);
    assert_eq!(of(waiver(Some("cours/["), date(2027, 1, 1))), [ReasonCode::PersonalData]);
}

#[test]
fn the_operator_may_keep_keys_to_itself_and_owners_waive_the_rest() {
    let waiver = |finding: &str| Waiver {
        finding: Some(finding.to_owned()),
        rule: None,
        path: None,
        reason: "un exercice".to_owned(),
        until: date(2026, 12, 1),
    };
    let mut report = GateReport {
        sightings: vec![
            seen("a", SightingKind::Secret, "cle", "a.env"),
            seen("b", SightingKind::PersonalData, "nir", "b.md"),
        ],
        ..GateReport::default()
    };
    report.publication.waivers = vec![waiver("a"), waiver("b")];
    let examination = licensed("MIT");
    let evidence = Evidence {
        source: None,
        examination: &examination,
        report: &report,
        decisions: &[],
        hosts: &[],
        files_run: false,
        awaits_approval: false,
        today: date(2026, 11, 22),
    };
    let codes = |for_secrets| -> Vec<ReasonCode> {
        let mut policy = Policy::default();
        policy.gate.waivers_for_secrets = for_secrets;
        weigh(&evidence, &policy).reasons().iter().map(|reason| reason.code).collect()
    };
    assert_eq!(codes(true), []);
    assert_eq!(codes(false), [ReasonCode::Secrets]);
    assert!(Policy::default().gate.waivers_for_secrets, "unless the operator says otherwise");
}

#[test]
fn addresses_of_authors_wait_for_an_acknowledgement_of_every_host() {
    let report = GateReport {
        sightings: vec![seen("a", SightingKind::Identity, "author-address", "authors @eleve.example.fr")],
        ..GateReport::default()
    };
    let hosts = ["un", "deux"].map(|id| HostId::new(id).unwrap());
    let held = [ReasonCode::AuthorAddresses];
    let one = decided(1, DecisionKind::Acknowledge, Some("un"));
    let two = decided(2, DecisionKind::Acknowledge, Some("deux"));
    assert_eq!(codes(&report, &[], &hosts), held);
    assert_eq!(codes(&report, &[], &[]), held, "without any host the site itself is public");
    assert_eq!(codes(&report, std::slice::from_ref(&one), &hosts), held);
    assert_eq!(codes(&report, &[one, two], &hosts), []);
    assert_eq!(codes(&report, &[decided(1, DecisionKind::Acknowledge, None)], &hosts), []);
}

#[test]
fn what_would_run_holds_where_it_cannot_be_switched_off_and_its_operator_decides() {
    let noted = Sighting {
        weight: Weight::Note,
        ..seen("a", SightingKind::Workflow, "workflow-of-a-host", ".gitlab-ci.yml")
    };
    let mut report = GateReport { sightings: vec![noted.clone()], ..GateReport::default() };
    report.publication.waivers = vec![Waiver {
        finding: None,
        rule: Some("workflow-of-a-host".to_owned()),
        path: Some("**".to_owned()),
        reason: "le nôtre".to_owned(),
        until: date(2026, 12, 1),
    }];
    let holds = |decisions: &[Decision], files_run| {
        let standing = Standing::new(&report, decisions, &[], date(2026, 11, 22));
        standing.where_files_run(files_run).of(&noted).holds()
    };
    assert!(!holds(&[], false));
    assert!(holds(&[], true), "a waiver of the repository's owner is none");
    assert!(!holds(&[decided(1, DecisionKind::Release, Some("a"))], true));
}

#[test]
fn withdrawn_and_refused_end_with_a_lift() {
    let code = |kinds: &[DecisionKind]| {
        let decisions: Vec<Decision> = kinds.iter().map(|kind| decided(1, *kind, None)).collect();
        refused_before(&decisions).map(|reason| reason.code)
    };
    use DecisionKind as Kind;
    assert_eq!(code(&[Kind::Withdraw]), Some(ReasonCode::WithdrawnByDecision));
    assert_eq!(code(&[Kind::Refuse, Kind::Approve]), Some(ReasonCode::RefusedByDecision));
    assert_eq!(code(&[Kind::Withdraw, Kind::Lift]), None);
    assert_eq!(code(&[Kind::Refuse, Kind::Lift, Kind::Refuse]), Some(ReasonCode::RefusedByDecision));
    assert!(!approval::is_approved(&[decided(1, Kind::Approve, None), decided(2, Kind::Withdraw, None)]));
}

#[test]
fn code_and_lessons_are_judged_apart_where_they_say_their_own_licence() {
    let reasons = |expression: &str, claims: &[(&str, &str)]| -> Vec<String> {
        let mut examination = licensed(expression);
        examination.languages = vec![LanguageShare { name: "Python".to_owned(), bytes: 1 }];
        examination.resources = vec![ResourceFile {
            path: "cours/a.md".to_owned(),
            format: "markdown".to_owned(),
            title: None,
            bytes: 1,
            reason: String::new(),
        }];
        examination.licence.claims = claims
            .iter()
            .map(|(value, path)| Claim::new((*value).to_owned(), Source::file(path, None, None), 1.0))
            .collect();
        licence::judge(&examination, &Policy::default()).into_iter().map(|reason| reason.message).collect()
    };
    let both = "MIT AND CC-BY-NC-SA-4.0";
    assert_eq!(
        reasons(both, &[("MIT", "package.json"), ("CC-BY-NC-SA-4.0", "LICENSE-CONTENT")]),
        [""; 0],
        "NC is for lessons"
    );
    let wrong = reasons(both, &[("CC-BY-NC-SA-4.0", "src/a.py"), ("CC-BY-NC-SA-4.0", "LICENSE-CONTENT")]);
    assert_eq!(wrong.len(), 1);
    assert!(
        wrong[0].starts_with("the code of this repository") && wrong[0].contains("src/a.py"),
        "{wrong:?}"
    );
    assert_eq!(reasons("CC-BY-NC-SA-4.0", &[]), [""; 0], "one licence for all is for what teaches");
}

#[test]
fn the_operator_may_narrow_either_policy() {
    let mut policy = Policy::default();
    policy.gate.code_licences = Some(vec!["EUPL-1.2".to_owned()]);
    policy.gate.resource_licences = Some(vec!["CC-BY-SA-4.0".to_owned()]);
    let allowed = |expression: &str| licence::judge(&licensed(expression), &policy).is_empty();
    assert!(allowed("EUPL-1.2") && allowed("CC-BY-SA-4.0") && allowed("MIT OR EUPL-1.2"));
    assert!(!allowed("MIT") && !allowed("CC-BY-4.0"));
}
