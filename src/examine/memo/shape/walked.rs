//! The walk of a history inside a memo: figures as JSON, and behind them long lists as fixed numbers.
//!
//! Must not know what they mean.

use serde::{Deserialize, Serialize};

use crate::examine::history::Chronicle;

/// What is not long, and how long the lists are.
#[derive(Serialize, Deserialize)]
pub(super) struct Figures {
    tip: Vec<u8>,
    salt: Vec<u8>,
    newest: Vec<i64>,
    dates: [Option<i64>; 3],
    roots: Vec<Vec<u8>>,
    commits: u64,
    known: usize,
    authors: usize,
    recent: usize,
}

impl Figures {
    /// Those of a walk.
    pub(super) fn of(chronicle: &Chronicle) -> Self {
        Self {
            tip: chronicle.tip.clone(),
            salt: chronicle.salt.clone(),
            newest: chronicle.newest.clone(),
            dates: chronicle.dates,
            roots: chronicle.roots.clone(),
            commits: chronicle.commits,
            known: chronicle.known.len(),
            authors: chronicle.authors.len(),
            recent: chronicle.recent.len(),
        }
    }
}

/// Writes the lists.
pub(super) fn write(chronicle: &Chronicle, out: &mut Vec<u8>) {
    for number in chronicle.known.iter().chain(&chronicle.authors) {
        out.extend_from_slice(&number.to_le_bytes());
    }
    for (at, author) in &chronicle.recent {
        out.extend_from_slice(&at.to_le_bytes());
        out.extend_from_slice(&author.to_le_bytes());
    }
}

/// Reads the lists, and gives what is left.
pub(super) fn read(figures: Figures, bytes: &[u8]) -> Option<(Chronicle, &[u8])> {
    let (known, rest) = numbers(bytes, figures.known)?;
    let (authors, rest) = numbers(rest, figures.authors)?;
    let (recent, rest) = rest.split_at_checked(figures.recent.checked_mul(12)?)?;
    let (pairs, _) = recent.as_chunks::<12>();
    let pair = |pair: &[u8; 12]| {
        Some((i64::from_le_bytes(pair[..8].try_into().ok()?), u32::from_le_bytes(pair[8..].try_into().ok()?)))
    };
    let chronicle = Chronicle {
        tip: figures.tip,
        salt: figures.salt,
        known,
        authors,
        recent: pairs.iter().map(pair).collect::<Option<_>>()?,
        newest: figures.newest,
        dates: figures.dates,
        roots: figures.roots,
        commits: figures.commits,
    };
    Some((chronicle, rest))
}

fn numbers(bytes: &[u8], count: usize) -> Option<(Vec<u64>, &[u8])> {
    let (list, rest) = bytes.split_at_checked(count.checked_mul(8)?)?;
    let (list, _) = list.as_chunks::<8>();
    Some((list.iter().map(|number| u64::from_le_bytes(*number)).collect(), rest))
}
