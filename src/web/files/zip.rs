//! A ZIP file written while it is sent: every file's head says its sizes, so that nothing is told afterwards.
//!
//! The same files give the same bytes. Below the limits of the first format: no file of 4 GiB, at most 65,535
//! of them. Must not know where files come from.

use std::io::{self, Read, Write};

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// Largest file that is packed; what is larger is a picture, a film or packed already.
pub(super) const PACKED: u64 = 16 << 20;
/// Names are UTF-8.
const FLAGS: u16 = 0x0800;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;
/// Version that can read it (2.0), and who made it: this version, on a Unix.
const READ_BY: u16 = 20;
const MADE_BY: u16 = 0x0300 | READ_BY;

/// A ZIP file under way.
pub(super) struct Zip<W> {
    to: W,
    /// Bytes written.
    at: u32,
    /// The table at its end.
    table: Vec<u8>,
    count: u16,
    /// Time and day of every file.
    time: [u8; 4],
}

/// One file, as its head and the table tell of it.
pub(super) struct Head<'a> {
    /// Its path.
    pub(super) name: &'a str,
    /// Whether it is a program.
    pub(super) is_program: bool,
}

impl<W: Write> Zip<W> {
    /// Begins; every file bears this time.
    pub(super) fn new(to: W, time: Timestamp) -> Self {
        Self { to, at: 0, table: Vec::new(), count: 0, time: dos(time) }
    }

    /// A file whose bytes are here, packed where that makes it smaller.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn file(&mut self, head: &Head<'_>, bytes: &[u8]) -> io::Result<()> {
        let mut sum = Crc::new();
        sum.update(bytes);
        let packed = match bytes.len() as u64 {
            1..=PACKED => {
                let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(bytes)?;
                Some(encoder.finish()?).filter(|packed| packed.len() < bytes.len())
            }
            _ => None,
        };
        let (method, sent) = packed.as_deref().map_or((STORED, bytes), |packed| (DEFLATED, packed));
        self.head(head, method, sum.sum(), (sent.len() as u64, bytes.len() as u64))?;
        self.to.write_all(sent)
    }

    /// A file that is read twice: once for its sum, once to be sent as it is.
    ///
    /// # Errors
    /// When it cannot be read or written, or changed in between.
    pub(super) fn copied<R: Read>(
        &mut self,
        head: &Head<'_>,
        mut open: impl FnMut() -> io::Result<R>,
    ) -> io::Result<()> {
        let (mut sum, mut length, mut first) = (Crc::new(), 0, open()?);
        let mut chunk = vec![0; 64 << 10];
        loop {
            let read = first.read(&mut chunk)?;
            if read == 0 {
                break;
            }
            sum.update(&chunk[..read]);
            length += read as u64;
        }
        self.head(head, STORED, sum.sum(), (length, length))?;
        let sent = io::copy(&mut open()?.take(length), &mut self.to)?;
        if sent == length { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    /// Writes the table.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let length = short(self.table.len() as u64)?;
        self.to.write_all(&self.table)?;
        self.to.write_all(b"PK\x05\x06\x00\x00\x00\x00")?;
        self.to.write_all(&[self.count.to_le_bytes(), self.count.to_le_bytes()].concat())?;
        self.to.write_all(&[length.to_le_bytes(), self.at.to_le_bytes()].concat())?;
        self.to.write_all(&[0, 0])
    }

    fn head(&mut self, head: &Head<'_>, method: u16, sum: u32, (sent, whole): (u64, u64)) -> io::Result<()> {
        let name = u16::try_from(head.name.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        let (sent, whole) = (short(sent)?, short(whole)?);
        let mut common = [READ_BY, FLAGS, method].map(u16::to_le_bytes).concat();
        common.extend(self.time);
        common.extend([sum, sent, whole].map(u32::to_le_bytes).concat());
        // The name; nothing further.
        common.extend([name, 0].map(u16::to_le_bytes).concat());
        let mode: u32 = if head.is_program { 0o100_755 } else { 0o100_644 };
        self.table.extend(b"PK\x01\x02");
        self.table.extend(MADE_BY.to_le_bytes());
        self.table.extend(&common);
        // No comment, the first disk, no inner attributes.
        self.table.extend([0; 6]);
        self.table.extend([mode << 16, self.at].map(u32::to_le_bytes).concat());
        self.table.extend(head.name.as_bytes());
        self.to.write_all(b"PK\x03\x04")?;
        self.to.write_all(&common)?;
        self.to.write_all(head.name.as_bytes())?;
        let length = 4 + common.len() as u64 + u64::from(name) + u64::from(sent);
        self.at = short(u64::from(self.at) + length)?;
        self.count = self.count.checked_add(1).ok_or(io::ErrorKind::InvalidInput)?;
        Ok(())
    }
}

fn short(length: u64) -> io::Result<u32> {
    u32::try_from(length).map_err(|_| io::ErrorKind::FileTooLarge.into())
}

/// Time and day as the format has them, in UTC and in steps of two seconds, between 1980 and 2107.
fn dos(time: Timestamp) -> [u8; 4] {
    let at = time.to_zoned(TimeZone::UTC);
    let number = |value: i8| u16::try_from(value).unwrap_or_default();
    let (time, day) = match at.year() {
        ..1980 => (0, 1 << 5 | 1),
        2108.. => (0, 127 << 9 | 12 << 5 | 31),
        year => (
            number(at.hour()) << 11 | number(at.minute()) << 5 | number(at.second()) >> 1,
            u16::try_from(year - 1980).unwrap_or_default() << 9 | number(at.month()) << 5 | number(at.day()),
        ),
    };
    let bytes = u32::from(day) << 16 | u32::from(time);
    bytes.to_le_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_format() {
        // 2023-11-14 22:13:20 UTC: (43 << 9 | 11 << 5 | 14) = 0x576e, (22 << 11 | 13 << 5 | 10) = 0xb1aa.
        assert_eq!(dos(Timestamp::from_second(1_700_000_000).unwrap()), [0xaa, 0xb1, 0x6e, 0x57]);
        assert_eq!(dos(Timestamp::from_second(0).unwrap()), [0, 0, 0x21, 0]);
    }

    #[test]
    fn the_same_files_give_the_same_bytes_packed_where_that_helps() {
        let written = || {
            let mut bytes = Vec::new();
            let mut zip = Zip::new(&mut bytes, Timestamp::from_second(1_700_000_000).unwrap());
            let head = |name| Head { name, is_program: false };
            zip.file(&head("a.txt"), &[b'a'; 10_000]).unwrap();
            zip.file(&head("vide"), b"").unwrap();
            zip.copied(&head("é/film"), || Ok(&b"stored"[..])).unwrap();
            zip.finish().unwrap();
            bytes
        };
        let bytes = written();
        assert_eq!(bytes, written());
        assert!(bytes.len() < 500, "{}", bytes.len());
    }
}
