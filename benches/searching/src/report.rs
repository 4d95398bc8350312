//! What was measured, beside what it should be.

use crate::clock::Took;

/// Times of one thing, in milliseconds.
#[derive(Default, Clone)]
pub struct Times(pub Vec<f64>);

impl Times {
    pub fn percentile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let at = ((sorted.len() as f64 * share).ceil() as usize).saturating_sub(1);
        sorted.get(at).copied().unwrap_or(f64::NAN)
    }

    pub fn p50(&self) -> f64 {
        self.percentile(0.5)
    }

    pub fn p99(&self) -> f64 {
        self.percentile(0.99)
    }

    pub fn say(&self, name: &str) {
        if self.0.is_empty() {
            return;
        }
        println!("  {name:<44} p50 {:8.2} ms   p99 {:8.2} ms   {} times", self.p50(), self.p99(), self.0.len());
    }
}

/// Times of one thing by the clock and by the processor.
#[derive(Clone)]
pub struct Pair {
    pub wall: Times,
    pub work: Times,
}

impl Pair {
    pub const fn new() -> Self {
        Self { wall: Times(Vec::new()), work: Times(Vec::new()) }
    }

    /// Adds one, without what measuring takes.
    pub fn note(&mut self, took: Took, nothing: f64) {
        self.wall.0.push(took.wall);
        self.work.0.push((took.work - nothing).max(0.001));
    }

    pub fn say(&self, name: &str) {
        if !self.work.0.is_empty() {
            self.work.say(name);
            self.wall.say("    by the clock");
        }
    }
}

/// One line of the table.
struct Line {
    name: String,
    value: f64,
    target: String,
    met: bool,
}

#[derive(Default)]
pub struct Table {
    lines: Vec<Line>,
}

impl Table {
    pub fn at_most(&mut self, name: &str, value: f64, most: f64) {
        self.lines.push(Line { name: name.to_owned(), value, target: format!("≤ {most}"), met: value <= most });
    }

    pub fn at_least(&mut self, name: &str, value: f64, least: f64) {
        self.lines.push(Line { name: name.to_owned(), value, target: format!("≥ {least}"), met: value >= least });
    }

    pub fn print(&self) {
        println!("\n{:<62} {:>9}  {:>8}", "", "measured", "target");
        for Line { name, value, target, met } in &self.lines {
            let said = if *met { "met" } else { "MISSED" };
            println!("{name:<62} {value:>9.2}  {target:>8}  {said}");
        }
    }
}
