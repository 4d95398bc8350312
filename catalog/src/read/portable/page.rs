//! The pages of a PDF in their order, and their words until there are enough.
//!
//! Must not know operators.

use std::collections::HashSet;

use super::character;
use super::content::Reader;
use super::document::Document;
use super::heading;
use super::object::{Map, Object};
use crate::read::TEXT_LIMIT;

/// Most nodes of the tree of pages that are looked at.
const NODES: usize = 5_000;
/// Most streams of one page.
const STREAMS: usize = 500;

/// The words of a document, a little more than is kept, and the title that its first page shows.
pub(super) fn text(document: &Document<'_>) -> (String, Option<String>) {
    let mut reader = Reader::new(document, TEXT_LIMIT + 1024);
    let Some(root) = document.catalogue() else { return Default::default() };
    // What is still to be looked at, the next one last; with the resources of the nodes above.
    let mut ahead: Vec<(Object, Map)> =
        root.get("Pages").map(|pages| (pages.clone(), Map::default())).into_iter().collect();
    let mut seen: HashSet<u32> = HashSet::new();
    let mut nodes = 0;
    while let Some((node, above)) = ahead.pop() {
        nodes += 1;
        if nodes > NODES || reader.is_full() {
            break;
        }
        if let Object::Reference(number) = &node
            && !seen.insert(*number)
        {
            continue;
        }
        let Object::Map(node) = document.resolved(&node) else { continue };
        let resources = document.map(&node, "Resources").unwrap_or(above);
        if let Some(kids) = document.get(&node, "Kids") {
            let kids = kids.items().iter().take(NODES).rev();
            ahead.extend(kids.map(|kid| (kid.clone(), resources.clone())));
        } else {
            reader.turn();
            reader.page(&contents(document, &node), &resources);
        }
    }
    let shown = heading::of(&reader.text, &reader.pieces).map(|title| character::opened(&title));
    (character::opened(&reader.text), shown)
}

/// All that a page draws: its streams are one, cut between words.
fn contents(document: &Document<'_>, page: &Map) -> Vec<u8> {
    let Some(value) = page.get("Contents") else { return Vec::new() };
    let streams = match document.resolved(value) {
        Object::List(streams) => streams,
        _ => vec![value.clone()],
    };
    let mut all = Vec::new();
    for (_, bytes) in streams.iter().take(STREAMS).filter_map(|stream| document.stream(stream)) {
        all.extend(bytes);
        all.push(b'\n');
    }
    all
}
