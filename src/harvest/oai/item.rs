//! One record of a list: its header, and where in the answer its metadata is.
//!
//! Must not know what metadata says.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::answer::slice;

/// Longest identifier read, in bytes; a longer one is cut, and refused where it is taken.
const IDENTIFIER: usize = 2000;

/// One record as its header says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Item {
    pub(super) id: Option<String>,
    pub(super) datestamp: Option<String>,
    pub(super) is_deleted: bool,
    /// What stands in its metadata, as a place in the answer.
    pub(super) metadata: Option<Range<usize>>,
    /// Why it cannot be read.
    pub(super) broken: Option<String>,
}

/// Reads the inside of a record.
pub(super) fn read(text: &str, range: Range<usize>) -> Item {
    let mut item = Item::default();
    if let Err(what) = fill(&mut item, text, &range) {
        item.broken = Some(what);
    }
    item
}

fn fill(item: &mut Item, text: &str, range: &Range<usize>) -> Result<(), String> {
    let mut reader = Reader::from_str(slice(text, range.clone()));
    reader.config_mut().allow_dangling_amp = true;
    let (mut depth, mut header, mut words) = (0_usize, false, String::new());
    let broken = |error: quick_xml::Error| format!("its XML is broken ({error})");
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Eof => return Ok(()),
            Event::Start(start) if depth == 0 && start.local_name().as_ref() == b"metadata" => {
                let span = reader.read_to_end(start.name()).map_err(broken)?;
                let place = |at: u64| range.start + usize::try_from(at).unwrap_or(usize::MAX);
                item.metadata = Some(place(span.start)..place(span.end));
            }
            Event::Start(start) => {
                if depth == 0 {
                    header = is_header(item, &start);
                }
                depth += 1;
                words.clear();
            }
            Event::Empty(start) if depth == 0 => header = is_header(item, &start),
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if header && depth == 1 {
                    name(item, end.local_name().as_ref(), words.trim());
                }
            }
            Event::Text(piece) if header => words.push_str(&String::from_utf8_lossy(&piece)),
            Event::CData(piece) if header => words.push_str(&String::from_utf8_lossy(&piece)),
            Event::GeneralRef(reference) if header => words.push_str(&meant(&reference)),
            _ => {}
        }
    }
}

fn is_header(item: &mut Item, start: &BytesStart<'_>) -> bool {
    let is_header = start.local_name().as_ref() == b"header";
    item.is_deleted |= is_header && attribute(start, b"status").trim() == "deleted";
    is_header
}

fn name(item: &mut Item, element: &[u8], words: &str) {
    let value = (!words.is_empty()).then(|| words.chars().take(IDENTIFIER).collect::<String>());
    match element {
        b"identifier" => item.id = value,
        b"datestamp" => item.datestamp = value,
        _ => {}
    }
}

/// The value of an attribute by its name without prefix; empty where it has none.
pub(super) fn attribute(start: &BytesStart<'_>, name: &[u8]) -> String {
    // Without a look for names that come twice, which compares each with all.
    let mut attributes = start.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name);
    let value = found.and_then(|found| found.unescape_value().ok());
    value.map(std::borrow::Cow::into_owned).unwrap_or_default()
}

/// What a reference stands for: a character of XML's own five names, or of a number.
pub(super) fn meant(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return if letter.is_control() { " ".to_owned() } else { letter.to_string() };
    }
    let name: &[u8] = reference;
    match name {
        b"amp" => "&",
        b"lt" => "<",
        b"gt" => ">",
        b"quot" => "\"",
        b"apos" => "'",
        _ => " ",
    }
    .to_owned()
}
