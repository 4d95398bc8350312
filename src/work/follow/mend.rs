//! A damaged index while it serves: when it is checked, and what is done then.
//!
//! Must not fill anything: what is begun anew is behind, and is followed like any other.

use std::time::{Duration, Instant};

use glane_index::{Index, IndexError};

use super::Follower;

/// How often all files are read though nobody doubts them: where a list of words is damaged, a search finds
/// less and notices nothing. It takes a quarter of a second for 200,000 records.
const EVERY: Duration = Duration::from_secs(60 * 60);
/// How long a doubt counts for nothing after one that was wrong: something else makes searches fail.
const TRUSTED: Duration = Duration::from_secs(60);

/// When the files were last found to be what was written.
pub(super) struct Trust {
    checked: Instant,
    cleared: Option<Instant>,
}

impl Trust {
    /// An index is checked when it is opened.
    pub(super) fn new(now: Instant) -> Self {
        Self { checked: now, cleared: None }
    }

    fn is_owed(&self, doubted: bool, now: Instant) -> bool {
        let is_trusted = self.cleared.is_some_and(|then| now.saturating_duration_since(then) < TRUSTED);
        (doubted && !is_trusted) || now.saturating_duration_since(self.checked) >= EVERY
    }
}

impl Follower {
    /// Checks the index where a check is owed; a damaged one is set aside and begun anew.
    pub(super) async fn mend(&mut self) -> anyhow::Result<()> {
        let doubted = self.index.take_doubt();
        if !self.trust.is_owed(doubted, Instant::now()) {
            return Ok(());
        }
        let index = self.index.clone();
        let checked = tokio::task::spawn_blocking(move || twice(&index)).await?;
        match checked {
            Ok(()) => {
                self.trust.checked = Instant::now();
                if doubted {
                    tracing::warn!("a search failed, and every file of the index is as it was written");
                    self.trust.cleared = Some(Instant::now());
                }
                Ok(())
            }
            Err(IndexError::Damaged { path, message }) => {
                tracing::error!(folder = %path.display(), message, "the index is damaged");
                if let Err(error) = self.begin_anew().await {
                    // Still owed: what is known to be damaged is not written to.
                    self.index.doubt();
                    return Err(error);
                }
                self.trust.checked = Instant::now();
                tracing::error!(
                    aside = ?self.index.recovered(),
                    "it was set aside and is filled anew from the catalogue: results are incomplete meanwhile"
                );
                Ok(())
            }
            Err(error) => {
                self.trust.checked = Instant::now();
                Err(error.into())
            }
        }
    }

    async fn begin_anew(&mut self) -> anyhow::Result<()> {
        let (index, writer) = (self.index.clone(), self.writer.take());
        let begun = tokio::task::spawn_blocking(move || {
            drop(writer);
            index.begin_anew()
        });
        Ok(begun.await??)
    }
}

/// Looked at twice before damage is believed: a merge may just have replaced files.
fn twice(index: &Index) -> Result<(), IndexError> {
    index.check().or_else(|_| index.check())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_checked_when_doubted_and_once_an_hour() {
        let begun = Instant::now();
        let after = |seconds| begun + Duration::from_secs(seconds);
        let mut trust = Trust::new(begun);
        assert!(!trust.is_owed(false, after(3599)) && trust.is_owed(true, after(1)));
        assert!(trust.is_owed(false, after(3600)));
        trust.cleared = Some(after(10));
        assert!(!trust.is_owed(true, after(20)) && trust.is_owed(true, after(70)));
    }
}
