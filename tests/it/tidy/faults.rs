//! The table of known failures: no row is missing, and every test that it names is there.

use super::{assert_tidy, root};

/// Failures in the list that the table answers.
const ROWS: usize = 38;
const TABLE: &str = "docs/en/faults.md";

/// The cells of each row, in order.
fn rows(text: &str) -> Vec<Vec<&str>> {
    let lines = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| no. "));
    lines.map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

/// What is wrong with a test that is named as `file::function`.
fn broken(named: &str) -> Option<String> {
    let Some((file, function)) = named.split_once(".rs::") else {
        return Some(format!("{named} is not file.rs::function"));
    };
    let text = std::fs::read_to_string(root().join(format!("{file}.rs"))).unwrap_or_default();
    let before = text.split(&format!("fn {function}()")).next().filter(|before| before.len() < text.len());
    let attribute = before.and_then(|before| before.lines().rev().find(|line| line.trim().starts_with("#[")));
    let is_test = attribute.is_some_and(|line| line.contains("test"));
    (!is_test).then(|| format!("{named} is no test"))
}

#[test]
fn every_known_failure_names_tests_that_exist() {
    let text = std::fs::read_to_string(root().join(TABLE)).unwrap();
    let rows = rows(&text);
    let numbers: Vec<String> = rows.iter().map(|cells| cells[0].to_owned()).collect();
    assert_eq!(numbers, (1..=ROWS).map(|number| number.to_string()).collect::<Vec<_>>());
    let mut wrong = Vec::new();
    for cells in &rows {
        let [number, _, _, answer, tests] = cells.as_slice() else {
            panic!("{TABLE}: five cells: {cells:?}")
        };
        let named: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        if named.is_empty() && !answer.starts_with("cannot happen: ") {
            wrong.push(format!("row {number} names no test and does not say why it cannot happen"));
        }
        wrong.extend(named.into_iter().filter_map(broken).map(|what| format!("row {number}: {what}")));
    }
    assert_tidy(&format!("{TABLE} promises what is not there"), &wrong);
}

#[test]
fn every_test_of_a_failure_has_its_row() {
    let text = std::fs::read_to_string(root().join(TABLE)).unwrap();
    let mut files = Vec::new();
    super::source::walk(&root().join("tests/it/faults"), "rs", &mut files);
    assert!(files.len() > 5, "{files:?}");
    let mut wrong = Vec::new();
    for file in files {
        let code = std::fs::read_to_string(root().join(&file)).unwrap();
        let tests = code.split("#[tokio::test").skip(1).filter_map(|rest| {
            let rest = rest.split_once("async fn ")?.1;
            rest.split_once('(').map(|(name, _)| name.to_owned())
        });
        let name = file.strip_prefix(root()).unwrap_or(&file).display().to_string();
        wrong.extend(
            tests.map(|test| format!("{name}::{test}")).filter(|path| !text.contains(&format!("`{path}`"))),
        );
    }
    assert_tidy(&format!("{TABLE} does not name"), &wrong);
}
