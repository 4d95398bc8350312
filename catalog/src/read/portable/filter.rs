//! How streams are packed, undone within a measure: Flate, LZW, and the two ways of writing bytes as letters.
//!
//! Pictures have ways of their own, which are not undone. Must not know what a stream holds.

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::lexer::is_space;
use crate::archive::zip::bounded;

/// Undoes one way of packing; none where it is a picture's, or unknown.
pub(super) fn undone(name: &str, bytes: &[u8], most: usize) -> Option<Vec<u8>> {
    Some(match name {
        "FlateDecode" | "Fl" => inflated(bytes, most),
        "LZWDecode" | "LZW" => unpacked(bytes, most),
        "ASCIIHexDecode" | "AHx" => hexadecimal(bytes, most),
        "ASCII85Decode" | "A85" => base85(bytes, most),
        _ => return None,
    })
}

/// What came before the damage is words as well; some writers leave the two first bytes out.
fn inflated(bytes: &[u8], most: usize) -> Vec<u8> {
    let (text, _) = bounded(ZlibDecoder::new(bytes), most);
    if text.is_empty() { bounded(DeflateDecoder::new(bytes), most).0 } else { text }
}

fn hexadecimal(bytes: &[u8], most: usize) -> Vec<u8> {
    let digits = bytes.iter().take_while(|byte| **byte != b'>');
    let digits: Vec<u8> = digits
        .filter_map(|byte| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .take(most.saturating_mul(2))
        .collect();
    digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default()).collect()
}

fn base85(bytes: &[u8], most: usize) -> Vec<u8> {
    let (mut text, mut group) = (Vec::new(), Vec::with_capacity(5));
    for byte in bytes.iter().copied().filter(|byte| !is_space(*byte)) {
        match byte {
            b'~' => break,
            b'z' if group.is_empty() => text.extend([0; 4]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            _ => {}
        }
        if group.len() == 5 {
            text.extend(four(&group));
            group.clear();
        }
        if text.len() >= most {
            return text;
        }
    }
    if group.len() > 1 {
        let kept = group.len() - 1;
        group.resize(5, 84);
        text.extend(&four(&group)[..kept]);
    }
    text
}

fn four(group: &[u32]) -> [u8; 4] {
    group.iter().fold(0_u32, |sum, digit| sum.wrapping_mul(85).wrapping_add(*digit)).to_be_bytes()
}

/// LZW as TIFF has it: codes of 9 to 12 bits, the widest changed one code early.
fn unpacked(bytes: &[u8], most: usize) -> Vec<u8> {
    // Of each code beyond the bytes: where its text stands in what was unpacked, and how long it is.
    let mut table: Vec<(usize, usize)> = Vec::new();
    let (mut text, mut before): (Vec<u8>, Option<(usize, usize)>) = (Vec::new(), None);
    let (mut width, mut held, mut bits) = (9_u32, 0_u32, 0_u32);
    for byte in bytes {
        held = held << 8 | u32::from(*byte);
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = usize::try_from(held >> bits & ((1 << width) - 1)).unwrap_or_default();
        held &= (1 << bits) - 1;
        if code == 257 || text.len() >= most {
            break;
        }
        if code == 256 {
            table.clear();
            (width, before) = (9, None);
            continue;
        }
        let start = text.len();
        if take(code, &table, before, &mut text).is_none() {
            break;
        }
        if let Some((from, length)) = before.filter(|_| table.len() < 4096 - 258) {
            // The text of the new code: the one before, and the first byte of this one, which follows it.
            table.push((from, length + 1));
        }
        before = Some((start, text.len() - start));
        width = match table.len() + 258 + 1 {
            0..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
    }
    text.truncate(most);
    text
}

/// Adds what a code stands for; none where it stands for nothing.
fn take(
    code: usize,
    table: &[(usize, usize)],
    before: Option<(usize, usize)>,
    text: &mut Vec<u8>,
) -> Option<()> {
    if let Ok(byte) = u8::try_from(code) {
        text.push(byte);
        return Some(());
    }
    let place = code.checked_sub(258)?;
    if let Some((from, length)) = table.get(place).copied() {
        text.extend_from_within(from..from + length);
        return Some(());
    }
    // The code that is just being made: what came before, and its first byte again.
    let (from, length) = before.filter(|_| place == table.len())?;
    text.extend_from_within(from..from + length);
    text.extend_from_within(from..=from);
    Some(())
}

#[cfg(test)]
mod tests {
    use super::undone;

    #[test]
    fn the_examples_of_the_standard_are_undone() {
        // ISO 32000-1, 7.4.4.2, example 2.
        let packed = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        assert_eq!(undone("LZWDecode", &packed, 100).unwrap(), [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
        assert_eq!(undone("A85", b"87cURD]i,\"Ebo80~>", 100).unwrap(), b"Hello World!");
        assert_eq!(undone("AHx", b"4 8 65 6C6c6F>zz", 100).unwrap(), b"Hello");
        assert_eq!(undone("DCTDecode", b"", 100), None);
    }
}
