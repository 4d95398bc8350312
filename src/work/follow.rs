//! The follower: brings the index up to the catalogue's change sequence, from the number it holds.
//!
//! An index that cannot be of this catalogue is built anew, a damaged one begun anew. The one owner of
//! the index writer; must not know what a change means.

mod mend;
mod pace;
mod rebuild;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::{Duration, Instant};

use glane_catalog::vocabulary::software;
use glane_index::{Filling, Index, IndexError, Trouble, Writer};
use glane_store::Store;
use jiff::Timestamp;
use tokio::sync::Notify;

use self::mend::Trust;
use self::pace::{BATCH, Pace};
use super::announce;
use crate::clock::Clock;
use crate::disk;

/// The name under which the store notes that somebody who could not take the writer asked for the index
/// to be built anew; the epoch once that is done.
pub const REBUILD: &str = "index to be rebuilt";

/// How many changes an index may be behind and still be said to be whole.
const MANY: u64 = 5000;
/// How long to wait after a failure; twice as long after the second, four times after the next ones.
const RETRY: Duration = Duration::from_secs(5);
/// How long an index that could not be built anew is followed as it is before that is tried again: each try
/// costs as much as one that succeeds.
const REBUILD_AGAIN: Duration = Duration::from_secs(10 * 60);
/// How often the log tells how far a long filling has come.
const TOLD: Duration = Duration::from_secs(10);

/// Brings one index into step with one store.
pub struct Follower {
    store: Arc<dyn Store>,
    index: Index,
    clock: Clock,
    // Moved out while a blocking thread writes.
    writer: Option<Writer>,
    pace: Pace,
    trust: Trust,
    // What was asked for and failed, and when.
    failed: Option<(Timestamp, Instant)>,
}

impl Follower {
    /// Takes the index's writer; the clock dates what is announced to those who harvest.
    ///
    /// # Errors
    /// When another process holds it.
    pub fn new(store: Arc<dyn Store>, index: Index, clock: Clock) -> Result<Self, IndexError> {
        let writer = match index.writer() {
            Err(IndexError::Damaged { .. }) => {
                index.begin_anew()?;
                index.writer()?
            }
            taken => taken?,
        };
        let (pace, trust) = (Pace::default(), Trust::new(Instant::now()));
        Ok(Self { store, index, clock, writer: Some(writer), pace, trust, failed: None })
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
        let done = self.step().await;
        self.say(&done);
        done
    }

    async fn step(&mut self) -> anyhow::Result<u64> {
        self.mend().await?;
        let identity = self.store.identity().await?;
        if self.is_astray(&identity).await? {
            tracing::warn!("the index is not of this catalogue, or ahead of it: it is built anew");
            let mut telling = Telling::begin();
            return self.rebuild(|filling| telling.tell(filling)).await;
        }
        if let Some(asked) = self.asked().await?.filter(|asked| !self.is_put_off(*asked)) {
            match self.rebuild_as_asked(asked).await {
                Ok(applied) => return Ok(applied),
                // A disk without room for a second index may well have room for what changes.
                failed @ Err(_) => {
                    self.failed = Some((asked, Instant::now()));
                    self.say(&failed);
                    if let Err(error) = failed {
                        tracing::error!(
                            error = disk::explained(format!("{error:#}")),
                            "the index cannot be built anew: it follows as it is; trying again later"
                        );
                    }
                }
            }
        }
        self.follow(&identity).await
    }

    async fn rebuild_as_asked(&mut self, asked: Timestamp) -> anyhow::Result<u64> {
        tracing::info!("the index is built anew, as was asked");
        let mut telling = Telling::begin();
        let applied = self.rebuild(|filling| telling.tell(filling)).await?;
        // Whoever asked again meanwhile may have had something to hide that was already written.
        if self.asked().await? == Some(asked) {
            self.store.set_last_run(REBUILD, Timestamp::UNIX_EPOCH).await?;
        }
        Ok(applied)
    }

    /// Whether this failed a short while ago; who asks again meanwhile has it tried at once.
    fn is_put_off(&self, asked: Timestamp) -> bool {
        self.failed.is_some_and(|(what, then)| what == asked && then.elapsed() < REBUILD_AGAIN)
    }

    /// Says how the index stands after a step.
    fn say<T>(&self, done: &anyhow::Result<T>) {
        let Err(error) = done else {
            self.index.say_filling(None);
            return self.index.say_trouble(None);
        };
        // What was built aside is given up; what is begun anew still lacks what it lacked.
        if self.index.state().filling.is_some_and(|filling| filling.aside) {
            self.index.say_filling(None);
        }
        if matches!(error.downcast_ref(), Some(IndexError::Damaged { .. })) {
            self.index.doubt();
        }
        let is_full = disk::is_full(&format!("{error:#}"));
        self.index.say_trouble(Some(if is_full { Trouble::DiskFull } else { Trouble::Failing }));
    }

    /// Applies what came after the number that the index holds.
    async fn follow(&mut self, identity: &str) -> anyhow::Result<u64> {
        let (mut after, of) = (self.index.sequence(), self.store.sequence().await?);
        let is_long = of.saturating_sub(after) > if after == 0 { 0 } else { MANY };
        let (mut applied, mut is_committed, mut telling) = (0, true, Telling::begin());
        loop {
            let changes = self.store.changes(after, BATCH).await?;
            let last = changes.last().map_or(after, |change| change.sequence);
            if changes.is_empty() && is_committed {
                return Ok(applied);
            }
            if is_long {
                let filling = Filling { done: after, of: of.max(after), aside: false };
                self.index.say_filling(Some(filling));
                telling.tell(filling);
            }
            applied += changes.len() as u64;
            // An index is begun with the programs that Glane knows; a list of others is another index.
            let begins = after == 0;
            let is_last = changes.len() < BATCH as usize;
            let commits = self.pace.is_due(is_last, Instant::now());
            let identity = identity.to_owned();
            self.write(move |writer| {
                if begins {
                    writer.shelve(software::all())?;
                }
                writer.apply(&changes)?;
                if commits { writer.commit_of(&identity, last) } else { Ok(()) }
            })
            .await?;
            if commits {
                self.pace.committed(Instant::now());
            }
            (after, is_committed) = (last, commits);
        }
    }

    /// Has the writer do something on a thread that may block. One that failed is dropped; the next call
    /// takes a new one.
    async fn write(
        &mut self,
        work: impl FnOnce(&mut Writer) -> Result<(), IndexError> + Send + 'static,
    ) -> anyhow::Result<()> {
        let mut writer = self.take_writer()?;
        let written = tokio::task::spawn_blocking(move || work(&mut writer).map(|()| writer));
        self.writer = Some(written.await??);
        Ok(())
    }

    fn take_writer(&mut self) -> Result<Writer, IndexError> {
        match self.writer.take() {
            Some(writer) => Ok(writer),
            None => self.index.writer(),
        }
    }

    /// Whether the number that the index holds means nothing here: a database was lost and begun
    /// anew, or an older one was put in its place. An index that holds nothing is never astray.
    async fn is_astray(&self, identity: &str) -> anyhow::Result<bool> {
        let held = self.index.sequence();
        Ok(held > 0 && (self.index.identity() != identity || held > self.store.sequence().await?))
    }

    /// When somebody asked for it to be built anew, if it was not done since.
    async fn asked(&self) -> anyhow::Result<Option<Timestamp>> {
        Ok(self.store.last_run(REBUILD).await?.filter(|at| *at > Timestamp::UNIX_EPOCH))
    }

    /// Follows for ever: at each wake-up and at least every `every`, but a few changes wait for others.
    pub async fn keep_following(mut self, wake: Arc<Notify>, every: Duration) {
        let mut failures = 0;
        loop {
            let wait = self.wait().await;
            if !wait.is_zero() {
                tokio::time::sleep(wait.min(every)).await;
                continue;
            }
            match self.catch_up().await {
                Ok(_) => {
                    failures = 0;
                    let _ = tokio::time::timeout(every, wake.notified()).await;
                }
                Err(error) => {
                    tracing::error!(
                        error = disk::explained(format!("{error:#}")),
                        "the index cannot follow: searches show its last good state; trying again"
                    );
                    tokio::time::sleep(RETRY * (1 << failures)).await;
                    failures = (failures + 1).min(2);
                }
            }
        }
    }

    /// How long what is there waits for more of it. A store that does not answer is met when it is followed.
    async fn wait(&self) -> Duration {
        match self.store.sequence().await.unwrap_or_default().saturating_sub(self.index.sequence()) {
            0 => Duration::ZERO,
            waiting => self.pace.wait(waiting, Instant::now()),
        }
    }
}

/// Tells the log now and then how far a filling has come.
struct Telling {
    said: Instant,
}

impl Telling {
    fn begin() -> Self {
        Self { said: Instant::now() }
    }

    fn tell(&mut self, filling: Filling) {
        if self.said.elapsed() >= TOLD {
            self.said = Instant::now();
            let Filling { done, of, aside } = filling;
            tracing::info!(done, of, aside, "the index is being built");
        }
    }
}
