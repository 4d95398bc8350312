//! `ToUnicode`: which text the codes of a font mean, as the font's maker says.
//!
//! Ranges stay ranges, so that a small map cannot grow. Must not know how fonts draw.

use std::collections::HashMap;

use encoding_rs::UTF_16BE;

use super::lexer::Lexer;
use super::object::Object;

/// Most codes and ranges kept.
const CODES: usize = 70_000;
const RANGES: usize = 4_000;
/// Most values read of one map.
const VALUES: usize = 400_000;
/// Longest text of one code, in bytes of UTF-16.
const LONGEST: usize = 64;

#[derive(Debug, Default)]
pub(super) struct Map {
    codes: HashMap<u32, String>,
    /// First, last, and the text of the first.
    ranges: Vec<(u32, u32, Vec<u8>)>,
    /// Bytes of a code, where the map says so.
    pub(super) width: Option<usize>,
}

impl Map {
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(bytes, 0);
        let mut held: Vec<Object> = Vec::new();
        for _ in 0..VALUES {
            match lexer.next() {
                None => break,
                Some(Object::Word(word)) => {
                    match word.as_slice() {
                        b"endbfchar" => map.take_codes(&held),
                        b"endbfrange" => map.take_ranges(&held),
                        b"endcodespacerange" => map.take_width(&held),
                        _ => {}
                    }
                    held.clear();
                }
                Some(value) => held.push(value),
            }
        }
        map.ranges.sort_by_key(|(first, _, _)| *first);
        map
    }

    fn take_width(&mut self, held: &[Object]) {
        let widths = held.iter().filter_map(|value| match value {
            Object::Text(bytes) if (1..=4).contains(&bytes.len()) => Some(bytes.len()),
            _ => None,
        });
        self.width = widths.max();
    }

    fn take_codes(&mut self, held: &[Object]) {
        for pair in held.chunks_exact(2) {
            if let (Object::Text(code), Object::Text(text)) = (&pair[0], &pair[1])
                && self.codes.len() < CODES
            {
                self.codes.insert(number(code), shown(text));
            }
        }
    }

    fn take_ranges(&mut self, held: &[Object]) {
        for three in held.chunks_exact(3) {
            let (Object::Text(first), Object::Text(last)) = (&three[0], &three[1]) else { continue };
            let (first, last) = (number(first), number(last));
            match &three[2] {
                Object::Text(text) if self.ranges.len() < RANGES && first <= last => {
                    self.ranges.push((first, last, text[..text.len().min(LONGEST)].to_vec()));
                }
                Object::List(texts) => {
                    for (code, text) in (first..=last).zip(texts) {
                        if let Object::Text(text) = text
                            && self.codes.len() < CODES
                        {
                            self.codes.insert(code, shown(text));
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// The text of a code.
    pub(super) fn of(&self, code: u32) -> Option<String> {
        if let Some(text) = self.codes.get(&code) {
            return Some(text.clone());
        }
        let at = self.ranges.partition_point(|(first, _, _)| *first <= code).checked_sub(1)?;
        let (first, _, text) = self.ranges.get(at).filter(|(_, last, _)| code <= *last)?;
        // The last of its UTF-16 units counts up.
        let (before, last) = text.split_at(text.len().checked_sub(2)?);
        let last = u16::from_be_bytes([*last.first()?, *last.get(1)?]);
        let last = last.wrapping_add(u16::try_from(code - first).ok()?);
        Some(shown(&[before, &last.to_be_bytes()].concat()))
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |sum, byte| sum << 8 | u32::from(*byte))
}

/// UTF-16, or one byte where the maker forgot the other.
fn shown(bytes: &[u8]) -> String {
    let bytes = &bytes[..bytes.len().min(LONGEST)];
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    UTF_16BE.decode_without_bom_handling(bytes).0.chars().filter(|letter| *letter != '\0').collect()
}

#[cfg(test)]
mod tests {
    use super::Map;

    #[test]
    fn codes_and_ranges_mean_texts() {
        let map = Map::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar <0003> <0020> <0024> <00660069> endbfchar\n\
              2 beginbfrange <0041> <0043> <00E9> <0050> <0051> [<0061> <0062>] endbfrange",
        );
        assert_eq!(map.width, Some(2));
        let all: Vec<Option<String>> = [3, 0x24, 0x41, 0x43, 0x51, 0x99].map(|code| map.of(code)).into();
        let expected = [Some(" "), Some("fi"), Some("é"), Some("ë"), Some("b"), None];
        assert_eq!(all, expected.map(|text| text.map(str::to_owned)));
    }
}
