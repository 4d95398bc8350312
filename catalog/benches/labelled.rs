//! How often `glane read` names the right licence, beside `askalono`, on the same labelled files in the
//! same run: right, wrong and none by group.
//!
//! `benches/licences.sh` builds what is needed and calls this. Opens no connection.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use askalono::{ScanStrategy, Store, TextData};

/// Labels that say more than the file does, or something else, each with the reason.
const DISPUTED: &str = include_str!("../src/licence/tests/disputed.csv");
/// Below this an answer is a guess, which is shown to nobody as the licence.
const BELIEVED: f64 = 0.5;

type Failure = Box<dyn std::error::Error>;

/// A file with its label.
struct Case {
    path: PathBuf,
    expected: String,
    accepted: Vec<String>,
    group: String,
}

impl Case {
    /// A GNU text cannot say whether later versions are allowed, and the labels write `-only` for all.
    fn is_right(&self, found: &str) -> bool {
        let later = self.expected.replace("-only", "-or-later");
        let same = |one: &str| ids(one) == ids(found);
        same(&self.expected) || same(&later) || self.accepted.iter().any(|one| same(one))
    }
}

/// What an engine said of a group.
#[derive(Default)]
struct Score {
    right: usize,
    wrong: usize,
    none: usize,
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().collect();
    let named =
        |name: &str| arguments.iter().position(|word| word == name).and_then(|at| arguments.get(at + 1));
    let (Some(glane), Some(corpus)) = (named("--glane"), named("--corpus")) else {
        println!("usage: labelled --glane PROGRAM --corpus FOLDER (benches/licences.sh does this)");
        return Ok(());
    };
    let cases = cases(Path::new(corpus))?;
    let ours = read_by_glane(glane, &cases)?;
    let theirs = read_by_askalono(&cases)?;
    let mut groups: BTreeMap<&str, [Score; 2]> = BTreeMap::new();
    for case in &cases {
        let scores = groups.entry(&case.group).or_default();
        for (score, answers) in scores.iter_mut().zip([&ours, &theirs]) {
            let found = answers.get(&case.path).map_or("NONE", String::as_str);
            match (case.is_right(found), found) {
                (true, _) => score.right += 1,
                (_, "NONE") => score.none += 1,
                _ => score.wrong += 1,
            }
        }
    }
    print(&groups, cases.len());
    Ok(())
}

fn print(groups: &BTreeMap<&str, [Score; 2]>, all: usize) {
    println!("{all} labelled files                glane read                askalono");
    println!("group              files   right  wrong   none   right  wrong   none");
    for (group, scores) in groups {
        let files = scores[0].right + scores[0].wrong + scores[0].none;
        let told: String = scores
            .iter()
            .map(|score| format!("  {:>6}{:>7}{:>7}", score.right, score.wrong, score.none))
            .collect();
        println!("{group:<18}{files:>6}{told}");
    }
    for (score, who) in [0, 1].into_iter().zip(["glane read", "askalono"]) {
        let right: usize = groups.values().map(|scores| scores[score].right).sum();
        let wrong: usize = groups.values().map(|scores| scores[score].wrong).sum();
        println!("{who}: {right} right, {wrong} wrong of {all}");
    }
}

fn cases(corpus: &Path) -> Result<Vec<Case>, Failure> {
    let root = corpus.join("licences");
    let mut disputed = HashSet::new();
    for row in csv::Reader::from_reader(DISPUTED.as_bytes()).into_records() {
        disputed.insert(row?[0].to_owned());
    }
    let mut cases = Vec::new();
    for row in csv::Reader::from_path(root.join("labels.csv"))?.into_records() {
        let row = row?;
        if disputed.contains(&row[0]) {
            continue;
        }
        let french = &row[4] == "fulltext" && &row[5] == "fr";
        cases.push(Case {
            path: root.join(&row[1]),
            expected: row[2].to_owned(),
            accepted: row[3].split(';').filter(|other| !other.is_empty()).map(str::to_owned).collect(),
            group: if french { "fulltext, French".to_owned() } else { row[4].to_owned() },
        });
    }
    Ok(cases)
}

/// One call for all files, as its users make it.
fn read_by_glane(glane: &str, cases: &[Case]) -> Result<HashMap<PathBuf, String>, Failure> {
    let output =
        Command::new(glane).args(["read", "--json"]).args(cases.iter().map(|case| &case.path)).output()?;
    let mut answers = HashMap::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        let file: serde_json::Value = serde_json::from_str(line)?;
        // What it claims, with its certainty, is what a catalogue goes by; `licences` says how it was found.
        let believed = |claim: &&serde_json::Value| {
            claim["confidence"].as_f64().is_some_and(|confidence| confidence >= BELIEVED)
        };
        let found: Vec<&str> = file["claims"]["licence"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(believed)
            .filter_map(|claim| claim["value"].as_str())
            .collect();
        if !found.is_empty() {
            answers.insert(PathBuf::from(file["file"].as_str().unwrap_or_default()), found.join(" AND "));
        }
    }
    Ok(answers)
}

/// Its store holds the texts of the same list; `optimize` finds a text inside a file.
fn read_by_askalono(cases: &[Case]) -> Result<HashMap<PathBuf, String>, Failure> {
    let mut store = Store::new();
    for licence in spdx::identifiers::LICENSES {
        if let Some(id) = spdx::license_id(licence.name) {
            store.add_license(licence.name.to_owned(), TextData::from(id.text()));
        }
    }
    let strategy = ScanStrategy::new(&store).confidence_threshold(0.9).optimize(true).max_passes(10);
    let mut answers = HashMap::new();
    for case in cases {
        let bytes = std::fs::read(&case.path)?;
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned(),
        };
        let Ok(found) = strategy.scan(&TextData::from(text.as_str())) else { continue };
        let within = found.containing.iter().map(|one| one.license.name);
        let names: Vec<&str> = found.license.iter().map(|one| one.name).chain(within).collect();
        if !names.is_empty() {
            answers.insert(case.path.clone(), names.join(" AND "));
        }
    }
    Ok(answers)
}

/// The identifiers of an expression; a GNU version that its list writes bare is taken as `-only`.
fn ids(expression: &str) -> BTreeSet<String> {
    let words = expression.split([' ', '(', ')']).filter(|word| !matches!(*word, "" | "AND" | "OR"));
    words
        .map(|word| match word {
            gnu if gnu.contains("GPL-") && gnu.ends_with(|c: char| c.is_ascii_digit()) => {
                format!("{gnu}-only")
            }
            word => word.to_owned(),
        })
        .collect()
}
