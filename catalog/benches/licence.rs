//! How fast a licence text is recognised, beside the `spdx` crate's detection and `askalono`.
//!
//! `cargo bench -p glane-catalog --bench licence`: every text of the SPDX list under another copyright
//! line on one core, the others on every tenth of them in the same run. Opens no connection.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::time::{Duration, Instant};

use glane_catalog::licence::detect;

/// The others are given one text in so many: they take some hundred times as long.
const TENTH: usize = 10;
/// Each text is recognised so many times and the shortest counts: others may use the machine meanwhile.
const TRIES: usize = 3;

fn main() {
    let texts = texts();
    let start = Instant::now();
    let first = detect(&texts[0].1).len();
    println!("ready, with the first text: {:.1} ms ({first} found)", milliseconds(start.elapsed()));
    println!("store: {:.2} MB", megabytes(glane_catalog::licence::text::store_bytes()));
    let ours = measure(&texts, |text| detect(text).first().map(|one| one.expression.clone()));
    ours.print("glane", texts.len());
    let some: Vec<(&str, String)> = texts.iter().step_by(TENTH).cloned().collect();
    let ours = measure(&some, |text| detect(text).first().map(|one| one.expression.clone()));
    ours.print("glane, the tenth", some.len());
    let theirs = spdx_crate(&some);
    theirs.print("spdx", some.len());
    let others = askalono_crate(&some);
    others.print("askalono", some.len());
    println!(
        "glane takes 1/{:.0} of the time of spdx at the median, 1/{:.0} of askalono’s",
        theirs.median().as_secs_f64() / ours.median().as_secs_f64(),
        others.median().as_secs_f64() / ours.median().as_secs_f64()
    );
}

/// Every text of the list, under a copyright line that no list has, so that none is found by its hash.
fn texts() -> Vec<(&'static str, String)> {
    let all = spdx::identifiers::LICENSES.iter().filter_map(|licence| {
        let text = spdx::license_id(licence.name)?.text();
        let words = "Ce fichier accompagne le code de l’outil de suivi.";
        Some((licence.name, format!("Copyright (c) 2024 Académie de Nantes\n{words}\n\n{text}")))
    });
    all.filter(|(_, text)| text.len() > 300).collect()
}

/// Times of each text, and how many were recognised.
struct Measured {
    spent: Vec<Duration>,
    right: usize,
}

impl Measured {
    fn median(&self) -> Duration {
        self.spent[self.spent.len() / 2]
    }

    fn print(&self, who: &str, all: usize) {
        let p95 = self.spent[self.spent.len() * 95 / 100];
        println!(
            "{who}: median {:.3} ms, p95 {:.3} ms, {} of {all} recognised",
            milliseconds(self.median()),
            milliseconds(p95),
            self.right
        );
    }
}

fn measure(texts: &[(&str, String)], mut recognise: impl FnMut(&str) -> Option<String>) -> Measured {
    let mut measured = Measured { spent: Vec::new(), right: 0 };
    for (id, text) in texts {
        let mut found = None;
        let times = (0..TRIES).map(|_| {
            let start = Instant::now();
            found = recognise(text);
            start.elapsed()
        });
        measured.spent.extend(times.min());
        measured.right += usize::from(found.is_some_and(|found| base(&found) == base(id)));
    }
    measured.spent.sort_unstable();
    measured
}

fn base(id: &str) -> &str {
    let ends = ["+", "-or-later", "-only", "-no-invariants", "-invariants"];
    ends.iter().fold(id, |base, end| base.strip_suffix(end).unwrap_or(base))
}

fn spdx_crate(texts: &[(&str, String)]) -> Measured {
    use spdx::detection::scan::Scanner;
    use spdx::detection::{Store, TextData};
    let Ok(store) = Store::load_inline() else { return measure(&[], |_| None) };
    let scanner = Scanner::new(&store).confidence_threshold(0.9);
    measure(texts, |text| scanner.scan(&TextData::new(text)).license.map(|found| found.name.to_owned()))
}

fn askalono_crate(texts: &[(&str, String)]) -> Measured {
    use askalono::{ScanStrategy, Store, TextData};
    let mut store = Store::new();
    for licence in spdx::identifiers::LICENSES {
        if let Some(id) = spdx::license_id(licence.name) {
            store.add_license(licence.name.to_owned(), TextData::from(id.text()));
        }
    }
    let strategy = ScanStrategy::new(&store).confidence_threshold(0.9);
    measure(texts, |text| {
        strategy.scan(&TextData::from(text)).ok()?.license.map(|found| found.name.to_owned())
    })
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

#[expect(clippy::cast_precision_loss, reason = "a size is shown with two decimals")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
