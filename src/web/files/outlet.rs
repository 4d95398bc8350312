//! Bytes on their way to a visitor, written from a thread that may block.
//!
//! A visitor who takes nothing for a minute is cut off, or hardly anything, and everybody after an hour. Must not know what is sent.

use std::io::{self, ErrorKind, Write};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::timeout;

use crate::web::pieces::{self, CHUNK};

/// Longest time a visitor may take nothing.
const STALL: Duration = Duration::from_secs(60);
/// Longest time of one sending.
const LONGEST: Duration = Duration::from_secs(3600);
/// Least bytes a second that a visitor takes, after the first minute.
const PACE: u64 = 16 << 10;

/// Where bytes are written that a visitor reads.
pub(super) struct Outlet {
    to: mpsc::Sender<Bytes>,
    runtime: Handle,
    since: Instant,
    sent: u64,
    /// What is not yet a piece.
    waiting: Vec<u8>,
}

/// Has something written on a thread that may block; the place is held until it is done.
pub(super) fn body(
    place: OwnedSemaphorePermit,
    write: impl FnOnce(&mut Outlet) -> io::Result<()> + Send + 'static,
) -> Body {
    let (to, pieces) = mpsc::channel(2);
    let (runtime, since) = (Handle::current(), Instant::now());
    let mut outlet = Outlet { to, runtime, since, sent: 0, waiting: Vec::with_capacity(CHUNK) };
    tokio::task::spawn_blocking(move || {
        let _place = place;
        let written = write(&mut outlet).and_then(|()| outlet.flush());
        // An empty piece says that it was all.
        if let Err(error) = written.and_then(|()| outlet.send(Bytes::new())) {
            tracing::info!(%error, "a download was cut off");
        }
    });
    pieces::body(pieces)
}

impl Outlet {
    fn send(&mut self, piece: Bytes) -> io::Result<()> {
        let elapsed = self.since.elapsed();
        let is_slow = elapsed > STALL && self.sent < PACE * elapsed.as_secs();
        if elapsed > LONGEST || is_slow {
            return Err(ErrorKind::TimedOut.into());
        }
        self.sent += piece.len() as u64;
        let sent = self.runtime.block_on(async { timeout(STALL, self.to.send(piece)).await });
        sent?.map_err(|_| ErrorKind::BrokenPipe.into())
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(CHUNK - self.waiting.len());
        self.waiting.extend_from_slice(&bytes[..taken]);
        if self.waiting.len() == CHUNK {
            self.flush()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.waiting, Vec::with_capacity(CHUNK));
        self.send(piece.into())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use http_body_util::BodyExt as _;
    use tokio::sync::Semaphore;

    use super::*;

    async fn place(places: &Arc<Semaphore>) -> OwnedSemaphorePermit {
        Arc::clone(places).acquire_owned().await.unwrap()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn what_is_written_comes_whole_and_frees_its_place() {
        let places = Arc::new(Semaphore::new(1));
        let bytes = vec![7; 3 * CHUNK + 5];
        let sent = bytes.clone();
        let body = body(place(&places).await, move |to| to.write_all(&sent));
        assert!(body.collect().await.unwrap().to_bytes() == bytes);
        drop(place(&places).await);
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_failure_breaks_the_answer_off_and_a_visitor_who_leaves_ends_the_work() {
        let places = Arc::new(Semaphore::new(1));
        let broken = body(place(&places).await, |to| {
            to.write_all(&[7; 2 * CHUNK])?;
            Err(ErrorKind::NotFound.into())
        });
        assert!(broken.collect().await.is_err(), "a part is not taken for the whole");
        let endless = body(place(&places).await, |to| {
            loop {
                to.write_all(&[7; CHUNK])?;
            }
        });
        drop(endless);
        drop(place(&places).await);
    }
}
