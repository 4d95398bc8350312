//! AMB records, and resources that pages describe to search engines in JSON-LD of schema.org.
//!
//! AMB is judged by its rules; schema.org has none and is taken as it comes. Must not know the other formats.

mod rules;
mod shape;

use super::super::sheet::Sheet;
use super::super::tree::{Node, Value, json};
use super::node::address;
use super::{RECORDS, work};
use crate::model::Severity;
use crate::read::Reading;

/// Types that are something to learn with or from, the surest first.
const TYPES: &[&str] = &[
    "LearningResource",
    "Course",
    "CourseInstance",
    "EducationEvent",
    "Quiz",
    "VideoObject",
    "AudioObject",
    "PresentationDigitalDocument",
    "Dataset",
    "Book",
    "CreativeWork",
];

/// Longest identifier, in bytes.
const LONGEST: usize = 2_000;
/// Deepest list or graph that is opened.
const DEPTH: usize = 6;
/// Most rules told broken of one record.
const BROKEN: usize = 20;

pub(in crate::read) fn read(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = sheet.root(json::parse(text), "JSON") else { return };
    let mut works = works(&root);
    let bare = is_described(&root) && works.is_empty();
    if bare {
        works.push(&root);
    }
    let Some(chosen) = chosen(&works) else {
        let told = (
            format!("{} describes nothing to learn with", sheet.path()),
            "Give it the type LearningResource, a name and an id.",
        );
        sheet.find(Severity::Info, "no_record", told, Some("type"), None);
        return;
    };
    judge(sheet, text, &root);
    work::claims(sheet, chosen);
    if works.len() > 1 {
        let told = (
            format!("{} describes {} resources; the first is read here", sheet.path(), works.len()),
            "Give each resource a file of its own, or harvest this one as a list.",
        );
        sheet.find(Severity::Info, "several_records", told, None, None);
    }
}

/// Claims what a page says in a block of JSON-LD, if it speaks of something to learn with.
///
/// A block that is no JSON, or speaks of other things, says nothing: pages are full of them.
pub(in crate::read) fn json_ld(sheet: &mut Sheet<'_>, text: &str) {
    let Some(root) = json::parse(text).root else { return };
    if let Some(chosen) = chosen(&works(&root)) {
        work::claims(sheet, chosen);
    }
}

/// Claims what the blocks of JSON-LD of one page say of the one thing that most surely is to learn with.
pub(in crate::read) fn in_page(sheet: &mut Sheet<'_>, blocks: &[String]) {
    let roots: Vec<Node> = blocks.iter().filter_map(|block| json::parse(block).root).collect();
    let found: Vec<&Node> = roots.iter().flat_map(works).collect();
    if let Some(chosen) = chosen(&found) {
        work::claims(sheet, chosen);
    }
}

/// Every resource that a text describes, each with its identifier.
pub(super) fn each(text: &str) -> Vec<(String, Reading)> {
    let tree = json::parse(text);
    let Some(root) = tree.root else {
        return vec![("#1".to_owned(), super::record(super::Format::Amb, "#1", text))];
    };
    let found = works(&root);
    let best = found.iter().map(|work| rank(work)).min().unwrap_or(TYPES.len());
    // Beside learning resources, the pictures and works that they name are no resources of their own.
    let kept = found.into_iter().filter(|work| best > 0 || rank(work) == 0).take(RECORDS);
    kept.enumerate()
        .map(|(at, node)| {
            let id = named(node).map_or_else(|| format!("#{}", at + 1), str::to_owned);
            let mut sheet = Sheet::of_record(&id);
            work::claims(&mut sheet, node);
            let reading = sheet.done();
            (id, reading)
        })
        .collect()
}

/// The identifier that a work has.
pub(super) fn named(node: &Node) -> Option<&str> {
    ["id", "@id", "url", "identifier"]
        .iter()
        .find_map(|key| address(node.get(key)?))
        .filter(|id| (1..=LONGEST).contains(&id.len()))
}

/// Everything to learn with at the top, in a list or in a graph.
fn works(root: &Node) -> Vec<&Node> {
    let mut found = Vec::new();
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        if rank(node) < TYPES.len() {
            found.push(node);
        } else if depth < DEPTH {
            let held = node.get("@graph").or_else(|| node.get("itemListElement")).map(Node::items);
            let listed = matches!(node.value, Value::List(_));
            let within = node.get("item").or_else(|| node.get("mainEntity"));
            let inner = held.into_iter().flatten().chain(within);
            let own = if listed { node.items() } else { &[] };
            let next: Vec<&Node> = inner.chain(own).take(RECORDS).collect();
            open.extend(next.into_iter().rev().map(|node| (node, depth + 1)));
        }
    }
    found
}

/// Where the best of its types stands among those that count; their number when none does.
fn rank(node: &Node) -> usize {
    let types = ["type", "@type"].iter().filter_map(|key| node.get(key)).flat_map(Node::items);
    let place = |kind: &str| {
        let word = kind.rsplit(['/', '#', ':']).next().unwrap_or(kind);
        TYPES.iter().position(|known| *known == word)
    };
    types.filter_map(Node::text).filter_map(place).min().unwrap_or(TYPES.len())
}

fn chosen<'a>(works: &[&'a Node]) -> Option<&'a Node> {
    works.iter().copied().min_by_key(|work| rank(work))
}

/// Whether a JSON text without a type that counts is a record nevertheless.
fn is_described(root: &Node) -> bool {
    root.get("name").is_some()
        && ["learningResourceType", "educationalLevel", "license"].iter().any(|key| root.get(key).is_some())
}

/// Judges a record that is AMB's, or that says nothing of what it is, by AMB's rules.
fn judge(sheet: &mut Sheet<'_>, text: &str, root: &Node) {
    let context: Vec<&str> =
        root.get("@context").map(Node::items).unwrap_or_default().iter().filter_map(address).collect();
    let other = context.iter().any(|one| one.contains("schema.org"));
    let own = context.iter().any(|one| one.contains("w3id.org/kim/amb"));
    let graph = root.get("@graph").is_some() || matches!(root.value, Value::List(_));
    if !own && (other || graph) {
        return;
    }
    let Ok(whole) = serde_json::from_str(text) else { return };
    for broken in rules::broken(&whole).into_iter().take(BROKEN) {
        let line =
            root.get(broken.key.split(['.', '[']).next().unwrap_or_default()).and_then(|node| node.line);
        let told = (
            format!("{} is not as AMB asks for: {}", broken.key, broken.wanted),
            "Write it as the specification of AMB 20231019 says, at https://w3id.org/kim/amb/latest/.",
        );
        sheet.find(Severity::Error, "amb_rule", told, Some(&broken.key), line);
    }
}
