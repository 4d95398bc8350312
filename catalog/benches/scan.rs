//! How fast the scanner reads, and how often it is wrong about files that are public anyway.
//!
//! `cargo bench -p glane-catalog --bench scan` reads about 100 MB of made text on one core;
//! with `-- FOLDER` it reads what is in a folder and lists the rules that spoke. Opens no connection.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

#[path = "scan/text.rs"]
mod text;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use glane_catalog::model::Weight;
use glane_catalog::scan::{Options, RuleError, Scanner};

/// Bytes of made text.
const BYTES: usize = 100 * 1024 * 1024;
/// Most findings of a rule that are shown with their place.
const SHOWN: usize = 12;

fn main() -> Result<(), RuleError> {
    let options = Options { secrets: true, personal_data: true, third_party: true, ..Options::default() };
    let scanner = Scanner::new(options)?;
    match std::env::args().skip(1).find(|argument| !argument.starts_with("--")) {
        Some(folder) => Report::of(&scanner, Path::new(&folder)).print(),
        None => made(&scanner),
    }
    Ok(())
}

fn made(scanner: &Scanner) {
    let files = text::files(BYTES);
    let mut total = (0, Duration::ZERO, 0);
    let mut kinds: BTreeMap<&str, (usize, Duration)> = BTreeMap::new();
    for (path, bytes) in &files {
        let start = time_on_the_core();
        total.2 += scanner.file(path, bytes).len();
        let spent = time_on_the_core() - start;
        total = (total.0 + bytes.len(), total.1 + spent, total.2);
        let kind = kinds.entry(path.rsplit('.').next().unwrap_or_default()).or_default();
        *kind = (kind.0 + bytes.len(), kind.1 + spent);
    }
    for (kind, (bytes, spent)) in kinds {
        println!("{kind}: {:.0} MB/s", speed(bytes, spent));
    }
    println!("all: {} files, {:.0} MB/s on one core, {} seen", files.len(), speed(total.0, total.1), total.2);
}

/// Time this thread has had on a core, as the kernel counts it: others may use the machine meanwhile.
fn time_on_the_core() -> Duration {
    let counted = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = counted.split(' ').next().and_then(|first| first.parse().ok());
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}

/// Megabytes (1,000,000 bytes) a second.
#[expect(clippy::cast_precision_loss, reason = "a speed is shown without decimals")]
fn speed(bytes: usize, spent: Duration) -> f64 {
    bytes as f64 / 1e6 / spent.as_secs_f64()
}

/// What was seen in a folder.
#[derive(Default)]
struct Report {
    files: usize,
    bytes: usize,
    spent: Duration,
    held: usize,
    rules: BTreeMap<(Weight, String), Vec<String>>,
}

impl Report {
    fn of(scanner: &Scanner, folder: &Path) -> Self {
        let mut report = Self::default();
        let mut folders = vec![folder.to_owned()];
        while let Some(next) = folders.pop() {
            for entry in std::fs::read_dir(next).into_iter().flatten().flatten() {
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                    Ok(kind) if kind.is_file() => report.read(scanner, folder, &entry.path()),
                    _ => {}
                }
            }
        }
        report
    }

    fn read(&mut self, scanner: &Scanner, folder: &Path, path: &Path) {
        let Ok(bytes) = std::fs::read(path) else { return };
        let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned();
        let start = time_on_the_core();
        let seen = scanner.file(&name, &bytes);
        self.spent += time_on_the_core() - start;
        self.files += 1;
        self.bytes += bytes.len();
        self.held += usize::from(seen.iter().any(|seen| seen.weight == Weight::Hold));
        for seen in seen {
            let place = format!("{name}:{}", seen.line.unwrap_or_default());
            self.rules.entry((seen.weight, seen.rule)).or_default().push(place);
        }
    }

    fn print(&self) {
        for ((weight, rule), places) in &self.rules {
            println!("{weight:?} {rule}: {}", places.len());
            let shown = if *weight == Weight::Hold { SHOWN } else { 3 };
            places.iter().take(shown).for_each(|place| println!("    {place}"));
        }
        let of = |weight| {
            self.rules
                .iter()
                .filter(|((of, _), _)| *of == weight)
                .map(|(_, places)| places.len())
                .sum::<usize>()
        };
        let (holds, notes) = (of(Weight::Hold), of(Weight::Note));
        println!(
            "{} files, {} MB, {:.0} MB/s; {holds} hold in {} files, {notes} noted",
            self.files,
            self.bytes / 1_000_000,
            speed(self.bytes, self.spent),
            self.held
        );
        println!("per 10,000 files: {} hold", holds * 10_000 / self.files.max(1));
    }
}
