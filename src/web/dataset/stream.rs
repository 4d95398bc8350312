//! One file on its way: a page of projects is read when the one before was taken.
//!
//! What cannot be finished is broken off, so that nobody takes a part for the whole; a reader that takes
//! nothing is cut off, so that slow readers cannot hold every place.

use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::BoxError;
use axum::body::{Body, Bytes};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::timeout;
use tokio_util::io::ReaderStream;

use crate::dataset::{Sheet, Shown};

/// Longest time a reader may take nothing.
const STALL: Duration = Duration::from_secs(60);
/// Bytes that travel at a time.
const CHUNK: usize = 64 << 10;

/// Begins to write a file; the place is held until it is done.
pub(super) fn started(shown: Shown, sheet: Box<dyn Sheet>, place: OwnedSemaphorePermit) -> Body {
    let (to, pieces) = mpsc::channel(1);
    tokio::spawn(async move {
        if let Err(error) = write(shown, sheet, to, STALL).await {
            tracing::info!(%error, "a download was cut off");
        }
        drop(place);
    });
    Body::from_stream(ReaderStream::with_capacity(Pieces::new(pieces), CHUNK))
}

/// Gives the pieces of a file, and last an empty one: that was all.
async fn write(
    mut shown: Shown,
    mut sheet: Box<dyn Sheet>,
    to: mpsc::Sender<Bytes>,
    stall: Duration,
) -> Result<(), BoxError> {
    give(&to, sheet.opening(), stall).await?;
    while let Some(records) = shown.next().await? {
        give(&to, sheet.projects(&records), stall).await?;
    }
    give(&to, sheet.closing(), stall).await?;
    Ok(timeout(stall, to.send(Bytes::new())).await??)
}

async fn give(to: &mpsc::Sender<Bytes>, text: String, stall: Duration) -> Result<(), BoxError> {
    if !text.is_empty() {
        timeout(stall, to.send(text.into())).await??;
    }
    Ok(())
}

/// The pieces as one reader; that they stop without an empty one is a failure and no end.
struct Pieces {
    from: mpsc::Receiver<Bytes>,
    rest: Bytes,
    whole: bool,
}

impl Pieces {
    fn new(from: mpsc::Receiver<Bytes>) -> Self {
        Self { from, rest: Bytes::new(), whole: false }
    }
}

impl AsyncRead for Pieces {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        if self.rest.is_empty() && !self.whole {
            match ready!(self.from.poll_recv(context)) {
                Some(piece) if piece.is_empty() => self.whole = true,
                Some(piece) => self.rest = piece,
                None => return Poll::Ready(Err(Error::new(ErrorKind::UnexpectedEof, "broken off"))),
            }
        }
        let taken = self.rest.len().min(into.remaining());
        into.put_slice(&self.rest.split_to(taken));
        Poll::Ready(Ok(()))
    }
}

#[cfg(test)]
mod tests {
    use glane_catalog::model::ProjectRecord;
    use tokio::io::AsyncReadExt as _;

    use super::*;

    /// A sheet without projects that says two things.
    struct Said;

    impl Sheet for Said {
        fn opening(&mut self) -> String {
            "[".to_owned()
        }
        fn projects(&mut self, _: &[ProjectRecord]) -> String {
            String::new()
        }
        fn closing(&mut self) -> String {
            "]".to_owned()
        }
    }

    async fn empty() -> Shown {
        Shown::new(glane_store::open("sqlite::memory:").await.unwrap())
    }

    #[tokio::test]
    async fn whoever_reads_on_gets_it_all_and_then_the_end_again() {
        let (to, pieces) = mpsc::channel(1);
        let (mut pieces, mut got) = (Pieces::new(pieces), Vec::new());
        let (sent, read) =
            tokio::join!(write(empty().await, Box::new(Said), to, STALL), pieces.read_to_end(&mut got));
        sent.unwrap();
        read.unwrap();
        assert_eq!(got, b"[]");
        assert_eq!(pieces.read(&mut [0; 8]).await.unwrap(), 0, "compression asks once more");
    }

    #[tokio::test]
    async fn a_reader_that_takes_nothing_gets_a_broken_answer_and_no_short_one() {
        let (to, pieces) = mpsc::channel(1);
        let short = Duration::from_millis(50);
        write(empty().await, Box::new(Said), to, short).await.unwrap_err();
        let mut got = Vec::new();
        let read = Pieces::new(pieces).read_to_end(&mut got).await;
        assert_eq!(read.unwrap_err().kind(), ErrorKind::UnexpectedEof, "a part is not taken for the whole");
        assert_eq!(got, b"[");
    }
}
