//! How much is handed out at a time, so that many visitors, or slow ones, cannot take the whole machine.
//!
//! Looking something up, unpacking a big file and sending are counted apart. Must not know what is sent.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::commit::Known;
use super::entry::Place;
use super::refusal::Refusal;

/// Look-ups at a time.
const LOOKS: usize = 4;
/// Big files that are on their way at a time.
const SENDINGS: usize = 16;
/// Folders that are being packed at a time.
const PACKINGS: usize = 4;
/// Longest wait for a place.
const PATIENCE: Duration = Duration::from_secs(10);

/// The places, and what is known of commits.
pub(in crate::web) struct Desk {
    looks: Arc<Semaphore>,
    sendings: Arc<Semaphore>,
    packings: Arc<Semaphore>,
    known: Arc<Known>,
    spool: Spool,
}

/// Where big files lie while they are on their way, without a name; one at a time is unpacked in memory.
#[derive(Clone)]
pub(super) struct Spool {
    folder: Arc<Path>,
    memory: Arc<Mutex<()>>,
}

impl Spool {
    /// The folder, for as long as nobody else unpacks.
    pub(super) fn begin(&self) -> (MutexGuard<'_, ()>, &Path) {
        (self.memory.lock().unwrap_or_else(PoisonError::into_inner), &self.folder)
    }
}

impl Desk {
    /// A desk; `data` is a folder in which what is on its way may lie, without a name.
    pub(in crate::web) fn new(data: &Path) -> Self {
        let places = |count| Arc::new(Semaphore::new(count));
        Self {
            looks: places(LOOKS),
            sendings: places(SENDINGS),
            packings: places(PACKINGS),
            known: Arc::default(),
            spool: Spool { folder: data.into(), memory: Arc::default() },
        }
    }

    /// Looks something up, on a thread that may block.
    ///
    /// # Errors
    /// What the look-up says, or that every place is taken.
    pub(super) async fn look<T: Send + 'static>(
        &self,
        place: Place,
        work: impl FnOnce(Place, &Known) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let known = Arc::clone(&self.known);
        let turn = taken(&self.looks).await?;
        blocking(move || {
            // Held to the end of the work, even if the visitor goes meanwhile.
            let _turn = turn;
            work(place, &known)
        })
        .await
    }

    /// A place for a big file on its way.
    ///
    /// # Errors
    /// When every place is taken.
    pub(super) async fn sending(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        taken(&self.sendings).await
    }

    /// A place for a folder that is packed.
    ///
    /// # Errors
    /// When every place is taken.
    pub(super) async fn packing(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        taken(&self.packings).await
    }

    /// Where big files lie on their way.
    pub(super) fn spool(&self) -> Spool {
        self.spool.clone()
    }
}

async fn taken(places: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Refusal> {
    let place = timeout(PATIENCE, Arc::clone(places).acquire_owned()).await;
    place.map_err(|_| Refusal::Busy)?.map_err(|error| Refusal::fault(&error))
}

/// Does work on a thread that may block.
///
/// # Errors
/// What the work says.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Refusal::fault(&error))?
}
