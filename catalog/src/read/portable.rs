//! PDF documents: what their information and their XMP say, and their words in the order they are drawn.
//!
//! Read in memory and within a measure (objects, bytes unpacked, operators); a document that only a
//! password opens is a finding. Must not know the other formats.

mod character;
mod content;
mod document;
mod filter;
mod font;
mod heading;
mod information;
mod lexer;
mod map;
mod matrix;
mod object;
mod page;
mod width;

use super::sheet::{Sheet, clean};
use super::{rights, teaching, tongue, xmp};
use crate::model::{Field, Severity};
use document::Document;

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, bytes: &[u8]) {
    // A few bytes of something else may stand before.
    let head = &bytes[..bytes.len().min(1024)];
    if memchr::memmem::find(head, b"%PDF-").is_none() {
        let told = (format!("{} is not a PDF document", sheet.path()), "Export it again as PDF.");
        sheet.find(Severity::Error, "syntax", told, None, None);
        return;
    }
    teaching::form(sheet, "document", 0.4, false);
    let document = Document::new(bytes);
    if document.is_locked() {
        let told = (
            format!(
                "{} is encrypted: neither its words nor what it says of itself can be read",
                sheet.path()
            ),
            "Export it without a password and without restrictions.",
        );
        sheet.find(Severity::Warning, "encrypted", told, None, None);
        return;
    }
    let written = document.packet();
    let packet = written.as_deref().and_then(xmp::parse);
    if let Some(packet) = &packet {
        xmp::claims(sheet, packet);
    }
    information::claims(sheet, &document);
    let (text, shown) = page::text(&document);
    if let Some(title) = shown {
        sheet.say(Field::Name, &title, Some("page 1"), None, 0.4);
    }
    prose(sheet, &document, &text);
}

fn prose(sheet: &mut Sheet<'_>, document: &Document<'_>, text: &str) {
    if text.trim().is_empty() {
        if document.has_pages() {
            let told = (
                format!("{} has no words that can be read", sheet.path()),
                "Pages that are pictures cannot be searched or read aloud: recognise their text, or publish the source.",
            );
            sheet.find(Severity::Info, "no_text", told, None, None);
        }
        return;
    }
    let title = sheet.said(Field::Name).map(str::to_owned);
    teaching::claims(sheet, title.as_deref().map(|title| (title, None)), text, false);
    rights::in_prose(sheet, text, "text", false);
    if sheet.said(Field::Language).is_none()
        && let Some((language, certainty)) = tongue::guess(text)
    {
        sheet.say(Field::Language, language, None, None, certainty);
    }
    let mut lines: Vec<String> = text.lines().map(clean).collect();
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    sheet.text(&lines.join("\n"));
}

#[cfg(test)]
mod tests;
