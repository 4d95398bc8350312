//! Where PNG and JPEG carry XMP and words.
//!
//! Every length in them is a stranger's claim. Must not know what XMP says.

use encoding_rs::WINDOWS_1252;
use flate2::read::ZlibDecoder;

use crate::archive::zip::bounded;
use crate::model::Field;
use crate::read::sheet::Sheet;
use crate::read::{author, rights};

/// Longest packet, in bytes.
const LONGEST: usize = 1024 * 1024;
/// Most pieces of a picture that are looked at.
const PIECES: usize = 10_000;
/// What stands before the XMP of a JPEG.
const JPEG: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";

/// The XMP of a PNG, and the words it has by their names.
pub(super) fn of_png(bytes: &[u8]) -> (Option<Vec<u8>>, Vec<(String, String)>) {
    let (mut packet, mut words, mut at) = (None, Vec::new(), 8_usize);
    for _ in 0..PIECES {
        let Some(head) = bytes.get(at..at.saturating_add(8)) else { break };
        let length = head[..4].iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
        let Some(data) = bytes.get(at + 8..(at + 8).saturating_add(length)) else { break };
        match &head[4..] {
            b"iTXt" => match international(data) {
                Some((name, text)) if name == "XML:com.adobe.xmp" => packet = Some(text),
                Some((name, text)) => words.push((name, String::from_utf8_lossy(&text).into_owned())),
                None => {}
            },
            b"tEXt" if words.len() < 50 => {
                words.extend(named(data).map(|(name, text)| {
                    (name, WINDOWS_1252.decode_without_bom_handling(text).0.into_owned())
                }));
            }
            b"IEND" => break,
            _ => {}
        }
        at = at.saturating_add(length).saturating_add(12);
    }
    (packet, words)
}

/// A name, and what stands after the zero behind it.
fn named(data: &[u8]) -> Option<(String, &[u8])> {
    let end = data.iter().take(80).position(|byte| *byte == 0)?;
    Some((String::from_utf8_lossy(&data[..end]).into_owned(), &data[end + 1..]))
}

/// A name, whether the text is packed, two words in other languages, and the text.
fn international(data: &[u8]) -> Option<(String, Vec<u8>)> {
    let (name, rest) = named(data)?;
    let (packed, rest) = (*rest.first()? == 1, rest.get(2..)?);
    let mut rest = rest;
    for _ in 0..2 {
        let end = memchr::memchr(0, rest)?;
        rest = &rest[end + 1..];
    }
    let text = if packed {
        bounded(ZlibDecoder::new(rest), LONGEST).0
    } else {
        rest[..rest.len().min(LONGEST)].to_vec()
    };
    Some((name, text))
}

/// The XMP of a JPEG: its segments up to where the picture begins.
pub(super) fn of_jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut at = 2_usize;
    for _ in 0..PIECES {
        let [0xff, marker, high, low] = *bytes.get(at..at.checked_add(4)?)? else { return None };
        if matches!(marker, 0xda | 0xd9) {
            return None;
        }
        if marker == 0xff {
            at += 1;
            continue;
        }
        let length = usize::from(u16::from_be_bytes([high, low]));
        let data = bytes.get(at + 4..(at + 2).checked_add(length)?.max(at + 4))?;
        if marker == 0xe1
            && let Some(packet) = data.strip_prefix(JPEG)
        {
            return Some(packet.to_vec());
        }
        at = at.checked_add(2)?.checked_add(length.max(2))?;
    }
    None
}

/// Claims a word of a PNG by its name in the standard.
pub(super) fn claim(sheet: &mut Sheet<'_>, name: &str, text: &str) {
    match name {
        "Title" => sheet.say(Field::Name, text, Some(name), None, 0.7),
        "Description" => sheet.say(Field::Summary, text, Some(name), None, 0.6),
        "Author" => author::doubtful(sheet, text, name, 0.6),
        "Copyright" => rights::stated(sheet, text, name, None, 0.9),
        _ => {}
    }
}
