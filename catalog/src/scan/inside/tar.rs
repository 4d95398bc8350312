//! The files of a tape archive.
//!
//! Every number in it is a claim of a stranger: nothing is read that is not there.

/// Bytes of a head, and what files are filled up to.
const BLOCK: usize = 512;

/// Whether the bytes begin with the head of such an archive.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.get(257..262) == Some(b"ustar")
}

/// Hands over each file with its name; whether all was read.
pub(super) fn each<'a>(bytes: &'a [u8], take: &mut dyn FnMut(String, &'a [u8])) -> bool {
    let mut at = 0;
    while let Some(head) = bytes.get(at..at + BLOCK) {
        if head.iter().all(|byte| *byte == 0) {
            return true;
        }
        let Some(length) = octal(&head[124..136]) else { return false };
        let start = at + BLOCK;
        let Some(end) = start.checked_add(length).filter(|end| *end <= bytes.len()) else { return false };
        // Ordinary files; names that are too long and the like stand before them as files of their own.
        if matches!(head[156], 0 | b'0' | b'7') {
            let folder = text(&head[345..500]);
            let name = text(&head[..100]);
            take(if folder.is_empty() { name } else { format!("{folder}/{name}") }, &bytes[start..end]);
        }
        at = end.next_multiple_of(BLOCK);
    }
    at >= bytes.len()
}

fn text(field: &[u8]) -> String {
    let end = memchr::memchr(0, field).unwrap_or(field.len());
    String::from_utf8_lossy(&field[..end]).into_owned()
}

fn octal(field: &[u8]) -> Option<usize> {
    let text = text(field);
    usize::from_str_radix(text.trim(), 8).ok()
}
