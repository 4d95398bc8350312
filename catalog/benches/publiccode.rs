//! How fast a `publiccode.yml` is read and judged: `cargo bench -p glane-catalog --bench publiccode`.
//!
//! Files come from `GLANE_CORPUS` or the folder beside the workspace; the longest may take 5 ms. Opens no
//! connection.

#![expect(clippy::print_stdout, reason = "a bench says what it measured")]

use std::path::Path;
use std::time::{Duration, Instant};

use glane_catalog::read::{self, Format};

/// The longest one file may take.
const MOST: Duration = Duration::from_millis(5);
/// Each file is read so many times and the shortest counts: others may use the machine meanwhile.
const TRIES: usize = 5;

#[expect(clippy::disallowed_methods, reason = "the environment names the corpus to a bench")]
fn main() {
    let corpus = std::env::var_os("GLANE_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus"), Into::into);
    let Ok(folder) = std::fs::read_dir(corpus.join("catalogues/publiccode/fixtures")) else {
        println!("no corpus at {}: nothing measured", corpus.display());
        return;
    };
    let mut times: Vec<(Duration, String)> = folder
        .flatten()
        .filter(|file| file.path().extension().is_some_and(|end| end == "yml"))
        .filter_map(|file| Some((time(&std::fs::read(file.path()).ok()?), file.file_name())))
        .map(|(time, name)| (time, name.to_string_lossy().into_owned()))
        .collect();
    times.sort();
    let (Some((median, _)), Some((longest, name))) = (times.get(times.len() / 2), times.last()) else {
        return;
    };
    println!("{} files: {median:?} at the median, at most {longest:?} ({name})", times.len());
    println!("at most {MOST:?}: {}", if *longest <= MOST { "ok" } else { "MISSED" });
}

fn time(bytes: &[u8]) -> Duration {
    let once = || {
        let start = Instant::now();
        std::hint::black_box(read::read(Format::Publiccode, "publiccode.yml", bytes));
        start.elapsed()
    };
    (0..TRIES).map(|_| once()).min().unwrap_or_default()
}
