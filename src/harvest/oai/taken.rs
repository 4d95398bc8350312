//! The records of an answer, as its metadata is understood.
//!
//! Must not ask for anything.

use glane_catalog::read;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::answer::{Said, slice};
use super::item::{self, Item};
use crate::config::SourceSettings;
use crate::harvest::{Gathered, Page, record};

/// The records of an answer, without what follows it.
pub(super) fn page(settings: &SourceSettings, said: &Said) -> Page {
    let mut page = Page::default();
    for item in &said.items {
        if item.id.is_none() {
            page.is_partial = true;
            page.remarks.push("it has records without an identifier: nothing is taken for gone".to_owned());
        }
        page.records.push(one(settings, &said.text, item));
    }
    page.remarks.dedup();
    page
}

fn one(settings: &SourceSettings, text: &str, item: &Item) -> Gathered {
    let id = item.id.clone().unwrap_or_default();
    if item.is_deleted && !id.is_empty() {
        return Gathered::Gone(id);
    }
    let refused = |why: String| Gathered::Refused { id: id.clone(), why };
    if let Some(what) = &item.broken {
        return refused(what.clone());
    }
    let Some(metadata) = &item.metadata else { return refused("it has no metadata".to_owned()) };
    let inner = slice(text, metadata.clone()).trim();
    if let Some(format) = read::record_format(inner.as_bytes()) {
        return record(settings, &id, read::record(format, &id, inner));
    }
    // JSON is carried as the text of an element.
    let words = words(inner);
    match read::record_format(words.as_bytes()) {
        Some(format) => record(settings, &id, read::record(format, &id, &words)),
        None => refused("its metadata is in a format that is not read: set format to another".to_owned()),
    }
}

/// The text of all elements, as it is meant.
fn words(inner: &str) -> String {
    let mut reader = Reader::from_str(inner);
    let mut words = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Text(piece) => words.push_str(&String::from_utf8_lossy(&piece)),
            Event::CData(piece) => words.push_str(&String::from_utf8_lossy(&piece)),
            Event::GeneralRef(reference) => words.push_str(&item::meant(&reference)),
            Event::Eof => break,
            _ => {}
        }
    }
    words.trim().to_owned()
}
