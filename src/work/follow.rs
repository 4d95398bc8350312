//! The follower: brings the index up to the catalogue's change sequence, from the number it holds.
//!
//! The one owner of the index writer. Must not know what a change means.

use std::sync::Arc;
use std::time::Duration;

use glane_index::{Index, IndexError, Writer};
use glane_store::Store;
use tokio::sync::Notify;

/// Changes taken from the store at a time, and committed together.
const BATCH: u32 = 500;

/// Brings one index into step with one store.
pub struct Follower {
    store: Arc<dyn Store>,
    index: Index,
    // Moved out while a blocking thread writes.
    writer: Option<Writer>,
}

impl Follower {
    /// Takes the index's writer.
    ///
    /// # Errors
    /// When another process holds it.
    pub fn new(store: Arc<dyn Store>, index: Index) -> Result<Self, IndexError> {
        let writer = Some(index.writer()?);
        Ok(Self { store, index, writer })
    }

    /// Applies every change the index does not hold yet. Returns how many.
    ///
    /// # Errors
    /// When the store cannot be read or the index not be written; the next call goes on from the
    /// last commit.
    pub async fn catch_up(&mut self) -> anyhow::Result<u64> {
        let mut applied = 0;
        loop {
            let changes = self.store.changes(self.index.sequence(), BATCH).await?;
            let Some(last) = changes.last().map(|change| change.sequence) else { return Ok(applied) };
            applied += changes.len() as u64;
            let mut writer = match self.writer.take() {
                Some(writer) => writer,
                None => self.index.writer()?,
            };
            // A writer whose thread has failed is dropped; the next call takes a new one.
            let written = tokio::task::spawn_blocking(move || {
                writer.apply(&changes)?;
                writer.commit(last)?;
                Ok::<_, IndexError>(writer)
            });
            self.writer = Some(written.await??);
        }
    }

    /// Builds the index anew beside the one that serves, then swaps. Returns the changes applied.
    ///
    /// # Errors
    /// As [`Self::catch_up`]; the old index then serves on.
    pub async fn rebuild(&mut self, mut progress: impl FnMut(u64)) -> anyhow::Result<u64> {
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => self.index.writer()?,
        };
        let mut rebuild = tokio::task::spawn_blocking(move || writer.rebuild()).await??;
        let (mut sequence, mut applied) = (0, 0);
        loop {
            let changes = self.store.changes(sequence, BATCH).await?;
            let Some(last) = changes.last() else { break };
            sequence = last.sequence;
            applied += changes.len() as u64;
            rebuild = tokio::task::spawn_blocking(move || {
                rebuild.apply(&changes)?;
                Ok::<_, IndexError>(rebuild)
            })
            .await??;
            progress(applied);
        }
        self.writer = Some(tokio::task::spawn_blocking(move || rebuild.finish(sequence)).await??);
        Ok(applied)
    }

    /// Follows for ever: at each wake-up and at least every `every`.
    pub async fn keep_following(mut self, wake: Arc<Notify>, every: Duration) {
        loop {
            if let Err(error) = self.catch_up().await {
                tracing::error!(error = format!("{error:#}"), "the index cannot follow; trying again");
            }
            let _ = tokio::time::timeout(every, wake.notified()).await;
        }
    }
}
