//! The files of a tape archive.
//!
//! Every number in it is a claim of a stranger: nothing is read that is not there.

use std::io::{self, Read};

/// Bytes of a head, and what files are filled up to.
const BLOCK: usize = 512;

/// Whether the bytes begin with the head of such an archive.
pub(crate) fn is_one(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// Hands over each file with its name; whether all was read.
pub(crate) fn each<'a>(bytes: &'a [u8], take: &mut dyn FnMut(String, &'a [u8])) -> bool {
    let mut at = 0;
    while let Some(head) = bytes.get(at..at + BLOCK) {
        if head.iter().all(|byte| *byte == 0) {
            return true;
        }
        let Some(length) = octal(&head[124..136]) else { return false };
        let start = at + BLOCK;
        let Some(end) = start.checked_add(length).filter(|end| *end <= bytes.len()) else { return false };
        if is_file(head) {
            take(name(head), &bytes[start..end]);
        }
        at = end.next_multiple_of(BLOCK);
    }
    at >= bytes.len()
}

/// Reads an archive as it comes, at most so many bytes of it, and hands over the files that are wanted
/// and not longer than `longest`; whether all of it was read.
pub(crate) fn stream(
    from: impl Read,
    most: usize,
    longest: usize,
    wanted: &dyn Fn(&str) -> bool,
    take: &mut dyn FnMut(String, Vec<u8>),
) -> bool {
    let mut from = from.take(most as u64);
    let mut head = [0; BLOCK];
    loop {
        if from.read_exact(&mut head).is_err() {
            return false;
        }
        if head.iter().all(|byte| *byte == 0) {
            return true;
        }
        let Some(length) = octal(&head[124..136]) else { return false };
        let name = name(&head);
        let mut left = length as u64;
        if is_file(&head) && length <= longest && wanted(&name) {
            let mut bytes = Vec::new();
            if !matches!((&mut from).take(left).read_to_end(&mut bytes), Ok(read) if read == length) {
                return false;
            }
            take(name, bytes);
            left = 0;
        }
        let filled = (length.wrapping_neg() % BLOCK) as u64;
        let Some(skipped) = left.checked_add(filled) else { return false };
        if !matches!(io::copy(&mut (&mut from).take(skipped), &mut io::sink()), Ok(gone) if gone == skipped) {
            return false;
        }
    }
}

/// Whether a head is that of an ordinary file; names that are too long and the like stand before them as
/// files of their own.
fn is_file(head: &[u8]) -> bool {
    matches!(head[156], 0 | b'0' | b'7')
}

fn name(head: &[u8]) -> String {
    let folder = text(&head[345..500]);
    let name = text(&head[..100]);
    if folder.is_empty() { name } else { format!("{folder}/{name}") }
}

fn text(field: &[u8]) -> String {
    let end = memchr::memchr(0, field).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}

fn octal(field: &[u8]) -> Option<usize> {
    let text = text(field);
    usize::from_str_radix(text.trim(), 8).ok()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A tape archive of these files, by the POSIX format.
    pub(crate) fn tar(files: &[(&str, &str)]) -> Vec<u8> {
        let mut all = Vec::new();
        for (name, text) in files {
            let mut head = vec![0; BLOCK];
            head[..name.len()].copy_from_slice(name.as_bytes());
            head[124..135].copy_from_slice(format!("{:011o}", text.len()).as_bytes());
            head[156] = b'0';
            head[257..262].copy_from_slice(b"ustar");
            let mut body = text.as_bytes().to_vec();
            body.resize(text.len().next_multiple_of(BLOCK), 0);
            all.extend([head, body].concat());
        }
        all.extend([0; 2 * BLOCK]);
        all
    }

    #[test]
    fn what_is_streamed_is_what_is_wanted_and_no_more() {
        let long = "x".repeat(2_000);
        let archive = tar(&[("a/b.xml", "un"), ("c.bin", &long), ("d.xml", "deux")]);
        let read = |most: usize, longest: usize| {
            let mut got = Vec::new();
            let wanted = |name: &str| name.ends_with(".xml");
            let whole =
                stream(&archive[..], most, longest, &wanted, &mut |name, bytes| got.push((name, bytes)));
            (whole, got.into_iter().map(|(name, bytes)| (name, bytes.len())).collect::<Vec<_>>())
        };
        let both = vec![("a/b.xml".to_owned(), 2), ("d.xml".to_owned(), 4)];
        assert_eq!(read(usize::MAX, 100), (true, both));
        assert_eq!(read(usize::MAX, 3), (true, vec![("a/b.xml".to_owned(), 2)]));
        assert_eq!(read(2_000, 100), (false, vec![("a/b.xml".to_owned(), 2)]));
    }

    #[test]
    fn a_torn_stream_ends() {
        let archive = tar(&[("a.xml", "un deux trois")]);
        for at in 0..archive.len() {
            let mut torn = archive.clone();
            torn[at] ^= 0xff;
            stream(&torn[..], usize::MAX, 1 << 20, &|_| true, &mut |_, bytes| {
                assert!(bytes.len() <= torn.len());
            });
            stream(&archive[..at], usize::MAX, 1 << 20, &|_| true, &mut |_, _| {});
        }
    }
}
