//! One file on its way: a page of projects is read when the one before was taken.
//!
//! What cannot be finished is broken off, so that nobody takes a part for the whole; a reader that takes
//! nothing is cut off, so that slow readers cannot hold every place.

use std::time::Duration;

use axum::BoxError;
use axum::body::{Body, Bytes};
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::time::timeout;

use crate::dataset::{Sheet, Shown};
use crate::web::pieces;

/// Longest time a reader may take nothing.
const STALL: Duration = Duration::from_secs(60);

/// Begins to write a file; the place is held until it is done.
pub(super) fn started(shown: Shown, sheet: Box<dyn Sheet>, place: OwnedSemaphorePermit) -> Body {
    let (to, pieces) = mpsc::channel(1);
    tokio::spawn(async move {
        if let Err(error) = write(shown, sheet, to, STALL).await {
            tracing::info!(%error, "a download was cut off");
        }
        drop(place);
    });
    pieces::body(pieces)
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

#[cfg(test)]
mod tests {
    use std::io::ErrorKind;

    use glane_catalog::model::ProjectRecord;
    use tokio::io::AsyncReadExt as _;

    use super::*;
    use crate::web::pieces::Pieces;

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
