//! The follower: brings the index up to the catalogue's change sequence, from the number it holds.
//!
//! An index that cannot be of this catalogue is built anew. The one owner of the index writer; must
//! not know what a change means.

use std::sync::Arc;
use std::time::Duration;

use glane_catalog::vocabulary::software;
use glane_index::{Index, IndexError, Writer};
use glane_store::Store;
use jiff::Timestamp;
use tokio::sync::Notify;

use super::announce;
use crate::clock::Clock;

/// Changes taken from the store at a time, and committed together.
const BATCH: u32 = 500;

/// The name under which the store notes that somebody who could not take the writer asked for the index
/// to be built anew; the epoch once that is done.
pub const REBUILD: &str = "index to be rebuilt";

/// Brings one index into step with one store.
pub struct Follower {
    store: Arc<dyn Store>,
    index: Index,
    clock: Clock,
    // Moved out while a blocking thread writes.
    writer: Option<Writer>,
}

impl Follower {
    /// Takes the index's writer; the clock dates what is announced to those who harvest.
    ///
    /// # Errors
    /// When another process holds it.
    pub fn new(store: Arc<dyn Store>, index: Index, clock: Clock) -> Result<Self, IndexError> {
        let writer = Some(index.writer()?);
        Ok(Self { store, index, clock, writer })
    }

    /// Applies every change the index does not hold yet. Returns how many. An index of another
    /// catalogue, or of a later state of this one than the store has, is built anew.
    ///
    /// # Errors
    /// When the store cannot be read or the index not be written; the next call goes on from the
    /// last commit.
    pub async fn catch_up(&mut self) -> anyhow::Result<u64> {
        // First, and by itself: what is wrong with the index keeps nothing from being announced.
        if let Err(error) = announce::catch_up(self.store.as_ref(), &self.clock).await {
            tracing::error!(error = format!("{error:#}"), "changes cannot be announced; trying again");
        }
        let identity = self.store.identity().await?;
        if self.is_astray(&identity).await? {
            tracing::warn!("the index is not of this catalogue, or ahead of it: it is built anew");
            return self.rebuild(|_| {}).await;
        }
        if self.is_asked().await? {
            tracing::info!("the index is built anew, as was asked");
            let applied = self.rebuild(|_| {}).await?;
            self.store.set_last_run(REBUILD, Timestamp::UNIX_EPOCH).await?;
            return Ok(applied);
        }
        let mut applied = 0;
        loop {
            let changes = self.store.changes(self.index.sequence(), BATCH).await?;
            let Some(last) = changes.last().map(|change| change.sequence) else { return Ok(applied) };
            applied += changes.len() as u64;
            let mut writer = match self.writer.take() {
                Some(writer) => writer,
                None => self.index.writer()?,
            };
            let identity = identity.clone();
            // An index is begun with the programs that Glane knows; a list of others is another index.
            let begins = self.index.sequence() == 0;
            // A writer whose thread has failed is dropped; the next call takes a new one.
            let written = tokio::task::spawn_blocking(move || {
                if begins {
                    writer.shelve(software::all())?;
                }
                writer.apply(&changes)?;
                writer.commit_of(&identity, last)?;
                Ok::<_, IndexError>(writer)
            });
            self.writer = Some(written.await??);
        }
    }

    /// Whether the number that the index holds means nothing here: a database was lost and begun
    /// anew, or an older one was put in its place. An index that holds nothing is never astray.
    async fn is_astray(&self, identity: &str) -> anyhow::Result<bool> {
        let held = self.index.sequence();
        Ok(held > 0 && (self.index.identity() != identity || held > self.store.sequence().await?))
    }

    async fn is_asked(&self) -> anyhow::Result<bool> {
        Ok(self.store.last_run(REBUILD).await?.is_some_and(|at| at > Timestamp::UNIX_EPOCH))
    }

    /// Builds the index anew beside the one that serves, then swaps. Returns the changes applied.
    ///
    /// # Errors
    /// As [`Self::catch_up`]; the old index then serves on.
    pub async fn rebuild(&mut self, mut progress: impl FnMut(u64)) -> anyhow::Result<u64> {
        let identity = self.store.identity().await?;
        let writer = match self.writer.take() {
            Some(writer) => writer,
            None => self.index.writer()?,
        };
        let mut rebuild = tokio::task::spawn_blocking(move || writer.rebuild()).await??;
        let (mut sequence, mut applied) = (0, 0);
        loop {
            let changes = self.store.changes(sequence, BATCH).await?;
            let Some(last) = changes.last() else { break };
            let begins = sequence == 0;
            sequence = last.sequence;
            applied += changes.len() as u64;
            rebuild = tokio::task::spawn_blocking(move || {
                if begins {
                    rebuild.shelve(software::all())?;
                }
                rebuild.apply(&changes)?;
                Ok::<_, IndexError>(rebuild)
            })
            .await??;
            progress(applied);
        }
        let finished = tokio::task::spawn_blocking(move || rebuild.finish_of(&identity, sequence));
        self.writer = Some(finished.await??);
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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use glane_catalog::model::{ProjectRecord, ProjectState, SourceProject};

    use super::*;

    fn record(id: &str) -> ProjectRecord {
        let mut record = ProjectRecord::discovered(SourceProject {
            name: id.to_owned(),
            clone_url: format!("https://example.org/eole/{id}.git"),
            ..SourceProject::public(format!("mim:{id}").parse().unwrap(), &format!("eole/{id}"))
        });
        record.state = ProjectState::Published;
        record
    }

    async fn store(path: &Path, ids: &[&str]) -> Arc<dyn Store> {
        let store = glane_store::open(&format!("sqlite:{}", path.display())).await.unwrap();
        for id in ids {
            store.put_project(&record(id)).await.unwrap();
        }
        store
    }

    /// What the index holds once it has followed: records, number, name.
    async fn followed(store: &Arc<dyn Store>, folder: &Path) -> (u64, u64, String) {
        let index = Index::open(folder).unwrap();
        Follower::new(Arc::clone(store), index.clone(), Clock::system()).unwrap().catch_up().await.unwrap();
        (gathered(&index), index.sequence(), index.identity())
    }

    /// Records that are not of the shelf of programs.
    fn gathered(index: &Index) -> u64 {
        index.status().unwrap().documents.saturating_sub(software::all().len() as u64)
    }

    #[tokio::test]
    async fn an_index_of_another_catalogue_or_ahead_of_its_own_is_built_anew() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("index");
        let first = store(&folder.path().join("first.db"), &["1", "2"]).await;
        let name = first.identity().await.unwrap();
        assert_eq!(followed(&first, &place).await, (2, 2, name.clone()));

        // Begun anew, with as many changes: by its number alone the index would seem up to date.
        let second = store(&folder.path().join("second.db"), &["7", "8", "8"]).await;
        assert_eq!(second.sequence().await.unwrap(), 2);
        assert_eq!(followed(&second, &place).await, (2, 2, second.identity().await.unwrap()));
        let empty = store(&folder.path().join("empty.db"), &[]).await;
        assert_eq!(followed(&empty, &place).await, (0, 0, empty.identity().await.unwrap()));

        // The same catalogue put back to an older state: the index is ahead of it.
        assert_eq!(followed(&first, &place).await, (2, 2, name.clone()));
        Index::open(&place).unwrap().writer().unwrap().commit_of(&name, 9).unwrap();
        assert_eq!(followed(&first, &place).await, (2, 2, name));
    }

    #[tokio::test]
    async fn an_index_is_built_anew_when_another_process_asked_and_once_only() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(&folder.path().join("a.db"), &["1", "2", "3"]).await;
        let index = Index::open(&folder.path().join("index")).unwrap();
        let mut follower = Follower::new(Arc::clone(&store), index.clone(), Clock::system()).unwrap();
        assert_eq!(follower.catch_up().await.unwrap(), 3);
        store.remove_project(&record("2").source.key).await.unwrap();
        follower.catch_up().await.unwrap();
        assert_eq!(index.status().unwrap().deleted, 1, "still in its files");

        store.set_last_run(REBUILD, Timestamp::from_second(1).unwrap()).await.unwrap();
        follower.catch_up().await.unwrap();
        let status = index.status().unwrap();
        assert_eq!((gathered(&index), status.deleted), (2, 0));
        assert_eq!(follower.catch_up().await.unwrap(), 0, "nothing is left to do");
    }
}
