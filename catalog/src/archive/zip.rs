//! The entries of a ZIP file, by its table at the end.
//!
//! Every number in it is a claim of a stranger: nothing is read that is not there.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// Most entries that are looked at.
const ENTRIES: usize = 20_000;
/// The end of the table is at most so far before the end of the file.
const TAIL: usize = 66 * 1024;

/// One file in the archive.
pub(crate) struct Entry<'a> {
    pub(crate) name: &'a [u8],
    /// None where the table leads to nothing.
    packed: Option<&'a [u8]>,
    method: usize,
    /// Whether only a password opens it.
    pub(crate) is_locked: bool,
    /// The size that is announced for it, which may be a lie.
    pub(crate) announced: usize,
}

/// Why nothing of an entry can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// Only a password opens it.
    Locked,
    /// It is packed in a way that is not known here.
    Method,
    /// The table leads to nothing.
    Absent,
}

impl Entry<'_> {
    /// What keeps it from being read at all.
    pub(crate) fn obstacle(&self) -> Option<Obstacle> {
        if self.is_locked {
            Some(Obstacle::Locked)
        } else if !matches!(self.method, 0 | 8) {
            Some(Obstacle::Method)
        } else {
            self.packed.is_none().then_some(Obstacle::Absent)
        }
    }

    /// Its first bytes, at most so many, and whether that is all of it.
    pub(crate) fn inflated(&self, most: usize) -> (Vec<u8>, bool) {
        let Some(packed) = self.packed else { return (Vec::new(), false) };
        match self.method {
            0 => (packed[..packed.len().min(most)].to_vec(), packed.len() <= most),
            8 => bounded(DeflateDecoder::new(packed), most),
            _ => (Vec::new(), false),
        }
    }
}

/// What a stream gives, at most so many bytes, and whether it ended well before; what came before
/// the damage is words as well.
pub(crate) fn bounded(from: impl Read, most: usize) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let read = from.take(most as u64 + 1).read_to_end(&mut bytes);
    let whole = read.is_ok() && bytes.len() <= most;
    bytes.truncate(most);
    (bytes, whole)
}

/// The entries that can be named, and whether those are all that the table announces.
pub(crate) fn entries(bytes: &[u8]) -> (Vec<Entry<'_>>, bool) {
    let tail = bytes.len().saturating_sub(TAIL);
    let Some(end) = memchr::memmem::rfind(&bytes[tail..], b"PK\x05\x06") else { return (Vec::new(), false) };
    let mut at = number(bytes, tail + end + 16, 4).unwrap_or(usize::MAX);
    let mut entries = Vec::new();
    while entries.len() < ENTRIES {
        let Some((entry, next)) = entry(bytes, at) else { break };
        entries.push(entry);
        at = next;
    }
    let announced = number(bytes, tail + end + 10, 2);
    let whole = announced == Some(entries.len());
    (entries, whole)
}

/// One row of the table, and where the next begins.
fn entry(bytes: &[u8], at: usize) -> Option<(Entry<'_>, usize)> {
    if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
        return None;
    }
    let lengths = [28, 30, 32].map(|field| number(bytes, at + field, 2));
    let [Some(name), Some(extra), Some(comment)] = lengths else { return None };
    let next = at + 46 + name + extra + comment;
    let packed = || -> Option<&[u8]> {
        let local = number(bytes, at + 42, 4)?;
        let start = local.checked_add(30)?.checked_add(number(bytes, local.checked_add(26)?, 2)?)?;
        let start = start.checked_add(number(bytes, local.checked_add(28)?, 2)?)?;
        bytes.get(start..start.checked_add(number(bytes, at + 20, 4)?)?)
    };
    let entry = Entry {
        name: bytes.get(at + 46..at + 46 + name)?,
        packed: packed(),
        method: number(bytes, at + 10, 2)?,
        is_locked: number(bytes, at + 8, 2)? & 1 == 1,
        announced: number(bytes, at + 24, 4)?,
    };
    Some((entry, next))
}

/// A number of so many bytes, the smallest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | usize::from(byte)))
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write;

    /// A ZIP file with these entries, every second one deflated.
    pub(crate) fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let files: Vec<_> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        zip_of_bytes(&files)
    }

    /// The same of entries that are no text.
    pub(crate) fn zip_of_bytes(files: &[(&str, &[u8])]) -> Vec<u8> {
        let (mut body, mut table) = (Vec::new(), Vec::new());
        for (place, (name, text)) in files.iter().enumerate() {
            let mut packed = text.to_vec();
            let method = if place % 2 == 0 { 8_u16 } else { 0 };
            if method == 8 {
                let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
                encoder.write_all(text).unwrap();
                packed = encoder.finish().unwrap();
            }
            let length = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
            let middle = [&length(0)[..], &length(packed.len()), &length(text.len())].concat();
            let names = [length(name.len())[..2].to_vec(), vec![0, 0]].concat();
            table.extend(
                [&b"PK\x01\x02\x14\0\x14\0\0\0"[..], &method.to_le_bytes(), &[0; 4], &middle, &names]
                    .concat(),
            );
            table.extend([&[0; 10][..], &length(body.len()), name.as_bytes()].concat());
            body.extend(
                [&b"PK\x03\x04\x14\0\0\0"[..], &method.to_le_bytes(), &[0; 4], &middle, &names].concat(),
            );
            body.extend([name.as_bytes(), &packed].concat());
        }
        let start = u32::try_from(body.len()).unwrap().to_le_bytes();
        let count = u16::try_from(files.len()).unwrap().to_le_bytes();
        [&body[..], &table, b"PK\x05\x06", &[0; 4], &count, &count, &[0; 4], &start, &[0; 2]].concat()
    }
}
