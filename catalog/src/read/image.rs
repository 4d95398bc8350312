//! Images, for what they say of themselves: the RDF and the words of SVG, the XMP of PNG and JPEG.
//!
//! EXIF is not read: it says where and with which device a picture was taken. Pixels are not looked at.

mod packet;

use super::sheet::{Sheet, clean};
use super::tree::{Node, xml};
use super::{decode, teaching, xmp};
use crate::model::{Field, Severity};

/// Longest drawing read, in bytes.
const DRAWING: usize = 1024 * 1024;

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, bytes: &[u8]) {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        teaching::form(sheet, "image", 0.9, false);
        let (packet, words) = packet::of_png(bytes);
        spoken(sheet, packet.as_deref());
        for (name, text) in words {
            packet::claim(sheet, &name, &text);
        }
    } else if bytes.starts_with(b"\xff\xd8") {
        teaching::form(sheet, "image", 0.9, false);
        spoken(sheet, packet::of_jpeg(bytes).as_deref());
    } else {
        drawing(sheet, bytes);
    }
}

fn spoken(sheet: &mut Sheet<'_>, packet: Option<&[u8]>) {
    let text = packet.map(|bytes| crate::read::text_of("XMP", bytes));
    if let Some(packet) = text.as_deref().and_then(xmp::parse) {
        xmp::claims(sheet, &packet);
    }
}

/// A drawing in SVG: what its RDF says, its title and description.
fn drawing(sheet: &mut Sheet<'_>, bytes: &[u8]) {
    let (text, _) = decode::decode(sheet.path(), bytes, DRAWING);
    let text = without_type(&text);
    if !text.contains("<svg") && !text.contains(":svg") {
        let told = (
            format!("{} is neither SVG, PNG nor JPEG", sheet.path()),
            "Save it again under the extension of its format.",
        );
        sheet.find(Severity::Info, "syntax", told, None, None);
        return;
    }
    teaching::form(sheet, "image", 0.9, true);
    if let Some(packet) = xmp::parse(&text) {
        xmp::claims(sheet, &packet);
    }
    let Some(root) = xml::parse(&text).root else { return };
    let said = |name: &str| root.get(name).and_then(|node| node.text().or_else(|| node.get("#text")?.text()));
    if let Some(title) = said("title") {
        sheet.say(Field::Name, title, Some("title"), root.get("title").and_then(|node| node.line), 0.7);
    }
    if let Some(words) = said("desc") {
        sheet.say(Field::Summary, words, Some("desc"), root.get("desc").and_then(|node| node.line), 0.6);
    }
    if let Some(code) = root.get("@lang").and_then(Node::text).and_then(super::language::language) {
        sheet.say(Field::Language, &code, Some("lang"), root.line, 0.8);
    }
    sheet.text(&words(&root));
}

/// The words that are drawn, in their order.
fn words(root: &Node) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut ahead: Vec<(bool, &Node)> = vec![(false, root)];
    while let Some((drawn, node)) = ahead.pop() {
        if lines.len() > 1_000 {
            break;
        }
        if drawn && let Some(text) = node.text().or_else(|| node.get("#text").and_then(Node::text)) {
            lines.push(clean(text));
        }
        let parts: Vec<(bool, &Node)> = node
            .entries()
            .filter(|(name, _)| {
                !matches!(*name, "script" | "style" | "metadata" | "defs" | "foreignObject")
                    && !name.starts_with(['@', '#'])
            })
            .map(|(name, part)| (drawn && name == "tspan" || matches!(name, "text" | "textPath"), part))
            .collect();
        ahead.extend(parts.into_iter().rev());
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// The drawing without a document type that defines nothing, which older programs write.
fn without_type(text: &str) -> std::borrow::Cow<'_, str> {
    let plain = text.find("<!DOCTYPE").and_then(|start| {
        let end = start + text[start..].find('>')?;
        (!text[start..end].contains('[')).then_some((start, end + 1))
    });
    match plain {
        Some((start, end)) => format!("{}{}", &text[..start], &text[end..]).into(),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests;
