//! The entries of a ZIP file, by its table at the end.
//!
//! Every number in it is a claim of a stranger: nothing is read that is not there.

use std::io::Read;

use flate2::read::DeflateDecoder;

/// Most entries that are looked at.
const ENTRIES: usize = 4_000;
/// The end of the table is at most so far before the end of the file.
const TAIL: usize = 66 * 1024;

/// One file in the archive.
pub(super) struct Entry<'a> {
    pub(super) name: &'a [u8],
    packed: &'a [u8],
    deflated: bool,
}

impl Entry<'_> {
    /// Its first bytes, at most so many.
    pub(super) fn inflated(&self, most: usize) -> Option<Vec<u8>> {
        if !self.deflated {
            return Some(self.packed[..self.packed.len().min(most)].to_vec());
        }
        let mut text = Vec::new();
        let read = DeflateDecoder::new(self.packed).take(most as u64).read_to_end(&mut text);
        // What came before the damage is words as well.
        (read.is_ok() || !text.is_empty()).then_some(text)
    }
}

/// The entries that can be read.
pub(super) fn entries(bytes: &[u8]) -> Vec<Entry<'_>> {
    let tail = bytes.len().saturating_sub(TAIL);
    let Some(end) = memchr::memmem::rfind(&bytes[tail..], b"PK\x05\x06") else { return Vec::new() };
    let mut at = number(bytes, tail + end + 16, 4).unwrap_or(usize::MAX);
    let mut entries = Vec::new();
    while entries.len() < ENTRIES {
        let Some((entry, next)) = entry(bytes, at) else { break };
        entries.extend(entry);
        at = next;
    }
    entries
}

/// One row of the table, and where the next begins.
fn entry(bytes: &[u8], at: usize) -> Option<(Option<Entry<'_>>, usize)> {
    if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
        return None;
    }
    let lengths = [28, 30, 32].map(|field| number(bytes, at + field, 2));
    let [Some(name), Some(extra), Some(comment)] = lengths else { return None };
    let next = at + 46 + name + extra + comment;
    let read = || -> Option<Entry<'_>> {
        let local = number(bytes, at + 42, 4)?;
        let start = local.checked_add(30)?.checked_add(number(bytes, local.checked_add(26)?, 2)?)?;
        let start = start.checked_add(number(bytes, local.checked_add(28)?, 2)?)?;
        let method = number(bytes, at + 10, 2)?;
        Some(Entry {
            name: bytes.get(at + 46..at + 46 + name)?,
            packed: bytes.get(start..start.checked_add(number(bytes, at + 20, 4)?)?)?,
            deflated: method == 8,
        })
        .filter(|_| matches!(method, 0 | 8))
    };
    Some((read(), next))
}

/// A number of so many bytes, the smallest first.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | usize::from(byte)))
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write;

    /// A ZIP file with these entries, every second one deflated.
    pub(in crate::scan) fn zip(files: &[(&str, &str)]) -> Vec<u8> {
        let (mut body, mut table) = (Vec::new(), Vec::new());
        for (place, (name, text)) in files.iter().enumerate() {
            let mut packed = text.as_bytes().to_vec();
            let method = if place % 2 == 0 { 8_u16 } else { 0 };
            if method == 8 {
                let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
                encoder.write_all(text.as_bytes()).unwrap();
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
        [&body[..], &table, b"PK\x05\x06", &[0; 12], &start, &[0; 2]].concat()
    }
}
