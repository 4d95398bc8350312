//! Who made the commits of the last months: so many by each, to say on how few people a project depends.
//!
//! People are numbers here, and only a count leaves; must not keep a name or an address.

use std::collections::HashMap;

use glane_catalog::quality;

/// Half a year, in seconds.
const SPAN: i64 = 183 * 24 * 3_600;
/// Commits after which those that fell out of the span are dropped.
const MANY: usize = 4_096;

/// Commits of people within half a year of the newest one.
#[derive(Debug, Default)]
pub(super) struct People {
    newest: i64,
    /// When, and by which author.
    commits: Vec<(i64, u32)>,
    dropped_at: usize,
}

impl People {
    /// Takes in a commit of the author of this number.
    pub(super) fn add(&mut self, at: i64, author: u32) {
        self.newest = self.newest.max(at);
        if at < self.newest - SPAN {
            return;
        }
        self.commits.push((at, author));
        if self.commits.len() >= MANY.max(self.dropped_at * 2) {
            self.drop_old();
            self.dropped_at = self.commits.len();
        }
    }

    fn drop_old(&mut self) {
        let since = self.newest - SPAN;
        self.commits.retain(|(at, _)| *at >= since);
    }

    /// The commits of that half year, in order.
    pub(super) fn recent(mut self) -> Vec<(i64, u32)> {
        self.drop_old();
        self.commits.sort_unstable();
        self.commits
    }
}

/// The fewest people who made more than half of some commits; none without a commit.
pub(super) fn bus_factor(commits: &[(i64, u32)]) -> Option<u32> {
    let mut counts: HashMap<u32, u64> = HashMap::new();
    for (_, author) in commits {
        *counts.entry(*author).or_default() += 1;
    }
    let counts: Vec<u64> = counts.into_values().collect();
    Some(quality::bus_factor(&counts)).filter(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_year_before_the_newest_counts_and_nothing_older() {
        let day = 24 * 3_600;
        let of = |commits: &[(i64, u32)]| {
            let mut people = People::default();
            commits.iter().for_each(|(days, author)| people.add(days * day, *author));
            bus_factor(&people.recent())
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[(1_000, 1), (999, 1), (998, 2)]), Some(1));
        assert_eq!(of(&[(1_000, 1), (999, 2), (998, 3)]), Some(2));
        // The many commits of the first are too old, in whatever order they come.
        assert_eq!(of(&[(500, 1), (500, 1), (500, 1), (1_000, 2), (999, 3)]), Some(2));
        assert_eq!(of(&[(1_000, 2), (999, 3), (500, 1), (500, 1)]), Some(2));
        let many: Vec<(i64, u32)> = (0..20_000).map(|n| (i64::from(n / 10), n % 5)).collect();
        assert_eq!(of(&many), Some(3));
    }
}
