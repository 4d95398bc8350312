//! A long text in pieces that overlap, so that it is read to its end within a memory that is bounded.
//!
//! Must not know rules.

use std::io::{self, Read};

use super::FILE_LIMIT;

/// Bytes that two pieces share: what ends beyond a piece is whole in the next.
const OVERLAP: usize = 64 * 1024;
/// What begins so near to the end of a piece, once it is UTF-8, is left to the next.
pub(super) const MARGIN: usize = OVERLAP / 4;

/// The pieces of a text.
pub(super) struct Windows<R> {
    from: R,
    buffer: Vec<u8>,
    /// The mark of UTF-16, which each piece begins with; otherwise empty.
    mark: &'static [u8],
    begun: bool,
    ended: bool,
    /// Line breaks before the piece.
    breaks: usize,
}

/// One piece.
pub(super) struct Window<'b> {
    pub(super) bytes: &'b [u8],
    /// Line breaks before it.
    pub(super) breaks: usize,
    pub(super) is_first: bool,
    pub(super) is_last: bool,
}

impl<R: Read> Windows<R> {
    pub(super) fn of(from: R) -> Self {
        Self { from, buffer: Vec::new(), mark: b"", begun: false, ended: false, breaks: 0 }
    }

    /// The next piece; none after the last.
    pub(super) fn next(&mut self) -> io::Result<Option<Window<'_>>> {
        if self.ended {
            return Ok(None);
        }
        let is_first = !self.begun;
        if self.begun {
            self.advance();
        }
        let room = FILE_LIMIT.saturating_sub(self.buffer.len());
        let read = self.from.by_ref().take(room as u64).read_to_end(&mut self.buffer)?;
        self.ended = read < room;
        if is_first {
            self.begun = true;
            self.mark = [&b"\xff\xfe"[..], b"\xfe\xff"]
                .into_iter()
                .find(|mark| self.buffer.starts_with(mark))
                .unwrap_or_default();
        }
        Ok(Some(Window { bytes: &self.buffer, breaks: self.breaks, is_first, is_last: self.ended }))
    }

    /// Leaves what the next piece does not share with the last.
    fn advance(&mut self) {
        let mut start = self.buffer.len().saturating_sub(OVERLAP).max(self.mark.len());
        if self.mark.is_empty() {
            // At the beginning of a line where there is one, and never within a letter.
            let near = &self.buffer[start..(start + MARGIN).min(self.buffer.len())];
            start += match memchr::memchr(b'\n', near) {
                Some(at) => at + 1,
                None => near.iter().take(3).take_while(|byte| **byte & 0xc0 == 0x80).count(),
            };
        } else {
            start -= start % 2;
        }
        self.breaks += self.breaks_before(start);
        self.buffer.drain(self.mark.len()..start);
    }

    fn breaks_before(&self, end: usize) -> usize {
        let passed = &self.buffer[self.mark.len()..end];
        let wanted: [u8; 2] = match self.mark {
            b"" => return memchr::memchr_iter(b'\n', passed).count(),
            b"\xff\xfe" => [b'\n', 0],
            _ => [0, b'\n'],
        };
        passed.chunks_exact(2).filter(|unit| **unit == wanted).count()
    }
}
