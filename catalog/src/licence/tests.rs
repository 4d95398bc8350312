//! How often the licences of the labelled corpus are found: figures, each with what it must reach.
//!
//! Nothing here is run outside of the tests.

mod fingerprints;
mod labels;
mod names;
mod perturbed;
mod projects;
mod sill;
mod snippets;

use std::collections::BTreeSet;

/// What was found of a set of cases.
#[derive(Debug, Default)]
struct Score {
    right: usize,
    wrong: usize,
    silent: usize,
}

impl Score {
    fn all(&self) -> usize {
        self.right + self.wrong + self.silent
    }

    /// Counts an answer, and prints it when it is not right.
    fn count(&mut self, case: &str, expected: &str, found: &str, is_right: bool) {
        match (is_right, found) {
            (true, _) => self.right += 1,
            (_, "NONE") => self.silent += 1,
            _ => self.wrong += 1,
        }
        if !is_right {
            println!("{case}: expected {expected}, found {found}");
        }
    }

    /// Prints the figure and fails below `right` or above `wrong` percent.
    fn judge(&self, what: &str, right: f64, wrong: f64) {
        #[expect(clippy::cast_precision_loss, reason = "counts of cases are small")]
        let percent = |count: usize| 100.0 * count as f64 / self.all().max(1) as f64;
        println!(
            "{what}: {} right ({:.1} %), {} wrong ({:.1} %), {} silent of {}",
            self.right,
            percent(self.right),
            self.wrong,
            percent(self.wrong),
            self.silent,
            self.all()
        );
        assert!(percent(self.right) >= right, "{what}: fewer than {right} % right");
        assert!(percent(self.wrong) <= wrong, "{what}: more than {wrong} % wrong");
    }
}

/// Whether two expressions have the same identifiers, `-only` and `-or-later` told apart.
fn same(one: &str, other: &str) -> bool {
    ids(one) == ids(other)
}

fn ids(expression: &str) -> BTreeSet<String> {
    let words = expression.split([' ', '(', ')']).filter(|word| !matches!(*word, "" | "AND" | "OR"));
    words.map(str::to_owned).collect()
}

/// What is found in a text, as one expression.
fn found(text: &str) -> String {
    let parts: Vec<String> = super::detect(text)
        .into_iter()
        .filter(|one| one.confidence >= 0.5)
        .map(|one| one.expression)
        .collect();
    if parts.is_empty() { "NONE".to_owned() } else { parts.join(" AND ") }
}
