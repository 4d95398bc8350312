//! The fuzz targets on the stable toolchain: every seed, and seeds changed at random by a generator that
//! always begins the same, so that what fails fails again.
//!
//! `cargo fuzz` goes further with the same functions and seeds; see `fuzz/README.md`.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, unreachable_pub, reason = "tests")]

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::path::Path;
use std::time::{Duration, Instant};

/// Changed seeds given to each target.
const ROUNDS: usize = 1500;
/// Largest input: what is quadratic shows well below.
const LARGEST: usize = 1 << 16;
/// Longest that one input may take, in a build without optimisation on a machine that others use.
const PATIENCE: Duration = Duration::from_secs(30);

/// What parsers trip over.
const TOKENS: &[&[u8]] = &[
    b"\"",
    b"'",
    b"\\",
    b"\0",
    b"\r\n",
    b"\t",
    b"---\n",
    b"...\n",
    b"&a ",
    b"*a ",
    b"<<: ",
    b"? ",
    b"- ",
    b"{",
    b"}",
    b"[",
    b"]",
    b"(",
    b")",
    b"<",
    b">",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"<!DOCTYPE a [",
    b"&amp;",
    b"&#0;",
    b"&#x110000;",
    b"```",
    b"~~~",
    b"![",
    b"](",
    b"[[",
    b"|---|",
    b"\\begin{",
    b"\\end{",
    b"%",
    b"#",
    b"$$",
    b"=",
    b":",
    b",",
    b";",
    b"@",
    b"://",
    b"../",
    b"SPDX-License-Identifier: ",
    b" WITH ",
    b" AND (",
    b" OR ",
    b"LicenseRef-",
    b"GPL-3.0+",
    b"CC BY-NC ",
    b"licence ",
    b"-----BEGIN RSA PRIVATE KEY-----",
    b"password = ",
    b"PK\x03\x04",
    b"PK\x01\x02",
    b"\x1f\x8b\x08",
    b"1e999",
    b"-9223372036854775808",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xc3\x28",
    b"\xed\xa0\x80",
    "\u{202e}".as_bytes(),
    "\u{200d}".as_bytes(),
    "é".as_bytes(),
    "ﷺ".as_bytes(),
    "👩‍🏫".as_bytes(),
];

/// xorshift64*: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).unwrap() % limit.max(1)
    }

    /// A range within so many bytes.
    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        start..(start + self.below(length / 4 + 2)).min(length)
    }
}

fn changed(input: &mut Vec<u8>, others: &[Vec<u8>], chance: &mut Chance) {
    let (at, range) = (chance.below(input.len() + 1), chance.range(input.len()));
    match chance.below(9) {
        0 => drop(input.drain(range)),
        1 => {
            let copy = input[range].to_vec();
            input.splice(at..at, copy);
        }
        2 | 3 => drop(input.splice(at..at, TOKENS[chance.below(TOKENS.len())].iter().copied())),
        4 => input.truncate(at),
        5 => {
            if let Some(byte) = input.get_mut(at) {
                *byte = u8::try_from(chance.below(256)).unwrap();
            }
        }
        6 => {
            let other = &others[chance.below(others.len())];
            let piece = other[chance.range(other.len())].to_vec();
            input.splice(range, piece);
        }
        // Much of the same: depth, length, and whatever is quadratic.
        7 => {
            let token = TOKENS[chance.below(TOKENS.len())];
            input.splice(at..at, token.repeat(1 << chance.below(12)));
        }
        _ => {
            let piece = input[range].to_vec();
            let times = (LARGEST / 8) / piece.len().max(1);
            input.splice(at..at, piece.repeat(chance.below(times.min(2000) + 1)));
        }
    }
    input.truncate(LARGEST);
}

fn seeds(target: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds").join(target);
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "no seed in {}", folder.display());
    files.iter().map(|file| std::fs::read(file).unwrap()).collect()
}

/// Gives one input to a target; what it dies of is told with the input itself.
fn give(target: fn(&[u8]), name: &str, input: &[u8]) {
    let begun = Instant::now();
    let ended = std::panic::catch_unwind(|| target(input));
    let spent = begun.elapsed();
    if ended.is_err() || spent > PATIENCE {
        let kept = std::env::temp_dir().join(format!("glane-{name}-{}", input.len()));
        std::fs::write(&kept, input).unwrap();
        panic!("{name}: {spent:?} for the input in {}", kept.display());
    }
}

fn run(name: &str, target: fn(&[u8])) {
    let seeds = seeds(name);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    seeds.iter().for_each(|seed| give(target, name, seed));
    for round in 0..ROUNDS {
        let mut input = seeds[round % seeds.len()].clone();
        for _ in 0..=chance.below(6) {
            changed(&mut input, &seeds, &mut chance);
        }
        give(target, name, &input);
    }
}

macro_rules! targets {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            run(stringify!($name), targets::$name);
        })*

        #[test]
        fn every_target_is_one_of_cargo_fuzz_too() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/fuzz_targets");
            let mut there: Vec<String> = std::fs::read_dir(folder)
                .unwrap()
                .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
                .collect();
            // The search's own (index/src/query/properties.rs): this crate knows no query.
            there.retain(|name| name != "query" && name != "search");
            there.sort();
            let mut ours = vec![$(stringify!($name)),*];
            ours.sort_unstable();
            assert_eq!(there, ours);
        }
    };
}

targets![
    publiccode,
    codemeta,
    citation,
    manifest_toml,
    manifest_json,
    manifest_xml,
    manifest_text,
    readme,
    package,
    pdf,
    html,
    image,
    site,
    lesson,
    latex,
    notebook,
    people,
    licence_text,
    expression,
    reuse,
    publication,
    locks,
    scan,
    record_xml,
    record_json,
    record_text,
    list,
    document,
    sitemap,
    robots,
    peertube,
];
