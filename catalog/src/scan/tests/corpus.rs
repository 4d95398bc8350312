//! How much of the labelled corpus is found, and how much of what is nothing is taken for something.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::{rules, scanner};
use crate::corpus;
use crate::model::{SightingKind, Weight};
use crate::scan::{Scanner, Seen};

#[derive(Deserialize)]
struct Example {
    id: String,
    rule: String,
    #[serde(rename = "match")]
    matches: bool,
    text: String,
}

#[derive(Deserialize)]
struct Person {
    id: String,
    kind: String,
    personal: bool,
    text: String,
}

fn lines<T: serde::de::DeserializeOwned>(file: &str) -> Option<Vec<T>> {
    let path = corpus::root()?.join("licences/secrets").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    Some(text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn secrets(scanner: &Scanner, example: &Example) -> Vec<Seen> {
    let path = format!("notes/{}.txt", example.id);
    let seen = scanner.file(&path, example.text.as_bytes());
    seen.into_iter().filter(|seen| seen.kind == SightingKind::Secret).collect()
}

/// Of the examples at least 95 in 100 are found. Of the counter-examples of a rule at most 5 in 100
/// are taken for something by those of our rules that find the examples of that rule.
#[test]
fn examples_and_counter_examples() {
    let Some(examples) = lines::<Example>("noseyparker_examples.jsonl") else { return };
    let scanner = scanner();
    let mut kin: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let (mut found, mut holds, mut missed) = (0, 0, Vec::new());
    let (matches, others): (Vec<&Example>, Vec<&Example>) =
        examples.iter().partition(|example| example.matches);
    for example in &matches {
        let seen = secrets(&scanner, example);
        kin.entry(&example.rule).or_default().extend(rules(&seen).into_iter().map(str::to_owned));
        holds += usize::from(seen.iter().any(|seen| seen.weight == Weight::Hold));
        if seen.is_empty() { missed.push((&example.id, &example.rule)) } else { found += 1 }
    }
    let mut wrong = Vec::new();
    for example in &others {
        let seen = secrets(&scanner, example);
        let related = kin.get(example.rule.as_str());
        let by_kin: Vec<&str> =
            rules(&seen).into_iter().filter(|rule| related.is_some_and(|kin| kin.contains(*rule))).collect();
        if !by_kin.is_empty() {
            wrong.push((&example.id, &example.rule, by_kin.join(" ")));
        }
    }
    println!("examples: {found} of {} found ({holds} hold); missed {missed:?}", matches.len());
    println!(
        "counter-examples: {} of {} flagged by a rule of their kin {wrong:?}",
        wrong.len(),
        others.len()
    );
    assert!(found * 100 >= matches.len() * 95);
    assert!(wrong.len() * 100 <= others.len() * 5);
}

/// Texts that gitleaks must not report for a rule: at most 5 in 100 are reported by ours of the same
/// issuer, whose names begin alike.
#[test]
fn texts_that_are_no_secrets() {
    let Some(examples) = lines::<Example>("gitleaks_false_positives.jsonl") else { return };
    let scanner = scanner();
    let (mut wrong, mut holds) = (Vec::new(), Vec::new());
    for example in &examples {
        assert!(!example.matches);
        let seen = secrets(&scanner, example);
        let issuer = match example.rule.split('-').next().unwrap() {
            "gcp" => "google",
            "cisco" => "meraki",
            issuer => issuer,
        };
        if rules(&seen).iter().any(|rule| rule.split('-').next() == Some(issuer)) {
            wrong.push((&example.id, rules(&seen).join(" ")));
        }
        if seen.iter().any(|seen| seen.weight == Weight::Hold) {
            holds.push((&example.id, rules(&seen).join(" ")));
        }
    }
    println!("no secrets: {} of {} flagged by a rule of the issuer {wrong:?}", wrong.len(), examples.len());
    println!("no secrets: {} of {} held by any rule {holds:?}", holds.len(), examples.len());
    assert!(wrong.len() * 100 <= examples.len() * 5);
    assert!(holds.len() * 100 <= examples.len() * 5);
}

/// French personal data and secrets of schools: at least 95 in 100 are found, no trap is.
#[test]
fn french_persons_and_secrets() {
    let Some(persons) = lines::<Person>("personal_data_fr.jsonl") else { return };
    let scanner = scanner();
    let (mut found, mut missed, mut trapped) = (0, Vec::new(), Vec::new());
    for person in &persons {
        let seen = if person.kind == "filename" {
            scanner.file(&format!("donnees/{}", person.text), b"")
        } else {
            scanner.file(&format!("donnees/{}.txt", person.id), person.text.as_bytes())
        };
        let seen: Vec<Seen> =
            seen.into_iter().filter(|seen| seen.kind != SightingKind::InternalAddress).collect();
        match (person.personal, seen.is_empty()) {
            (true, true) => missed.push(&person.id),
            (true, false) => found += 1,
            (false, false) => trapped.push((&person.id, rules(&seen).join(" "))),
            (false, true) => {}
        }
    }
    let positive = persons.iter().filter(|person| person.personal).count();
    println!("French: {found} of {positive} found, missed {missed:?}; traps taken {trapped:?}");
    assert!(found * 100 >= positive * 95);
    assert!(trapped.is_empty());
}
