//! Progress of long work: a bar on a terminal, plain lines elsewhere, both on standard error.
//!
//! Must not print data.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::output;

/// Seconds between two plain lines.
const PLAIN_EVERY: Duration = Duration::from_secs(10);

/// Shows how far some work has come.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    what: &'static str,
    said: Instant,
    done: u64,
}

impl Progress {
    /// Begins; `what` names what is counted, in the plural.
    pub(super) fn begin(what: &'static str) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            if let Ok(style) = ProgressStyle::with_template("{spinner} {pos}/{len} {prefix} {wide_msg}") {
                bar.set_style(style);
            }
            bar.set_prefix(what);
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Self { bar, what, said: Instant::now(), done: 0 }
    }

    /// There is more to do.
    pub(super) fn more(&self, count: u64) {
        if let Some(bar) = &self.bar {
            bar.inc_length(count);
        }
    }

    /// One is done.
    pub(super) fn step(&mut self, name: &str) {
        self.done += 1;
        match &self.bar {
            Some(bar) => {
                bar.inc(1);
                bar.set_message(name.to_owned());
            }
            None if self.said.elapsed() >= PLAIN_EVERY => {
                self.said = Instant::now();
                output::note(&format!("{} {} done", self.done, self.what));
            }
            None => {}
        }
    }

    /// So many are done, of so many where that is known.
    pub(super) fn reached(&mut self, done: u64, of: Option<u64>, name: &str) {
        match &self.bar {
            Some(bar) => {
                bar.set_length(of.unwrap_or(done).max(done));
                bar.set_position(done);
                bar.set_message(name.to_owned());
            }
            None if self.said.elapsed() >= PLAIN_EVERY => {
                self.said = Instant::now();
                output::note(&format!("{done} {} of {name}", self.what));
            }
            None => {}
        }
    }

    /// Says something above the bar.
    pub(super) fn note(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| output::note(text)),
            None => output::note(text),
        }
    }

    /// Prints data while the bar is out of the way.
    pub(super) fn data(&self, print: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
