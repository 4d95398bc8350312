//! Building an index anew beside the one that serves, which is kept in step meanwhile.
//!
//! Must not decide when that is done.

use std::time::Instant;

use glane_catalog::model::Change;
use glane_catalog::vocabulary::software;
use glane_index::{Filling, IndexError, Rebuild};

use super::Follower;
use super::pace::BATCH;

impl Follower {
    /// Builds the index anew beside the one that serves, then swaps: what changes meanwhile is in both.
    /// Returns the changes applied.
    ///
    /// # Errors
    /// As [`Self::catch_up`]; the old index then serves on, and nothing is left of the new one.
    pub async fn rebuild(&mut self, mut progress: impl FnMut(Filling)) -> anyhow::Result<u64> {
        let identity = self.store.identity().await?;
        let mut keeps = self.index.sequence() > 0 && !self.is_astray(&identity).await?;
        let writer = self.take_writer()?;
        let mut rebuild = tokio::task::spawn_blocking(move || writer.rebuild()).await??;
        let (mut sequence, mut applied) = (0, 0);
        let mut changes = self.store.changes(0, BATCH).await?;
        while let Some(last) = changes.last().map(|change| change.sequence) {
            let begins = sequence == 0;
            applied += changes.len() as u64;
            sequence = last;
            // The next ones are read while these are written.
            let (written, next) =
                tokio::join!(apply(rebuild, changes, begins), self.store.changes(sequence, BATCH));
            (rebuild, changes) = (written?, next?);
            let of = self.store.sequence().await?.max(sequence);
            // One that holds nothing gives no whole answers meanwhile.
            let filling = Filling { done: sequence, of, aside: self.index.sequence() > 0 };
            self.index.say_filling(Some(filling));
            progress(filling);
            if keeps && self.pace.wait(1, Instant::now()).is_zero() {
                (rebuild, keeps) = self.keep_in_step(rebuild, &identity).await?;
            }
            // What came between the two reads is in the one that serves, and must not be missing here: a
            // withdrawn record would be found again.
            if changes.is_empty() && self.index.sequence() > sequence {
                changes = self.store.changes(sequence, BATCH).await?;
            }
        }
        let finished = tokio::task::spawn_blocking(move || rebuild.finish_of(&identity, sequence));
        self.writer = Some(finished.await??);
        self.index.say_filling(None);
        Ok(applied)
    }

    /// Applies to the one that serves what changed since; whether it is worth trying again.
    async fn keep_in_step(
        &mut self,
        mut rebuild: Rebuild,
        identity: &str,
    ) -> anyhow::Result<(Rebuild, bool)> {
        let changes = self.store.changes(self.index.sequence(), BATCH).await?;
        let Some(last) = changes.last().map(|change| change.sequence) else { return Ok((rebuild, true)) };
        let identity = identity.to_owned();
        let (rebuild, written) = tokio::task::spawn_blocking(move || {
            let serving = rebuild.serving();
            let written = serving.apply(&changes).and_then(|()| serving.commit_of(&identity, last));
            (rebuild, written)
        })
        .await?;
        self.pace.committed(Instant::now());
        if let Err(error) = &written {
            tracing::warn!(%error, "the index that serves cannot follow while another is built");
        }
        Ok((rebuild, written.is_ok()))
    }
}

async fn apply(mut rebuild: Rebuild, changes: Vec<Change>, begins: bool) -> anyhow::Result<Rebuild> {
    let written = tokio::task::spawn_blocking(move || {
        if begins {
            rebuild.shelve(software::all())?;
        }
        rebuild.apply(&changes)?;
        Ok::<_, IndexError>(rebuild)
    });
    Ok(written.await??)
}
