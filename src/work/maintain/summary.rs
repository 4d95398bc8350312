//! What upkeep saw: sizes against their limits, growth of the archive; kept in a file for `glane check`.
//!
//! Plain figures; must not read repositories.

use std::io::Write;
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::links::Count;

/// The file, in the data folder.
const NAME: &str = "upkeep.json";
/// Share of the total limit, in hundredths, from which a warning is due.
const NEAR: u64 = 90;

/// Tips of all archives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    /// How many there are.
    pub tips: u64,
    /// Projects that have any.
    pub projects: u64,
    /// Ended by this run.
    pub expired: u64,
    /// How many came since the run before.
    #[serde(default)]
    pub added: u64,
}

/// What one run of upkeep came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// When.
    pub at: Option<Timestamp>,
    /// Projects gone through.
    pub projects: u64,
    /// Bytes of their repositories.
    pub bytes: u64,
    /// Repositories packed.
    pub packed: u64,
    /// Rows forgotten.
    pub forgotten: u64,
    /// The archives.
    pub archive: Archive,
    /// The addresses of records of other catalogues.
    #[serde(default)]
    pub links: Count,
    /// Projects of which it was measured how soon their tickets are answered.
    #[serde(default)]
    pub tickets: u64,
    /// What is near or over a limit.
    pub warnings: Vec<String>,
    /// What could not be packed.
    pub failures: Vec<String>,
}

impl Summary {
    /// Adds a project: both repositories of it may take what the limit allows one.
    pub fn add(&mut self, key: &str, bytes: u64, archived: u64, limit: u64) {
        self.projects += 1;
        self.bytes += bytes;
        self.archive.tips += archived;
        self.archive.projects += u64::from(archived > 0);
        if bytes > limit.saturating_mul(2) {
            let text = format!(
                "{key} takes {} MB, twice the {} MB that policy.max_repository allows a repository: raise it, or \
                 exclude the project",
                bytes >> 20,
                limit >> 20
            );
            self.warnings.push(text);
        }
    }

    /// Compares the whole with what all repositories together may take.
    pub fn limit(&mut self, total: Option<u64>) {
        let Some(total) = total else { return };
        if self.bytes > total / 100 * NEAR {
            let text = format!(
                "all repositories take {} MB of the {} MB of policy.max_total, and once it is used up nothing new is fetched: \
                 raise it, make room, or exclude projects",
                self.bytes >> 20,
                total >> 20
            );
            self.warnings.push(text);
        }
    }

    /// Counts what was archived since the run before.
    pub fn follow(&mut self, former: Option<&Self>) {
        let before = former.map_or(0, |former| former.archive.tips);
        self.archive.added = (self.archive.tips + self.archive.expired).saturating_sub(before);
    }

    /// The sentence for the log.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut parts = vec![
            format!("{} projects take {} MB", self.projects, self.bytes >> 20),
            format!("{} repositories packed", self.packed),
            format!(
                "{} archived tips in {} projects, {} of them new",
                self.archive.tips, self.archive.projects, self.archive.added
            ),
            format!("{} old rows forgotten", self.forgotten),
        ];
        if self.links != Count::default() {
            let Count { asked, suspect, hidden, .. } = self.links;
            parts.push(format!("{asked} addresses asked, {suspect} suspect and {hidden} hidden in all"));
        }
        if self.tickets > 0 {
            parts.push(format!("answers to tickets timed in {} projects", self.tickets));
        }
        if self.archive.expired > 0 {
            parts.push(format!("{} archived tips ended", self.archive.expired));
        }
        if !self.failures.is_empty() {
            parts.push(format!("{} repositories could not be packed", self.failures.len()));
        }
        parts.join(", ")
    }

    /// Keeps it.
    ///
    /// # Errors
    /// When the data folder cannot be written.
    pub fn write(&mut self, data: &Path, at: Timestamp) -> anyhow::Result<()> {
        self.at = Some(at);
        let mut draft = tempfile::NamedTempFile::new_in(data)?;
        serde_json::to_writer(&mut draft, self)?;
        draft.flush()?;
        draft.persist(data.join(NAME))?;
        Ok(())
    }

    /// The last one that was kept.
    #[must_use]
    pub fn last(data: &Path) -> Option<Self> {
        serde_json::from_slice(&std::fs::read(data.join(NAME)).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_warn_before_they_are_met() {
        let mut summary = Summary::default();
        summary.add("a:1", 2 << 20, 0, 1 << 20);
        assert!(summary.warnings.is_empty());
        summary.add("a:2", (2 << 20) + 1, 3, 1 << 20);
        assert!(summary.warnings[0].contains("a:2") && summary.warnings[0].contains("max_repository"));
        summary.limit(None);
        summary.limit(Some(100 << 20));
        assert_eq!((summary.warnings.len(), summary.archive.tips, summary.archive.projects), (1, 3, 1));
        summary.limit(Some(4 << 20));
        assert!(summary.warnings[1].contains("max_total"));
    }
}
