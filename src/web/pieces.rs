//! An answer that is made piece by piece while it travels, as a body.
//!
//! What cannot be finished is broken off, so that nobody takes a part for the whole. Must not know what it is.

use std::io::{Error, ErrorKind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::sync::mpsc;
use tokio_util::io::ReaderStream;

/// Bytes that travel at a time.
pub(super) const CHUNK: usize = 64 << 10;

/// The pieces as a body; the last is an empty one.
pub(super) fn body(pieces: mpsc::Receiver<Bytes>) -> Body {
    Body::from_stream(ReaderStream::with_capacity(Pieces::new(pieces), CHUNK))
}

/// The pieces as one reader; that they stop without an empty one is a failure and no end.
pub(super) struct Pieces {
    from: mpsc::Receiver<Bytes>,
    rest: Bytes,
    whole: bool,
}

impl Pieces {
    /// What comes through a channel.
    pub(super) fn new(from: mpsc::Receiver<Bytes>) -> Self {
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
