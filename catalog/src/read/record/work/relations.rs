//! Other works that a described work names, and the files that it is made of.
//!
//! Must not know which format it is.

use super::super::node::{address, each, said};
use super::super::reference;
use crate::licence::parse_expression;
use crate::model::{Attachment, Field};
use crate::read::sheet::Sheet;
use crate::read::tree::Node;

/// Keys that lead to other works.
const KEYS: &[(&str, Field)] = &[
    ("isPartOf", Field::PartOf),
    ("hasPart", Field::HasPart),
    ("isBasedOn", Field::BasedOn),
    ("hasVersion", Field::VersionOf),
    ("isVersionOf", Field::VersionOf),
    ("translationOfWork", Field::VersionOf),
    ("workTranslation", Field::VersionOf),
    ("exampleOfWork", Field::VersionOf),
    ("mentions", Field::Related),
    ("citation", Field::Related),
    ("relation", Field::Related),
    ("isRelatedTo", Field::Related),
];

/// Keys that lead to files.
const FILES: &[&str] = &["encoding", "associatedMedia", "distribution"];

pub(super) fn claims(sheet: &mut Sheet<'_>, work: &Node) {
    for (key, field) in KEYS {
        for (_, node) in each(work, &[key]) {
            reference::other(sheet, *field, (address(node), said(node)), key, node.line);
        }
    }
    for (_, node) in each(work, FILES) {
        file(sheet, node);
    }
    // A video or picture is itself the file.
    if work.get("contentUrl").is_some() {
        file(sheet, work);
    }
}

/// A file by its address, with what is said of it.
fn file(sheet: &mut Sheet<'_>, node: &Node) {
    let text = |key: &str| node.get(key).and_then(Node::text).map(str::trim);
    let Some(place) = text("contentUrl").filter(|place| place.starts_with("http")) else { return };
    let digest = |text: &&str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let media = |text: &&str| text.len() < 100 && text.contains('/') && !text.contains(char::is_whitespace);
    let licence = node.get("license").and_then(address).and_then(parse_expression);
    sheet.attach(Attachment {
        place: place.to_owned(),
        media: text("encodingFormat").filter(media).map(str::to_lowercase),
        bytes: text("contentSize").and_then(|size| size.parse().ok()),
        sha256: text("sha256").filter(digest).map(str::to_lowercase),
        licence: licence.map(|known| known.expression),
        author: None,
    });
}
