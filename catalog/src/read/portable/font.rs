//! What the codes of a font show, and how wide: by its map, its encoding, its names of glyphs.
//!
//! Codes of which nobody says what they mean show nothing. Must not know where text is drawn.

use std::collections::HashMap;

use super::character;
use super::document::Document;
use super::map::Map as ToText;
use super::object::{Map, Object};
use super::width::Widths;

#[derive(Debug)]
pub(super) struct Font {
    /// Bytes of a code.
    width: usize,
    to_text: Option<ToText>,
    /// Of bytes, where there is no map.
    table: HashMap<u8, String>,
    widths: Widths,
}

/// What is shown by a string of a font.
#[derive(Debug, Default)]
pub(super) struct Shown {
    pub(super) text: String,
    /// In thousandths of the font's size.
    pub(super) width: f64,
    /// Codes, and how many of them are the byte of a space.
    pub(super) codes: u32,
    pub(super) spaces: u32,
    /// How much of the width nobody says.
    pub(super) guessed: f64,
}

impl Font {
    pub(super) fn read(document: &Document<'_>, font: &Map) -> Self {
        let to_text =
            font.get("ToUnicode").and_then(|map| document.stream(map)).map(|(_, map)| ToText::read(&map));
        if font.is("Subtype", "Type0") {
            let below = document.get(font, "DescendantFonts").unwrap_or(Object::Null);
            let below = below.items().first().map(|item| document.resolved(item));
            let widths = match &below {
                Some(Object::Map(below)) => Widths::wide(document, below),
                _ => Widths::default(),
            };
            let width = to_text.as_ref().and_then(|map| map.width).unwrap_or(2);
            return Self { width, to_text, table: HashMap::new(), widths };
        }
        let table = table(document, font);
        Self { width: 1, to_text, table, widths: Widths::simple(document, font) }
    }

    /// What a string shows.
    pub(super) fn show(&self, bytes: &[u8]) -> Shown {
        let mut shown = Shown::default();
        let is_guessed = self.widths.are_guessed;
        for piece in bytes.chunks(self.width) {
            let code = piece.iter().fold(0_u32, |sum, byte| sum << 8 | u32::from(*byte));
            shown.width += self.widths.of(code);
            shown.codes += 1;
            shown.spaces += u32::from(self.width == 1 && code == 0x20);
            match self.to_text.as_ref().and_then(|map| map.of(code)) {
                Some(text) => shown.text.push_str(&text),
                None => {
                    let byte = u8::try_from(code).ok().filter(|_| self.width == 1);
                    shown.text.extend(byte.and_then(|byte| self.table.get(&byte)).map(String::as_str));
                }
            }
        }
        shown.guessed = if is_guessed { shown.width } else { 0.0 };
        shown
    }
}

/// What bytes show: the encoding, and the names by which it differs.
fn table(document: &Document<'_>, font: &Map) -> HashMap<u8, String> {
    let encoding = document.get(font, "Encoding");
    let (base, differences) = match &encoding {
        Some(Object::Name(name)) => (Some(name.clone()), Object::Null),
        Some(Object::Map(map)) => (
            document.get(map, "BaseEncoding").and_then(|base| base.name().map(str::to_owned)),
            document.get(map, "Differences").unwrap_or(Object::Null),
        ),
        _ => (None, Object::Null),
    };
    let mut table = HashMap::new();
    // A symbolic TrueType font without an encoding has codes of its own, often the numbers of its glyphs.
    let is_coded = || font.is("Subtype", "TrueType") && encoding.is_none() && is_symbolic(document, font);
    if base.is_some() || !is_coded() && !has_numbers_for_names(document, font) {
        let base = base.unwrap_or_else(|| "StandardEncoding".to_owned());
        let letters =
            (0..=u8::MAX).filter_map(|byte| Some((byte, character::of_font(&base, byte)?.to_string())));
        table.extend(letters);
    }
    let mut code = 0_u32;
    for item in differences.items() {
        match item {
            Object::Name(name) => {
                // A name that means nothing here shows nothing, whatever the encoding says.
                if let Ok(byte) = u8::try_from(code) {
                    match character::of_glyph(name) {
                        Some(shown) => drop(table.insert(byte, shown)),
                        None => drop(table.remove(&byte)),
                    }
                }
                code = code.saturating_add(1);
            }
            other => code = other.count().and_then(|code| u32::try_from(code).ok()).unwrap_or(code),
        }
    }
    table
}

/// Whether the glyphs of the font are called by numbers, `G44`, which say nothing of what they show.
fn has_numbers_for_names(document: &Document<'_>, font: &Map) -> bool {
    let set =
        document.map(font, "FontDescriptor").and_then(|descriptor| document.get(&descriptor, "CharSet"));
    let Some(Object::Text(set)) = set else { return false };
    let names: Vec<&[u8]> =
        set.split(|byte| *byte == b'/').filter(|name| !name.is_empty()).take(300).collect();
    let known =
        names.iter().filter_map(|name| std::str::from_utf8(name).ok()).filter_map(character::of_glyph);
    known.count() * 2 < names.len()
}

fn is_symbolic(document: &Document<'_>, font: &Map) -> bool {
    let flags =
        document.map(font, "FontDescriptor").and_then(|descriptor| document.get(&descriptor, "Flags"));
    flags.and_then(|flags| flags.count()).is_some_and(|flags| flags & 4 != 0)
}
