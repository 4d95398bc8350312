//! The national number of a pupil (INE): nine figures and two letters, or ten and one.
//!
//! It has no key that proves it: the word must stand near, or at the head of its column.

use super::{Tally, just_before, stands_alone};

/// How far before a number its name may stand.
const NEAR: usize = 48;
/// Bytes of a file in which the head of its columns is.
const HEAD: usize = 512;

/// Tries the number that begins here.
pub(super) fn look(bytes: &[u8], at: usize, tally: &mut Tally) {
    let Some(text) = bytes.get(at..at + 11) else { return };
    let form = text[..9].iter().all(u8::is_ascii_digit)
        && (text[9].is_ascii_digit() || text[9].is_ascii_uppercase())
        && text[10].is_ascii_uppercase();
    if form && stands_alone(bytes, at, at + 11) && is_named(bytes, at) {
        tally.count(at, Some(text.to_vec()));
    }
}

/// Whether the number's name stands shortly before, or in the first line of the file.
fn is_named(bytes: &[u8], at: usize) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let head = &head[..memchr::memchr(b'\n', head).unwrap_or(0)];
    [just_before(bytes, at, NEAR), head].into_iter().any(|text| {
        let words = text.split(|byte: &u8| !byte.is_ascii_alphanumeric() && *byte != b'_');
        words.into_iter().any(|word| {
            [&b"INE"[..], b"INE_BEA", b"INE_RNIE", b"ID_NATIONAL", b"NUM_INE", b"CODE_INE", b"NUMERO_INE"]
                .iter()
                .any(|name| word.eq_ignore_ascii_case(name))
        })
    })
}
