//! Whether a list goes round in circles: pages that come again and again.
//!
//! A page that is given twice may be a slip of the server; a circle is known in constant memory, since the
//! page of each power of two is kept in mind.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How often one page may come before the list is given up.
const PATIENCE: u8 = 3;

/// The pages of a list so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Round {
    pages: u64,
    /// The page before.
    former: Option<u64>,
    /// How often it came again.
    again: u8,
    /// A page further back.
    mark: Option<u64>,
    /// How often that one came again.
    met: u8,
}

/// What a page is to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// Another one.
    New,
    /// The one before, once more.
    Again,
    /// The list does not move.
    Stuck,
}

impl Round {
    /// Takes a page by what it names.
    pub(super) fn step<'a>(&mut self, ids: impl Iterator<Item = &'a str>) -> Step {
        let page = digest(ids);
        self.pages += 1;
        if self.former == Some(page) {
            self.again += 1;
            return if self.again >= PATIENCE { Step::Stuck } else { Step::Again };
        }
        (self.former, self.again) = (Some(page), 0);
        if self.mark == Some(page) {
            self.met += 1;
            if self.met + 1 >= PATIENCE {
                return Step::Stuck;
            }
        }
        if self.pages.is_power_of_two() {
            (self.mark, self.met) = (Some(page), 0);
        }
        Step::New
    }
}

fn digest<'a>(ids: impl Iterator<Item = &'a str>) -> u64 {
    let mut digest = Sha256::new();
    for id in ids {
        digest.update((id.len() as u64).to_be_bytes());
        digest.update(id.as_bytes());
    }
    let mut first = [0; 8];
    first.copy_from_slice(&digest.finalize()[..8]);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(pages: &[&str]) -> Vec<Step> {
        let mut round = Round::default();
        pages.iter().map(|page| round.step(std::iter::once(*page))).collect()
    }

    #[test]
    fn a_slip_is_forgiven_and_standing_still_is_not() {
        use Step::{Again, New, Stuck};
        assert_eq!(steps(&["a", "b", "b", "c", "d"]), [New, New, Again, New, New]);
        assert_eq!(steps(&["a", "a", "a", "a"]), [New, Again, Again, Stuck]);
    }

    #[test]
    fn a_circle_of_any_length_ends() {
        for length in [2_usize, 3, 7, 100] {
            let mut round = Round::default();
            let names: Vec<String> = (0..length).map(|n| n.to_string()).collect();
            let mut turns = 5;
            let mut pages = 0;
            while round.step(std::iter::once(names[turns % length].as_str())) != Step::Stuck {
                (turns, pages) = (turns + 1, pages + 1);
                assert!(pages < 10 * length + 20, "no end after {pages} pages of a circle of {length}");
            }
        }
    }
}
