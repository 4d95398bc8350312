//! Comparison with the texts of the SPDX list, by the `spdx` crate.
//!
//! Knows nothing of titles: 0.9 alone cannot tell the variants of one family apart.

use std::sync::LazyLock;

use spdx::detection::scan::Scanner;
use spdx::detection::{Store, TextData};

use super::Detected;

/// Score from which a text is taken for the licence's own.
const THRESHOLD: f32 = 0.9;

/// Shorter texts are notices or names, which this matcher cannot tell, in bytes.
const SHORTEST: usize = 200;

/// Above this size a licence inside a longer text is no longer looked for, in bytes.
const LONGEST_SEARCHED: usize = 64 * 1024;

/// Texts that attract those of a more common licence they barely differ from.
const ATTRACTORS: &[(&str, &str)] = &[
    ("BSD-3-Clause-HP", "BSD-3-Clause"),
    ("BSD-3-Clause-Sun", "BSD-3-Clause"),
    ("BSD-3-Clause-flex", "BSD-3-Clause"),
    ("BSD-2-Clause-FreeBSD", "BSD-2-Clause"),
    ("BSD-2-Clause-NetBSD", "BSD-2-Clause"),
    ("BSD-2-Clause-Darwin", "BSD-2-Clause"),
    ("BSD-2-Clause-pos-unchanged", "BSD-2-Clause"),
    ("MIT-Modern-Variant", "MIT"),
    ("zlib-acknowledgement", "Zlib"),
    ("Nunit", "Zlib"),
    ("Python-2.0.1", "Python-2.0"),
];

/// How much closer the rarer text must be to be believed.
const MARGIN: f32 = 0.05;

/// Loading takes a tenth of a second and 50 MB, so it happens once, and only when asked for.
static STORE: LazyLock<Option<Store>> = LazyLock::new(|| Store::load_inline().ok());

/// The licences whose texts this text is or holds.
pub(super) fn matches(text: &str) -> Vec<Detected> {
    if text.len() < SHORTEST {
        return Vec::new();
    }
    let Some(store) = STORE.as_ref() else { return Vec::new() };
    let data = TextData::new(text);
    let lines = text.lines().count().try_into().unwrap_or(u32::MAX).max(1);
    let scanner = Scanner::new(store).confidence_threshold(THRESHOLD);
    let whole = scanner.scan(&data);
    if let Some(found) = whole.license {
        return vec![detected(store, &data, found.name, whole.score, (1, lines))];
    }
    if text.len() > LONGEST_SEARCHED {
        return Vec::new();
    }
    let searcher = Scanner::new(store).confidence_threshold(THRESHOLD).optimize(true).max_passes(4);
    let parts = searcher.scan(&data);
    let mut found: Vec<Detected> = Vec::new();
    for part in &parts.containing {
        let line = |at: usize| u32::try_from(at).unwrap_or(u32::MAX).min(lines).max(1);
        let range = (line(part.line_range.0 + 1), line(part.line_range.1));
        let one = detected(store, &data, part.license.name, part.score, range);
        if found.iter().all(|known| known.expression != one.expression) {
            found.push(one);
        }
    }
    found
}

fn detected(store: &Store, data: &TextData, name: &str, score: f32, (start, end): (u32, u32)) -> Detected {
    let name = common(store, data, name, score);
    let (expression, confidence) = match gnu_base(name) {
        Some(base) => (format!("{base}-only"), score.min(0.9)),
        None => (name.to_owned(), score),
    };
    Detected { expression, confidence, start_line: start, end_line: end.max(start) }
}

/// The version of a GNU text, whose entries are named by what only a header could say: `GPL-2.0+`,
/// `LGPL-3.0-or-later`, `GFDL-1.3-invariants-only`.
fn gnu_base(name: &str) -> Option<&str> {
    let is_gnu = ["GPL-", "LGPL-", "AGPL-", "GFDL-"].iter().any(|family| name.starts_with(family));
    let base = ["+", "-or-later", "-only", "-no-invariants", "-invariants"]
        .iter()
        .fold(name, |base, end| base.strip_suffix(end).unwrap_or(base));
    (is_gnu && spdx::license_id(&format!("{base}-only")).is_some()).then_some(base)
}

fn common<'a>(store: &Store, data: &TextData, name: &'a str, score: f32) -> &'a str {
    let Some((_, usual)) = ATTRACTORS.iter().find(|(rare, _)| *rare == name) else { return name };
    let near = store.get_original(usual).map_or(0.0, |text| data.match_score(text));
    if near + MARGIN >= score { usual } else { name }
}
